/**
 * The kinds of fields. Each knows the paths of the payload that it stands for, so that an issue finds its place.
 *
 * @typedef {object} Field
 * @property {(string | number)[][]} paths
 * @property {HTMLElement} node
 * @property {() => unknown} read the value for the payload, undefined for none
 * @property {((value: string) => void) | undefined} set takes a suggestion
 * @property {(payload: object) => void} write
 * @property {() => object[]} own issues of the control itself, such as half a date
 * @property {(issues: object[], use: (suggestion: string) => void) => void} tell
 * @property {(isShown: boolean) => void} show
 */
import { el, icon, whenOther } from '../dom.js';
import { fromLocalInput, toLocalInput } from '../format.js';
import { texts } from '../texts.js';
import { issuesNode } from './issues.js';

let serial = 0;
const nextId = () => `field-${++serial}`;

/** @returns {Field} */
function field({
  paths,
  label,
  hint,
  optional,
  group,
  control,
  read,
  set,
  write,
  own = () => [],
  itemOf = () => undefined,
  id = nextId(),
}) {
  const issues = issuesNode(`${id}-issues`, itemOf);
  const note = el('p', { class: 'hint', id: `${id}-hint`, hidden: !hint }, hint);
  const name = [label, optional && el('span', { class: 'optional' }, texts.form.optional)];
  const head = group ? el('legend', {}, name) : el('label', { for: id, class: 'label' }, name);
  const node = el(group ? 'fieldset' : 'div', { class: 'field' }, [label && head, control, note, issues.node]);
  const described = group ? node : (node.querySelector(`#${id}`) ?? node);
  described.setAttribute('aria-describedby', `${id}-hint ${id}-issues`);
  const inputs = () => [...node.querySelectorAll('input, select')];
  const setLeaf = (payload) => {
    const value = read();
    if (value !== undefined) put(payload, paths[0], value);
  };
  return {
    paths,
    node,
    read,
    set,
    own,
    write: write ?? setLeaf,
    isShown: () => !node.hidden,
    show: (isShown) => (node.hidden = !isShown),
    say(text) {
      note.textContent = text ?? '';
      note.hidden = !text;
    },
    focus: () => (inputs().find((input) => input.checked) ?? inputs()[0])?.focus(),
    tell(found, use) {
      const isWrong = found.some(({ severity }) => severity === 'error');
      if (!group) inputs()[0].setAttribute('aria-invalid', String(isWrong));
      node.classList.toggle('has-error', isWrong);
      node.classList.toggle('has-warning', !isWrong && found.length > 0);
      issues.tell(found, use);
    },
  };
}

/** Sets a value deep inside, making the objects on the way. */
function put(payload, path, value) {
  let inner = payload;
  for (const key of path.slice(0, -1)) inner = inner[key] ??= {};
  inner[path.at(-1)] = value;
}

export function textField({ path, value = '', ...more }) {
  const id = nextId();
  const { inputmode, hint, label, optional, own } = more;
  const input = el('input', {
    id,
    type: 'text',
    value,
    inputmode,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  return field({
    id,
    paths: [path],
    label,
    hint,
    optional,
    control: input,
    read: () => input.value.trim() || undefined,
    set: (text) => (input.value = text),
    own: () => own?.(input) ?? [],
  });
}

/** A moment in the browser's zone, sent with its zone. */
export function momentField({ path, value, own, ...more }) {
  const id = nextId();
  const input = el('input', { id, type: 'datetime-local', value: toLocalInput(value) });
  const untouched = input.value;
  const incomplete = () => [{ severity: 'error', code: 'date_time', path, message: texts.form.incomplete }];
  return field({
    id,
    ...more,
    paths: [path],
    control: input,
    // What nobody touched keeps its seconds and is not sent.
    read: () => (input.value && input.value !== untouched ? fromLocalInput(input.value) : undefined),
    set: (text) => (input.value = toLocalInput(text)),
    own: () => (input.validity.badInput ? incomplete() : (own?.(input) ?? [])),
  });
}

export function selectField({ paths, options, ...more }) {
  const id = nextId();
  const select = el('select', { id });
  const offer = whenOther((wanted) => {
    const value = select.value;
    const choices = wanted.map((choice) =>
      choice.options ? el('optgroup', { label: choice.label }, choice.options.map(option)) : option(choice),
    );
    select.replaceChildren(option({ value: '', label: texts.form.choose }), ...choices);
    select.value = value;
    if (select.selectedIndex < 0) select.value = '';
  });
  offer(options);
  return {
    ...field({
      id,
      ...more,
      paths,
      control: select,
      read: () => select.value || undefined,
      set: (value) => (select.value = value),
    }),
    offer,
  };
}

const option = ({ value, label }) => el('option', { value }, label);

export function radioField({ path, options, ...more }) {
  const name = nextId();
  const control = el(
    'div',
    { class: 'choices' },
    options.map(({ value, label, picture }) =>
      el('label', { class: 'choice' }, [
        el('input', { type: 'radio', name, value }),
        icon(picture),
        el('span', {}, label),
      ]),
    ),
  );
  const chosen = (value) =>
    [...control.querySelectorAll('input')].find((input) => (value ? input.value === value : input.checked));
  return field({
    ...more,
    group: true,
    paths: [path],
    control,
    read: () => chosen()?.value,
    set: (value) => (chosen(value).checked = true),
  });
}

export function checkField({ path, label, hint, checked }) {
  const id = nextId();
  const input = el('input', { id, type: 'checkbox', checked });
  return field({
    id,
    hint,
    paths: [path],
    control: el('label', { class: 'check' }, [input, el('span', {}, label)]),
    read: () => input.checked || undefined,
    set: (value) => (input.checked = Boolean(value)),
  });
}

/** Any number of things out of a list. */
export function checksField({ path, ...more }) {
  const control = el('div', { class: 'checks' });
  const boxes = (only = 'input') => [...control.querySelectorAll(only)];
  const read = () => {
    const chosen = boxes('input:checked').map(({ value }) => value);
    return chosen.length ? chosen : undefined;
  };
  const itemOf = (issue) => boxes('input:checked')[issue.path[path.length]]?.nextElementSibling.textContent;
  const offer = whenOther((options) => {
    const before = new Set(read());
    control.replaceChildren(
      ...options.map(({ value, label }) =>
        el('label', { class: 'check' }, [
          el('input', { type: 'checkbox', value, checked: before.has(value) }),
          el('bdi', {}, label),
        ]),
      ),
    );
  });
  return { ...field({ ...more, group: true, paths: [path], control, read, itemOf }), offer };
}
