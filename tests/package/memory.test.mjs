/** In a process of its own: a module's memory can't shrink. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCredentials, parseJson, validate } from 'acs-credentials';
import { page } from '../bench/data.mjs';
import { wasmMemory, watch } from '../bench/wasm-memory.mjs';

test('a large answer needs no large memory', { skip: !globalThis.gc && 'needs --expose-gc' }, async () => {
  watch();
  validate('list', {});
  const before = await wasmMemory();
  const answer = page(9_400, false);
  const bytes = new TextEncoder().encode(JSON.stringify(answer));
  assert.ok(bytes.length > 9e6);
  assert.deepEqual(parseJson('acs_credential_page', bytes).value, answer);
  const fetch = async () => new Response(bytes);
  const { acs_credentials } = await listCredentials({}, { endpoint: 'https://bench.test', fetch });
  assert.deepEqual(acs_credentials, answer.acs_credentials);
  const grown = (await wasmMemory()) - before;
  assert.ok(before > 0 && grown < 1e6, `${grown} bytes for an answer of ${bytes.length}`);
});
