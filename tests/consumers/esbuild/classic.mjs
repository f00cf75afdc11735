import { build } from 'esbuild';

await build({
  entryPoints: ['browser/main.js'],
  bundle: true,
  format: 'iife',
  minify: true,
  outdir: 'esbuild/dist-classic',
});
