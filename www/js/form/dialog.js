/** A dialog that fills a payload: it is checked as one types, sent, and the answer's errors land under their fields. */
import { isCredentialsError, validate } from 'acs-credentials';
import { button, el, icon, notice } from '../dom.js';
import { failureNode, failureText } from '../failure.js';
import { announce } from '../status.js';
import { texts } from '../texts.js';
import { fullText, isError, issueNode, issuesNode, placeOf } from './issues.js';

const NO_CHANGE = 'no_change';
let serial = 0;

/**
 * @param {object} parts
 * @param {string} parts.title
 * @param {string} [parts.lead]
 * @param {string} parts.model which payload it is
 * @param {object} [parts.base] properties that no field shows
 * @param {{ title?: string, paths?: string[][], fields: import('./fields.js').Field[], layout?: string, isShown?: () => boolean }[]} [parts.sections]
 * @param {() => object} [parts.context] what the rules may look at
 * @param {() => void} [parts.adapt] called on each change: fields appear, offer other choices …
 * @param {[string, string]} parts.action label of the button, at rest and while it works
 * @param {boolean} [parts.isDangerous]
 * @param {string[]} [parts.strict] codes of warnings that this form takes for errors
 * @param {(payload: object) => Promise<unknown>} parts.send
 * @param {(result: unknown) => void} parts.onDone
 */
export function openForm({ title, lead, model, base = {}, sections = [], adapt, action, send, onDone, ...more }) {
  const { context = () => ({}), strict = [], isDangerous = false } = more;
  const opener = document.activeElement;
  const groups = sections.map(groupOf);
  const fields = sections.flatMap((section) => section.fields);
  const places = [...fields, ...groups.filter(({ paths }) => paths.length)];
  const typed = new Set();
  const left = new Set();
  let isSubmitted = false;
  let isSending = false;
  let isPressing = false;
  let fromServer = [];

  const id = `dialog-${++serial}`;
  const summary = el('p', { class: 'summary', role: 'status' });
  const homeless = el('div', { class: 'homeless' });
  const failureBox = el('div', { role: 'alert' });
  const top = el('div', { class: 'form-top', tabindex: '-1' }, [failureBox, homeless]);
  const submit = button(action[0], { kind: isDangerous ? 'danger solid' : 'primary' });
  submit.type = 'submit';
  const cancel = button(texts.cancel, { onclick: () => isSending || dialog.close() });
  const body = el('div', { class: 'form-body' }, [
    lead && el('p', { id: `${id}-lead` }, lead),
    top,
    groups.map(({ node }) => node),
  ]);
  const form = el('form', { novalidate: true, onsubmit, oninput, onfocusout, onpointerdown }, [
    el('header', {}, el('h2', { id }, title)),
    body,
    el('footer', {}, [summary, cancel, submit]),
  ]);
  const dialog = el(
    'dialog',
    {
      class: fields.length > 2 ? 'modal' : 'modal small-modal',
      'aria-labelledby': id,
      'aria-describedby': lead && `${id}-lead`,
      onclose,
      oncancel: (event) => isSending && event.preventDefault(),
    },
    form,
  );

  function payload() {
    const made = { ...base };
    for (const field of fields) if (isUsed(field)) field.write(made);
    return made;
  }

  const isUsed = (field) => field.isShown() && groups.find((group) => group.fields.includes(field)).isShown();
  const shown = () => places.filter((place) => (place.fields ? place.isShown() : isUsed(place)));

  function issuesOf(made) {
    const own = fields.filter(isUsed).flatMap((field) => field.own());
    const found = validate(model, made, context()).issues;
    const others = found.filter(({ path }) => !own.some((issue) => String(issue.path) === String(path)));
    return [...own, ...others.map(graded), ...fromServer];
  }

  const graded = (issue) => (strict.includes(issue.code) ? { ...issue, severity: 'error' } : issue);

  /** Errors show as one types, warnings once one leaves the field: a short code may still grow. */
  function isDue(issue, place) {
    if (isSubmitted || issue.code === 'server') return true;
    if (issue.code === NO_CHANGE) return false;
    if (!place) return typed.size > 0;
    const touched = isError(issue) ? typed : left;
    return place.fields ? place.fields.some((field) => left.has(field)) : touched.has(place);
  }

  function refresh() {
    adapt?.();
    for (const group of groups) group.node.hidden = !group.isShown();
    const issues = issuesOf(payload());
    const visible = shown();
    for (const place of visible) {
      const here = issues.filter((issue) => placeOf(issue, visible) === place && isDue(issue, place));
      place.tell(here, (suggestion) => use(place, suggestion));
    }
    const others = issues.filter((issue) => !placeOf(issue, visible) && isDue(issue));
    const list = others.map((issue) => issueNode({ ...issue, code: undefined, message: fullText(issue) }));
    homeless.replaceChildren(
      ...(list.length ? [el('p', {}, texts.form.elsewhere), el('ul', { class: 'issues' }, list)] : []),
    );
    count(issues);
    return issues;
  }

  function count(issues) {
    if (!fields.length) return;
    const errors = issues.filter(isError).length;
    const isUnchanged = issues.some(({ code }) => code === NO_CHANGE);
    const warnings = issues.length - errors - Number(isUnchanged);
    const said = [errors && texts.form.problems(errors), warnings && texts.form.warnings(warnings)].filter(Boolean);
    const kind = errors ? 'error' : warnings ? 'warning' : isUnchanged ? 'unchanged' : 'ok';
    const text = said.join(', ') || (isUnchanged ? texts.form.issues.no_change : texts.form.fine);
    if (summary.textContent !== text) summary.replaceChildren(isUnchanged && !said.length ? '' : icon(kind), text);
    summary.className = `summary ${kind}`;
  }

  function use(place, suggestion) {
    place.set?.(suggestion);
    refresh();
    place.focus();
  }

  const fieldAt = (target) => fields.find(({ node }) => node.contains(target));

  function oninput({ target }) {
    const field = fieldAt(target);
    typed.add(field);
    if (target.matches('select, [type=checkbox], [type=radio]')) left.add(field);
    fromServer = fromServer.filter((issue) => placeOf(issue, shown()) !== field);
    refresh();
  }

  function onfocusout({ target }) {
    const field = fieldAt(target);
    if (!field || !(typed.has(field) || target.validity.badInput)) return;
    typed.add(field);
    left.add(field);
    if (!isPressing) refresh();
  }

  /** A warning that appears while a button is being pressed would push the button away from under the pointer. */
  function onpointerdown() {
    const release = () => {
      isPressing = false;
      refresh();
    };
    isPressing = true;
    addEventListener('pointerup', () => setTimeout(release), { once: true });
  }

  async function onsubmit(event) {
    event.preventDefault();
    if (isSending) return;
    isSubmitted = true;
    fromServer = [];
    failureBox.replaceChildren();
    const issues = refresh();
    // The API would take a change that changes nothing, but nobody wants to send one.
    if (issues.some((issue) => isError(issue) || issue.code === NO_CHANGE)) return focusFirst(issues);
    work(true);
    try {
      const result = await send(payload());
      dialog.close();
      onDone(result);
    } catch (error) {
      work(false);
      failed(error);
    }
  }

  function work(isWorking) {
    isSending = isWorking;
    body.inert = isWorking;
    for (const one of [submit, cancel]) one.setAttribute('aria-disabled', String(isWorking));
    submit.lastElementChild.textContent = action[isWorking ? 1 : 0];
  }

  function failed(error) {
    // Browsers let an insistent Escape through.
    if (!dialog.open) return announce(failureText(error));
    fromServer = isCredentialsError(error) ? error.issues : [];
    failureBox.replaceChildren(notice('error', failureNode(error)));
    focusFirst(refresh().filter(({ code }) => code === 'server'));
  }

  function focusFirst(issues) {
    const visible = shown();
    const wrong = visible.find((place) => issues.some((issue) => isError(issue) && placeOf(issue, visible) === place));
    if (wrong) wrong.focus();
    else top.focus();
  }

  /** Back to where one came from, also when that was drawn anew meanwhile. */
  function onclose() {
    dialog.remove();
    const back = opener.isConnected ? opener : document.getElementById(opener.id);
    if (document.activeElement === document.body) back?.focus();
  }

  document.body.append(dialog);
  refresh();
  dialog.showModal();
  if (fields.length) fields.find(isUsed).focus();
  else cancel.focus();
}

/** A part of the form with a title; a brand's part also has a place for issues of its own. */
function groupOf({ title, paths = [], fields, layout = '', isShown = () => true }) {
  const issues = issuesNode();
  const inner = el(
    'div',
    { class: `fields ${layout}` },
    fields.map(({ node }) => node),
  );
  const node = el(title ? 'fieldset' : 'div', { class: 'group' }, [
    title && el('legend', {}, title),
    inner,
    issues.node,
  ]);
  return {
    node,
    fields,
    paths,
    isShown,
    tell: issues.tell,
    focus: () => fields.find((field) => field.isShown())?.focus(),
  };
}
