import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const pkg = new URL('../../pkg/', import.meta.url);
const read = (name) => readFileSync(new URL(name, pkg), 'utf8');

test('npm packs what the package needs, and nothing else', () => {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--silent'], {
    cwd: fileURLToPath(pkg),
    encoding: 'utf8',
  });
  const [{ files }] = Object.values(JSON.parse(listing));
  assert.deepEqual(files.map(({ path }) => path).sort(), [
    'CHANGELOG.md',
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'README.md',
    'accept.js',
    'acs-credentials.wasm',
    'bound.js',
    'bytes.js',
    'client.js',
    'deadline.js',
    'decode.js',
    'edge.js',
    'endpoints.js',
    'environment.js',
    'error.js',
    'external.d.ts',
    'external.js',
    'follow.js',
    'glue_bg.js',
    'index.cjs',
    'index.d.cts',
    'index.d.ts',
    'index.js',
    'json-schema.js',
    'known.js',
    'models.js',
    'options.js',
    'package.json',
    'pages.js',
    'report.js',
    'request.js',
    'runtime.js',
    'source-edge.js',
    'source-external.js',
    'source-inline.js',
    'stringify.js',
    'tell.js',
    'text.js',
    'validation.js',
    'wait.js',
    'wasm-inline.js',
  ]);
});

test('no JavaScript in it makes code out of text', () => {
  for (const name of readdirSync(pkg).filter((name) => /\.c?js$/.test(name))) {
    assert.doesNotMatch(read(name), /\beval\s*\(|new\s+Function\b|Function\s*\(/, name);
  }
});

test('no declaration is any', () => {
  const code = read('index.d.ts').replace(/\/\*\*[\s\S]*?\*\//g, '');
  assert.doesNotMatch(code, /\bany\b/);
});

test('the module inside is the module beside it', () => {
  const [, hex] = read('wasm-inline.js').match(/'([0-9a-f]+)'/);
  assert.ok(Buffer.from(hex, 'hex').equals(readFileSync(new URL('acs-credentials.wasm', pkg))));
});

test('each way of asking finds its entry', () => {
  const { exports } = JSON.parse(read('package.json'));
  // As Jest 29 asks of a page, and Node.
  for (const asked of [
    ['require', 'browser', 'default'],
    ['require', 'node', 'default'],
  ]) {
    for (const entry of ['.', './external']) {
      const found = Object.keys(exports[entry]).find((condition) => asked.includes(condition));
      assert.equal(exports[entry][found].default, './index.cjs', `${entry} by ${asked}`);
    }
  }
  for (const entry of ['.', './external']) {
    assert.deepEqual(
      Object.keys(exports[entry]).filter((condition) => exports[entry][condition].default === './edge.js'),
      ['workerd', 'edge-light'],
    );
  }
  // Without this mark, what Nitro builds has an instance of the module instead.
  assert.match(read('source-edge.js'), /\.wasm\?module/);
});
