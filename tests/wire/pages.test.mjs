/** Calls that are several: pages, all and waitUntil. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { countListeners } from './aborts.mjs';
import { PAGE, fetchPage, fetching, json } from './answers.mjs';
import { CREDENTIAL, ID, LAST_PAGE } from './samples.mjs';

test('pages: what a server can do wrong', async () => {
  const page = (pagination) => () => json({ acs_credentials: [CREDENTIAL], pagination });
  const next = (next_page_cursor) => page({ ...LAST_PAGE, has_next_page: true, next_page_cursor });
  for (const ahead of [false, true]) {
    for (const [answers, params, count, message] of [
      [[next('a'), next('a')], {}, 2, /repeats a page cursor/],
      [[next('a'), next('b'), next('a')], {}, 3, /repeats a page cursor/],
      [[next('x')], { page_cursor: 'x' }, 1, /repeats a page cursor/],
      [[next(null)], {}, 1, /gives no cursor/],
      [[next('')], {}, 1, /gives no cursor/],
      [[next(5)], {}, 1, /gives no cursor/],
      [[page({ next_page_cursor: 'a' }), page(LAST_PAGE)], {}, 2, undefined],
      [[next('a'), page(undefined)], {}, 2, undefined],
      [[next('a'), page(LAST_PAGE)], { page_cursor: 'x' }, 2, undefined],
      [[next('a'), () => new Response('', { status: 500 })], {}, 1, /status 500/],
    ]) {
      const { fetch, requests } = fetching(...answers);
      const client = api.createClient({ fetch, retries: 0 });
      let seen = 0;
      const read = async () => {
        for await (const { acs_credentials } of client.pages(params, { ahead })) seen += acs_credentials.length;
      };
      await (message ? assert.rejects(read(), { message }) : read());
      assert.equal(seen, count, `${message}`);
      assert.equal(requests.length, answers.length);
    }
  }
});

test('pages: the parameters are repeated as they were, and what is no object is refused', async () => {
  const { fetch, requests } = fetching(
    () => json({ ...PAGE, pagination: { ...LAST_PAGE, has_next_page: true, next_page_cursor: 'a+b' } }),
    () => json(PAGE),
  );
  const client = api.createClient({ fetch });
  const params = { limit: 1, search: 'x y' };
  for await (const page of client.pages(params)) {
    assert.ok(page);
    params.search = 'changed';
  }
  assert.deepEqual(
    requests.map(({ url }) => new URL(url).search),
    ['?limit=1&search=x+y&_strict=true', '?limit=1&page_cursor=a%2Bb&search=x+y&_strict=true'],
  );
  const throwing = {
    get limit() {
      throw new Error('boom');
    },
  };
  for (const wrong of [null, 5, [], new Map(), throwing]) {
    await assert.rejects(client.pages(wrong).next(), { kind: 'invalid_input' });
    await assert.rejects(client.all(wrong).next(), { kind: 'invalid_input' });
  }
});

test('pages: what the parameters say of themselves is asked once', async () => {
  const { fetch, requests } = fetching(
    () => json({ ...PAGE, pagination: { ...LAST_PAGE, has_next_page: true, next_page_cursor: 'a' } }),
    () => json(PAGE),
  );
  const created_before = new Date(0);
  const params = { toJSON: () => ({ created_before, limit: 1 + requests.length }) };
  for await (const page of api.createClient({ fetch }).pages(params)) {
    assert.ok(page);
    created_before.setFullYear(2020);
  }
  const repeated = 'created_before=1970-01-01T00%3A00%3A00.000Z&limit=1';
  assert.deepEqual(
    requests.map(({ url }) => new URL(url).search),
    [`?${repeated}&_strict=true`, `?${repeated}&page_cursor=a&_strict=true`],
  );
});

test('pages and all: after an abort nothing more comes, from the last page neither', async () => {
  const two = { ...PAGE, acs_credentials: [CREDENTIAL, CREDENTIAL] };
  const more = { ...two, pagination: { ...LAST_PAGE, has_next_page: true, next_page_cursor: 'a' } };
  for (const [name, wanted, ahead] of [
    ...[1, 2, 3, 4].flatMap((wanted) => [false, true].map((ahead) => ['all', wanted, ahead])),
    ...[1, 2].flatMap((wanted) => [false, true].map((ahead) => ['pages', wanted, ahead])),
  ]) {
    const { fetch } = fetching(
      () => json(more),
      () => json(two),
    );
    const controller = new AbortController();
    const client = api.createClient({ fetch, signal: controller.signal });
    let seen = 0;
    const read = async () => {
      for await (const found of client[name]({}, { ahead })) {
        assert.ok(found);
        if (++seen === wanted) controller.abort('bye');
      }
    };
    await assert.rejects(read(), (reason) => reason === 'bye', `${name}, ${wanted}`);
    assert.equal(seen, wanted);
  }
  for (const name of ['pages', 'all']) {
    const controller = new AbortController();
    const onResponse = () => controller.abort('bye');
    const client = api.createClient({ fetch: fetchPage, signal: controller.signal, onResponse });
    await assert.rejects(client[name]().next(), (reason) => reason === 'bye');
  }
});

test('pages and all: asked for when they are called, whenever the first is wanted', async () => {
  for (const name of ['pages', 'all']) {
    const { fetch, requests } = fetching(() => json(PAGE));
    const [params, headers] = [{ limit: 1 }, { 'x-own': 'a' }];
    const options = { headers };
    const iterator = api.createClient({ fetch })[name](params, options);
    [params.limit, headers['x-own'], options.timeout] = [2, 'b', 'none'];
    api.createClient({ fetch })[name]({}, 5); // what nobody wants fails nobody
    await iterator.next();
    assert.equal(new URL(requests[0].url).search, '?limit=1&_strict=true');
    assert.equal(requests[0].headers.get('x-own'), 'a');
  }
});

test('pages ahead: one page early, and a break ends what is on its way', async () => {
  const first = () => json({ ...PAGE, pagination: { ...LAST_PAGE, has_next_page: true, next_page_cursor: 'a' } });
  const { fetch, requests } = fetching(first, () => new Promise(() => {}));
  const controller = new AbortController();
  const listeners = countListeners(controller.signal);
  const client = api.createClient({ fetch, signal: controller.signal });
  let aborted;
  for await (const page of client.pages({}, { ahead: true })) {
    assert.ok(page);
    while (requests.length < 2) await new Promise(setImmediate);
    aborted = new Promise((resolve) => requests[1].signal.addEventListener('abort', resolve));
    break;
  }
  await aborted;
  assert.equal(listeners(), 0);
  controller.abort('bye');
  await assert.rejects(client.pages({}).next(), (reason) => reason === 'bye');
});

test('waitUntil: reads with longer and longer pauses, and tells of each', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() });
  t.mock.method(performance, 'now', () => Date.now());
  let reads = 0;
  const fetch = async () => json({ acs_credential: { ...CREDENTIAL, is_issued: ++reads === 9 } });
  const told = [];
  const call = api.createClient({ fetch }).waitUntil(ID, 'issued', {
    onProgress: ({ credential, attempts, duration }) => {
      told.push([credential.is_issued, attempts, duration]);
      throw new Error('once');
    },
  });
  t.mock.method(console, 'error', () => {});
  let settled = false;
  call.finally(() => (settled = true));
  while (!settled) {
    t.mock.timers.tick(250);
    await new Promise(setImmediate);
  }
  assert.equal((await call).is_issued, true);
  assert.deepEqual(
    console.error.mock.calls.map(({ arguments: [message] }) => message).filter((message) => /^acs/.test(message)),
    ['acs-credentials: onProgress threw an error.'],
  );
  const pauses = told.slice(1).map(([, , duration], index) => duration - told[index][2]);
  const expected = [2000, 3000, 4500, 6750, 10_125, 15_000, 15_000, 15_000];
  assert.ok(
    pauses.every((pause, index) => Math.abs(pause - expected[index]) <= 1000),
    String(pauses),
  );
  assert.deepEqual(
    told.map(([, attempts]) => attempts),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
});

test("waitUntil: its timeout is the whole wait's, the client's is each attempt's", async () => {
  const get = async () => json({ acs_credential: CREDENTIAL });
  const never = () => new Promise(() => {});
  const late = {
    kind: 'timeout',
    message: /did not become as wanted within 0.03 s\.$/,
    endpoint: '/acs/credentials/get',
  };
  for (const [fetch, predicate] of [
    [get, () => false],
    [get, never],
    [never, () => true],
  ]) {
    const client = api.createClient({ fetch, timeout: 0 });
    await assert.rejects(client.waitUntil(ID, predicate, { timeout: 30, interval: 1 }), late);
  }
  const hasty = api.createClient({ fetch: never, timeout: 20, retries: 0 });
  const message = 'https://connect.getseam.com did not answer within 0.02 s.';
  await assert.rejects(hasty.waitUntil(ID, 'issued'), { kind: 'timeout', message });
});

test('waitUntil: that it took too long says of what, and what the credential says', async () => {
  const errors = [{ error_code: 'encoder', message: 'The encoder is offline.' }];
  for (const [said, more] of [
    [errors, ' It says: The encoder is offline.'],
    [[], ''],
    [null, ''],
    [[null], ''],
    [[{ message: { toString: 1 } }], ''],
    [[{ message: ' ' }], ''],
    [[{ message: 'x'.repeat(1000) }], ` It says: ${'x'.repeat(500)}`],
  ]) {
    const fetch = async () => json({ acs_credential: { ...CREDENTIAL, is_issued: false, errors: said } });
    const message = `The credential was not issued within 0.02 s.${more}`;
    const wait = api.createClient({ fetch }).waitUntil(ID, 'issued', { timeout: 20, interval: 1 });
    await assert.rejects(wait, { kind: 'timeout', message });
  }
});

test('waitUntil: once the credential has been read, what may pass is no end', async (t) => {
  const away = () => {
    throw new TypeError('Failed to fetch');
  };
  const status = (status) => () => new Response('', { status });
  const good = (is_issued) => () => json({ acs_credential: { ...CREDENTIAL, is_issued } });
  const more = { interval: 0, timeout: 5000 };
  const wait = (answers, options) => {
    const { fetch } = fetching(...answers);
    return api.createClient({ fetch, retries: 0 }).waitUntil(ID, 'issued', { ...more, ...options });
  };
  const seen = [];
  const onProgress = ({ attempts }) => void seen.push(attempts);
  const passing = [good(false), away, status(503), status(429), good(false), away, good(true)];
  assert.equal((await wait(passing, { onProgress })).is_issued, true);
  assert.deepEqual(seen, [1, 5, 7]);
  await assert.rejects(wait([away, good(true)]), { kind: 'network', attempts: 1 });
  await assert.rejects(wait([good(false), status(404), good(true)]), { kind: 'api', status: 404 });
  await assert.rejects(wait([good(false), status(401), good(true)]), { kind: 'unauthorized' });
  await assert.rejects(wait([good(false), away], { timeout: 30 }), ({ kind, cause }) => {
    assert.deepEqual([kind, cause.kind], ['timeout', 'network']);
    return true;
  });
  // Only the last read's failure is a cause, and the server says how long to wait.
  const passed = wait([good(false), away, good(false)], { timeout: 30 });
  await assert.rejects(passed, (error) => error.kind === 'timeout' && error.cause === undefined);
  const later = () => new Response('', { status: 429, headers: { 'retry-after': '1' } });
  const own = setTimeout;
  const pauses = [];
  t.mock.method(globalThis, 'setTimeout', (run, pause) => {
    pauses.push(pause);
    return own(run, pause === 1000 ? 0 : pause);
  });
  assert.equal((await wait([good(false), later, good(true)])).is_issued, true);
  assert.ok(pauses.includes(1000), String(pauses));
  // A predicate's own failures are none of a read.
  const { fetch } = fetching(good(false));
  const fail = () => Promise.reject(Object.assign(new Error('mine'), { status: 503 }));
  await assert.rejects(api.createClient({ fetch }).waitUntil(ID, fail, more), { message: 'mine' });
});

test('waitUntil: nothing is held that has been read', { skip: !globalThis.gc && 'needs --expose-gc' }, async () => {
  const refs = [];
  const { fetch } = fetching(() => json({ acs_credential: CREDENTIAL }));
  const isEnough = async (credential) => {
    refs.push(new WeakRef(credential));
    if (refs.length < 20) return false;
    await new Promise(setImmediate);
    globalThis.gc();
    return true;
  };
  await api.createClient({ fetch }).waitUntil(ID, isEnough, { interval: 0 });
  const held = refs.filter((ref) => ref.deref());
  assert.ok(held.length < 5, `${held.length} of ${refs.length} are held`);
});

test('waitUntil: what is wrong is told', async () => {
  const gone = api.createClient({ fetch: async () => new Response('', { status: 404 }) });
  await assert.rejects(gone.waitUntil(ID, 'issued'), { kind: 'api', status: 404 });
  await assert.rejects(gone.waitUntil('x', 'issued'), { kind: 'invalid_input' });
  const stone = { toString: () => assert.fail('asked') };
  for (const condition of ['sometime', 'toString', undefined, null, 5, stone, Symbol('x')]) {
    await assert.rejects(gone.waitUntil(ID, condition), { kind: 'invalid_options' });
  }
  for (const [name, values] of Object.entries({
    timeout: [-1, NaN, '5', null, 5n],
    interval: [-1, NaN, '5', 2 ** 31, Infinity],
    onProgress: [5, {}],
    signal: [5, {}],
  })) {
    for (const value of values) {
      await assert.rejects(gone.waitUntil(ID, 'issued', { [name]: value }), { kind: 'invalid_options' }, name);
    }
  }
  const mine = new Error('mine');
  const well = api.createClient({ fetch: async () => json({ acs_credential: CREDENTIAL }) });
  const throwing = () => {
    throw mine;
  };
  await assert.rejects(well.waitUntil(ID, throwing), (error) => error === mine);
});
