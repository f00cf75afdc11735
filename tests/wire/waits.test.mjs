/** waitUntil: how long its pauses are, what ends it, and that it leaves nothing behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'acs-credentials';
import { countListeners, countTimers } from './aborts.mjs';
import { fetching, json, list } from './answers.mjs';
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
  const SYNC = 'is_latest_desired_state_synced_with_provider';
  const fetch = reading({ [SYNC]: null }, { [SYNC]: undefined }, { [SYNC]: true });
  await api.createClient({ fetch }).waitUntil(ID, 'synced', { interval: 1 });
  assert.equal(fetch.count, 3);
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

test('reads with longer and longer pauses, and tells of each', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() });
  t.mock.method(performance, 'now', () => Date.now());
  let reads = 0;
  const fetch = async () => json({ acs_credential: { ...CREDENTIAL, is_issued: ++reads === 9 } });
  const told = [];
  const call = api.createClient({ fetch }).waitUntil(ID, 'issued', {
    onProgress: ({ credential, attempts, duration }) => {
      told.push([credential.is_issued, attempts, duration]);
      throw new Error('once');
    },
  });
  t.mock.method(console, 'error', () => {});
  let settled = false;
  call.finally(() => (settled = true));
  while (!settled) {
    t.mock.timers.tick(250);
    await new Promise(setImmediate);
  }
  assert.equal((await call).is_issued, true);
  assert.deepEqual(
    console.error.mock.calls.map(({ arguments: [message] }) => message).filter((message) => /^acs/.test(message)),
    ['acs-credentials: onProgress threw an error.'],
  );
  const pauses = told.slice(1).map(([, , duration], index) => duration - told[index][2]);
  const expected = [2000, 3000, 4500, 6750, 10_125, 15_000, 15_000, 15_000];
  assert.ok(
    pauses.every((pause, index) => Math.abs(pause - expected[index]) <= 1000),
    String(pauses),
  );
  assert.deepEqual(
    told.map(([, attempts]) => attempts),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
});

test("its timeout is the whole wait's, the client's is each attempt's", async () => {
  const get = async () => json({ acs_credential: CREDENTIAL });
  const never = () => new Promise(() => {});
  const late = {
    kind: 'timeout',
    message: /did not become as wanted within 0.03 s\.$/,
    endpoint: '/acs/credentials/get',
  };
  for (const [fetch, predicate] of [
    [get, () => false],
    [get, never],
    [never, () => true],
  ]) {
    const client = api.createClient({ fetch, timeout: 0 });
    await assert.rejects(client.waitUntil(ID, predicate, { timeout: 30, interval: 1 }), late);
  }
  const hasty = api.createClient({ fetch: never, timeout: 20, retries: 0 });
  const message = 'https://connect.getseam.com did not answer within 0.02 s.';
  await assert.rejects(hasty.waitUntil(ID, 'issued'), { kind: 'timeout', message });
});

test('that it took too long says of what, and what the credential says', async () => {
  const errors = [{ error_code: 'encoder', message: 'The encoder is offline.' }];
  for (const [said, more] of [
    [errors, ' It says: The encoder is offline.'],
    [[], ''],
    [null, ''],
    [[null], ''],
    [[{ message: { toString: 1 } }], ''],
    [[{ message: ' ' }], ''],
    [[{ message: 'x'.repeat(1000) }], ` It says: ${'x'.repeat(500)}`],
  ]) {
    const fetch = async () => json({ acs_credential: { ...CREDENTIAL, is_issued: false, errors: said } });
    const message = `The credential was not issued within 0.02 s.${more}`;
    const wait = api.createClient({ fetch }).waitUntil(ID, 'issued', { timeout: 20, interval: 1 });
    await assert.rejects(wait, { kind: 'timeout', message });
  }
});

test('once the credential has been read, what may pass is no end', async (t) => {
  const away = () => {
    throw new TypeError('Failed to fetch');
  };
  const status = (status) => () => new Response('', { status });
  const good = (is_issued) => () => json({ acs_credential: { ...CREDENTIAL, is_issued } });
  const more = { interval: 0, timeout: 5000 };
  const wait = (answers, options) => {
    const { fetch } = fetching(...answers);
    return api.createClient({ fetch, retries: 0 }).waitUntil(ID, 'issued', { ...more, ...options });
  };
  const seen = [];
  const onProgress = ({ attempts }) => void seen.push(attempts);
  const passing = [good(false), away, status(503), status(429), good(false), away, good(true)];
  assert.equal((await wait(passing, { onProgress })).is_issued, true);
  assert.deepEqual(seen, [1, 5, 7]);
  await assert.rejects(wait([away, good(true)]), { kind: 'network', attempts: 1 });
  await assert.rejects(wait([good(false), status(404), good(true)]), { kind: 'api', status: 404 });
  await assert.rejects(wait([good(false), status(401), good(true)]), { kind: 'unauthorized' });
  await assert.rejects(wait([good(false), away], { timeout: 30 }), ({ kind, cause }) => {
    assert.deepEqual([kind, cause.kind], ['timeout', 'network']);
    return true;
  });
  // Only the last read's failure is a cause, and the server says how long to wait.
  const passed = wait([good(false), away, good(false)], { timeout: 30 });
  await assert.rejects(passed, (error) => error.kind === 'timeout' && error.cause === undefined);
  const later = () => new Response('', { status: 429, headers: { 'retry-after': '1' } });
  const own = setTimeout;
  const pauses = [];
  t.mock.method(globalThis, 'setTimeout', (run, pause) => {
    pauses.push(pause);
    return own(run, pause === 1000 ? 0 : pause);
  });
  assert.equal((await wait([good(false), later, good(true)])).is_issued, true);
  assert.ok(pauses.includes(1000), String(pauses));
  // A predicate's own failures are none of a read.
  const { fetch } = fetching(good(false));
  const fail = () => Promise.reject(Object.assign(new Error('mine'), { status: 503 }));
  await assert.rejects(api.createClient({ fetch }).waitUntil(ID, fail, more), { message: 'mine' });
});

test('nothing is held that has been read', { skip: !globalThis.gc && 'needs --expose-gc' }, async () => {
  const refs = [];
  const { fetch } = fetching(() => json({ acs_credential: CREDENTIAL }));
  const isEnough = async (credential) => {
    refs.push(new WeakRef(credential));
    if (refs.length < 20) return false;
    await new Promise(setImmediate);
    globalThis.gc();
    return true;
  };
  await api.createClient({ fetch }).waitUntil(ID, isEnough, { interval: 0 });
  const held = refs.filter((ref) => ref.deref());
  assert.ok(held.length < 5, `${held.length} of ${refs.length} are held`);
});

test('what is wrong is told', async () => {
  const gone = api.createClient({ fetch: async () => new Response('', { status: 404 }) });
  await assert.rejects(gone.waitUntil(ID, 'issued'), { kind: 'api', status: 404 });
  await assert.rejects(gone.waitUntil('x', 'issued'), { kind: 'invalid_input' });
  const stone = { toString: () => assert.fail('asked') };
  for (const condition of ['sometime', 'toString', undefined, null, 5, stone, Symbol('x')]) {
    await assert.rejects(gone.waitUntil(ID, condition), { kind: 'invalid_options' });
  }
  for (const [name, values] of Object.entries({
    timeout: [-1, NaN, '5', null, 5n],
    interval: [-1, NaN, '5', 2 ** 31, Infinity],
    onProgress: [5, {}],
    signal: [5, {}],
  })) {
    for (const value of values) {
      await assert.rejects(gone.waitUntil(ID, 'issued', { [name]: value }), { kind: 'invalid_options' }, name);
    }
  }
  const mine = new Error('mine');
  const well = api.createClient({ fetch: async () => json({ acs_credential: CREDENTIAL }) });
  const throwing = () => {
    throw mine;
  };
  await assert.rejects(well.waitUntil(ID, throwing), (error) => error === mine);
});
