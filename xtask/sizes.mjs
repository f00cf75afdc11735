// Prints the sizes of a package's files, and fails when an entry is too large: node xtask/sizes.mjs <folder> [--any-size]
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Bytes of each entry and all that it loads, with brotli. They may only fall. */
const ENTRIES = {
  'default entry': { files: ['index.js'], budget: 79_200 },
  'external entry': { files: ['external.js', 'acs-credentials.wasm'], budget: 74_300 },
};

const [folder, isFree] = process.argv.slice(2);
const read = (file) => readFileSync(join(folder, file));

/** The files that loading `entry` loads: itself and its static imports, at every depth. */
function closure(entry, seen = new Set()) {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, specifier] of read(entry)
    .toString()
    .matchAll(/(?:\bfrom|\bimport)\s*['"](\.[^'"]+)['"]/g)) {
    closure(posix.join(posix.dirname(entry), specifier), seen);
  }
  return seen;
}

function row(name, bytes) {
  const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  return [name, ...sizes.map((size) => size.toLocaleString('en'))];
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => posix.relative(folder, posix.join(entry.parentPath ?? entry.path, entry.name)))
  .sort();

const entries = Object.entries(ENTRIES).map(([name, { files, budget }]) => {
  const loaded = files.flatMap((file) => (file.endsWith('.js') ? [...closure(file)] : [file]));
  const bytes = Buffer.concat(loaded.map(read));
  const size = brotliCompressSync(bytes).length;
  if (size > budget && !isFree) {
    console.error(`The ${name} takes ${size} bytes with brotli, the budget in xtask/sizes.mjs is ${budget}.`);
    process.exitCode = 1;
  }
  return row(`${name} (${loaded.length} files)`, bytes);
});
const rows = [['bytes', 'raw', 'gzip', 'brotli'], ...entries, ...files.map((file) => row(file, read(file)))];
const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
for (const [name, ...sizes] of rows) {
  console.log([name.padEnd(widths[0]), ...sizes.map((size, i) => size.padStart(widths[i + 1]))].join('  '));
}
