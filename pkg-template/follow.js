import { unwatch, watch } from './deadline.js';

/**
 * A signal of our own that aborts with the caller's, so that we can abort it too. It lets go of the caller's when it aborts, and
 * when it is released.
 *
 * @param {AbortSignal | null | undefined} signal the caller's
 * @param {(reason: unknown) => void} [onAbort] called at once when our signal aborts
 */
export function follow(signal, onAbort) {
  const controller = new AbortController();
  const pass = () => abort(signal.reason);
  const release = () => signal && unwatch(signal, pass);
  const abort = (reason) => {
    if (controller.signal.aborted) return;
    release();
    controller.abort(reason);
    onAbort?.(reason);
  };
  if (signal) watch(signal, pass);
  if (signal?.aborted) pass();
  return { signal: controller.signal, abort, release };
}
