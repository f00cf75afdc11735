// Bundles as wrangler does, with the .wasm as a module of the worker.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

const { outputFiles } = await build({
  entryPoints: ['workerd/main.js'],
  bundle: true,
  format: 'esm',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['*.wasm?module'],
  write: false,
});
const wasm = 'acs-credentials.wasm';
const worker = new Miniflare({
  compatibilityDate: '2026-01-01',
  bindings: { SANDBOX: process.env.SANDBOX },
  modules: [
    { type: 'ESModule', path: 'main.js', contents: outputFiles[0].text },
    { type: 'CompiledWasm', path: `${wasm}?module`, contents: readFileSync(`node_modules/acs-credentials/${wasm}`) },
  ],
});
const answer = await worker.dispatchFetch('http://worker/');
console.log(await answer.text());
await worker.dispose();
