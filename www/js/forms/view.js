/** How a form looks in its dialog. */
import { effect, signal } from '@preact/signals-core';
import { html, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { isGone } from '../model/failure.js';
import { announceFailure } from '../state/announce.js';
import { texts } from '../texts/index.js';
import { FailureBox } from '../views/failure.js';
import { closeDialog, isOpen, nextId, openDialog } from './dialog.js';
import { Field, focusField, Issue } from './fields.js';
import { createForm } from './form.js';
import { isError, sentenceOf } from './issues.js';

const t = texts.forms;

/**
 * @param {object} parts what `createForm` takes, and:
 * @param {string} parts.title
 * @param {string | (() => string | undefined)} [parts.lead] a function: read anew when what it reads has changed
 * @param {[string, string]} parts.action label of the button, at rest and while it works
 * @param {string} [parts.size]
 * @param {boolean} [parts.isDangerous]
 * @param {(result: unknown) => void} [parts.onDone]
 * @param {(error: unknown) => void} [parts.onGone] what it was to change is no more; the form closes
 * @param {import('@preact/signals-core').ReadonlySignal<string>} [parts.found] what a second look has found, where an answer is lost
 */
export function openForm({ title, lead, action, size, isDangerous = false, onDone, onGone, found, ...parts }) {
  const id = nextId();
  const form = createForm({ id, ...parts });
  const look = { title, lead, action, isDangerous, onDone, onGone, found, asked: signal(undefined) };
  openDialog({
    id,
    size,
    view: () => View(form, look),
    canLeave: () => canLeave(form, look),
    onClosed: guardPage(form),
  });
}

/** Nor is the page left or loaded anew without a question of the browser's. @returns {() => void} ends it */
function guardPage(form) {
  const ask = (event) => event.preventDefault();
  return effect(() => {
    if (!form.isTouched.value) return undefined;
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  });
}

/** What was entered is not thrown away without a question; `asked` is where one was before it. */
function canLeave(form, { asked }) {
  if (form.isSending.value) return false;
  if (!form.isTouched.value) return true;
  asked.value ??= document.activeElement;
  document.getElementById(`${form.id}-keep`)?.focus();
  return false;
}

function keepEditing({ asked }) {
  const before = asked.value;
  asked.value = undefined;
  (before.isConnected ? before : document.getElementById(before.id))?.focus();
}

async function submit(form, { onDone, onGone }, event) {
  event.preventDefault();
  const sent = await form.submit();
  if (sent) {
    // First the focus goes back, then wherever the news leads.
    closeDialog(form.id);
    return onDone?.(sent.result);
  }
  const failure = form.failure.value;
  const isOver = onGone && isGone(failure);
  if (isOver) onGone(failure);
  // Browsers let an insistent Escape through.
  if (!isOpen(form.id)) return failure && announceFailure(failure);
  if (isOver) return closeDialog(form.id);
  const wrong = form.firstWrong();
  if (wrong) focusField(wrong);
  else if (failure) document.getElementById(`${form.id}-failure`)?.focus();
}

function View(form, look) {
  const { title, action, isDangerous } = look;
  const lead = typeof look.lead === 'function' ? look.lead() : look.lead;
  const isSending = form.isSending.value;
  const isAsked = look.asked.value !== undefined;
  const leave = () => canLeave(form, look) && closeDialog(form.id);
  return html`<form novalidate @submit=${(event) => submit(form, look, event)} @pointerdown=${form.hold}>
    <div class="modal-head">
      <h2 id="${form.id}-title">${title}</h2>
      <button type="button" class="button icon-only" aria-label=${texts.close} @click=${leave}>${icon('close')}</button>
    </div>
    <div class="form-body" ?inert=${isSending || isAsked}>
      <p id="${form.id}-lead" ?hidden=${!lead}>${lead}</p>
      ${Failure(form, look)} ${Homeless(form)} ${form.sections.value.map((section) => Section(form, section))}
    </div>
    ${
      isAsked
        ? Question(form, look)
        : html`<div class="modal-foot">
            ${Summary(form)}
            <button
              type="button"
              id="${form.id}-cancel"
              class="button"
              ?autofocus=${isDangerous}
              aria-disabled=${String(isSending)}
              @click=${leave}
            >
              ${t.cancel}
            </button>
            <button class="button ${isDangerous ? 'danger solid' : 'primary'}" aria-disabled=${String(isSending)}>
              ${action[isSending ? 1 : 0]}
            </button>
          </div>`
    }
  </form>`;
}

const Question = (form, look) =>
  html`<div class="modal-foot">
    <p class="summary warning" role="alert">${icon('warning')}${t.notSaved}</p>
    <button type="button" id="${form.id}-keep" class="button" @click=${() => keepEditing(look)}>
      ${t.keepEditing}
    </button>
    <button type="button" class="button danger solid" @click=${() => closeDialog(form.id)}>${t.throwAway}</button>
  </div>`;

function Section(form, section) {
  const { title, note, layout = '', fields } = section;
  const issues = title ? form.issuesOf(section) : [];
  const inner = html`${note ? html`<p class="note">${icon('info')}<span>${note}</span></p>` : nothing}
    <div class="fields ${layout}">${fields.map((field) => Field(form, field))}</div>
    ${
      issues.length
        ? html`<ul class="issues">
            ${issues.map((issue) => Issue(issue))}
          </ul>`
        : nothing
    }`;
  if (!title) return html`<div class="group">${inner}</div>`;
  return html`<fieldset class="group">
    <legend>${title}</legend>
    ${inner}
  </fieldset>`;
}

function Failure(form, { found }) {
  const error = form.failure.value;
  if (!error) return nothing;
  return html`<div class="failure" id="${form.id}-failure" tabindex="-1">
    ${FailureBox(error)}
    <p class="strong" role="status" ?hidden=${!found?.value}>${found?.value}</p>
  </div>`;
}

function Homeless(form) {
  const issues = form.homeless.value;
  if (!issues.length) return nothing;
  return html`<div class="homeless">
    <p>${t.elsewhere}</p>
    <ul class="issues">
      ${issues.map((issue) =>
        Issue({
          ...issue,
          code: undefined,
          path: [],
          message: [issue.path.join('.'), sentenceOf(issue)].filter(Boolean).join(': '),
        }),
      )}
    </ul>
  </div>`;
}

function Summary(form) {
  if (!form.sections.value.length) return nothing;
  const due = form.due.value;
  const errors = due.filter(isError).length;
  const warnings = due.length - errors;
  const [kind, text] = errors
    ? ['error', t.problems(errors)]
    : form.isUnchanged.value
      ? ['info', t.unchanged]
      : warnings
        ? ['warning', t.warnings(warnings)]
        : form.isFine.value && !form.failure.value
          ? ['ok', t.fine]
          : ['', ''];
  return html`<p class="summary ${kind}" role="status">${kind ? icon(kind) : nothing}${text}</p>`;
}
