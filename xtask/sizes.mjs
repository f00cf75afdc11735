// Prints the sizes of a package's files and of what a page loads of it, and fails when that is too large:
// node xtask/sizes.mjs <folder> [--any-size]
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const [folder, isFree] = process.argv.slice(2);

/** What writes JSON Schemas, which few need. */
const SCHEMAS = ['schema', 'jsonSchema'];

/** Bytes with brotli of what a page loads: an entry, bundled and minified as any application is, and the module. A commit that lets one rise says what for. */
const PAGES = [
  { name: 'default entry', entry: 'index.js', files: [], most: 64_990, all: 68_500 },
  { name: 'external entry', entry: 'external.js', files: ['acs-credentials.wasm'], most: 61_750, all: 65_330 },
];

const read = (file) => readFileSync(join(folder, file));

/** Raw, with gzip and with brotli; several files are loaded, and packed, one by one. */
function sizes(files) {
  const sum = (pack) => files.reduce((sum, bytes) => sum + pack(bytes).length, 0);
  return [
    sum((bytes) => bytes),
    sum((bytes) => gzipSync(bytes, { level: 9 })),
    sum((bytes) => brotliCompressSync(bytes)),
  ];
}

/** A bundle of some of an entry's exports, and the names of those. */
async function bundle(exports, entry) {
  const stdin = { contents: `export ${exports} from './${entry}';`, resolveDir: folder };
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, metafile: true };
  const { outputFiles, metafile } = await build({ stdin, ...options });
  return { bytes: outputFiles[0].contents, names: Object.values(metafile.outputs)[0].exports };
}

async function page({ name, entry, files, most, all }) {
  const whole = await bundle('*', entry);
  const names = whole.names.filter((name) => !SCHEMAS.includes(name));
  const part = await bundle(`{ ${names.join(', ')} }`, entry);
  const ways = [
    [name, part, most],
    [`${name}, with ${SCHEMAS.join(' and ')}`, whole, all],
  ];
  return ways.map(([way, { bytes }, budget]) => {
    const loaded = sizes([bytes, ...files.map(read)]);
    const size = loaded.at(-1);
    if (size > budget && !isFree) {
      console.error(
        `The ${way} takes ${size} bytes with brotli, its budget is ${budget}. If it has to grow, raise the budget in xtask/sizes.mjs, and let the commit say what for.`,
      );
      process.exitCode = 1;
    }
    return [way, ...loaded];
  });
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => posix.relative(folder, posix.join(entry.parentPath ?? entry.path, entry.name)))
  .sort();
const pages = await Promise.all(PAGES.map(page));
const rows = [...pages.flat(), ...files.map((file) => [file, ...sizes([read(file)])])];
const cells = [
  ['bytes', 'raw', 'gzip', 'brotli'],
  ...rows.map(([name, ...sizes]) => [name, ...sizes.map((size) => size.toLocaleString('en'))]),
];
const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
for (const [name, ...sizes] of cells) {
  console.log([name.padEnd(widths[0]), ...sizes.map((size, i) => size.padStart(widths[i + 1]))].join('  '));
}
