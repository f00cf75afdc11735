/** What there is to say of a form's values, and when it is due. */
import { validate } from 'acs-credentials';
import { computed, signal } from '@preact/signals-core';
import { fieldOf, isError } from './issues.js';

/** What nobody wants to send, though the API takes it. */
const NO_CHANGE = 'no_change';

/**
 * @param {object} parts
 * @param {string} parts.model
 * @param {(given: (name: string) => unknown) => object} [parts.context]
 * @param {string[]} [parts.strict]
 * @param {ReturnType<import('./values.js').createValues>} values
 */
export function createRemarks({ model, context = () => ({}), strict = [] }, values) {
  /** The names of the fields in which somebody has typed, which somebody has left since, and which hold what cannot be read. */
  const typed = signal(new Set());
  const left = signal(new Set());
  const broken = signal(new Set());
  /** What the server has said. */
  const refused = signal([]);
  const attempts = signal(0);
  const isTried = computed(() => attempts.value > 0);

  const issues = computed(() => {
    // What cannot be read says nothing else: it is not removed, say.
    const own = values.fields.value.flatMap((field) =>
      broken.value.has(field.name)
        ? [{ severity: 'error', code: 'date_time', path: field.paths[0] }]
        : (field.own?.(values.valueOf(field)) ?? []),
    );
    // What lay ahead when it was typed may have passed when it is sent.
    void attempts.value;
    const found = validate(model, values.payload(), context(values.given)).issues.map((issue) =>
      strict.includes(issue.code) ? { ...issue, severity: 'error' } : issue,
    );
    // One is enough: what lies in the past also lies before its start.
    const isPast = found.some(({ code }) => code === 'past');
    const others = found.filter(
      ({ code, path }) => !(isPast && code === 'order') && !own.some((issue) => String(issue.path) === String(path)),
    );
    return [...own, ...others, ...refused.value].map((issue) => ({
      ...issue,
      field: fieldOf(issue, values.places.value)?.name,
    }));
  });

  /** Errors show as one types, warnings once one leaves the field: a short code may still grow. */
  function isDue(issue) {
    if (isTried.value || issue.code === 'server') return true;
    const field = values.places.value.find(({ name }) => name === issue.field);
    if (!field) return false;
    const seen = isError(issue) ? typed.value : left.value;
    return [field.name, ...(field.with ?? [])].some((name) => seen.has(name));
  }

  const told = computed(() => issues.value.filter(({ code }) => code !== NO_CHANGE));

  return {
    typed,
    left,
    broken,
    refused,
    attempts,
    isTried,
    told,
    due: computed(() => told.value.filter(isDue)),
    errors: computed(() => issues.value.filter(isError)),
    isUnchanged: computed(() => issues.value.some(({ code }) => code === NO_CHANGE)),
  };
}
