// Makes the calls of the tables and reports what came of them to the test that opened this page.
import * as api from 'acs-credentials';
import { tryAborts } from '/aborts.mjs';
import { makeCalls } from '/calls.mjs';
import { tryCrowd } from '/crowd.mjs';

const REPORT = new URLSearchParams(location.search).get('report');

const unhandled = [];
addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)));
addEventListener('error', ({ message }) => unhandled.push(message));

const rows = await (await fetch(`${REPORT}/given`)).json();
const worker = new Worker('/page/worker.js', { type: 'module' });
const fromWorker = new Promise((resolve) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve(message ?? 'the worker did not start');
});

const results = {
  worker: await fromWorker,
  outcomes: await makeCalls(api, '', rows),
  aborts: await tryAborts(api, ''),
  crowd: await tryCrowd(api, ''),
  unhandled,
};
await fetch(`${REPORT}/results`, { method: 'POST', body: JSON.stringify(results) });
