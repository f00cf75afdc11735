/** What a bundler takes of the package: no more than a page uses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';

const resolveDir = new URL('../../pkg/', import.meta.url).pathname;

/** The files of which something is in the bundle of a page that imports these names. */
async function files(names) {
  const stdin = { contents: `export { ${names} } from './external.js';`, resolveDir };
  const { metafile } = await build({ stdin, bundle: true, format: 'esm', write: false, metafile: true });
  const [{ inputs }] = Object.values(metafile.outputs);
  const isUsed = ([, { bytesInOutput }]) => bytesInOutput > 0;
  return Object.entries(inputs)
    .filter(isUsed)
    .map(([path]) => path.split('/').at(-1));
}

test('JSON Schemas come with what writes them', async () => {
  assert.ok(!(await files('validate, createClient')).includes('json-schema.js'));
  assert.ok((await files('jsonSchema')).includes('json-schema.js'));
  assert.ok((await files('schema')).includes('json-schema.js'));
});

test('a client comes with who makes one', async () => {
  const single = await files('validate, parseJson, listCredentials');
  assert.ok(!single.includes('client.js') && !single.includes('wait.js'), single.join());
  assert.ok((await files('createClient')).includes('wait.js'));
});
