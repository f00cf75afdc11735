/** Deletes one credential or many: asks first, shows how far it is, tells what failed or was left, and goes on with that. */
import { batch, signal } from '@preact/signals-core';
import { html, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { isHeld, nameOf } from '../model/credential.js';
import { endOf, zoneOf } from '../model/dates.js';
import { explain, isGone } from '../model/failure.js';
import { announce } from '../state/announce.js';
import { directory } from '../state/directory.js';
import { go, route } from '../state/route.js';
import { client } from '../state/settings.js';
import { find, optimistic, remove } from '../state/store.js';
import { texts } from '../texts/index.js';
import { Frame, closeDialog, isOpen, nextId, openDialog } from './dialog.js';

const t = texts.forms;
/** So many requests are on their way at once. */
const SIDE_BY_SIDE = 4;
const NAMED = 8;

/** @param {object | object[]} credentials */
export function openDelete(credentials) {
  const id = nextId();
  const state = signal({ step: 'ask', all: [credentials].flat(), done: [], failed: [], left: [] });
  const change = (changes) => (state.value = { ...state.value, ...changes });
  let stopping;

  /** What the server no longer has is as good as deleted. */
  async function deleteOne(credential) {
    const { acs_credential_id } = credential;
    const call = () => client.value.delete({ acs_credential_id });
    try {
      await optimistic(acs_credential_id, () => undefined, call);
    } catch (error) {
      if (!isGone(error)) return change({ failed: [...state.value.failed, { credential, error }] });
    }
    // The list may have brought it meanwhile.
    if (find(acs_credential_id)) remove(acs_credential_id);
    change({ done: [...state.value.done, credential] });
    if (route.value.credential === acs_credential_id) go({ credential: '' }, { replace: true });
  }

  async function run(credentials) {
    stopping = new AbortController();
    const waiting = [...credentials];
    change({ step: 'run', isStopping: false, all: credentials, done: [], failed: [], left: [] });
    const worker = async () => {
      while (waiting.length && !stopping.signal.aborted) await deleteOne(waiting.shift());
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    const { done, failed } = state.value;
    batch(() => {
      change({ step: 'report', left: waiting });
      if (done.length) announce(t.deleted(namesOf(done)));
    });
    if (!failed.length && !waiting.length) return closeDialog(id);
    if (isOpen(id)) document.getElementById(`${id}-title`)?.focus();
  }

  /** What is on its way is waited for. */
  function stop() {
    stopping.abort();
    change({ isStopping: true });
  }

  const close = () => closeDialog(id);
  const views = {
    ask: (now) => Ask(id, now, { close, run }),
    run: (now) => Run(id, now, { stop }),
    report: (now) => Report(id, now, { close, run }),
  };
  openDialog({
    id,
    size: 'narrow',
    view: () => views[state.value.step](state.value),
    canLeave: () => state.value.step !== 'run',
    onClosed: () => stopping?.abort(),
  });
}

const namesOf = (credentials) => credentials.map(nameOf);

function Ask(id, { all }, { close, run }) {
  const names = namesOf(all);
  const list = html`<ul class="named">
    ${all.slice(0, NAMED).map((credential) => html`<li><bdi>${nameOf(credential)}</bdi>${About(credential)}</li>`)}
    ${names.length > NAMED ? html`<li class="quiet-text">${t.andMore(names.length - NAMED)}</li>` : nothing}
  </ul>`;
  return Frame(id, {
    title: t.deleteTitle(names),
    body: html`<div class="lead" id="${id}-lead">
        <p>${t.deleteText(names.length)}</p>
        ${names.length > 1 ? nothing : About(all[0])}
      </div>
      ${names.length > 1 ? list : nothing}`,
    footer: html`<button type="button" class="button" autofocus @click=${close}>${t.cancel}</button>
      <button type="button" class="button danger solid" @click=${() => run(all)}>
        ${t.deleteAction(names.length)}
      </button>`,
  });
}

/** What tells it from others of its name: who holds it, where, and how long. */
function About(credential) {
  const system = directory.value.system(credential.acs_system_id);
  const holder = isHeld(credential) ? directory.value.holderOf(credential)?.display_name : texts.nobody;
  const parts = [holder, system?.name, endOf(credential, zoneOf(system), Date.now())].filter(Boolean);
  return html`<p class="small quiet-text">
    ${parts.map((part, index) => html`${index ? ' · ' : nothing}<bdi>${part}</bdi>`)}
  </p>`;
}

function Run(id, { all, done, failed, isStopping }, { stop }) {
  const tried = done.length + failed.length;
  return Frame(id, {
    title: t.deleteTitle(namesOf(all)),
    body: html`<p id="${id}-lead" role="status">${t.deleting(done.length, all.length)}</p>
      <progress aria-label=${t.deleteProgress} max=${all.length} .value=${tried}></progress>`,
    footer: html`<button type="button" class="button" aria-disabled=${String(isStopping)} @click=${stop}>
      ${t.stop[isStopping ? 1 : 0]}
    </button>`,
  });
}

function Report(id, { all, done, failed, left }, { close, run }) {
  const others = [...failed.map(({ credential }) => credential), ...left];
  return Frame(id, {
    title: failed.length
      ? t.deleteFailedTitle(failed.length, all.length)
      : t.deleteStoppedTitle(done.length, all.length),
    body: html`<div class="lead" id="${id}-lead">
        ${failed.length ? html`<p>${t.deleteFailedText(failed.length)}</p>` : nothing}
        ${left.length ? html`<p>${t.deleteLeft(left.length)}</p>` : nothing}
      </div>
      ${failed.length ? Failures(failed) : nothing}`,
    footer: html`<button type="button" class="button" @click=${close}>${texts.close}</button>
      <button type="button" class="button danger solid" @click=${() => run(others)}>
        ${failed.length ? t.retryFailed(others.length) : t.deleteOthers(others.length)}
      </button>`,
  });
}

const Failures = (failed) =>
  html`<div role="alert">
    <ul class="failures">
      ${failed.slice(0, NAMED).map(Failed)}
    </ul>
    ${failed.length > NAMED ? html`<p class="quiet-text">${t.andMore(failed.length - NAMED)}</p>` : nothing}
  </div>`;

function Failed({ credential, error }) {
  const { title, requestId } = explain(error);
  return html`<li>
    ${icon('error')}
    <div>
      <bdi class="strong">${nameOf(credential)}</bdi>
      <p>${title}</p>
      ${requestId ? html`<p class="small mono">${texts.requestId(requestId)}</p>` : nothing}
    </div>
  </li>`;
}
