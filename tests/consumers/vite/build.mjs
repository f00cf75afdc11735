// node vite/build.mjs <package name of the Vite>
import process from 'node:process';

const name = process.argv[2];
const { build } = await import(name);
await build({ root: 'browser', logLevel: 'warn', build: { outDir: `../vite/dist-${name}` } });
