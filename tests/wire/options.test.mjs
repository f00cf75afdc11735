/** Options at their borders: defaults, limits, what is left out, and signals that are half of one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { countTimers } from './aborts.mjs';
import { PAGE, busy, fetchPage, fetching, json, list } from './answers.mjs';
import { ID } from './samples.mjs';

const never = () => new Promise(() => {});

test('an attempt may take 30 seconds, and two more may follow', async (t) => {
  const timed = t.mock.method(globalThis, 'setTimeout');
  await list();
  assert.ok(timed.mock.calls.some(({ arguments: [, delay] }) => delay === 30_000));
  const { fetch } = fetching(() => busy('0'));
  await assert.rejects(api.listCredentials({}, { fetch }), { status: 503, attempts: 3 });
});

test('a timeout of 0, or longer than a timer may be, is no limit; ten retries are allowed', async () => {
  const fetch = () => new Promise((resolve) => setImmediate(() => resolve(json(PAGE))));
  for (const timeout of [0, Infinity, 2 ** 31]) await list({ timeout, fetch });
  await list({ retries: 10 });
});

test('null is as good as left out', async () => {
  await list({ signal: null });
  for (const context of [{ now: null }, { systemType: null }, { entrances: null }]) {
    await list({ context });
    assert.equal(api.validate('list', {}, context).valid, true);
  }
  const { fetch, requests } = fetching(() => json(PAGE));
  await api.createClient({ fetch, apiKey: 'seam_test' }).list({}, { clientSessionToken: null });
  assert.equal(requests[0].headers.get('authorization'), 'Bearer seam_test');
});

test("a call's options win over its client's, in pages too", async () => {
  for (const name of ['pages', 'all']) {
    const { fetch, requests } = fetching(() => json(PAGE));
    const client = api.createClient({ fetch, headers: { a: '1' } });
    await client[name]({}, { headers: { a: '2' } }).next();
    assert.equal(requests[0].headers.get('a'), '2', name);
  }
});

test('half a signal is refused, and one that cannot be listened to leaves no timer', async () => {
  const nothing = () => {};
  for (const half of [{ addEventListener: nothing }, { removeEventListener: nothing }]) {
    const refused = { kind: 'invalid_options', message: /must be an AbortSignal/ };
    await assert.rejects(list({ signal: { aborted: false, ...half } }), refused);
  }
  const timers = countTimers([30_002]);
  try {
    const addEventListener = () => assert.fail('no');
    const signal = { aborted: false, addEventListener, removeEventListener: nothing };
    await assert.rejects(list({ signal, timeout: 30_002 }), { kind: 'invalid_options' });
    assert.equal(timers.active(), 0);
  } finally {
    timers.restore();
  }
});

test('a signal whose properties throw changes no outcome', async () => {
  const listening = { addEventListener() {}, removeEventListener() {} };
  const fail = () => assert.fail('no');
  const aborted = Object.defineProperty({ ...listening, aborted: true }, 'reason', { get: fail });
  const reason = await list({ signal: aborted }).catch((reason) => [reason]);
  assert.deepEqual(reason, [undefined]);
  let asked = 0;
  const failing = Object.defineProperty({ ...listening }, 'aborted', { get: () => (asked++ === 0 ? false : fail()) });
  assert.equal((await list({ signal: failing })).acs_credentials.length, 1);
});

test('of calls that share a signal, each hears of its abort until its own end', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const late = list({ signal, timeout: 0, fetch: never });
  await list({ signal });
  controller.abort('bye');
  await assert.rejects(late, (reason) => reason === 'bye');
});

test('an error has a cause only where there is one, and a cause that throws is none', async () => {
  const plain = await list({ timeout: 'x' }).catch((error) => error);
  assert.equal(Object.hasOwn(plain, 'cause'), false);
  const thrown = Object.defineProperty({ message: 'away' }, 'cause', { get: () => assert.fail('no') });
  const fetch = () => Promise.reject(thrown);
  await assert.rejects(list({ fetch }), { kind: 'network', message: /\(away\)/ });
});

test('a body that cannot be cancelled, or fails to be, changes no outcome', async () => {
  const read = async () => ({ done: false, value: new Uint8Array(2 ** 24) });
  for (const cancel of [() => Promise.reject(new Error('no')), undefined, () => undefined]) {
    const body = { getReader: () => ({ read, cancel }) };
    const fetch = async () => ({ status: 200, headers: new Headers(), arrayBuffer() {}, body });
    await assert.rejects(list({ fetch }), { kind: 'invalid_response', message: /too large/ });
  }
});

test('tokens of power are warned of in pages of others alone', async (t) => {
  t.after(() => {
    delete globalThis.document;
    delete globalThis.location;
  });
  const warned = t.mock.method(console, 'warn', () => {});
  const inPage = (hostname, options) => {
    globalThis.document = {};
    globalThis.location = { hostname, href: 'about:blank', origin: 'null' };
    return list({ fetch: fetchPage, ...options });
  };
  await inPage('', { apiKey: 'seam_x' });
  await inPage('localhost', { apiKey: 'seam_x' });
  assert.equal(warned.mock.callCount(), 0);
  await inPage('panel.test', { personalAccessToken: 'seam_at1', workspaceId: ID });
  assert.equal(warned.mock.callCount(), 1);
});
