/** The state of a form that fills a payload: its values, what is wrong with them, and how far sending has come. */
import { isCredentialsError, validate } from 'acs-credentials';
import { batch, computed, signal } from '@preact/signals-core';
import { fieldOf, isError, put } from './issues.js';

/** What nobody wants to send, though the API takes it. */
const NO_CHANGE = 'no_change';
const EMPTY = { checks: [], check: false };

/**
 * @typedef {object} Field
 * @property {'text' | 'moment' | 'select' | 'choice' | 'check' | 'checks'} kind
 * @property {string} name dotted path of the property, unique in the form
 * @property {string} label
 * @property {string[][]} [paths] what it stands for, where that is more than its name
 * @property {string} [hint]
 * @property {boolean} [isOptional]
 * @property {unknown} [initial] the value until somebody gives another
 * @property {object[]} [options]
 * @property {string[]} [with] fields that tell when an issue of this one is due
 * @property {(value: unknown) => unknown} [read] makes the payload's value of the control's
 * @property {(value: unknown) => object[]} [own] issues that the payload alone would not have
 * @property {(issue: object, value: unknown) => { label: string, value: unknown } | undefined} [fix]
 */

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
export function createForm({ id, model, base = {}, layout = () => [], context = () => ({}), adapt, ...more }) {
  const { strict = [], send } = more;
  const values = signal({});
  const typed = signal(new Set());
  const left = signal(new Set());
  const broken = signal(new Set());
  const refused = signal([]);
  const attempts = signal(0);
  const isTried = signal(false);
  const isSending = signal(false);
  const failure = signal(undefined);

  const given = (name) => values.value[name];
  const sections = computed(() => layout(given).map(wholeSection));
  const fields = computed(() => sections.value.flatMap((section) => section.fields));
  // A brand's part is the place for what is said of all of it.
  const places = computed(() => [...fields.value, ...sections.value.filter(({ paths }) => paths.length)]);

  const whole = (field) => ({
    ...field,
    id: `${id}-${field.name.replaceAll('.', '-')}`,
    paths: field.paths ?? [field.name.split('.')],
  });

  const wholeSection = ({ path, ...section }) => ({
    ...section,
    name: path?.join('.'),
    paths: path ? [path] : [],
    with: section.fields.map(({ name }) => name),
    fields: section.fields.map(whole),
  });

  /** What was chosen counts for as long as it is offered. */
  function valueOf({ name, kind, options, initial = EMPTY[kind] ?? '' }) {
    const value = given(name) ?? initial;
    if (!options) return value;
    const offered = new Set(options.flatMap((option) => option.options ?? [option]).map((option) => option.value));
    // One field may be a single choice for one brand and several for another.
    const chosen = [value].flat().filter((one) => offered.has(one));
    return kind === 'checks' ? chosen : (chosen[0] ?? '');
  }

  function payload() {
    const made = structuredClone(base);
    for (const field of fields.value) {
      const value = valueOf(field);
      const isNothing = value === '' || value === false || (Array.isArray(value) && !value.length);
      if (field.write) field.write(made, value);
      else if (!isNothing) {
        const sent = field.read ? field.read(value) : value;
        if (sent !== undefined) put(made, field.paths[0], sent);
      }
    }
    return made;
  }

  const issues = computed(() => {
    // What cannot be read says nothing else: it is not removed, say.
    const own = fields.value.flatMap((field) =>
      broken.value.has(field.name)
        ? [{ severity: 'error', code: 'date_time', path: field.paths[0] }]
        : (field.own?.(valueOf(field)) ?? []),
    );
    // What lay ahead when it was typed may have passed when it is sent.
    void attempts.value;
    const found = validate(model, payload(), context(given)).issues.map((issue) =>
      strict.includes(issue.code) ? { ...issue, severity: 'error' } : issue,
    );
    // One is enough: what lies in the past also lies before its start.
    const isPast = found.some(({ code }) => code === 'past');
    const others = found.filter(
      ({ code, path }) => !(isPast && code === 'order') && !own.some((issue) => String(issue.path) === String(path)),
    );
    return [...own, ...others, ...refused.value].map((issue) => ({
      ...issue,
      field: fieldOf(issue, places.value)?.name,
    }));
  });

  /** Errors show as one types, warnings once one leaves the field: a short code may still grow. */
  function isDue(issue) {
    if (isTried.value || issue.code === 'server') return true;
    const field = places.value.find(({ name }) => name === issue.field);
    if (!field) return false;
    const seen = isError(issue) ? typed.value : left.value;
    return [field.name, ...(field.with ?? [])].some((name) => seen.has(name));
  }

  const told = computed(() => issues.value.filter(({ code }) => code !== NO_CHANGE));
  const due = computed(() => told.value.filter(isDue));
  const isUnchanged = computed(() => issues.value.some(({ code }) => code === NO_CHANGE));
  /** Something would be lost if it were closed. */
  const isTouched = computed(() => typed.value.size > 0 && !isUnchanged.value);

  const including = (set, name) => (set.value.has(name) ? set.value : new Set(set.value).add(name));

  function set(name, value, { isBroken = false, isLeft = false } = {}) {
    const path = fields.value.find((field) => field.name === name)?.paths ?? [];
    batch(() => {
      values.value = { ...values.value, [name]: value };
      typed.value = including(typed, name);
      if (isLeft) leave(name);
      const others = [...broken.value].filter((one) => one !== name);
      broken.value = new Set(isBroken ? [...others, name] : others);
      refused.value = refused.value.filter((issue) => !fieldOf(issue, [{ paths: path }]));
      adapt?.(name, given, (other, its) => (values.value = { ...values.value, [other]: its }));
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

  const wrong = () => issues.value.filter(isError);

  /** @returns what came of it, if it was sent and taken; if not, `firstWrong` is where to go on */
  async function submit() {
    if (isSending.value) return undefined;
    // A warning stops nobody, but is seen before anything is sent.
    const isUnseen = told.value.length > due.value.length;
    batch(() => {
      isTried.value = true;
      refused.value = [];
      failure.value = undefined;
      attempts.value++;
    });
    // A change that changes nothing is taken, but nobody wants to send one.
    if (isUnseen || wrong().length || isUnchanged.value) return undefined;
    isSending.value = true;
    try {
      return { result: await send(payload()) };
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
    id,
    sections,
    due,
    isUnchanged,
    isTouched,
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
    firstWrong() {
      const errors = wrong();
      const found = errors.length || failure.value ? errors : told.value;
      const place = places.value.find(({ name }) => found.some(({ field }) => field === name));
      return place?.fields ? place.fields[0] : place;
    },
  };
}
