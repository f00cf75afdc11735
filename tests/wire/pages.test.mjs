/** Calls that are several: pages and all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { countListeners } from './aborts.mjs';
import { PAGE, fetchPage, fetching, json } from './answers.mjs';
import { CREDENTIAL, LAST_PAGE } from './samples.mjs';

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

test('no page is asked for behind the last one, and those asked for early leave no listener', async () => {
  const page = (has_next_page, next_page_cursor) => () =>
    json({ ...PAGE, pagination: { ...LAST_PAGE, has_next_page, next_page_cursor } });
  const { fetch, requests } = fetching(page(true, 'a'), page(true, 'b'), page(false, 'c'));
  const { signal } = new AbortController();
  const listeners = countListeners(signal);
  for await (const { acs_credentials } of api.createClient({ fetch, signal }).pages({}, { ahead: true })) {
    assert.equal(acs_credentials.length, 1);
  }
  assert.deepEqual([requests.length, listeners()], [3, 0]);
});
