/** What was done and what failed, for everybody: shown at the foot of the page and read out. */
import { signal } from '@preact/signals-core';
import { explain } from '../model/failure.js';

const STAY = 8000;
let serial = 0;
const timers = new Map();

/** @type {import('@preact/signals-core').Signal<{ id: number, text: string, failure?: ReturnType<typeof explain>, retry?: () => void }[]>} */
export const toasts = signal([]);

export function announce(text) {
  const id = show({ text });
  keep(id);
}

/**
 * Stays until it is dismissed: nobody has to read what went wrong in a hurry.
 *
 * @param {unknown} error or what is to be said of it, as `explain` gives it
 * @param {{ retry?: () => void }} [more]
 */
export function announceFailure(error, { retry } = {}) {
  const failure = error?.title ? error : explain(error);
  show({ text: failure.title, failure, retry });
}

export function dismiss(id) {
  clearTimeout(timers.get(id));
  timers.delete(id);
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Not while somebody is about to press a button in it. */
export const hold = (id) => clearTimeout(timers.get(id));

export function keep(id) {
  const { failure } = toasts.value.find((toast) => toast.id === id) ?? {};
  if (failure) return;
  hold(id);
  timers.set(
    id,
    setTimeout(() => dismiss(id), STAY),
  );
}

// The newest one is enough of each kind: a pile of old news helps nobody.
function show(toast) {
  const id = ++serial;
  const isLike = ({ failure }) => Boolean(failure) === Boolean(toast.failure);
  for (const old of toasts.value.filter(isLike)) dismiss(old.id);
  toasts.value = [...toasts.value, { id, ...toast }];
  return id;
}
