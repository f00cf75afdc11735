/** waitUntil: how long its pauses are, what ends it, and that it leaves nothing behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { countListeners, countTimers } from './aborts.mjs';
import { json, list } from './answers.mjs';
import { CREDENTIAL, ID } from './samples.mjs';

const READ = { ...CREDENTIAL, is_issued: false };

/** A fetch that answers with these reads in turn: what each has beside `READ`, a response, or what gives one. The last for ever. */
function reading(...reads) {
  const fetch = async (...asked) => {
    fetch.count++;
    const read = reads[Math.min(fetch.count, reads.length) - 1];
    if (typeof read === 'function') return read(...asked);
    return read instanceof Response ? read : json({ acs_credential: { ...READ, ...read } });
  };
  fetch.count = 0;
  return fetch;
}

const never = () => new Promise(() => {});
const isBye = (reason) => reason === 'bye';

/** Waits with clocks that run at once. @returns the pauses */
async function pausesOf(t, fetch, options) {
  const { setTimeout } = globalThis;
  const pauses = [];
  const soon = t.mock.method(globalThis, 'setTimeout', (run, pause) => {
    pauses.push(pause);
    return setTimeout(run, 0);
  });
  try {
    await api.createClient({ fetch, retries: 0, timeout: 0 }).waitUntil(ID, 'issued', { timeout: 0, ...options });
  } finally {
    soon.mock.restore();
  }
  return pauses;
}

test('pauses grow from the interval, never fall below it, and fit into a timer', async (t) => {
  for (const [interval, expected] of [
    [20_000, [20_000, 20_000]],
    [0, [0, 1.5]],
  ]) {
    assert.deepEqual(await pausesOf(t, reading({}, {}, { is_issued: true }), { interval }), expected);
  }
  const far = new Response('', { status: 429, headers: { 'retry-after': '99999999' } });
  assert.equal(Math.max(...(await pausesOf(t, reading({}, far, { is_issued: true })))), 2 ** 31 - 1);
});

test('a timeout of 0, or longer than a timer may be, is no limit', async () => {
  for (const timeout of [0, Infinity, 2 ** 31]) {
    const client = api.createClient({ fetch: reading({}, { is_issued: true }) });
    assert.equal((await client.waitUntil(ID, 'issued', { timeout, interval: 1 })).is_issued, true);
  }
});

test('a single read that fails by 500, or takes too long, is no end', async () => {
  await list(); // the module is there: the timeout below is that of the read alone
  for (const failing of [new Response('', { status: 500 }), never]) {
    const fetch = reading({}, failing, { is_issued: true });
    await api.createClient({ fetch, retries: 0, timeout: 100 }).waitUntil(ID, 'issued', { interval: 1 });
    assert.equal(fetch.count, 3);
  }
});

test('what is not known to be in sync is not', async () => {
  const [SYNC, WANTED] = ['is_latest_desired_state_synced_with_provider', 3];
  const fetch = reading({ [SYNC]: null }, { [SYNC]: undefined }, { [SYNC]: true });
  await api.createClient({ fetch }).waitUntil(ID, 'synced', { interval: 1 });
  assert.equal(fetch.count, WANTED);
});

test('an abort ends it before the first read, in a condition, and in the longest pause', async () => {
  const early = reading({});
  const aborted = { signal: AbortSignal.abort('bye') };
  await assert.rejects(api.createClient({ fetch: early }).waitUntil(ID, 'issued', aborted), isBye);
  assert.equal(early.count, 0);

  const interval = 2 ** 31 - 1;
  const client = api.createClient({ fetch: reading({}) });
  const controller = new AbortController();
  const aborting = () => controller.abort('bye');
  await assert.rejects(client.waitUntil(ID, aborting, { signal: controller.signal, interval }), isBye);
  const signal = AbortSignal.timeout(30);
  await assert.rejects(client.waitUntil(ID, 'issued', { signal, interval }), { name: 'TimeoutError' });
});

test('its end aborts the read that is on its way', async () => {
  let signal;
  const fetch = reading((_, init) => {
    ({ signal } = init);
    return never();
  });
  await assert.rejects(api.createClient({ fetch, timeout: 0 }).waitUntil(ID, 'issued', { timeout: 50 }), {
    kind: 'timeout',
  });
  assert.equal(signal.aborted, true);
});

test('neither a timer nor a listener stays, whether it succeeds or not', async () => {
  const [timeout, interval] = [300_002, 1_000_001];
  const timers = countTimers([timeout, interval]);
  try {
    const controller = new AbortController();
    const { signal } = controller;
    const listeners = countListeners(signal);
    const issued = api.createClient({ fetch: reading({ is_issued: true }) });
    await issued.waitUntil(ID, 'issued', { timeout, signal });
    assert.deepEqual([timers.active(), listeners()], [0, 0]);

    const onProgress = () => setImmediate(() => controller.abort('bye'));
    const waiting = api.createClient({ fetch: reading({}) });
    await assert.rejects(waiting.waitUntil(ID, 'issued', { timeout, interval, signal, onProgress }), isBye);
    assert.deepEqual([timers.active(), listeners()], [0, 0]);
  } finally {
    timers.restore();
  }
});
