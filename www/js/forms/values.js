/** What a form holds: the fields that apply, their values, and the payload that these make. */
import { computed, signal } from '@preact/signals-core';
import { put } from './issues.js';

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
 * @param {string} parts.id
 * @param {object} [parts.base]
 * @param {Function} [parts.layout]
 */
export function createValues({ id, base = {}, layout = () => [] }) {
  const values = signal({});
  /** What was given for a field, whether it applies or not. */
  const given = (name) => values.value[name];
  const sections = computed(() => layout(given).map((section) => wholeSection(section, id)));
  const fields = computed(() => sections.value.flatMap((section) => section.fields));
  // A brand's part is the place for what is said of all of it.
  const places = computed(() => [...fields.value, ...sections.value.filter(({ paths }) => paths.length)]);

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

  const change = (name, value) => (values.value = { ...values.value, [name]: value });

  return { given, sections, fields, places, valueOf, payload, change };
}

function wholeSection({ path, ...section }, id) {
  return {
    ...section,
    name: path?.join('.'),
    paths: path ? [path] : [],
    with: section.fields.map(({ name }) => name),
    fields: section.fields.map((field) => ({
      ...field,
      id: `${id}-${field.name.replaceAll('.', '-')}`,
      paths: field.paths ?? [field.name.split('.')],
    })),
  };
}
