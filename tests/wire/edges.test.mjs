/** What a table cannot say: options, callbacks and environments that misbehave. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { head } from '../../pkg/environment.js';
import { countListeners } from './aborts.mjs';
import { CREDENTIAL, ID, LAST_PAGE } from './samples.mjs';

const PAGE = { acs_credentials: [CREDENTIAL], pagination: LAST_PAGE };

const json = (value, init) => new Response(JSON.stringify(value), init);
const fetchPage = async () => json(PAGE);
const busy = (retryAfter) => new Response('', { status: 503, headers: { 'retry-after': retryAfter } });

/** A fetch that gives these answers in turn, the last for ever, and remembers the requests. */
function fetching(...answers) {
  const requests = [];
  const fetch = async (request) => {
    requests.push(request);
    return answers[Math.min(requests.length, answers.length) - 1]();
  };
  return { fetch, requests };
}

const list = (options) => api.listCredentials({}, { retries: 0, fetch: fetchPage, ...options });

test('the timeout covers the headers function, and its end is heard by nobody else', async () => {
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

test('parameters that no URL can hold are refused', async () => {
  const { fetch, requests } = fetching(() => json(PAGE));
  const call = api.listCredentials({ search: 'é'.repeat(2 ** 20) }, { fetch });
  await assert.rejects(call, { kind: 'invalid_options', message: /longer than any URL/ });
  assert.equal(requests.length, 0);
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
  assert.match(texts()[0], /options\.endPoint is not known\. There are endpoint, apiKey, /);
  assert.match(texts()[1], /options\.time_out/);
  assert.match(texts()[2], /context\.system_type is not known\. There are now, systemType, entrances\./);
  assert.match(texts()[3], /context\.systemtype/);
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

test('a headers function that fails late, after the timeout, is forgotten', async () => {
  let fail;
  const headers = () => new Promise((_, reject) => (fail = reject));
  await assert.rejects(list({ timeout: 20, headers }), { kind: 'timeout' });
  fail(new Error('late'));
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

test('whatever fetch gives, the call settles', async () => {
  const answer = (more) => ({
    status: 200,
    headers: new Headers(),
    arrayBuffer: async () => new ArrayBuffer(0),
    ...more,
  });
  const none = { kind: 'invalid_options', message: /^fetch must answer with a Response, such as/ };
  for (const [what, response, expected] of [
    ['nothing', undefined, none],
    ['a number', 5, none],
    ['no body', answer({ arrayBuffer: undefined }), none],
    ['no headers', answer({ headers: undefined }), none],
    ['a throwing status', Object.defineProperty({}, 'status', { get: () => assert.fail() }), none],
    ['a body of text', answer({ arrayBuffer: async () => 'text' }), none],
    ['a body of no size', answer({ arrayBuffer: async () => -1 }), none],
    ['a body of too many bytes', answer({ arrayBuffer: async () => 1e12 }), none],
    ['a symbol as body', answer({ arrayBuffer: async () => Symbol('x') }), none],
    ['a body that throws', answer({ arrayBuffer: () => assert.fail('boom') }), { kind: 'network', status: 200 }],
    [
      'a refusal whose body throws',
      answer({ status: 404, arrayBuffer: () => assert.fail() }),
      { kind: 'api', status: 404 },
    ],
    ['an odd status', answer({ status: 1e9 }), { kind: 'api', status: 65535 }],
    ['a status that is none', answer({ status: NaN }), none],
    ['an error', Response.error(), none],
    ['headers that throw', answer({ headers: { get: () => assert.fail() } }), { kind: 'invalid_response' }],
    ['a detached body', answer({ arrayBuffer: async () => detached() }), none],
  ]) {
    await assert.rejects(list({ fetch: () => response }), expected, what);
    await assert.rejects(list({ fetch: async () => response }), expected, what);
  }
  for (const thrown of [undefined, null, 'bye', new Error('mine'), Symbol('x'), { message: 5 }]) {
    const fails = [() => Promise.reject(thrown), () => { throw thrown; }]; // prettier-ignore
    for (const fetch of fails) {
      await assert.rejects(list({ fetch }), (error) => error.kind === 'network' && error.cause === thrown);
    }
  }
  assert.equal((await list()).acs_credentials.length, 1);
});

/** What behaves like a Response with a stream: `pieces` come one by one, then `end`. */
function streamed(pieces, end = async () => ({ done: true })) {
  const left = [...pieces];
  const reader = {
    cancelled: 0,
    read: async () => (left.length > 0 ? { done: false, value: left.shift() } : end()),
    cancel: async () => void reader.cancelled++,
  };
  const body = { getReader: () => reader };
  return {
    reader,
    response: { status: 200, headers: new Headers(), body, arrayBuffer: () => assert.fail('not read') },
  };
}

test('a body comes in pieces, cut anywhere', async () => {
  const credentials = ['é', '日本', '😀', 'plain'].map((name) => ({
    ...CREDENTIAL,
    display_name: name,
    unknown: name,
  }));
  const body = { ok: true, later: 'ü', acs_credentials: credentials, pagination: LAST_PAGE };
  const bytes = new TextEncoder().encode(`\ufeff${JSON.stringify(body)}`);
  for (const size of [1, 2, 3, 5, 1000, bytes.length]) {
    const pieces = [];
    for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size), new Uint8Array());
    const { response } = streamed(pieces);
    const deviations = [];
    const page = await list({ fetch: async () => response, onDeviation: ({ issues }) => deviations.push(...issues) });
    assert.deepEqual(page.acs_credentials, credentials, size);
    assert.deepEqual(
      deviations.map(({ path }) => path.join('.')),
      ['later', ...credentials.map((_, index) => `acs_credentials.${index}.unknown`)],
    );
  }
});

/** The answer of a server, and what `list` makes of it. */
const answered = (body) => list({ fetch: async () => new Response(body) });

test('what a large list turns out to be when its first rows have gone by', async () => {
  const rows = Array.from({ length: 300 }, () => JSON.stringify({ ...CREDENTIAL, display_name: 'é' })).join();
  const text = `{"acs_credentials":[${rows}],"pagination":${JSON.stringify(LAST_PAGE)}}`;
  assert.deepEqual(await answered(text), JSON.parse(text));
  // What comes behind the rows, what should, and how many bytes before the end.
  for (const [end, expected, back] of [
    ['', 'a comma or the closing bracket', 0],
    [',', 'a value', 0],
    [',]', 'a value', 1],
    ['}', 'a comma or the closing bracket', 1],
    [',{"code":"1",', 'a property name in double quotes', 0],
    [',{"code":1e}],"pagination":{}}', 'a digit', 19],
    [',{"code":"', 'the end of the string', 0],
    ['],"x":', 'a value', 0],
    ['],"é":1]', 'a comma or the closing brace', 1],
    ['],"pagination":{}}x', 'the end of the text', 1],
  ]) {
    const body = Buffer.from(`{"acs_credentials":[${rows}${end}`);
    await assert.rejects(answered(body), ({ kind, message, issues }) => {
      assert.deepEqual([kind, message], ['invalid_response', "The server's answer is not JSON."], end);
      const place = `after ${body.length - back} bytes`;
      assert.deepEqual(
        issues.map(({ message }) => message),
        [`Is not JSON: ${expected} was expected ${place}.`],
        end,
      );
      return true;
    });
  }
  // Nothing has gone by: it is all there to be looked at.
  await assert.rejects(answered('\n{"acs_credentials":[{}x'), ({ issues }) =>
    / at line 2, column 23\.$/.test(issues[0].message),
  );
  await assert.rejects(answered('{"acs_credentials":[}'), ({ issues }) =>
    / at line 1, column 21\.$/.test(issues[0].message),
  );
  for (const end of [',"\xff"]}', '],"\xff":1}', ',"\xc3']) {
    const body = Buffer.concat([Buffer.from(`{"acs_credentials":[${rows}`), Buffer.from(end, 'latin1')]);
    await assert.rejects(answered(body), { kind: 'invalid_response', message: "The server's answer is not UTF-8." });
  }
});

test('of a list that comes again the last one counts, as with JSON.parse', async () => {
  const row = JSON.stringify(CREDENTIAL);
  const rows = Array.from({ length: 300 }, () => row).join();
  const pagination = JSON.stringify(LAST_PAGE);
  for (const again of [`[${row}]`, '[]', `[${rows},${row}]`]) {
    const text = `{"acs_credentials":[${rows}],"a":1,"acs_credentials":${again},"pagination":${pagination}}`;
    assert.deepEqual(Object.entries(await answered(text)), Object.entries(JSON.parse(text)));
  }
  for (const first of ['null', '{}', '5']) {
    const text = `{"acs_credentials":${first},"acs\\u005fcredentials":[${rows}],"pagination":${pagination}}`;
    assert.deepEqual(await answered(text), JSON.parse(text));
  }
  const message = "The server's answer has no usable acs_credentials.";
  await assert.rejects(answered(`{"acs_credentials":[${rows}],"acs_credentials":null}`), { message });
  const error = { error: { type: 'gone', message: 'No longer' } };
  const refused = `{"acs_credentials":[${rows}],"acs_credentials":5,${JSON.stringify(error).slice(1)}`;
  await assert.rejects(answered(refused), { kind: 'api', message: 'No longer' });
});

test('bytes off the network come into one buffer, where the stream knows how to end such a read', async (t) => {
  const bytes = new TextEncoder().encode(JSON.stringify({ ...PAGE, later: 'x'.repeat(200_000) }));
  /** A body of bytes; `end` closes it. */
  const body = (end, seen) => {
    let at = 0;
    const pull = (controller) => {
      if (at === bytes.length) return end(controller);
      seen.add(controller.byobRequest?.view.buffer.byteLength);
      controller.enqueue(bytes.slice(at, (at += Math.min(50_000, bytes.length - at))));
    };
    return new ReadableStream({ type: 'bytes', pull });
  };
  const end = (controller) => controller.close();
  const respond = (controller) => {
    controller.close();
    controller.byobRequest?.respond(0);
  };
  const read = async (type, stream) => {
    const response = Object.defineProperty(new Response(stream), 'type', { value: type });
    assert.equal((await list({ fetch: async () => response })).later.length, 200_000);
  };
  const { transfer } = ArrayBuffer.prototype;
  t.after(() => Object.assign(ArrayBuffer.prototype, { transfer }));
  ArrayBuffer.prototype.transfer = () => {};
  const seen = new Set();
  await read('basic', body(respond, seen));
  await read('cors', body(respond, seen));
  assert.deepEqual([...seen], [65_536]);
  seen.clear();
  await read('default', body(end, seen));
  // An ordinary stream has no such reads.
  await read('basic', new Blob([bytes]).stream().pipeThrough(new TransformStream()));
  ArrayBuffer.prototype.transfer = undefined;
  await read('basic', body(end, seen));
  assert.deepEqual([...seen], [undefined]);
});

test('a stream that misbehaves is an error like any other', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(PAGE));
  const [begin, rest] = [bytes.slice(0, 99), bytes.slice(99)];
  const none = { kind: 'invalid_options', message: /^fetch must answer with a Response, such as/ };
  for (const piece of ['text', 5, null, undefined, {}, [1], Symbol('x'), detached()]) {
    await assert.rejects(list({ fetch: async () => streamed([begin, piece, rest]).response }), none);
  }
  await assert.rejects(list({ fetch: async () => streamed(['text', new Uint8Array(2 ** 27 + 1)]).response }), none);
  const broken = streamed([begin], () => assert.fail('boom'));
  await assert.rejects(list({ fetch: async () => broken.response }), { kind: 'network', status: 200, message: /boom/ });
  const cut = streamed([begin]);
  await assert.rejects(list({ fetch: async () => cut.response }), { kind: 'invalid_response', status: 200 });
  // Given back to its owner, who uses it for something else.
  const taken = begin.slice();
  const reused = streamed([taken, rest], async () => {
    structuredClone(taken.buffer, { transfer: [taken.buffer] });
    return { done: true };
  });
  assert.equal((await list({ fetch: async () => reused.response })).acs_credentials.length, 1);
});

test('a body that somebody has read is no empty one', async () => {
  const refused = JSON.stringify({ error: { type: 'x', message: 'no' } });
  const fetch = async () => {
    const response = new Response(refused);
    const reader = response.body.getReader();
    await reader.read();
    reader.releaseLock();
    return response;
  };
  await assert.rejects(list({ fetch }), { kind: 'network', status: 200, message: /broke off/ });
  await assert.rejects(api.deleteCredential({ acs_credential_id: ID }, { fetch, retries: 0 }), { kind: 'network' });
});

test('a fetch may read a refusal, to log it', async () => {
  const read = async () => {
    const response = new Response('{"error":{"type":"gone"}}', { status: 404, headers: { 'seam-request-id': 'r-1' } });
    await response.text();
    return response;
  };
  await assert.rejects(list({ fetch: read }), { kind: 'api', status: 404, requestId: 'r-1' });
});

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

test('nobody reads on when a call has ended', async () => {
  let more;
  const endless = streamed([], () => new Promise((resolve) => (more = resolve)));
  const controller = new AbortController();
  const call = list({ fetch: async () => endless.response, signal: controller.signal });
  while (!more) await new Promise(setImmediate);
  controller.abort('enough');
  await assert.rejects(call, (reason) => reason === 'enough');
  more({ done: false, value: new Uint8Array(1) });
  while (endless.reader.cancelled === 0) await new Promise(setImmediate);
  assert.equal(endless.reader.cancelled, 1);
});

function detached() {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

test('a body that gets too large, or that is no bytes, is not read on, and not asked for again', async () => {
  for (const [value, wanted, most] of [
    [new Uint8Array(2 ** 24), { kind: 'invalid_response', message: /too large/, status: 200 }, 9],
    [5, { kind: 'invalid_options', message: /must answer with a Response/ }, 1],
  ]) {
    let reads = 0;
    let cancels = 0;
    const read = async () => ({ done: ++reads > 100, value });
    const body = { getReader: () => ({ read, cancel: async () => cancels++ }) };
    const { fetch, requests } = fetching(() => ({ status: 200, headers: new Headers(), arrayBuffer() {}, body }));
    await assert.rejects(list({ fetch, retries: 2 }), wanted);
    assert.deepEqual([requests.length, reads, cancels], [1, most, 1]);
  }
});

test('a body too large for a page is refused, and one full of mistakes does not fill the memory', async () => {
  const huge = { status: 200, headers: new Headers(), arrayBuffer: async () => new ArrayBuffer(2 ** 27 + 1) };
  await assert.rejects(list({ fetch: async () => huge }), {
    kind: 'invalid_response',
    message: /too large/,
    status: 200,
    attempts: 1,
  });
  const faults = `{"acs_credentials":[${'{"a":1,"b":2},'.repeat(400_000)}{}]}`;
  let deviations = 0;
  const onDeviation = ({ issues }) => (deviations += issues.length);
  const page = await list({ fetch: async () => new Response(faults), onDeviation });
  assert.equal(page.acs_credentials.length, 400_001);
  // Ten thousand unknown properties, as many missing ones, and the pagination that the page lacks.
  assert.equal(deviations, 20_001);
  const messages = `{"error":{"validation_errors":{"_errors":[${'"no",'.repeat(1e6)}"no"]}}}`;
  await assert.rejects(list({ fetch: async () => new Response(messages, { status: 400 }) }), {
    kind: 'api',
    status: 400,
  });
  assert.equal((await list()).acs_credentials.length, 1);
});

test('a redirect is not followed, so that no token reaches another host', async () => {
  const { fetch, requests } = fetching(() => new Response('', { status: 302, headers: { location: '/login' } }));
  await assert.rejects(list({ fetch, clientSessionToken: 'seam_cst_secret' }), { kind: 'api', message: /redirects/ });
  assert.equal(requests[0].redirect, 'manual');
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

test('a test that stops the clock, microtasks too, stops no call', async (t) => {
  t.mock.method(globalThis, 'queueMicrotask', () => {});
  await assert.rejects(api.listCredentials({ limit: 0 }), { kind: 'invalid_input' });
  // Node's own Response waits for microtasks of that kind.
  const arrayBuffer = async () => new TextEncoder().encode(JSON.stringify(PAGE)).buffer;
  const answer = { status: 200, headers: new Headers(), arrayBuffer };
  assert.deepEqual(await list({ fetch: async () => answer }), PAGE);
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
  const late = { kind: 'timeout', message: /as wanted within 30 ms/, endpoint: '/acs/credentials/get' };
  for (const [fetch, predicate] of [
    [get, () => false],
    [get, never],
    [never, () => true],
  ]) {
    const client = api.createClient({ fetch, timeout: 0 });
    await assert.rejects(client.waitUntil(ID, predicate, { timeout: 30, interval: 1 }), late);
  }
  const hasty = api.createClient({ fetch: never, timeout: 20, retries: 0 });
  await assert.rejects(hasty.waitUntil(ID, 'issued'), { kind: 'timeout', message: /did not answer in time/ });
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
