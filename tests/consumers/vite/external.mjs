import { build } from 'vite';

await build({ root: 'vite/external', logLevel: 'warn', build: { outDir: '../dist-external' } });
