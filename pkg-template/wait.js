import { copy, merge } from './bound.js';
import { checkSignal, LONGEST_DELAY } from './deadline.js';
import { getCredential } from './endpoints.js';
import { ticks } from './environment.js';
import { CredentialsError, refusal, traced, wrong } from './error.js';
import { follow } from './follow.js';
import { tell } from './tell.js';

const CONDITIONS = {
  issued: (credential) => credential.is_issued === true,
  synced: (credential) => credential.is_latest_desired_state_synced_with_provider === true,
};

/** Each pause is so much longer than the one before it, up to the longest; a caller's longer interval stays as it is. */
const GROWTH = 1.5;
const LONGEST_PAUSE = 15_000;

/**
 * Reads a credential again and again until it is as wanted.
 *
 * `more.timeout` limits the whole wait (300,000 ms, 0 for no limit); the bound one still limits each attempt. `more.interval` is
 * the first pause between two reads (2,000 ms). `more.onProgress` hears of each read.
 */
export async function waitUntil(acs_credential_id, condition, bound, more) {
  const { interval = 2000, timeout = 300_000, onProgress, ...others } = copy(more);
  const options = merge(bound, others);
  const isMet = typeof condition === 'function' ? condition : builtIn(condition);
  check({ interval, timeout, onProgress, signal: options.signal });

  const started = ticks();
  let attempts = 0;
  let stop;
  const stopped = new Promise((_, reject) => (stop = reject));
  stopped.catch(() => {}); // nobody may be waiting when it comes
  const own = follow(options.signal, stop);
  let late;
  const end = () => own.abort((late = tooLate(timeout, attempts)));
  const timer = timeout > 0 && timeout <= LONGEST_DELAY ? setTimeout(end, timeout) : undefined;
  try {
    for (let pause = interval; ; pause = longer(pause)) {
      attempts++;
      const reading = getCredential({ acs_credential_id }, { ...options, signal: own.signal });
      const credential = await Promise.race([reading, stopped]);
      if (onProgress) tell(onProgress, 'onProgress', { credential, attempts, duration: ticks() - started });
      if (await Promise.race([isMet(credential), stopped])) return credential;
      await sleep(pause, stopped);
    }
  } catch (error) {
    throw error === late ? traced(error) : error;
  } finally {
    clearTimeout(timer);
    own.release();
  }
}

function builtIn(condition) {
  const isText = typeof condition === 'string';
  if (isText && Object.hasOwn(CONDITIONS, condition)) return CONDITIONS[condition];
  const found = isText ? JSON.stringify(condition) : typeof condition;
  throw wrong(`waitUntil takes 'issued', 'synced' or a function, not ${found}.`);
}

function check({ interval, timeout, onProgress, signal }) {
  for (const [name, value] of Object.entries({ interval, timeout })) {
    if (typeof value !== 'number' || !(value >= 0)) throw wrong(`options.${name} must be a number of milliseconds.`);
  }
  if (interval > LONGEST_DELAY) throw wrong('options.interval must be below 25 days.');
  if (onProgress && typeof onProgress !== 'function') throw wrong('options.onProgress must be a function.');
  try {
    if (signal) checkSignal(signal);
  } catch (error) {
    throw refusal(error);
  }
}

/** An interval of 0 begins to grow at a millisecond. */
const longer = (pause) => Math.max(pause, Math.min(Math.max(pause, 1) * GROWTH, LONGEST_PAUSE));

/** Lets time pass, unless `stopped` rejects first; leaves no timer behind. */
async function sleep(milliseconds, stopped) {
  let timer;
  try {
    await Promise.race([new Promise((resolve) => (timer = setTimeout(resolve, milliseconds))), stopped]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLate(timeout, attempts) {
  const message = `The credential did not become as wanted within ${timeout} ms.`;
  return new CredentialsError({ kind: 'timeout', message, endpoint: '/acs/credentials/get', attempts });
}
