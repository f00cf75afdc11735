/** Answers as they come: in pieces, broken, too large, and from what is hardly a fetch. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { PAGE, fetching, list } from './answers.mjs';
import { CREDENTIAL, ID, LAST_PAGE } from './samples.mjs';

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
      const cut = ['network', "The server's answer broke off."];
      const wrong = ['invalid_response', "The server's answer is not JSON."];
      assert.deepEqual([kind, message], back === 0 ? cut : wrong, end);
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
  for (const end of [',"\xff"]}', '],"\xff":1}', '],"pagination":{}}\xc3']) {
    const body = Buffer.concat([Buffer.from(`{"acs_credentials":[${rows}`), Buffer.from(end, 'latin1')]);
    await assert.rejects(answered(body), { kind: 'invalid_response', message: "The server's answer is not UTF-8." });
  }
});

test('an answer that is cut off anywhere is known for one', async () => {
  const credential = { ...CREDENTIAL, display_name: 'Zoë 日本 😀 é "', is_managed: true, code: null };
  const many = Array.from({ length: 60 }, () => credential);
  for (const [name, answer] of [
    ['getCredential', { ok: true, acs_credential: credential }],
    ['assignCredential', { acs_credential: null, ok: true }],
    ['deleteCredential', { ok: true }],
    ['listCredentials', { ok: true, acs_credentials: [credential, credential], pagination: LAST_PAGE, later: 'é' }],
    ['listCredentials', { acs_credentials: many, pagination: LAST_PAGE, later: 'é' }],
  ]) {
    const params = name === 'listCredentials' ? {} : { acs_credential_id: ID, acs_user_id: ID };
    const bytes = Buffer.from(JSON.stringify(answer));
    // Of a long one, within its last rows and behind them.
    for (let length = Math.max(1, bytes.length - 2000); length < bytes.length; length++) {
      const fetch = async () => new Response(bytes.subarray(0, length));
      const call = api[name](params, { fetch, retries: 0 });
      await assert.rejects(call, { kind: 'network', message: /broke off/ }, `${name}: ${bytes.subarray(0, length)}`);
    }
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

test('a short body, by its own account, is taken at once', async () => {
  const length = String(2 ** 17);
  for (const [type, head, isAtOnce] of [
    ['basic', { 'content-length': length }, true],
    ['basic', { 'content-length': String(2 ** 17 + 1) }, false],
    ['basic', { 'content-length': 'many' }, false],
    ['basic', {}, false],
    ['basic', { 'content-length': length, 'content-encoding': 'br' }, false],
    ['cors', { 'content-length': length }, false],
    ['default', { 'content-length': length }, false],
    [undefined, { 'content-length': length }, false],
  ]) {
    const { response } = streamed([new TextEncoder().encode(JSON.stringify(PAGE))]);
    const headers = new Headers(head);
    const whole = async () => new TextEncoder().encode(JSON.stringify({ ...PAGE, acs_credentials: [] })).buffer;
    const found = await list({ fetch: async () => ({ ...response, type, headers, arrayBuffer: whole }) });
    assert.equal(found.acs_credentials.length === 0, isAtOnce, `${type} ${JSON.stringify(head)}`);
  }
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
  await assert.rejects(list({ fetch: async () => cut.response }), { kind: 'network', status: 200, attempts: 1 });
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
  const unread = { kind: 'invalid_options', message: /whose body is unread/, attempts: 1 };
  await assert.rejects(list({ fetch }), unread);
  await assert.rejects(api.deleteCredential({ acs_credential_id: ID }, { fetch }), unread);
  const locked = new Response(refused);
  locked.body.getReader();
  await assert.rejects(list({ fetch: async () => locked }), unread);
  const { status, headers, body, arrayBuffer } = locked;
  await assert.rejects(list({ fetch: async () => ({ status, headers, body, arrayBuffer }) }), unread);
  // What a wrapper has written to its log.
  const logged = new Response(refused, { status: 404 });
  await logged.text();
  await assert.rejects(list({ fetch: async () => logged }), { kind: 'api', status: 404 });
});

test('a refusal that says a lot at places with long names is told as far as there is room', async () => {
  const deep = `{"${'a'.repeat(1000)}":`.repeat(99) + JSON.stringify(Array(10_240).fill('x')) + '}'.repeat(99);
  const fetch = async () => new Response(`{"error":{"message":"No","validation_errors":${deep}}}`, { status: 400 });
  await assert.rejects(list({ fetch }), ({ kind, issues }) => {
    assert.ok(kind === 'api' && issues.length > 10 && issues.length < 100, `${kind} with ${issues.length} issues`);
    return true;
  });
});

test('a fetch may read a refusal, to log it', async () => {
  const read = async () => {
    const response = new Response('{"error":{"type":"gone"}}', { status: 404, headers: { 'seam-request-id': 'r-1' } });
    await response.text();
    return response;
  };
  await assert.rejects(list({ fetch: read }), { kind: 'api', status: 404, requestId: 'r-1' });
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

test('a body that gets too large, or is no JSON, or no bytes, is not read on, and not asked for again', async () => {
  for (const [value, wanted, most] of [
    [new Uint8Array(2 ** 24), { kind: 'invalid_response', message: /too large/, status: 200 }, 9],
    [
      new TextEncoder().encode(`{"acs_credentials":[{},{"code":tru},${' '.repeat(2 ** 16)}`),
      { kind: 'invalid_response', message: /not JSON/, status: 200 },
      1,
    ],
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
