/** Where one stands in the table: one row is the stop of the Tab key, the arrow keys move it. */
import { computed, effect, signal } from '@preact/signals-core';
import { createRows } from '../lib/virtual.js';
import { question, selection, shown } from './store.js';

export const tableRows = createRows();

const idAt = (index) => shown.value[index]?.acs_credential_id;
const stop = signal('');
const lastTicked = signal('');

const indexOf = (id) => (id ? shown.value.findIndex(({ acs_credential_id }) => acs_credential_id === id) : -1);
const found = computed(() => indexOf(stop.value));

/** Where that row was last: when it goes, the one that takes its place is the stop. */
const place = signal(0);
let asked;
effect(() => {
  const isOther = asked !== question.value;
  asked = question.value;
  if (found.value >= 0 || isOther) place.value = Math.max(found.value, 0);
});

/** Index of the row that Tab leads to: the first one, until another has been visited. */
export const cursor = computed(() =>
  found.value >= 0 ? found.value : Math.max(Math.min(place.value, shown.value.length - 1), 0),
);

/** Notes where the focus is. @param {string} id */
export const standOn = (id) => (stop.value = id);

const rowElement = (id) => document.getElementById(`row-${id}`);

/** Moves the focus. @param {number} index out of bounds: the nearest row @returns {boolean} false when there is no row */
export function focusRow(index) {
  const id = idAt(Math.min(Math.max(index, 0), shown.value.length - 1));
  if (!id) return false;
  standOn(id);
  rowElement(id)?.focus({ preventScroll: true });
  tableRows.reveal(cursor.value);
  return true;
}

/** To the row of a credential, undefined or not shown: to the search. */
export function focusCredential(id) {
  const index = indexOf(id);
  if (index < 0 || !focusRow(index)) document.getElementById('search')?.focus();
}

/** @param {string} id @param {{ isRange?: boolean }} [how] isRange: all from the one that was ticked before */
export function toggle(id, { isRange = false } = {}) {
  const next = new Set(selection.value);
  const isOn = !next.has(id);
  for (const one of isRange ? between(indexOf(lastTicked.value), indexOf(id)) : [id]) {
    if (isOn) next.add(one);
    else next.delete(one);
  }
  lastTicked.value = id;
  selection.value = next;
}

function between(one, other) {
  const [first, last] = [Math.max(Math.min(one, other), 0), Math.max(one, other)];
  return shown.value.slice(first, last + 1).map(({ acs_credential_id }) => acs_credential_id);
}

/** All that is shown, or none of it. @param {boolean} isOn */
export function toggleAll(isOn) {
  const next = new Set(selection.value);
  for (const { acs_credential_id } of shown.value) {
    if (isOn) next.add(acs_credential_id);
    else next.delete(acs_credential_id);
  }
  selection.value = next;
}

/** How much of what is shown is ticked. @type {import('@preact/signals-core').ReadonlySignal<'none' | 'some' | 'all'>} */
export const ticked = computed(() => {
  if (!selection.value.size) return 'none';
  const count = shown.value.filter(({ acs_credential_id }) => selection.value.has(acs_credential_id)).length;
  if (!count) return 'none';
  return count === shown.value.length ? 'all' : 'some';
});
