/** Thousands of calls with every kind of outcome: memory, listeners and timers stay level. `SOAK=100000` makes it long. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as api from 'acs-credentials';
import { countListeners, countTimers } from './aborts.mjs';
import { CREDENTIAL, ID, LAST_PAGE } from './samples.mjs';

const CALLS = Number(process.env.SOAK ?? 5000);
/** In flight at a time. */
const LANES = 50;
/** Odd, so that no other timer has it. */
const TIMEOUT = 30_001;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** The module's memory, caught when the module starts. */
const memory = new Promise((resolve) => {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const started = await instantiate(...given);
    resolve((started.instance ?? started).exports.memory);
    WebAssembly.instantiate = instantiate;
    return started;
  };
});

const page = JSON.stringify({ acs_credentials: Array(20).fill({ ...CREDENTIAL, new: 1 }), pagination: LAST_PAGE });
const refusal = JSON.stringify({
  error: { type: 'invalid_input', message: 'No', validation_errors: { code: { _errors: ['No'] } } },
});

async function startServer() {
  const server = createServer((request, response) => {
    request.resume();
    const [, kind] = request.url.split('/');
    response.setHeader('content-type', 'application/json');
    if (kind === 'well') response.end(page);
    if (kind === 'refused') response.writeHead(400).end(refusal);
    if (kind === 'useless') response.end('<p>');
    if (kind === 'cut') response.writeHead(200, { 'content-length': 9 }).write('{', () => response.destroy());
    // `silent` gets no answer.
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

test(`${CALLS} calls leave nothing behind`, { timeout: 1_800_000 }, async (t) => {
  const server = await startServer();
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const root = `http://127.0.0.1:${server.address().port}`;
  const timers = countTimers([TIMEOUT]);
  t.after(timers.restore);
  /** One signal for all calls, as a page has that aborts when it is left. */
  const lasting = new AbortController();
  const listeners = countListeners(lasting.signal);

  const client = (kind, more) =>
    api.createClient({ endpoint: `${root}/${kind}`, retries: 0, timeout: TIMEOUT, signal: lasting.signal, ...more });
  const silence = client('silent', { onWarning: () => {} });
  const abortSoon = async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort('bye'));
    await silence.get({ acs_credential_id: ID }, { signal: controller.signal });
  };
  /** What comes of each kind of call: a success, an error's kind or the reason of an abort. */
  const kinds = [
    ['well', () => client('well').list()],
    ['well', () => client('well', { headers: async () => ({ 'x-a': 'b' }), onDeviation: () => {} }).list({ limit: 5 })],
    ['api', () => client('refused').update({ acs_credential_id: ID, code: '1234' })],
    ['invalid_response', () => client('useless').get({ acs_credential_id: ID })],
    ['network', () => client('cut').delete({ acs_credential_id: ID })],
    ['timeout', () => client('silent', { timeout: 5 }).create({ access_method: 'card', acs_user_id: ID })],
    ['invalid_input', () => client('well').get({ acs_credential_id: 'x' })],
    ['invalid_options', () => client('well', { apiKey: 'x' }).list()],
    ['bye', abortSoon],
    ['well', () => client('well').pages({}, { ahead: true }).next()],
  ];

  let next = 0;
  const lane = async (end) => {
    while (next < end) {
      const [expected, call] = kinds[next++ % kinds.length];
      const found = await call().then(
        () => 'well',
        (error) => error.kind ?? error,
      );
      if (found !== expected) throw new Error(`${found}, not ${expected}`);
    }
  };
  const run = (end) => Promise.all(Array.from({ length: LANES }, () => lane(end)));
  const measure = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await new Promise(setImmediate);
      collectGarbage();
    }
    return {
      calls: next,
      wasm: (await memory).buffer.byteLength,
      heap: process.memoryUsage().heapUsed,
      listeners: listeners(),
      timers: timers.active(),
    };
  };

  const samples = [];
  for (let part = 1; part <= 5; part++) {
    await run((CALLS / 5) * part);
    samples.push(await measure());
  }
  for (const { calls, wasm, heap, listeners, timers } of samples) {
    const sizes = `wasm ${wasm / 1024} KiB, JS heap ${(heap / 2 ** 20).toFixed(1)} MiB`;
    t.diagnostic(`after ${calls} calls: ${sizes}, ${listeners} listeners, ${timers} timers`);
    assert.equal(listeners, 0);
    assert.equal(timers, 0);
  }
  const [early, late] = [samples[1], samples.at(-1)];
  assert.equal(late.wasm, early.wasm, 'the memory of the module is level');
  // Node's own caches come and go; a leak of a hundred bytes a call would be 6 MiB in a long soak.
  assert.ok(late.heap - early.heap < 3 * 2 ** 20, 'the heap is level');
});
