/** The state of a form that fills a payload: its values, what is wrong with them, and how far sending has come. */
import { isCredentialsError } from 'acs-credentials';
import { batch, computed, signal } from '@preact/signals-core';
import { fieldOf } from './issues.js';
import { createRemarks } from './remarks.js';
import { createValues } from './values.js';

/** @typedef {import('./values.js').Field} Field */

/**
 * @param {object} parts
 * @param {string} parts.model which payload it is
 * @param {object} [parts.base] properties that no field shows
 * @param {(valueOf: (name: string) => unknown) => { title?: string, note?: string, fields: Field[] }[]} [parts.layout] what applies to the values so far
 * @param {(valueOf: (name: string) => unknown) => object} [parts.context] what the rules may look at
 * @param {(name: string, valueOf: (name: string) => unknown, set: (name: string, value: unknown) => void) => void} [parts.adapt] called after a change
 * @param {string[]} [parts.strict] codes of warnings that this form takes for errors
 * @param {(payload: object) => Promise<unknown>} parts.send
 */
export function createForm({ adapt, send, ...parts }) {
  const values = createValues(parts);
  const remarks = createRemarks(parts, values);
  const { given, sections, fields, places, valueOf } = values;
  const { typed, left, broken, refused, attempts, isTried, told, due, errors, isUnchanged } = remarks;
  const isSending = signal(false);
  const failure = signal(undefined);

  function set(name, value, { isBroken = false, isLeft = false } = {}) {
    const path = fields.value.find((field) => field.name === name)?.paths ?? [];
    batch(() => {
      values.change(name, value);
      typed.value = including(typed, name);
      if (isLeft) leave(name);
      const others = [...broken.value].filter((one) => one !== name);
      broken.value = new Set(isBroken ? [...others, name] : others);
      refused.value = refused.value.filter((issue) => !fieldOf(issue, [{ paths: path }]));
      adapt?.(name, given, values.change);
    });
  }

  let held;

  function leave(name) {
    if (held) held.push(name);
    else if (typed.value.has(name)) left.value = including(left, name);
  }

  /** What appears while a button is being pressed would push the button away from under the pointer. */
  function hold() {
    held ??= [];
    const release = () => {
      const names = held ?? [];
      held = undefined;
      batch(() => names.forEach(leave));
    };
    addEventListener('pointerup', () => setTimeout(release), { once: true });
  }

  /** @returns what came of it, if it was sent and taken; if not, `firstWrong` is where to go on */
  async function submit() {
    if (isSending.value) return undefined;
    // A warning stops nobody, but is seen before anything is sent.
    const isUnseen = told.value.length > due.value.length;
    batch(() => {
      refused.value = [];
      failure.value = undefined;
      attempts.value++;
    });
    // A change that changes nothing is taken, but nobody wants to send one.
    if (isUnseen || errors.value.length || isUnchanged.value) return undefined;
    isSending.value = true;
    try {
      return { result: await send(values.payload()) };
    } catch (error) {
      batch(() => {
        failure.value = error;
        refused.value = isCredentialsError(error) ? error.issues : [];
      });
      return undefined;
    } finally {
      isSending.value = false;
    }
  }

  return {
    id: parts.id,
    sections,
    due,
    isUnchanged,
    /** Something would be lost if it were closed. */
    isTouched: computed(() => typed.value.size > 0 && !isUnchanged.value),
    isTried,
    isSending,
    failure,
    valueOf,
    set,
    leave,
    hold,
    submit,
    /** Issues without a field of their own. */
    homeless: computed(() => due.value.filter(({ field }) => !field)),
    issuesOf: ({ name }) => due.value.filter(({ field }) => field === name),
    isFine: computed(() => !told.value.length),
    /** Where to go on. */
    firstWrong() {
      const found = errors.value.length || failure.value ? errors.value : told.value;
      const place = places.value.find(({ name }) => found.some(({ field }) => field === name));
      return place?.fields ? place.fields[0] : place;
    },
  };
}

const including = (set, name) => (set.value.has(name) ? set.value : new Set(set.value).add(name));
