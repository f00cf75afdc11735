/** In a process of its own: a module's memory can't shrink. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { listCredentials, parseJson, validate } from 'acs-credentials';
import { page } from '../bench/data.mjs';
import { wasmMemory, watch } from '../bench/wasm-memory.mjs';

test('a large answer needs no large memory', { skip: !globalThis.gc && 'needs --expose-gc' }, async () => {
  watch();
  validate('list', {});
  const before = await wasmMemory();
  const answer = page(9_400, { isAscii: false });
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  assert.ok(bytes.length > 9e6);
  assert.deepEqual(parseJson('acs_credential_page', bytes).value, answer);
  const fetch = async () => new Response(bytes);
  const { acs_credentials } = await listCredentials({}, { endpoint: 'https://bench.test', fetch });
  assert.deepEqual(acs_credentials, answer.acs_credentials);
  const grown = (await wasmMemory()) - before;
  assert.ok(before > 0);
  assert.equal(grown, 0, `${grown} bytes for an answer of ${bytes.length}`);
});

/** As a page of `rows`, so many of them. */
const pageOf = (row, count) =>
  new TextEncoder().encode(`{"acs_credentials":[${`${row},`.repeat(count)}${row}],"pagination":{}}`);

test('nor does one that is all wrong, or broken off', { skip: !globalThis.gc && 'needs --expose-gc' }, async () => {
  validate('list', {});
  const before = await wasmMemory();
  const wrong = parseJson('acs_credential_page', pageOf('{"code":5,"x":1}', 500_000));
  assert.equal(wrong.value.acs_credentials.length, 500_001);
  assert.ok(wrong.issues.length >= 10_000 && !wrong.valid);
  const numbers = parseJson('acs_credential_page', pageOf('1', 4_000_000));
  assert.equal(numbers.value.acs_credentials.length, 4_000_001);
  const bytes = pageOf('{"display_name":"x"}', 500_000).subarray(0, 8e6);
  assert.deepEqual(
    parseJson('acs_credential_page', bytes).issues.map(({ code }) => code),
    ['json'],
  );
  // The broken one is in it as a whole, to find out what is wrong; so many issues take their room.
  const grown = (await wasmMemory()) - before;
  assert.ok(before > 0 && grown < 3e7, `${grown} bytes`);
});

test('what there is no memory for is an issue, and what is small is checked as before', () => {
  // A list that comes twice is read as a whole. 64 MiB hold the text, but not its tape.
  const script = `
    const { parseJson, validate } = await import('acs-credentials');
    const text = '{"acs_credentials":[' + '1,'.repeat(4e6) + '1],"acs_credentials":[]}';
    const { issues } = parseJson('acs_credential_page', text);
    console.log(JSON.stringify([issues, validate('get', {}).issues.length]));`;
  const flags = ['--wasm-max-mem-pages=1024', '--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, flags, { cwd: import.meta.dirname, encoding: 'utf8' });
  const message = 'Is too large for memory.';
  const expected = [[{ severity: 'error', code: 'range', path: [], message }], 1];
  assert.deepEqual(JSON.parse(stdout || 'null'), expected, stderr);
});

test('a list for which there is no memory is refused, and not told without its rows', () => {
  // What is large is one row, or what comes behind the rows; how much of it fits varies with its size.
  const script = `
    const { listCredentials } = await import('acs-credentials');
    const bodies = [
      (size) => '{"acs_credentials":[' + '{},'.repeat(50) + '{"errors":[' + '{},'.repeat(size / 3) + '{}]}],"pagination":{}}',
      (size) => '{"acs_credentials":[' + '{},'.repeat(50) + '{"code":"' + 'é'.repeat(size / 2) + '"}],"pagination":{}}',
      (size) => '{"acs_credentials":[' + '{},'.repeat(50) + '{}],"pagination":{},"a":"' + 'x'.repeat(size) + '"}',
    ];
    const outcome = async (body) => {
      try {
        const fetch = async () => new Response(body);
        const page = await listCredentials({}, { endpoint: 'https://full.test', fetch, onWarning() {} });
        return page.acs_credentials.length;
      } catch ({ kind, message }) {
        return kind + ': ' + message;
      }
    };
    const all = [];
    for (const body of bodies) {
      const outcomes = new Set();
      for (let size = 0.6e6; size < 30e6; size *= 1.2) outcomes.add(await outcome(body(size)));
      all.push([...outcomes]);
    }
    console.log(JSON.stringify(all));`;
  const flags = ['--wasm-max-mem-pages=512', '--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, flags, { cwd: import.meta.dirname, encoding: 'utf8' });
  const expected = [51, "invalid_response: The server's answer is too large."];
  assert.deepEqual(JSON.parse(stdout || 'null'), [expected, expected, expected], stderr);
});

test('a large refusal needs no large memory', { skip: !globalThis.gc && 'needs --expose-gc' }, async () => {
  const before = await wasmMemory();
  const fetch = async () => new Response(new Uint8Array(1e8), { status: 502 });
  const call = listCredentials({}, { endpoint: 'https://bench.test', retries: 0, fetch });
  await assert.rejects(call, { kind: 'api', status: 502 });
  const grown = (await wasmMemory()) - before;
  assert.ok(before > 0 && grown < 4e6, `${grown} bytes`);
});

test('what is refused for its form leaves nothing behind', () => {
  // Each of them was a slot in a table that only grew. In a process of its own, whose memory has no room to spare.
  const script = `
    const { listCredentials, parseJson, validate } = await import('acs-credentials');
    const { wasmMemory, watch } = await import('../bench/wasm-memory.mjs');
    watch();
    const fail = () => { throw 5; };
    const answers = [undefined, { status: 200, headers: { get: fail }, arrayBuffer: fail }, { get status() { return fail(); } }];
    const signal = { aborted: false, addEventListener: fail, removeEventListener: fail };
    const call = (options) => listCredentials({}, { endpoint: 'https://x.test', retries: 0, ...options }).catch(() => {});
    const refuse = async () => {
      parseJson('list', null);
      parseJson('list', 5);
      try { validate('list', {}, { systemType: 5 }); } catch {}
      for (const answer of answers) await call({ fetch: () => answer });
      await call({ signal });
    };
    await refuse();
    const before = await wasmMemory();
    for (let count = 0; count < 40_000; count++) await refuse();
    console.log(before > 0, (await wasmMemory()) - before);`;
  const flags = ['--expose-gc', '--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, flags, { cwd: import.meta.dirname, encoding: 'utf8' });
  assert.equal(stdout, 'true 0\n', stderr);
});
