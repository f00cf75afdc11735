/** The one dialog of the page: what it shows is handed in; where the focus was, it returns to. */
import { signal } from '@preact/signals-core';
import { focusHeading, viewHeading } from '../lib/focus.js';
import { html, keyed, ref } from '../lib/html.js';
import { cursor, focusRow } from '../state/cursor.js';
import { openedId } from '../state/opened.js';
import { lieAbove, lieNoMore, route } from '../state/route.js';
import { FaultNotice } from './fault-notice.js';

let serial = 0;

/** @type {import('@preact/signals-core').Signal<{ id: string, view: () => unknown, size?: string, canLeave?: () => boolean, onClosed?: () => void, home?: string, opener: Element | null } | undefined>} */
const shown = signal(undefined);

export const nextId = () => `dialog-${++serial}`;
const elementOf = ({ id }) => document.getElementById(id);

/**
 * @param {object} parts
 * @param {string} parts.id of the dialog; its heading is `…-title`, and what explains it `…-lead`
 * @param {() => unknown} parts.view
 * @param {'narrow' | ''} [parts.size]
 * @param {() => boolean} [parts.canLeave] whether Escape and the browser’s way back may close it now
 * @param {() => void} [parts.onClosed]
 */
export function openDialog(parts) {
  closeDialog();
  const dialog = { canLeave: () => true, ...parts, opener: document.activeElement };
  shown.value = dialog;
  lieAbove(() => {
    if (!dialog.canLeave()) return false;
    closeDialog(dialog.id);
    return true;
  });
}

/** @param {string} [id] only if this is the one that is open */
export function closeDialog(id = shown.value?.id) {
  const dialog = shown.value;
  if (!dialog || dialog.id !== id) return;
  elementOf(dialog)?.close();
  settle(dialog);
}

export const isOpen = (id) => shown.value?.id === id;

/** It is gone: the browser has given the focus back where it can. */
function settle(dialog) {
  if (shown.value !== dialog) return;
  const focused = document.activeElement;
  const isLost = focused === document.body || elementOf(dialog)?.contains(focused);
  shown.value = undefined;
  lieNoMore();
  dialog.onClosed?.();
  if (isLost) focusHome(dialog.opener);
}

/** Where one came from, also when that was drawn anew; when it has gone, the row at that place, or the page's heading. */
function focusHome(opener) {
  const again = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
  if (again && again !== document.body) {
    again.focus();
    if (document.activeElement === again) return;
  }
  if (!openedId.value && route.value.view === 'list' && focusRow(cursor.value)) return;
  focusHeading(viewHeading());
}

/** The element is not in the page yet when it is handed over. */
function present(element) {
  if (!element) return;
  queueMicrotask(() => {
    if (!element.isConnected || element.open) return;
    element.showModal();
    if (!element.querySelector('[autofocus]')) element.querySelector('.form-body :is(input, select)')?.focus();
  });
}

const stay = (event) => {
  if (!shown.value.canLeave()) event.preventDefault();
};

// Browsers let a second `cancel` in a row through, but not a key that was taken, wherever the focus is. In a search field it empties the field.
addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (shown.value && key === 'Escape' && !(target.type === 'search' && target.value)) stay(event);
});

/** What lies above every view. All but the dialog is out of reach while one is open, so it has the notice within. */
export const Dialogs = () => (shown.value ? Shown(shown.value) : FaultNotice());

function Shown(dialog) {
  const { id, size = '', view } = dialog;
  return html`${keyed(
    id,
    html`<dialog
      id=${id}
      class="modal ${size}"
      aria-labelledby="${id}-title"
      aria-describedby="${id}-lead"
      ${ref(present)}
      @cancel=${stay}
      @close=${() => settle(dialog)}
    >
      ${view()} ${FaultNotice()}
    </dialog>`,
  )}`;
}

/** A view for those that are no forms. */
export const Frame = (id, { title, body, footer }) =>
  html`<div class="sheet">
    <div class="modal-head"><h2 id="${id}-title" tabindex="-1">${title}</h2></div>
    <div class="form-body">${body}</div>
    <div class="modal-foot">${footer}</div>
  </div>`;
