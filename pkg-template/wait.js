import { getCredential } from './endpoints.js';
import { CredentialsError } from './error.js';

const CONDITIONS = {
  issued: (credential) => credential.is_issued === true,
  synced: (credential) => credential.is_latest_desired_state_synced_with_provider === true,
};

/**
 * Reads a credential again and again until it is as wanted.
 *
 * `options.interval` is the pause between two reads (2,000 ms), `options.limit` the whole time that it may take (300,000 ms),
 * `options.onRead` hears of each credential that was read. The caller's `signal` ends it at any time.
 */
export async function waitUntil(acs_credential_id, condition, options = {}) {
  const { interval = 2000, limit = 300_000, onRead } = options;
  const isMet =
    typeof condition === 'function' ? condition : Object.hasOwn(CONDITIONS, condition) && CONDITIONS[condition];
  if (!isMet) throw wrong(`waitUntil takes 'issued', 'synced' or a function, not ${describe(condition)}.`);
  for (const [name, value] of Object.entries({ interval, limit })) {
    if (!(value >= 0)) throw wrong(`options.${name} must be a number of milliseconds.`);
  }
  const end = Date.now() + limit;
  for (;;) {
    const credential = await getCredential({ acs_credential_id }, options);
    onRead?.(credential);
    if (await isMet(credential)) return credential;
    if (Date.now() + interval > end) {
      const message = `The credential did not become as wanted within ${limit} ms.`;
      throw new CredentialsError({ kind: 'timeout', message, endpoint: '/acs/credentials/get' });
    }
    await pause(interval, options.signal);
  }
}

function wrong(message) {
  return new CredentialsError({ kind: 'invalid_options', message });
}

function describe(value) {
  return typeof value === 'string' ? JSON.stringify(value) : typeof value;
}

/** Lets time pass; rejects with the signal's reason when it aborts. */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => settle(resolve), milliseconds);
    const stop = () => settle(() => reject(signal.reason));
    const settle = (outcome) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      outcome();
    };
    signal?.addEventListener('abort', stop);
  });
}
