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
