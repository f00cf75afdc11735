// What Nitro has built for Cloudflare, in workerd.
import process from 'node:process';
import { Miniflare } from 'miniflare';

const worker = new Miniflare({
  compatibilityDate: '2026-01-01',
  compatibilityFlags: ['nodejs_compat'],
  modulesRoot: 'nitro/dist',
  scriptPath: 'nitro/dist/index.mjs',
  modules: true,
  modulesRules: [
    { type: 'ESModule', include: ['**/*.mjs'] },
    { type: 'CompiledWasm', include: ['**/*.wasm'] },
  ],
});
const answer = await worker.dispatchFetch(`http://worker/?sandbox=${process.env.SANDBOX}`);
console.log(await answer.text());
await worker.dispose();
