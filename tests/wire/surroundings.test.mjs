/** What a page, a test or an engine does to the globals around a call: clocks, consoles, addresses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { PAGE, busy, fetchPage, fetching, json, list } from './answers.mjs';
import { CREDENTIAL, ID } from './samples.mjs';

test("a test's own clocks and chances stop no call", async (t) => {
  const { performance } = globalThis;
  t.after(() => Object.assign(globalThis, { performance }));
  for (const own of [{}, undefined, { now: () => assert.fail() }]) {
    globalThis.performance = own;
    await list({ onResponse: ({ duration }) => assert.ok(Number.isInteger(duration)) });
  }
  t.mock.method(Math, 'random', () => assert.fail());
  await assert.rejects(list({ fetch: async () => busy('0') }), { status: 503 });
});

test('callbacks that throw, at once or later, are logged once and change nothing', async (t) => {
  const logged = t.mock.method(console, 'error', () => {});
  for (const boom of [
    () => {
      throw new Error('at once');
    },
    async () => {
      throw new Error('later');
    },
  ]) {
    const options = { onResponse: boom, onDeviation: boom, onWarning: boom };
    const fetch = async () => json({ ...PAGE, new: 1 });
    await api.listCredentials({ nonsense: 1 }, { fetch, ...options });
  }
  assert.deepEqual(
    logged.mock.calls.map(({ arguments: [message] }) => message),
    ['onWarning', 'onResponse', 'onDeviation'].map((name) => `acs-credentials: ${name} threw an error.`),
  );
});

test('a console that throws changes nothing', async (t) => {
  const boom = () => {
    throw new Error('no output in tests');
  };
  t.mock.method(console, 'warn', boom);
  t.mock.method(console, 'error', boom);
  const page = await api.listCredentials({ sonsense: 1 }, { fetch: fetchPage, onResponse: boom });
  assert.equal(page.acs_credentials.length, 1);
});

test('a relative endpoint stays with the page', async (t) => {
  const page = (href) => Object.defineProperty(globalThis, 'location', { value: new URL(href), configurable: true });
  t.after(() => delete globalThis.location);
  const { fetch, requests } = fetching(() => json(PAGE));
  for (const [href, endpoint, url] of [
    ['http://panel.test/a/b', '/api/seam', 'http://panel.test/api/seam/acs/credentials/list'],
    ['http://panel.test/a/b', 'seam/', 'http://panel.test/a/seam/acs/credentials/list'],
    ['http://panel.test/a/b', 'http://panel.test/api/seam', 'http://panel.test/api/seam/acs/credentials/list'],
    ['http://panel.test/a/b', 'http://other.test/api/seam', undefined],
    ['https://panel.test/a/b', 'blob:https://panel.test/x', undefined],
    ['about:srcdoc', 'app://localhost/api', undefined],
    ['app://localhost/', 'app://localhost/api', undefined],
    ['file:///a/b', 'file:///api', undefined],
    ['http://panel.test/a/b', '//127.0.0.1', 'http://127.0.0.1/acs/credentials/list'],
    ['https://panel.test/a/b', '//other.test', 'https://other.test/acs/credentials/list'],
    ['http://panel.test/a/b', '//other.test', undefined],
    ['http://panel.test/a/b', '/\\other.test', undefined],
    ['file:///a/b', '/api/seam', undefined],
  ]) {
    page(href);
    if (url) {
      await list({ fetch, endpoint });
      assert.equal(requests.at(-1).url, url);
    } else {
      await assert.rejects(list({ fetch, endpoint }), { kind: 'invalid_options' }, `${href} ${endpoint}`);
    }
  }
  const hidden = {
    get href() {
      throw new Error('hidden');
    },
    origin: 'https://panel.test',
  };
  Object.defineProperty(globalThis, 'location', { value: hidden, configurable: true });
  await list({ fetch, endpoint: '/api' });
  assert.equal(requests.at(-1).url, 'https://panel.test/api/acs/credentials/list');
  page('about:srcdoc');
  globalThis.origin = 'http://panel.test';
  t.after(() => delete globalThis.origin);
  for (const endpoint of ['/api', 'http://panel.test/api']) {
    await list({ fetch, endpoint });
    assert.equal(requests.at(-1).url, 'http://panel.test/api/acs/credentials/list');
  }
  await assert.rejects(list({ fetch, endpoint: 'http://other.test/api' }), { kind: 'invalid_options' });
  page('https://panel.test/app/rooms/12');
  t.after(() => delete globalThis.document);
  for (const [baseURI, found] of [
    ['https://panel.test/app/', 'https://panel.test/app/seam'],
    ['https://elsewhere.test/app/', 'https://panel.test/app/rooms/seam'],
    [undefined, 'https://panel.test/app/rooms/seam'],
  ]) {
    globalThis.document = { baseURI };
    await list({ fetch, endpoint: 'seam' });
    assert.equal(requests.at(-1).url, `${found}/acs/credentials/list`);
  }
});

test('a key in a page is warned of once, but not on this machine, and never told', async (t) => {
  const warned = t.mock.method(console, 'warn', () => {});
  globalThis.document = {};
  const page = (href) => Object.defineProperty(globalThis, 'location', { value: new URL(href), configurable: true });
  t.after(() => {
    delete globalThis.location;
    delete globalThis.document;
  });
  const power = { apiKey: 'seam_secret' };
  page('http://localhost:8080/');
  await list(power);
  page('https://panel.test/');
  await list({ clientSessionToken: 'seam_cst_secret' });
  assert.equal(warned.mock.callCount(), 0);
  await list(power);
  await list({ personalAccessToken: 'seam_at_secret', workspaceId: ID });
  assert.equal(warned.mock.callCount(), 1);
  assert.match(warned.mock.calls[0].arguments[0], /unlimited power/);
  assert.doesNotMatch(warned.mock.calls[0].arguments[0], /secret/);
});

test('a clock may be any kind of date, and nothing that only looks like one', async () => {
  const now = (value) => list({ context: { now: value } });
  for (const value of [new Date(), { getTime: () => 0 }, 5, '2025-01-01T00:00:00Z']) await now(value);
  const fake = Object.create(Date.prototype);
  for (const value of [fake, { getTime: () => 'x' }, { getTime: 5 }, new Date(NaN), [], {}]) {
    await assert.rejects(now(value), { kind: 'invalid_options' });
  }
});

test('durations are not of a clock that somebody sets', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1e12 });
  const durations = [];
  const note = ({ duration }) => durations.push(duration);
  const fetch = async () => {
    t.mock.timers.setTime(1e11);
    return json({ acs_credential: { ...CREDENTIAL, is_issued: true } });
  };
  const client = api.createClient({ fetch, onResponse: note });
  await client.waitUntil(ID, 'issued', { onProgress: note });
  assert.ok(durations.length === 2 && durations.every((duration) => duration >= 0), `${durations}`);
});

test('durations are whole milliseconds, from the first attempt on', async (t) => {
  let now = 0.25;
  t.mock.method(performance, 'now', () => now);
  const durations = [];
  const answers = [() => busy('0'), () => json(PAGE)];
  const fetch = async () => {
    now += 10.5;
    return answers.shift()();
  };
  await list({ fetch, retries: 1, onResponse: ({ duration }) => durations.push(duration) });
  assert.deepEqual(durations, [11, 21]);
});

test('a test that stops the clock, microtasks too, stops no call', async (t) => {
  t.mock.method(globalThis, 'queueMicrotask', () => {});
  await assert.rejects(api.listCredentials({ limit: 0 }), { kind: 'invalid_input' });
  // Node's own Response waits for microtasks of that kind.
  const arrayBuffer = async () => new TextEncoder().encode(JSON.stringify(PAGE)).buffer;
  const answer = { status: 200, headers: new Headers(), arrayBuffer };
  assert.deepEqual(await list({ fetch: async () => answer }), PAGE);
});
