import { build } from 'esbuild';

await build({ entryPoints: ['browser/main.js'], bundle: true, format: 'esm', minify: true, outdir: 'esbuild/dist' });
