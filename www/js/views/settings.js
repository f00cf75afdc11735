/** Where the panel's calls go and as whom, and what is made to go wrong. */
import { createClient, isCredentialsError } from 'acs-credentials';
import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import { html, live, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { announce, announceFailure } from '../state/announce.js';
import { loadDirectory } from '../state/directory.js';
import { route } from '../state/route.js';
import {
  FAULTS,
  isSandbox,
  KINDS,
  LIVE,
  optionsOf,
  resetSandbox,
  SANDBOX,
  saveSettings,
  settings,
} from '../state/settings.js';
import { reload } from '../state/store.js';
import { texts } from '../texts/index.js';
import { FailureBox } from './failure.js';

const t = texts.settings;
const NOBODY = { kind: 'none', token: '', workspaceId: '' };

/** Only ever sent to a server of one's own choice: what is typed here is used when it is complete. */
const draft = signal(asSet());
/** @type {import('@preact/signals-core').Signal<{ isChecking?: boolean, problem?: { place: string, message: string }, failure?: unknown, isGood?: boolean }>} */
const outcome = signal({});

function asSet() {
  return { ...settings.value, isLive: !isSandbox.value };
}

// What was chosen and not connected is not where the calls go: who comes back sees what is set.
const isHere = computed(() => route.value.view === 'settings');
effect(() => void (isHere.value && untracked(begin)));

function begin() {
  if (outcome.value.isChecking) return;
  batch(() => {
    draft.value = asSet();
    outcome.value = {};
  });
}

const change = (changes) =>
  batch(() => {
    draft.value = { ...draft.value, ...changes };
    outcome.value = {};
  });

function chooseServer(isLive) {
  change({ isLive, endpoint: isLive && draft.value.endpoint === SANDBOX ? LIVE : draft.value.endpoint });
  // Back in the sandbox no key has any business here.
  if (isLive || isSandbox.value) return;
  change({ endpoint: LIVE, ...NOBODY });
  saveSettings({ endpoint: SANDBOX, ...NOBODY });
  announce(t.sandboxAgain);
}

/** The field that the package complains of; options have no paths. */
const placeOf = (message) => /^options\.(endpoint)|^(workspaceId)/.exec(message)?.slice(1).find(Boolean) ?? 'token';

/** The package speaks of its options, a person sees fields. */
function inFields(message, kind) {
  const labels = { ...t.kinds, [kind]: t.token, endpoint: t.endpoint, workspaceId: t.workspaceId };
  return message.replace(
    /\boptions\.(\w+)|\b(\w+(?:Id|Key|Token))\b/g,
    (all, option, name) => labels[option ?? name] ?? all,
  );
}

/** Options that cannot be right are refused before anything is sent; else the answer to a small question tells. */
async function connect(event) {
  event.preventDefault();
  if (outcome.value.isChecking) return;
  const { endpoint, kind, token, workspaceId } = draft.value;
  const wanted = { endpoint, kind, token, workspaceId };
  outcome.value = { isChecking: true };
  try {
    await createClient({ ...optionsOf(wanted), retries: 0 }).list({ limit: 1 });
    outcome.value = { isGood: true };
  } catch (error) {
    if (isCredentialsError(error) && error.kind === 'invalid_options') {
      const place = placeOf(error.message);
      outcome.value = { problem: { place, message: inFields(error.message, kind) } };
      document.getElementById(`settings-${place}`)?.focus();
      return;
    }
    outcome.value = { failure: error };
  }
  saveSettings(wanted);
}

async function reset() {
  if (!(await resetSandbox())) return announceFailure(t.resetFailed, { retry: reset });
  await Promise.all([reload({ isOther: true }), loadDirectory()]);
  announce(t.resetDone);
}

export const Settings = () => html`
  <section class="tool settings" aria-labelledby="settings-title">
    <header class="tool-head"><h1 id="settings-title">${t.title}</h1></header>
    <div class="panel">
      <fieldset class="field">
        <legend>${t.server}</legend>
        <div class="choices">
          ${Choice('settings-server', t.sandbox, !draft.value.isLive, () => chooseServer(false))}
          ${Choice('settings-server', t.live, draft.value.isLive, () => chooseServer(true))}
        </div>
        <p class="hint">${draft.value.isLive ? t.liveHint : t.sandboxHint}</p>
      </fieldset>
      ${draft.value.isLive ? Connection() : nothing}
    </div>
    ${draft.value.isLive ? nothing : [Faults(), Reset()]}
  </section>
`;

const Choice = (name, label, isChosen, choose) =>
  html`<label class="choice">
    <input type="radio" name=${name} .checked=${live(isChosen)} @change=${choose} /><span>${label}</span>
  </label>`;

function Connection() {
  const { kind } = draft.value;
  const { isChecking = false, failure, isGood } = outcome.value;
  const { isSecret, needsWorkspace } = KINDS[kind];
  return html`<form class="fields" novalidate @submit=${connect}>
    ${TextField('endpoint', { type: 'url', placeholder: LIVE, hint: t.endpointHint })}
    <div class="field">
      <label class="label" for="settings-kind">${t.kind}</label>
      <select id="settings-kind" @change=${({ target }) => change({ kind: target.value, token: '' })}>
        ${Object.keys(KINDS).map(
          (name) => html`<option value=${name} .selected=${live(name === kind)}>${t.kinds[name]}</option>`,
        )}
      </select>
      <p class="hint" ?hidden=${!t.kindHints[kind]}>${t.kindHints[kind]}</p>
    </div>
    ${
      isSecret
        ? html`<div class="notice warning">
            ${icon('warning')}
            <div>
              <p class="strong">${t.secretTitle}</p>
              <p>${t.secretText}</p>
            </div>
          </div>`
        : nothing
    }
    ${kind === 'none' ? nothing : TextField('token', { type: 'password', hint: t.tokenHint })}
    ${needsWorkspace ? TextField('workspaceId', { hint: t.workspaceHint }) : nothing}
    ${failure ? FailureBox(failure, { lead: t.noAnswer }) : nothing}
    <div class="connect">
      <button class="button primary" aria-disabled=${String(isChecking)}>
        ${isChecking ? t.connecting : t.connect}
      </button>
      <p class="summary ok" role="status">${isGood ? [icon('ok'), t.connected] : nothing}</p>
    </div>
  </form>`;
}

function TextField(name, { type = 'text', placeholder = '', hint }) {
  const { place, message } = outcome.value.problem ?? {};
  const isWrong = place === name;
  const id = `settings-${name}`;
  return html`<div class="field ${isWrong ? 'has-error' : ''}">
    <label class="label" for=${id}>${t[name]}</label>
    <input
      id=${id}
      type=${type}
      placeholder=${placeholder}
      autocomplete="off"
      spellcheck="false"
      dir="ltr"
      .value=${live(draft.value[name])}
      aria-invalid=${String(isWrong)}
      aria-describedby="${id}-hint ${id}-issues"
      @input=${({ target }) => change({ [name]: target.value.trim() })}
    />
    <p class="hint" id="${id}-hint">${hint}</p>
    <ul class="issues" id="${id}-issues" ?hidden=${!isWrong}>
      ${isWrong ? html`<li class="issue error">${icon('error')}<span>${message}</span></li>` : nothing}
    </ul>
  </div>`;
}

const Faults = () => html`
  <div class="panel">
    <fieldset class="field">
      <legend>${t.faults}</legend>
      <div class="choices">
        ${['', ...Object.keys(FAULTS)].map((name) =>
          Choice('settings-fault', t.faultNames[name], settings.value.fault === name, () =>
            saveSettings({ fault: name }),
          ),
        )}
      </div>
      <p class="hint">${t.faultHints[settings.value.fault]}</p>
    </fieldset>
  </div>
`;

const Reset = () => html`
  <div class="panel">
    <h2 class="label">${t.resetTitle}</h2>
    <p class="quiet-text">${t.resetText}</p>
    <div>
      <button type="button" class="button" @click=${reset}>${icon('reload')}<span>${t.reset}</span></button>
    </div>
  </div>
`;
