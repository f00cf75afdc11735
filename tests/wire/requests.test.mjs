/** What goes out: addresses, headers, bodies, and what a `fetch` is told of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { PAGE, busy, fetchPage, fetching, json, list } from './answers.mjs';
import { CREDENTIAL, ID } from './samples.mjs';

test('a call is what it was when it was made', async () => {
  const { fetch, requests } = fetching(() => json({ acs_credential: CREDENTIAL }));
  const payload = { access_method: 'code', acs_user_id: ID, code: '4711' };
  const options = { fetch, endpoint: 'https://one.test', headers: { 'x-who': 'alice' } };
  const call = api.createCredential(payload, options);
  payload.code = '9999';
  options.endpoint = 'https://other.test';
  options.headers['x-who'] = 'bob';
  await call;
  const headers = new Map([['x-who', 'alice']]);
  const ofClient = api.createClient({ ...options, headers: { 'x-desk': '1' } }).create(payload, { headers });
  headers.set('x-who', 'bob');
  await ofClient;
  assert.deepEqual(
    requests.map((request) => [request.url, request.headers.get('x-who')]),
    [
      ['https://one.test/acs/credentials/create', 'alice'],
      ['https://other.test/acs/credentials/create', 'alice'],
    ],
  );
  assert.deepEqual(await requests[0].json(), { access_method: 'code', acs_user_id: ID, code: '4711' });
});

test('a fetch is told of a request in plain data, as wrappers and libraries expect it', async () => {
  const calls = [];
  const fetch = async (url, { signal, ...init }) => {
    assert.equal(signal.aborted, false);
    calls.push([url, init]);
    return json({ acs_credential: CREDENTIAL });
  };
  const client = api.createClient({ fetch, apiKey: 'seam_test', headers: { 'X-Desk': '1' } });
  await client.update({ acs_credential_id: ID, code: '4711' });
  await client.delete({ acs_credential_id: ID }, { credentials: 'include' });
  const headers = { authorization: 'Bearer seam_test', 'x-desk': '1' };
  const root = 'https://connect.getseam.com/acs/credentials';
  const body = JSON.stringify({ acs_credential_id: ID, code: '4711' });
  assert.deepEqual(calls, [
    [
      `${root}/update`,
      { method: 'PATCH', headers: { ...headers, 'content-type': 'application/json' }, body, redirect: 'manual' },
    ],
    [
      `${root}/delete?acs_credential_id=${ID}&_strict=true`,
      { method: 'DELETE', headers, credentials: 'include', redirect: 'manual' },
    ],
  ]);
});

test('what others have put on all objects chooses nothing', async (t) => {
  const { fetch, requests } = fetching(() => json({ ...PAGE, acs_credential: { ...CREDENTIAL, is_issued: true } }));
  const polluted = {
    endpoint: 'https://other.test',
    personalAccessToken: 'seam_at1',
    headers: { 'x-other': '1' },
    timeout: 'soon',
    interval: 'soon',
    ahead: 'yes',
    retries: -1,
  };
  t.after(() => Object.keys(polluted).forEach((name) => delete Object.prototype[name]));
  // Not enumerable, which Node itself does not bear.
  for (const [name, value] of Object.entries(polluted)) {
    Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
  }
  const client = api.createClient({ fetch, apiKey: 'seam_test' });
  await client.list({ limit: 5 });
  await client.list({ limit: 5 }, {});
  await client.waitUntil(ID, 'issued');
  for await (const page of client.pages({ limit: 5 })) assert.equal(page.acs_credentials.length, 1);
  await api.listCredentials({ limit: 5 }, { fetch, apiKey: 'seam_test' });
  // One that says something else of itself than to others.
  Object.defineProperty(Object.prototype, 'endpoint', {
    configurable: true,
    get() {
      return this === Object.prototype ? undefined : polluted.endpoint;
    },
  });
  class Options {
    fetch = fetch;
    get interval() {
      return 0;
    }
    get apiKey() {
      return 'seam_test';
    }
  }
  await api.listCredentials({ limit: 5 }, new Options());
  await api.createClient(new Options()).list({ limit: 5 });
  await api.createClient(Object.create(new Options())).list({ limit: 5 }, Object.create({ retries: 0 }));
  let reads = 0;
  const condition = () => ++reads === 3;
  await client.waitUntil(ID, condition, new Options());
  assert.equal(requests.length, 11);
  for (const { url, headers } of requests) {
    assert.equal(new URL(url).origin, 'https://connect.getseam.com');
    assert.deepEqual([headers.get('x-other'), headers.get('authorization')], [null, 'Bearer seam_test']);
  }
});

test("a caller's content type makes no body of a query", async () => {
  const { fetch, requests } = fetching(() => json({ ...PAGE, acs_credential: CREDENTIAL }));
  const own = { 'Content-Type': 'application/json' };
  const params = { acs_credential_id: ID };
  for (const headers of [own, () => own, new Headers(own), Object.entries(own)]) {
    await api.listCredentials({ limit: 5 }, { fetch, headers });
    await api.deleteCredential(params, { fetch, headers });
    await api.updateCredential({ ...params, code: '4711' }, { fetch, headers });
    const [list, deletion, update] = requests.splice(0);
    assert.equal(new URL(list.url).search, '?limit=5&_strict=true');
    assert.equal(new URL(deletion.url).search, `?acs_credential_id=${ID}&_strict=true`);
    assert.deepEqual([list.body, deletion.body, await update.json()], [null, null, { ...params, code: '4711' }]);
  }
});

test('parameters that no URL can hold are refused', async () => {
  const { fetch, requests } = fetching(() => json(PAGE));
  const call = api.listCredentials({ search: 'é'.repeat(2 ** 20) }, { fetch });
  await assert.rejects(call, { kind: 'invalid_options', message: /longer than any URL/ });
  assert.equal(requests.length, 0);
});

test('a payload as a query', async () => {
  for (const [params, query] of [
    [{}, ''],
    [
      { search: 'front door & co', limit: 10, page_cursor: null, acs_system_id: ID },
      `?acs_system_id=${ID}&limit=10&page_cursor=&search=front+door+%26+co&_strict=true`,
    ],
    [{ is_multi_phone_sync_credential: false }, '?is_multi_phone_sync_credential=false&_strict=true'],
    [{ search: 'é€😀~*-._ +' }, '?search=%C3%A9%E2%82%AC%F0%9F%98%80%7E*-._+%2B&_strict=true'],
    [{ x: [1, 'b'], y: { z: true, w: { v: '' } }, e: [] }, '?e=&x=1&x=b&y.z=true&_strict=true'],
    [{ x: { toISOString: 1 } }, '?x.toISOString=1&_strict=true'],
    [{ x: [{ a: 1 }, [2], null] }, '?x=%7B%22a%22%3A1%7D&x=%5B2%5D&x=&_strict=true'],
    [{ '\uffff': 1, '😀': 2 }, '?%F0%9F%98%80=2&%EF%BF%BF=1&_strict=true'],
    [{ b: 1, _strict: [0, 1], a: 2 }, '?_strict=true&a=2&b=1'],
    [JSON.parse('{ "__proto__": "x" }'), '?__proto__=x&_strict=true'],
  ]) {
    const { fetch, requests } = fetching(() => json(PAGE));
    await api.listCredentials(params, { fetch, onWarning: () => {} });
    assert.equal(new URL(requests[0].url).search, query);
  }
});

test('a page whose JSON.parse makes dates loses no filter', async (t) => {
  const { parse } = JSON;
  const revive = (key, value) => (/_before$/.test(key) ? new Date(value) : value);
  t.mock.method(JSON, 'parse', (text) => parse(text, revive));
  const { fetch, requests } = fetching(() => json(PAGE));
  await api.listCredentials({ created_before: '2026-01-01T00:00:00Z' }, { fetch });
  assert.equal(new URL(requests[0].url).search, '?created_before=2026-01-01T00%3A00%3A00.000Z&_strict=true');
});

test('headers are asked for at each attempt', async () => {
  const { fetch, requests } = fetching(
    () => busy('0'),
    () => json(PAGE),
  );
  let session = 0;
  await list({ fetch, retries: 1, headers: async () => ({ 'x-session': String(++session) }) });
  assert.deepEqual(
    requests.map(({ headers }) => headers.get('x-session')),
    ['1', '2'],
  );
});

test("a caller's own headers win, and those without a value are none", async () => {
  const { fetch, requests } = fetching(() => json(PAGE));
  const given = { Authorization: 'Basic x', 'x-none': undefined, 'x-null': null };
  for (const headers of [given, () => given, Object.entries(given)]) {
    await list({ fetch, apiKey: 'seam_test', headers });
    assert.deepEqual(Object.fromEntries(requests.at(-1).headers), { authorization: 'Basic x' });
  }
});

test('nobody is asked for headers once the call is not wanted', async () => {
  const signal = AbortSignal.abort();
  const headers = () => assert.fail('asked');
  await assert.rejects(list({ signal, headers }), { name: 'AbortError' });
});

test('an environment without what a request needs, or with a mock of it, is told of', async (t) => {
  const mocks = [undefined, () => {}, function mock() {}, class Mock {}];
  for (const name of ['Headers', 'AbortController']) {
    const found = Object.getOwnPropertyDescriptor(globalThis, name);
    t.after(() => Object.defineProperty(globalThis, name, found));
    for (const value of mocks) {
      Object.defineProperty(globalThis, name, { ...found, value });
      await assert.rejects(list(), {
        kind: 'invalid_options',
        message: `This environment has no working ${name}, which every request needs.`,
      });
      const wait = api.createClient({ fetch: fetchPage }).waitUntil(ID, 'issued');
      await assert.rejects(wait, { kind: 'invalid_options' });
    }
    Object.defineProperty(globalThis, name, found);
  }
  for (const options of [0, '', false]) {
    await assert.rejects(api.listCredentials({}, options), {
      kind: 'invalid_options',
      message: /^options must be an object/,
    });
  }
});

test('headers that are no headers are refused', async () => {
  for (const headers of [5, 'x', [null], ['ab'], [5], [['x']], [[1, 'y']], { x: 5 }, { 'a b': 'c' }, { x: 'a\r\nb' }]) {
    if (JSON.stringify(headers) === '[["x"]]') continue; // a header without a value is none
    await assert.rejects(list({ headers }), { kind: 'invalid_options' }, JSON.stringify(headers));
    await assert.rejects(list({ headers: () => headers }), { kind: 'invalid_options' }, JSON.stringify(headers));
    const client = api.createClient({ fetch: fetchPage, headers: { a: 'b' } });
    await assert.rejects(client.list({}, { headers }), { kind: 'invalid_options' }, JSON.stringify(headers));
  }
});

test('a client adds the options of a call to its own', async () => {
  const { fetch, requests } = fetching(() => json(PAGE));
  const client = api.createClient({ fetch, apiKey: 'seam_test', headers: { a: '1', B: '1' } });
  const sent = async (more) => {
    await client.list({}, more);
    const { headers } = requests.at(-1);
    return ['a', 'b', 'c'].map((name) => headers.get(name));
  };
  assert.deepEqual(await sent(), ['1', '1', null]);
  assert.deepEqual(await sent({ headers: undefined, fetch: undefined, signal: undefined }), ['1', '1', null]);
  assert.deepEqual(await sent({ headers: { b: '2', c: '2' } }), ['1', '2', '2']);
  assert.deepEqual(await sent({ headers: new Headers({ b: '2' }) }), ['1', '2', null]);
  assert.deepEqual(await sent({ headers: async () => new Map([['c', '3']]) }), ['1', '1', '3']);
  assert.deepEqual(await sent({ headers: null }), [null, null, null]);
  for (const more of [5, 'x', () => 1]) await assert.rejects(client.list({}, more), { kind: 'invalid_options' });
  const throwing = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error('boom');
      },
    },
  );
  await assert.rejects(client.list({}, throwing), { kind: 'invalid_options' });
  await assert.rejects(client.waitUntil(ID, 'issued', throwing), { kind: 'invalid_options' });
  await assert.rejects(client.pages({}, throwing).next(), { kind: 'invalid_options' });
  assert.throws(() => api.createClient(throwing), { kind: 'invalid_options' });
});

test('a token of a call takes the place of one of another kind', async (t) => {
  const { fetch, requests } = fetching(() => json(PAGE));
  const client = api.createClient({ fetch, apiKey: 'seam_test' });
  await client.list({}, { clientSessionToken: 'seam_cst_1' });
  await client.list({}, { clientSessionToken: undefined });
  const sent = requests.map(({ headers }) => headers.get('authorization'));
  assert.deepEqual(sent, ['Bearer seam_cst_1', 'Bearer seam_test']);
  const both = { apiKey: 'seam_test', clientSessionToken: 'seam_cst_1' };
  await assert.rejects(client.list({}, both), { kind: 'invalid_options', message: /not both/ });
  const personal = api.createClient({ fetch, personalAccessToken: 'seam_at1', workspaceId: ID });
  const warned = t.mock.method(console, 'warn', () => {});
  await personal.list({}, { apiKey: 'seam_test' });
  await personal.list({}, { consoleSessionToken: 'ey1' });
  const workspaces = requests.slice(-2).map(({ headers }) => headers.get('seam-workspace'));
  assert.deepEqual([workspaces, warned.mock.callCount()], [[null, ID], 0]);
});

test('a workspace that counts for nothing is told of', async (t) => {
  const { fetch } = fetching(() => json(PAGE));
  const warned = t.mock.method(console, 'warn', () => {});
  await list({ fetch, apiKey: 'seam_test', workspaceId: ID });
  await list({ fetch, clientSessionToken: 'seam_cst1', workspaceId: ID });
  await list({ fetch, workspaceId: ID });
  assert.deepEqual(
    warned.mock.calls.map(({ arguments: [message] }) => message),
    ['apiKey', 'clientSessionToken'].map(
      (name) => `acs-credentials: workspaceId is only for personal tokens, not for ${name}.`,
    ),
  );
});

test("what a page has put in the place of the engine's stacks loses no error", async (t) => {
  const { captureStackTrace } = Error;
  t.after(() => Object.assign(Error, { captureStackTrace }));
  const { fetch } = fetching(() => json({}, { status: 403 }));
  for (const own of [5, (error) => Object.freeze(error), () => assert.fail('mine')]) {
    Error.captureStackTrace = own;
    const error = await list({ fetch }).catch((error) => error);
    assert.deepEqual([error.kind, error.status], ['api', 403]);
  }
});

test('what the network says keeps to one line, and advice about browsers to browsers', async () => {
  const fetch = async () => {
    throw new TypeError('fetch failed', { cause: new Error('A:error\n  at ssl\n') });
  };
  const message = 'No answer from https://connect.getseam.com (A:error at ssl). Offline, or a wrong address.';
  await assert.rejects(list({ fetch, retries: 0 }), { kind: 'network', message });
});

test('a redirect is not followed, so that no token reaches another host', async () => {
  const { fetch, requests } = fetching(() => new Response('', { status: 302, headers: { location: '/login' } }));
  await assert.rejects(list({ fetch, clientSessionToken: 'seam_cst_secret' }), { kind: 'api', message: /redirects/ });
  assert.equal(requests[0].redirect, 'manual');
});
