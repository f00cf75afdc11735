import { copy, merge } from './bound.js';
import { checkSignal, LONGEST_DELAY } from './deadline.js';
import { getCredential } from './endpoints.js';
import { checkEnvironment, ticks } from './environment.js';
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
 * Reads a credential again and again until it is as wanted. Once it has been read, a failure that may pass, such as a network that is
 * away, does not end the wait.
 *
 * `more.timeout` limits the whole wait (300,000 ms, 0 for no limit); the bound one still limits each attempt. `more.interval` is
 * the first pause between two reads (2,000 ms). `more.onProgress` is called after each that succeeds.
 */
export async function waitUntil(acs_credential_id, condition, bound, more) {
  const { interval = 2000, timeout = 300_000, onProgress, ...others } = copy(more);
  const options = merge(bound, others);
  const isMet = typeof condition === 'function' ? condition : builtIn(condition);
  check({ interval, timeout, onProgress, signal: options.signal });

  const started = ticks();
  const wait = new Wait();
  const own = follow(options.signal, (reason) => wait.end(reason));
  let attempts = 0;
  let last;
  let failure;
  let late;
  const end = () => own.abort((late = tooLate(condition, timeout, attempts, last, failure)));
  const timer = timeout > 0 && timeout <= LONGEST_DELAY ? setTimeout(end, timeout) : undefined;
  try {
    for (let pause = interval; ; pause = longer(pause)) {
      attempts++;
      let credential;
      try {
        credential = await wait.for(getCredential({ acs_credential_id }, { ...options, signal: own.signal }));
        last = credential;
        failure = undefined;
      } catch (error) {
        if (wait.ended || !last || !mayPass(error)) throw error;
        failure = error;
      }
      if (credential) {
        if (onProgress) tell(onProgress, 'onProgress', { credential, attempts, duration: ticks() - started });
        if (await wait.for(isMet(credential))) return credential;
      }
      const wanted = (failure?.retryAfter ?? 0) * 1000;
      await sleep(Math.min(Math.max(pause, wanted), LONGEST_DELAY), wait);
    }
  } catch (error) {
    throw error === late ? traced(error) : error;
  } finally {
    clearTimeout(timer);
    own.release();
  }
}

/** Waits for one thing after the other until it ends. A race with one promise for all would hold on to whatever came of each. */
class Wait {
  /** Why it has ended: in a list, since a signal's reason may be `undefined`. */
  ended;
  /** Ends what is being waited for. */
  refuse;

  end(reason) {
    this.ended = [reason];
    this.refuse?.(reason);
  }

  for(awaited) {
    return new Promise((resolve, reject) => {
      this.refuse = reject;
      if (this.ended) reject(this.ended[0]);
      Promise.resolve(awaited).then(resolve, reject);
    });
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
    checkEnvironment();
    if (signal) checkSignal(signal);
  } catch (error) {
    throw refusal(error);
  }
}

/** An interval of 0 begins to grow at a millisecond. */
const longer = (pause) => Math.max(pause, Math.min(Math.max(pause, 1) * GROWTH, LONGEST_PAUSE));

/** Whether a read may succeed later. */
function mayPass({ kind, status }) {
  return kind === 'network' || kind === 'timeout' || status === 429 || status >= 500;
}

/** Lets time pass, unless the wait ends first; leaves no timer behind. */
async function sleep(milliseconds, wait) {
  let timer;
  try {
    await wait.for(new Promise((resolve) => (timer = setTimeout(resolve, milliseconds))));
  } finally {
    clearTimeout(timer);
  }
}

/** `last`: the credential as it was read last; `failure`: of a read that failed since. */
function tooLate(condition, timeout, attempts, last, failure) {
  const became = typeof condition === 'string' ? `was not ${condition}` : 'did not become as wanted';
  const message = `The credential ${became} within ${timeout / 1000} s.${said(last)}`;
  return new CredentialsError({ kind: 'timeout', message, endpoint: '/acs/credentials/get', attempts }, failure);
}

/** What a credential says of its first error: an answer may hold anything, and a condition may have changed it. */
function said(credential) {
  try {
    const text = credential.errors[0].message.trim();
    return text && ` It says: ${text.slice(0, 500)}`;
  } catch {
    return '';
  }
}
