import * as api from 'acs-credentials';
import * as external from 'acs-credentials/external';
import { inBrowser } from '/program.mjs';

/** Both entries on one page: one instance, started by whichever comes first. */
async function both() {
  await external.init();
  const loads = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm'));
  const outcomes = [await inBrowser(external), await inBrowser(api), `${loads.length} × wasm`];
  return outcomes.join() === 'good,good,1 × wasm' ? 'good' : outcomes.join();
}

async function inWorker() {
  const worker = new Worker(`/worker.js${location.search}`, { type: 'module' });
  const { data } = await new Promise((resolve, reject) =>
    Object.assign(worker, { onmessage: resolve, onerror: reject }),
  );
  return data;
}

async function inServiceWorker() {
  await navigator.serviceWorker.register(`/service-worker.js${location.search}`, { type: 'module' });
  const { active } = await navigator.serviceWorker.ready;
  const channel = new MessageChannel();
  const answer = new Promise((resolve) => (channel.port1.onmessage = resolve));
  active.postMessage(undefined, [channel.port2]);
  return (await answer).data;
}

/** What a page under a policy that forbids WebAssembly is told. */
async function refusal() {
  const thrown = (call) => call().then(String, String);
  return [await thrown(async () => api.validate('get', {})), await thrown(() => api.listCredentials())].join('\n');
}

const ways = { both, inWorker, inServiceWorker, refusal, inPage: () => inBrowser(api) };
globalThis.outcome = ways[new URLSearchParams(location.search).get('way')]().catch(String);
