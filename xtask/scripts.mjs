// Writes the CommonJS entry, one readable file, and takes comments and white space out of the modules: node xtask/scripts.mjs <folder>
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const options = {
  // Comments name the files from here.
  absWorkingDir: resolve(process.argv[2]),
  // Names the exports so that `import { validate }` finds them in Node.
  platform: 'node',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
};
await build({ ...options, entryPoints: ['index.js'], outfile: 'index.cjs', bundle: true, format: 'cjs' });

// Names stay: a stack trace reads as the sources do. The module inside is one long string, as short as it can be.
const modules = (await readdir(options.absWorkingDir)).filter(
  (file) => file.endsWith('.js') && file !== 'wasm-inline.js',
);
await build({
  ...options,
  entryPoints: modules,
  outdir: '.',
  allowOverwrite: true,
  format: 'esm',
  minifyWhitespace: true,
  // Node shows the line of an error that nobody caught.
  lineLimit: 200,
  minifySyntax: true,
});
