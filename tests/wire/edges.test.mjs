/** What a table cannot say: options and callbacks that misbehave. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { head } from '../../pkg/environment.js';
import { countListeners } from './aborts.mjs';
import { PAGE, busy, fetchPage, fetching, json, list } from './answers.mjs';
import { CREDENTIAL, ID } from './samples.mjs';

test('the timeout covers the headers function, and its end is heard by nobody else', async () => {
  await list(); // the module is there: a slow machine takes longer than 20 ms to start it
  const { fetch, requests } = fetching(() => json(PAGE));
  const call = list({ fetch, timeout: 20, headers: () => new Promise(() => {}) });
  await assert.rejects(call, (error) => {
    assert.equal(error.message, 'options.headers took too long.');
    return error.kind === 'timeout' && error.attempts === undefined;
  });
  assert.equal(requests.length, 0);
});

test('attempts are the requests that went out', async () => {
  const fail = () => {
    throw new Error('late');
  };
  for (const [second, kind] of [
    [{ headers: fail }, 'invalid_options'],
    [{ headers: () => ({ 'x y': '1' }) }, 'invalid_options'],
    [{ headers: () => new Promise(() => {}) }, 'timeout'],
  ]) {
    let count = 0;
    const headers = () => (count++ === 0 ? {} : second.headers());
    const { fetch, requests } = fetching(() => busy('0'));
    await assert.rejects(list({ fetch, headers, timeout: 200, retries: 1 }), { kind, attempts: 1 });
    assert.equal(requests.length, 1);
  }
  const { fetch } = fetching(
    () => busy('0'),
    () => null,
  );
  await assert.rejects(list({ fetch, retries: 1 }), { kind: 'invalid_options', attempts: 2 });
});

test("what is wrong with a client's or a call's headers is told, also where there are both", async () => {
  const failing = () => {
    throw new Error('mine');
  };
  for (const [headers, message] of [
    [{ 'x y': '1' }, /holds a name/],
    [() => ({ 'x y': '1' }), /holds a name/],
    [5, /must be an object, or a function/],
    [() => 5, /must be an object, or a function/],
    [failing, /threw an error/],
  ]) {
    for (const [bound, own] of [
      [headers, { a: '1' }],
      [{ a: '1' }, headers],
      [() => ({ a: '1' }), headers],
    ]) {
      const client = api.createClient({ fetch: fetchPage, headers: bound });
      await assert.rejects(client.list({}, { headers: own }), (error) => {
        assert.match(error.message, message);
        assert.equal(error.cause?.message, headers === failing ? 'mine' : undefined);
        return error.kind === 'invalid_options' && error.endpoint === '/acs/credentials/list';
      });
    }
  }
});

test('a context that a client cannot read is refused by the call', async () => {
  const failing = {
    get now() {
      throw new Error('bound');
    },
  };
  const hostile = new Proxy({}, { get: () => assert.fail('read'), getPrototypeOf: () => assert.fail('looked at') });
  for (const [bound, own] of [
    [{}, hostile],
    [{}, 5],
    [failing, hostile],
    [failing, undefined],
  ]) {
    const client = api.createClient({ fetch: fetchPage, context: bound });
    await assert.rejects(client.list({}, { context: own }), {
      kind: 'invalid_options',
      endpoint: '/acs/credentials/list',
    });
  }
  await api.createClient({ fetch: fetchPage, context: failing }).list({}, { context: { now: 5 } });
});

test("the reason of a caller's signal stays as it is, whatever it is", async () => {
  const reason = Object.freeze(new api.CredentialsError({ kind: 'api', message: 'mine' }));
  const { stack } = reason;
  await assert.rejects(
    list({ signal: AbortSignal.abort(reason) }),
    (error) => error === reason && error.stack === stack,
  );
});

test("an error's stack tells who waits", async () => {
  const client = api.createClient({ fetch: async () => new Response('', { status: 404 }) });
  const notYet = api.createClient({ fetch: async () => json({ acs_credential: CREDENTIAL }) });
  async function whoWaits(call) {
    return await call();
  }
  const everything = async () => {
    for await (const credential of client.all()) assert.fail(credential);
  };
  for (const call of [
    () => api.getCredential({ acs_credential_id: ID }, { fetch: fetchPage, retries: 0 }),
    () => api.createCredential({}),
    () => api.createCredential({}, { timeout: -1 }),
    () => client.get({ acs_credential_id: ID }),
    () => client.waitUntil(ID, 'issued'),
    () => notYet.waitUntil(ID, () => false, { interval: 1, timeout: 20 }),
    () => api.validate('get', {}, { now: 'x' }),
    () => api.parseJson('none', '{}'),
    everything,
  ]) {
    await assert.rejects(whoWaits(call), ({ stack }) => {
      assert.match(stack, /^CredentialsError: [^\n]+\n[^]*whoWaits/);
      assert.doesNotMatch(stack, /wasm/);
      return true;
    });
  }
});

test('an option that is not known is told of once', async (t) => {
  const warned = t.mock.method(console, 'warn', () => {});
  const texts = () => warned.mock.calls.map(({ arguments: [text] }) => text);
  const slips = { endPoint: 'https://one.test', time_out: 5, context: { system_type: 'x' } };
  for (let time = 0; time < 2; time++) await list(slips);
  api.validate('list', {}, { systemtype: 'x' });
  assert.equal(texts().length, 4);
  assert.match(texts()[0], /options\.endPoint is unknown\. Known are endpoint, personalAccessToken, /);
  assert.match(texts()[1], /options\.time_out/);
  assert.match(texts()[2], /context\.system_type is unknown\. Known are now, systemType, entrances\./);
  assert.match(texts()[3], /context\.systemtype/);
});

test('a headers function that fails late, after the timeout, is forgotten', async () => {
  let fail;
  const headers = () => new Promise((_, reject) => (fail = reject));
  await assert.rejects(list({ timeout: 20, headers }), { kind: 'timeout' });
  fail(new Error('late'));
});

test('no request goes out once a callback has aborted', async () => {
  const { fetch, requests } = fetching(() => json(PAGE));
  for (const options of [
    (abort) => ({ onWarning: abort }),
    (abort) => ({ onWarning: () => {}, headers: abort }),
    (abort) => ({ onWarning: () => {}, headers: async () => abort() }),
    (abort) => ({
      onWarning: () => {},
      headers: {
        get a() {
          abort();
          return 'b';
        },
      },
    }),
  ]) {
    const controller = new AbortController();
    const aborting = options(() => controller.abort('bye'));
    const call = api.listCredentials({ serch: 'x' }, { fetch, signal: controller.signal, ...aborting });
    assert.equal(await call.catch((reason) => reason), 'bye');
  }
  assert.equal(requests.length, 0);
});

test('Retry-After as a date, in seconds, and one too far away', async () => {
  const soon = new Date(Date.now() - 5000).toUTCString();
  for (const [header, attempts, retryAfter] of [
    [soon, 3, 0],
    ['0', 3, 0],
    ['61', 1, 61],
    ['99999999999', 1, 4294967295],
    [new Date(Date.now() + 3.6e6).toUTCString(), 1, 3600],
  ]) {
    const { fetch, requests } = fetching(() => busy(header));
    await assert.rejects(list({ fetch, retries: 2 }), (error) => {
      assert.equal(error.attempts, attempts, header);
      assert.ok(Math.abs(error.retryAfter - retryAfter) <= 2, header);
      return true;
    });
    assert.equal(requests.length, attempts);
  }
});

test('what a Retry-After header says', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(1994, 10, 6, 8, 49, 37) });
  for (const [header, seconds] of [
    ['120', 120],
    [' 0 ', 0],
    ['Sun, 06 Nov 1994 08:49:47 GMT', 10],
    [' Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['Sun, 06 Nov 1994 08:49:07 GMT', 0],
    ['Sun, 06 Nov 1994 08:49:xx GMT', undefined],
    ['99999999999', 4294967295],
    ['-1', undefined],
    ['+1', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['Sun, 06 Nov 1994', undefined],
    ['Sun, 06 Nov 1994 08:49:47 UTC', undefined],
    ['Sunday, 06-Nov-94 08:49:47 GMT', undefined],
    ['Sun, 06-Nov-1994 08:49:47 GMT', undefined],
    ['Sun; 06 Nov 1994 08:49:47 GMT', undefined],
    ['sun, 06 nov 1994 08:49:47 GMT', undefined],
    ['06 Nov 1994 08:49:47 +000 GMT', undefined],
    ['', undefined],
    [null, undefined],
  ]) {
    const [, , found] = head({ status: 503, headers: { get: () => header }, arrayBuffer() {} });
    assert.equal(found, seconds, `${header}`);
  }
});

test('a date that cannot be read is no Retry-After', async (t) => {
  const { Date } = globalThis;
  t.after(() => (globalThis.Date = Date));
  globalThis.Date = { now: () => 0 };
  const { fetch, requests } = fetching(() => busy('Sun, 06 Nov 2094 08:49:37 GMT'));
  await assert.rejects(list({ fetch }), (error) => error.retryAfter === undefined);
  assert.equal(requests.length, 1);
});

test('calls that share a signal share a listener', async () => {
  const controller = new AbortController();
  const listeners = countListeners(controller.signal);
  const most = [];
  const fetch = async () => {
    most.push(listeners());
    return json(PAGE);
  };
  const calls = Array.from({ length: 20 }, () => list({ fetch, signal: controller.signal }));
  await Promise.all(calls);
  assert.deepEqual([Math.max(...most), listeners()], [1, 0]);
  const waiting = Array.from({ length: 20 }, () =>
    list({ fetch: () => new Promise(() => {}), signal: controller.signal }),
  );
  controller.abort('bye');
  const outcomes = await Promise.allSettled(waiting);
  assert.ok(outcomes.every(({ reason }) => reason === 'bye'));
  assert.equal(listeners(), 0);
});

test('an error says in JSON what it says', async () => {
  const fetch = async () => json({ error: { type: 'gone', message: 'No' } }, { status: 404 });
  const error = await list({ fetch }).catch((error) => error);
  const { stack, ...said } = JSON.parse(JSON.stringify({ ...error.toJSON(), stack: error.stack.length > 0 }));
  assert.ok(stack);
  const details = {
    kind: 'api',
    endpoint: '/acs/credentials/list',
    status: 404,
    type: 'gone',
    attempts: 1,
    issues: [],
  };
  assert.deepEqual(said, { name: 'CredentialsError', message: 'No', ...details });
  assert.deepEqual(JSON.parse(JSON.stringify(error)), said);
  const again = new api.CredentialsError(said);
  assert.ok(api.isCredentialsError(again) && again.status === 404 && again.name === 'CredentialsError');
  assert.deepEqual({ ...again }, { ...error });
  again.name = 'MyError';
  assert.match(String(again), /^MyError: No \[/);
});

test('a warning about a list is told once, not of each item', async (t) => {
  const warned = t.mock.method(console, 'warn', () => {});
  const fetch = async () => json({ acs_credential: CREDENTIAL });
  const params = { access_method: 'code', acs_user_id: ID, allowed_acs_entrance_ids: [ID, ID, ID, ID] };
  for (let time = 0; time < 2; time++) await api.createCredential(params, { fetch });
  const texts = warned.mock.calls.map(({ arguments: [text] }) => text);
  assert.deepEqual(
    texts.filter((text) => text.includes('duplicate')),
    ['acs-credentials: /acs/credentials/create allowed_acs_entrance_ids[1]: (duplicate) Is in the list already.'],
  );
});

// The last one, since it fills the memory that others count on.
test('of what the console has been told, a thousand things are remembered', async (t) => {
  const COUNT = 1200;
  const warned = t.mock.method(console, 'warn', () => {});
  const slip = async () => {
    warned.mock.resetCalls();
    for (let index = 0; index < COUNT; index++) await list({ [`slip_${index}`]: 1 });
    return warned.mock.callCount();
  };
  assert.equal(await slip(), COUNT);
  const again = await slip();
  assert.ok(again >= COUNT - 1000 && again < COUNT - 900, `${again} are told once more`);
});
