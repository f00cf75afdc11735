/** Every kind of reason at every moment of a call, in Node and in pages. */
import { settled } from './calls.mjs';
import { ID } from './samples.mjs';

/** Every delay that a call sets a timer for, in milliseconds; no other code here has such odd ones. */
const DELAYS = { timeout: 30_001, retryAfter: 51_000, interval: 1_000_001, wait: 300_001 };
const WAIT = { interval: DELAYS.interval, timeout: DELAYS.wait };

/** What the server asks for before a retry. */
export const RETRY_AFTER = String(DELAYS.retryAfter / 1000);

/** Each makes a reason; `undefined` becomes the platform's AbortError. */
export const REASONS = {
  nothing: () => undefined,
  null: () => null,
  'an empty string': () => '',
  'a string': () => 'bye',
  zero: () => 0,
  false: () => false,
  'a symbol': () => Symbol('bye'),
  'an error': () => new Error('mine'),
  'a frozen object': () => Object.freeze({ mine: true }),
  'a thenable': () => ({ then: () => {} }),
  'a function': () => () => {},
  'a TimeoutError': () => new DOMException('late', 'TimeoutError'),
};

/**
 * How a call is made and aborted at a moment. `at` are the client, the controller, and what makes the server's part:
 * the id of the call and `seen()`, which resolves once the server has the request.
 */
export const MOMENTS = {
  before: ({ client, controller }) => {
    controller.abort();
    return client.list();
  },
  'at once': ({ client, controller }) => {
    const call = client.list();
    controller.abort();
    return call;
  },
  'while headers are made': ({ client, controller }) => {
    const headers = () => {
      queueMicrotask(() => controller.abort());
      return new Promise(() => {});
    };
    return client.list({}, { headers });
  },
  'while the server thinks': ({ client, controller, seen }) => {
    seen().then(() => controller.abort());
    return client.list();
  },
  'during the body': ({ client, controller, seen }) => {
    const fetch = async (url, init) => {
      const response = await globalThis.fetch(url, init);
      seen().then(() => controller.abort());
      return response;
    };
    return client.list({}, { fetch });
  },
  'by onResponse, before a retry': ({ client, controller }) =>
    client.list({}, { retries: 2, onResponse: () => controller.abort() }),
  'during the wait for a retry': ({ client, controller, seen }) =>
    client.list({}, { retries: 2, onResponse: () => seen().then(() => controller.abort()) }),
  'in a fetch that does not listen': ({ client, controller }) => {
    const fetch = () => {
      queueMicrotask(() => controller.abort());
      return new Promise(() => {});
    };
    return client.list({}, { fetch });
  },
  'while an early page is on its way': async ({ client, controller, seen }) => {
    const pages = client.pages({ limit: 1 }, { ahead: true });
    await pages.next();
    await seen(2);
    controller.abort();
    return pages.next();
  },
  'between two reads of waitUntil': ({ client, controller, seen }) =>
    client.waitUntil(ID, () => false, { ...WAIT, onProgress: () => seen().then(() => controller.abort()) }),
  'in a predicate of waitUntil': ({ client, controller }) => {
    const predicate = () => {
      queueMicrotask(() => controller.abort());
      return new Promise(() => {});
    };
    return client.waitUntil(ID, predicate, WAIT);
  },
};

/** Moments at which a request is on its way, so that the server must see it go. */
export const ON_THE_WAY = ['while the server thinks', 'during the body', 'while an early page is on its way'];

/** The id of a row, of which the server makes its part. */
export const abortId = (moment, reason) =>
  `abort-${Object.keys(MOMENTS).indexOf(moment)}-${Object.keys(REASONS).indexOf(reason)}`;

/** @returns {Promise<Record<string, string>>} for each row `good`, or what is wrong */
export async function tryAborts(api, root) {
  const results = {};
  for (const [moment, run] of Object.entries(MOMENTS)) {
    for (const [name, makeReason] of Object.entries(REASONS)) {
      results[`${moment}: ${name}`] = await tryAbort(api, root, abortId(moment, name), run, makeReason());
    }
  }
  return results;
}

async function tryAbort(api, root, id, run, reason) {
  const controller = new AbortController();
  const listeners = countListeners(controller.signal);
  const timers = countTimers(Object.values(DELAYS));
  try {
    const options = { signal: controller.signal, retries: 0, timeout: DELAYS.timeout };
    const client = api.createClient({ endpoint: `${root}/row/${id}`, ...options });
    const seen = (times = 1) => fetch(`${root}/seen/${id}/${times}`);
    const at = { client, controller: { abort: () => controller.abort(reason) }, seen };
    let error;
    const outcome = await settled(run(at), (thrown) => {
      error = thrown;
      return {};
    });
    if (outcome.hangs) return 'hangs';
    if ('value' in outcome) return 'did not reject';
    if (error !== controller.signal.reason) return `rejected with ${String(error)}`;
    if (listeners() !== 0) return `left ${listeners()} listeners behind`;
    if (timers.active() !== 0) return `left ${timers.active()} timers behind`;
    return 'good';
  } finally {
    timers.restore();
  }
}

/** Counts what listens to a signal. */
export function countListeners(signal) {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  let listeners = 0;
  signal.addEventListener = (...given) => {
    listeners++;
    addEventListener.apply(signal, given);
  };
  signal.removeEventListener = (...given) => {
    listeners--;
    removeEventListener.apply(signal, given);
  };
  return () => listeners;
}

/** Counts the timers with these delays that are set and neither cleared nor over. Node's fetch sets timers of its own. */
export function countTimers(delays) {
  const { setTimeout, clearTimeout } = globalThis;
  const active = new Set();
  globalThis.setTimeout = (callback, delay, ...given) => {
    if (!delays.includes(delay)) return setTimeout(callback, delay, ...given);
    const over = () => {
      active.delete(timer);
      callback(...given);
    };
    const timer = setTimeout(over, delay);
    active.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    active.delete(timer);
    clearTimeout(timer);
  };
  return { active: () => active.size, restore: () => Object.assign(globalThis, { setTimeout, clearTimeout }) };
}
