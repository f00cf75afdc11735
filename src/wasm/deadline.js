import { pour } from './bytes.js';
import { Mistake, wrong } from './error.js';

/** The largest delay that `setTimeout` takes: almost 25 days. */
export const LONGEST_DELAY = 2 ** 31 - 1;

/** Asks for what a signal does, not for its class: signals come from other realms and from libraries. */
export function checkSignal({ aborted, addEventListener, removeEventListener }) {
  const areFunctions = typeof addEventListener === 'function' && typeof removeEventListener === 'function';
  if (typeof aborted !== 'boolean' || !areFunctions) throw new Mistake('options.signal must be an AbortSignal.');
}

/** The reason of a caller's signal in a list, once it has aborted. */
export function ended(signal) {
  if (!hasAborted(signal)) return undefined;
  try {
    return [signal.reason];
  } catch {
    return [undefined];
  }
}

function hasAborted(signal) {
  // Not by an error: each call looks several times.
  if (signal === undefined) return false;
  try {
    return signal.aborted === true;
  } catch {
    return false;
  }
}

/** Watches a signal and a clock until it is released, and leaves neither listener nor timer behind. */
export class Deadline {
  /**
   * @param {import('./options.js').Options} options whose signal may be of a library's own making
   * @param {number} [limit] in milliseconds, if not that of an attempt
   */
  constructor({ signal, timeout, path }, limit = timeout) {
    let fault = "This environment's AbortController or setTimeout fails.";
    try {
      this.controller = new AbortController();
      this.stopped = new Promise((resolve) => {
        // Whoever listens to the network work may abort the caller's signal in turn: this bears to be called while it runs.
        this.stop = () => {
          this.controller.abort();
          resolve();
        };
      });
      if (limit !== undefined) this.timer = setTimeout(this.stop, limit);
      fault = 'options.signal cannot be listened to.';
      if (signal === undefined) return;
      this.caller = signal;
      watch(signal, this.stop);
      // The event of a signal that has aborted does not come again.
      if (hasAborted(signal)) this.stop();
    } catch (cause) {
      this.release();
      throw wrong(fault, cause, { endpoint: path });
    }
  }

  /** For the module, to which a constructor is no function. */
  static of(options, limit) {
    return new Deadline(options, limit);
  }

  /** The signal for the network work. */
  get signal() {
    return this.controller.signal;
  }

  /** Once it is over, the reason of the caller's signal in a list, which is empty where the limit was first. */
  get end() {
    return this.signal.aborted ? (ended(this.caller) ?? []) : undefined;
  }

  /** Hands on the body of an answer, but for no longer than allowed. */
  pour(response, take) {
    return Promise.race([pour(response, take), this.stopped]);
  }

  /** Either function may be a test's own fake, and a foreign signal may not let go: not worth failing a finished call. */
  release() {
    try {
      if (this.timer !== undefined) clearTimeout(this.timer);
    } catch {
      // The timer finds nobody waiting.
    }
    try {
      if (this.caller) unwatch(this.caller, this.stop);
    } catch {
      // Nor does the signal.
    }
  }
}

/**
 * What is to be called when a caller's signal aborts. One listener serves all calls that share a signal: Node warns of more than
 * ten, and a page may have hundreds.
 *
 * @type {WeakMap<AbortSignal, { stops: Set<() => void>, stopAll: () => void }>}
 */
const watched = new WeakMap();

/** Has `stop` called when the signal aborts. */
export function watch(signal, stop) {
  const known = watched.get(signal);
  if (known) {
    known.stops.add(stop);
    return;
  }
  const stops = new Set([stop]);
  const stopAll = () => [...stops].forEach((stop) => stop());
  signal.addEventListener('abort', stopAll);
  watched.set(signal, { stops, stopAll });
}

/** Takes that back; the last to do so leaves no listener behind. */
export function unwatch(signal, stop) {
  const known = watched.get(signal);
  if (!known?.stops.delete(stop) || known.stops.size > 0) return;
  watched.delete(signal);
  signal.removeEventListener('abort', known.stopAll);
}
