// Starting the module: from where, how often, and what is said when it fails.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { countTimers } from '../wire/aborts.mjs';

const pkg = fileURLToPath(new URL('../../pkg', import.meta.url));
const bytes = readFileSync(join(pkg, 'acs-credentials.wasm'));
const TYPE = { 'content-type': 'application/wasm' };

let folder;
let server;
let url;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'acs-credentials-entries-'));
  server = createServer(({ url }, response) => {
    if (url === '/good.wasm') response.writeHead(200, TYPE).end(bytes);
    else if (url === '/untyped.wasm') response.writeHead(200, { 'content-type': 'text/plain' }).end(bytes);
    else if (url === '/page') response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    else response.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

let copies = 0;
/** Copies the package, so that its module has not been started; returns how to import its entries. */
function fresh() {
  const copy = join(folder, `${++copies}`);
  cpSync(pkg, copy, { recursive: true });
  return (entry) => import(pathToFileURL(join(copy, entry)));
}
const external = () => fresh()('external.js');
const works = ({ validate }) => assert.deepEqual(validate('list', {}), { valid: true, issues: [] });

const sources = {
  'an address': () => `${url}/good.wasm`,
  'a URL': () => new URL(`${url}/good.wasm`),
  'a server that does not know the type': () => `${url}/untyped.wasm`,
  'a Response': () => new Response(bytes, { headers: TYPE }),
  'a promise': () => fetch(`${url}/good.wasm`),
  bytes: () => bytes,
  'an ArrayBuffer': () => Uint8Array.from(bytes).buffer,
  'a module': () => new WebAssembly.Module(bytes),
  'a module of another realm': () => runInNewContext('new WebAssembly.Module(bytes)', { bytes }),
};
for (const [name, source] of Object.entries(sources)) {
  test(`init takes ${name}`, async () => {
    const entry = await external();
    await entry.init(source());
    works(entry);
  });
}

for (const name of ['bytes', 'an ArrayBuffer', 'a module', 'a module of another realm']) {
  test(`initSync takes ${name}`, async () => {
    const entry = await external();
    entry.initSync(sources[name]());
    works(entry);
  });
}

test('an answer of the right type is compiled while it arrives', async (t) => {
  const streaming = t.mock.method(WebAssembly, 'instantiateStreaming');
  await (await external()).init(`${url}/good.wasm`);
  assert.equal(streaming.mock.callCount(), 1);
});

test('without init, the external entry loads the file beside it', async (t) => {
  const asked = t.mock.method(globalThis, 'fetch', async () => new Response(bytes, { headers: TYPE }));
  const entry = await external();
  await Promise.all([entry.init(), entry.init(), entry.getCredential({}).catch(() => {})]);
  assert.deepEqual(
    asked.mock.calls.map(({ arguments: [address] }) => address.href.slice(-21)),
    ['/acs-credentials.wasm'],
  );
  works(entry);
});

test('a call does not wait longer for the module than its signal and timeout allow', async (t) => {
  t.mock.method(globalThis, 'fetch', () => new Promise(() => {}));
  const { getCredential } = await external();
  const params = { acs_credential_id: '33333333-3333-3333-3333-333333333333' };
  await assert.rejects(getCredential(params, { timeout: 20 }), { kind: 'timeout' });
  const controller = new AbortController();
  const call = getCredential(params, { timeout: 0, signal: controller.signal });
  controller.abort('bye');
  await assert.rejects(call, (reason) => reason === 'bye');
  await assert.rejects(getCredential(params, { signal: controller.signal }), (reason) => reason === 'bye');
});

test("under a test's own clock, the first call of all ends with its timeout", { timeout: 20_000 }, async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { getCredential } = await fresh()('index.js');
  const fetch = () => new Promise(() => {});
  const params = { acs_credential_id: '33333333-3333-3333-3333-333333333333' };
  const call = getCredential(params, { timeout: 1000, retries: 0, fetch });
  t.mock.timers.tick(1000);
  await assert.rejects(call, { kind: 'timeout' });
});

test("on a server, the address of a page's file means nothing, and the module is inside", async () => {
  for (const entry of ['index.js', 'index.cjs']) {
    const { default: all, ...names } = await fresh()(entry);
    const { init, validate } = all ?? names;
    await init('/assets/acs-credentials.wasm');
    works({ validate });
  }
});

test('JSON Schemas need no module', async () => {
  assert.equal((await external()).jsonSchema('get').type, 'object');
});

test('a schema is made before the module is there', async () => {
  const entry = await external();
  const standard = entry.schema('get')['~standard'];
  assert.throws(() => standard.validate({}), { kind: 'invalid_options', message: /await init\(\)/ });
  await entry.init(bytes);
  assert.equal(standard.validate({}).issues[0].code, 'missing');
});

test('on a server, every call is in the session of its own request', async () => {
  const entry = await fresh()('index.js');
  const session = new AsyncLocalStorage();
  const lost = [];
  const call = (name) =>
    session.run(name, async () => {
      const check = (where) => session.getStore() === name || lost.push(`${name}: ${where} of ${session.getStore()}`);
      await entry
        .listCredentials(
          {},
          {
            headers: () => ({ 'x-checked': String(check('headers')) }),
            fetch: async () => (check('fetch'), Response.json({})),
            retries: 0,
            onResponse: () => check('onResponse'),
          },
        )
        .catch(({ kind }) => check(kind));
    });
  // At first while the module starts, then all in one tick.
  for (const round of ['cold', 'warm'])
    await Promise.all(['alice', 'bob', 'carol'].map((who) => call(`${who}, ${round}`)));
  assert.deepEqual(lost, []);
});

test('an engine that is too old is told of, other bytes are not taken for the module', async (t) => {
  const entry = await fresh()('index.js');
  const refuse = () => {
    throw new WebAssembly.CompileError('invalid opcode 0xfd');
  };
  t.mock.method(WebAssembly, 'instantiateStreaming', refuse);
  await assert.rejects((await external()).init(`${url}/good.wasm`), {
    message: /0xfd\. The module needs SIMD[^]*or newer\.$/,
  });
  t.mock.method(WebAssembly, 'Module', function () {
    refuse();
  });
  assert.throws(
    () => entry.validate('get', {}),
    /could not start: invalid opcode 0xfd\. The module needs SIMD and reference types/,
  );
  assert.throws(() => entry.initSync(bytes), { message: 'WebAssembly could not start: invalid opcode 0xfd.' });
});

test('the external entry says that it has to be loaded first', async () => {
  const { validate, initSync, isCredentialsError } = await external();
  for (const call of [() => validate('get', {}), () => initSync()]) {
    assert.throws(
      call,
      (error) => isCredentialsError(error) && error.kind === 'invalid_options' && /init/.test(error.message),
    );
  }
});

const failures = [
  ['an address without an answer', () => 'http://127.0.0.1:1/', 'network', /could not be loaded/],
  ['an address with another answer', () => `${url}/none`, 'network', /answered 404/],
  ['a promise that fails', () => Promise.reject(new Error('lost')), 'network', /lost/],
  [
    'a page',
    () => `${url}/page`,
    'invalid_options',
    /could not start: [^]*\/page as text\/html: give init\(\) the address/,
  ],
  ['bytes of something else', () => new Uint8Array(9), 'invalid_options', /could not start/],
  ['a number', () => 5, 'invalid_options', /could not start/],
  [
    'a module of something else',
    () => new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
    'invalid_options',
    /could not start/,
  ],
];
for (const [name, source, kind, message] of failures) {
  test(`init refuses ${name}, and can be called again`, async () => {
    const entry = await external();
    await assert.rejects(entry.init(source()), (error) => {
      assert.doesNotMatch(error.message, /script-src|\.\./);
      assert.match(error.message, message);
      return error.name === 'CredentialsError' && error.kind === kind;
    });
    await entry.init(bytes);
    works(entry);
  });
}

test('without its file, the external entry says what to do', async (t) => {
  t.mock.method(globalThis, 'fetch', async () => new Response('', { status: 404 }));
  const message = /answered 404\. Give init\(\) the address of acs-credentials\.wasm\.$/;
  await assert.rejects((await external()).init(), { kind: 'network', message });
});

test('both entries share one instance, whichever starts it', async () => {
  const load = fresh();
  const [inside, beside] = [await load('index.js'), await load('external.js')];
  const started = mock.method(WebAssembly, 'Instance');
  works(inside);
  works(beside);
  await beside.init(`${url}/none`); // running already
  assert.equal(started.mock.callCount(), 1);
  started.mock.restore();
});

test('with both entries on a page, the one that has the module inside need not load another', async () => {
  const load = fresh();
  const [inside, beside] = [await load('index.js'), await load('external.js')];
  assert.throws(() => beside.validate('list', {}), /init/);
  works(inside);
  works(beside);
});

test('the module comes out of its text where neither the engine nor Node reads hex', async (t) => {
  const { Buffer } = globalThis;
  const { fromHex } = Uint8Array;
  t.after(() => Object.assign(Uint8Array, fromHex && { fromHex }));
  delete Uint8Array.fromHex;
  const { source } = await fresh()('source-inline.js');
  globalThis.Buffer = undefined;
  try {
    assert.deepEqual(source.now(), new Uint8Array(bytes));
  } finally {
    globalThis.Buffer = Buffer;
  }
});

test('the first call of all leaves no timer behind', async () => {
  const timers = countTimers([30_003]);
  try {
    const { listCredentials } = await fresh()('index.js');
    const fetch = async () => Response.json({ acs_credentials: [], pagination: {} });
    await listCredentials({}, { fetch, timeout: 30_003 });
    assert.equal(timers.active(), 0);
  } finally {
    timers.restore();
  }
});

test('a console that throws changes nothing, before anything was written to it', async (t) => {
  const { createClient } = await fresh()('index.js');
  for (const name of ['warn', 'error']) t.mock.method(console, name, () => assert.fail('no output'));
  const rejected = t.mock.fn();
  process.once('unhandledRejection', rejected);
  const fetch = async () => Response.json({ acs_credentials: [], pagination: {} });
  const onResponse = () => assert.fail('no');
  const client = createClient({ fetch, onResponse, apiKey: 'seam_test', workspaceId: 'x' });
  assert.deepEqual((await client.list()).acs_credentials, []);
  await new Promise(setImmediate);
  process.off('unhandledRejection', rejected);
  assert.equal(rejected.mock.callCount(), 0);
});

test('CommonJS exports what ES modules do', async () => {
  const required = createRequire(import.meta.url)('../../pkg/index.cjs');
  const imported = await import('../../pkg/index.js');
  assert.deepEqual(Object.keys(required).sort(), Object.keys(imported).sort());
  works(required);
});

test('all entries export the same', async () => {
  const names = Object.keys(await import('../../pkg/index.js')).sort();
  assert.deepEqual(Object.keys(await external()).sort(), names);
});

test('texts pass without TextDecoder and TextEncoder', async () => {
  const { TextDecoder, TextEncoder } = globalThis;
  Object.assign(globalThis, { TextDecoder: undefined, TextEncoder: undefined });
  try {
    const { parseJson } = await fresh()('index.js');
    const text = 'aé%25⚿🗝\ufeff\u0000';
    assert.equal(parseJson('pagination', JSON.stringify({ next_page_cursor: text })).value.next_page_cursor, text);
    const [{ path }] = parseJson('pagination', '{"é🗝":1,"next_page_cursor":"\ud800"}').issues;
    assert.deepEqual(path, ['é🗝']);
    assert.deepEqual(parseJson('pagination', '{"a\\nb":1}').issues[0].path, ['a\nb']);
    const surrogates = '\ud800 \ud800';
    const text2 = JSON.stringify({ next_page_cursor: surrogates }).replaceAll('\\ud800', '\ud800');
    assert.equal(parseJson('pagination', text2).value.next_page_cursor, surrogates);
  } finally {
    Object.assign(globalThis, { TextDecoder, TextEncoder });
  }
});
