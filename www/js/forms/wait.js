/** Waits until a credential is issued: with how long it takes so far, and a way out. */
import { isCredentialsError } from 'acs-credentials';
import { signal } from '@preact/signals-core';
import { html, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { nameOf } from '../model/credential.js';
import { isMoment, moment, zoneOf } from '../model/dates.js';
import { explain, isGone } from '../model/failure.js';
import { directory } from '../state/directory.js';
import { lose } from '../state/opened.js';
import { client } from '../state/settings.js';
import { put } from '../state/store.js';
import { texts } from '../texts/index.js';
import { Frame, closeDialog, isOpen, nextId, openDialog } from './dialog.js';

const t = texts.forms;
const PATIENCE = 120_000;
const FIRST_PAUSE = 1000;
const SECOND = 1000;

/** @param {{ acs_credential_id: string, display_name?: string, access_method: string }} credential */
export function openWait(credential) {
  const { acs_credential_id } = credential;
  const id = nextId();
  const state = signal({ step: 'wait', duration: 0, attempts: 0 });
  const change = (changes) => (state.value = { ...state.value, ...changes });
  let waiting;

  async function wait() {
    const { signal } = (waiting = new AbortController());
    const started = Date.now();
    change({ step: 'wait', duration: 0, attempts: 0, error: undefined });
    const ticking = setInterval(() => change({ duration: Date.now() - started }), SECOND);
    const onProgress = ({ credential: read, attempts, duration }) => {
      put(read);
      change({ attempts, duration });
    };
    const options = { signal, timeout: PATIENCE, interval: FIRST_PAUSE, onProgress };
    try {
      const issued = await client.value.waitUntil(acs_credential_id, 'issued', options);
      change({ step: 'issued', start: startOf(issued) });
    } catch (error) {
      if (signal.aborted) return;
      if (isGone(error)) lose(acs_credential_id, error);
      const isLate = isCredentialsError(error) && error.kind === 'timeout';
      change(isLate ? { step: 'late' } : { step: 'failed', error });
    } finally {
      clearInterval(ticking);
    }
    if (isOpen(id)) document.getElementById(`${id}-title`)?.focus();
  }

  const view = () =>
    VIEWS[state.value.step]({ id, credential, state: state.value, close: () => closeDialog(id), wait });
  openDialog({ id, size: 'narrow', view, onClosed: () => waiting.abort() });
  void wait();
}

/** When it begins to open doors, if that is later. */
function startOf({ starts_at, acs_system_id }) {
  if (!isMoment(starts_at) || Date.parse(starts_at) <= Date.now()) return undefined;
  return moment(starts_at, zoneOf(directory.value.system(acs_system_id)));
}

/** A view that begins with what explains it. */
const Told = (id, { lead, body = nothing, ...others }) =>
  Frame(id, {
    ...others,
    body: html`<p id="${id}-lead">${lead}</p>
      ${body}`,
  });

const Close = (close, label) => html`<button type="button" class="button primary" @click=${close}>${label}</button>`;

const Again = ({ id, title, lead, wait, close }) =>
  Told(id, {
    title,
    lead,
    footer: html`<button type="button" class="button" @click=${close}>${texts.close}</button>
      <button type="button" class="button primary" @click=${wait}>${t.waitAgain}</button>`,
  });

const VIEWS = {
  wait: ({ id, credential, state: { duration, attempts }, close }) =>
    Told(id, {
      title: t.waitTitle(nameOf(credential)),
      lead: t.waitText[credential.access_method] ?? t.waitText.other,
      body: html`<progress aria-label=${t.waitProgress} max=${PATIENCE} .value=${duration}></progress>
        <p class="quiet-text">${t.waited(Math.round(duration / SECOND), attempts)} ${t.waitBackground}</p>`,
      footer: html`<button type="button" class="button" @click=${close}>${t.waitCancel}</button>`,
    }),

  issued: ({ id, credential, state: { start }, close }) =>
    Told(id, {
      title: html`<span class="achieved">${icon('ok')}</span>${t.issuedTitle(nameOf(credential))}`,
      lead: t.issuedText(start),
      footer: Close(close, t.done),
    }),

  late: (parts) => Again({ ...parts, title: t.notYetTitle, lead: t.notYetText }),

  failed: ({ state: { error }, ...parts }) => {
    const { title, advice } = explain(error);
    const told = { title: t.waitFailed, lead: [title, advice].filter(Boolean).join(' ') };
    if (!isGone(error)) return Again({ ...parts, ...told });
    return Told(parts.id, { ...told, footer: Close(parts.close, texts.close) });
  },
};
