// Writes the CommonJS entry, one readable file: node xtask/cjs.mjs <folder>
import { resolve } from 'node:path';
import { build } from 'esbuild';

const folder = process.argv[2];
await build({
  // Comments name the files from here.
  absWorkingDir: resolve(folder),
  entryPoints: ['index.js'],
  outfile: 'index.cjs',
  bundle: true,
  format: 'cjs',
  // Names the exports so that `import { validate }` finds them in Node.
  platform: 'node',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
});
