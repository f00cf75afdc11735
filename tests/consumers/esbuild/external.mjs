import { build } from 'esbuild';
import { copyFileSync } from 'node:fs';

await build({
  entryPoints: { main: 'browser/external.js' },
  bundle: true,
  format: 'esm',
  minify: true,
  outdir: 'esbuild/dist-external',
});
copyFileSync('node_modules/acs-credentials/acs-credentials.wasm', 'esbuild/dist-external/acs-credentials.wasm');
