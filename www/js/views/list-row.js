/** One credential in the table. */
import { html, ifDefined, live, nothing, styles } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import { isHeld, methodName, nameOf, reasonOf, shortId, stateOf, syncOf } from '../model/credential.js';
import { validity, zoneOf } from '../model/dates.js';
import { standOn, toggle } from '../state/cursor.js';
import { addressOf, following } from '../state/route.js';
import { texts } from '../texts/index.js';

const PICTURES = { attention: 'error', issued: 'ok', syncing: 'waiting', synced: 'check', unknown: 'info' };

/** The state as a shape, a colour and a word. */
export const Badge = (state) =>
  html`<span class="badge ${state}">${icon(PICTURES[state] ?? state)}<span>${texts.states[state]}</span></span>`;

/** The title is for where only the picture has room. */
export const Sync = (sync, words = texts.sync) =>
  html`<span class="sync ${sync}" title=${texts.syncAlone[sync]}
    >${icon(PICTURES[sync])}<span>${words[sync]}</span></span
  >`;

const Method = (method) =>
  html`<span class="method" title=${methodName(method)}>${icon(method)}<span>${methodName(method)}</span></span>`;

/**
 * @param {object} credential
 * @param {{ index: number, start: number, isStop: boolean, isOpen: boolean, isTicked: boolean }} state
 * @param {{ directory: import('../state/directory.js').Directory, now: number }} known
 */
export function Row(credential, { index, start, isStop, isOpen, isTicked }, { directory, now }) {
  const { acs_credential_id: id, access_method } = credential;
  const system = directory.system(credential.acs_system_id);
  const state = stateOf(credential, now);
  const Cell = CellOf(id);
  return html`<div
    role="row"
    class="row ${isOpen ? 'is-open' : ''}"
    aria-rowindex=${index + 2}
    aria-selected=${String(isTicked)}
    ${styles({ transform: `translateY(${start}px)` })}
    @focusin=${() => standOn(id)}
  >
    <div role="gridcell" class="cell cell-tick">${Tick(credential, isTicked, isStop)}</div>
    ${NameCell(credential, isStop, isOpen)} ${Cell('state', Badge(state), reasonOf(credential, state))}
    ${Cell('method', Method(access_method))}
    ${Cell('holder', holder(credential, directory), directory.holderOf(credential)?.email_address)}
    ${Cell('system', system?.name ?? unnamed(credential.acs_system_id, directory), system?.external_type_display_name)}
    ${Cell('validity', ...validity(credential, zoneOf(system), now))} ${Cell('sync', Sync(syncOf(credential)))}
  </div>`;
}

function NameCell(credential, isStop, isOpen) {
  const { acs_credential_id: id, external_type_display_name } = credential;
  return html`<div role="rowheader" class="cell cell-name">
    <a
      id="row-${id}"
      class="first"
      dir="auto"
      title=${nameOf(credential)}
      href=${addressOf({ credential: id })}
      tabindex=${isStop ? 0 : -1}
      aria-describedby="${['state', 'holder', 'validity'].map((name) => cellId(name, id)).join(' ')}"
      aria-current=${ifDefined(isOpen ? 'true' : undefined)}
      @click=${following({ credential: id })}
      >${nameOf(credential)}</a
    >
    ${Second(external_type_display_name)}
  </div>`;
}

const Tick = (credential, isTicked, isStop) => {
  const { acs_credential_id: id } = credential;
  const onclick = (event) => toggle(id, { isRange: event.shiftKey });
  return html`<label class="tick">
    <input
      type="checkbox"
      tabindex=${isStop ? 0 : -1}
      aria-label=${texts.select(nameOf(credential))}
      .checked=${live(isTicked)}
      @click=${onclick}
    />
  </label>`;
};

const cellId = (name, id) => `${name}-${id}`;

const CellOf = (id) => (name, first, second) =>
  html`<div role="gridcell" class="cell cell-${name}" id=${cellId(name, id)}>
    ${typeof first === 'string' ? html`<bdi class="first">${first}</bdi>` : first} ${Second(second)}
  </div>`;

const Second = (text) => (text ? html`<bdi class="second">${text}</bdi>` : nothing);

function holder(credential, directory) {
  if (!isHeld(credential)) return html`<span class="first quiet-text">${texts.nobody}</span>`;
  const { acs_user_id, user_identity_id } = credential;
  return directory.holderOf(credential)?.display_name ?? unnamed(acs_user_id ?? user_identity_id, directory);
}

// Ids would only flash up while the names are on their way.
const unnamed = (id, { isReady }) =>
  isReady ? html`<span class="first mono">${shortId(id)}</span>` : html`<span class="ghost"></span>`;
