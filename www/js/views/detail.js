/** The pane of one credential: what it is, what is the matter with it, what it opens, and what can be done. */
import { changesOf, openAssign, openDelete, openUnassign, openUpdate, openWait } from '../forms/index.js';
import { html, keyed, memo, nothing } from '../lib/html.js';
import { icon } from '../lib/icon.js';
import {
  isBeingDeleted,
  isHeld,
  listed,
  methodName,
  nameOf,
  noticesOf,
  shortId,
  stateOf,
  syncOf,
} from '../model/credential.js';
import { moment, zoneOf } from '../model/dates.js';
import { isGone } from '../model/failure.js';
import { now } from '../state/clock.js';
import { directory } from '../state/directory.js';
import { opened, openedEntrances, openedFailure, openedId, refreshOpened } from '../state/opened.js';
import { go } from '../state/route.js';
import { isSandbox } from '../state/settings.js';
import { texts } from '../texts/index.js';
import { copy } from './copy.js';
import { Facts, sectionsOf } from './detail-facts.js';
import { FailureBox, FailurePage } from './failure.js';
import { Badge, Sync } from './list-row.js';

export const close = () => go({ credential: '' }, { isReturn: true });

export const Detail = memo(() => {
  const id = openedId.value;
  if (!id) return nothing;
  const credential = opened.value;
  const title = credential ? nameOf(credential) : openedFailure.value ? shortId(id) : texts.loading;
  return html`<aside class="detail" aria-labelledby="detail-title">
    ${keyed(
      id,
      html`<header class="detail-head">
          <h2 id="detail-title" tabindex="-1"><bdi>${title}</bdi></h2>
          <button type="button" id="detail-close" class="button icon-only" aria-label=${texts.close} @click=${close}>
            ${icon('close')}
          </button>
        </header>
        <div class="detail-body">${credential ? Whole(credential) : Without()}</div>`,
    )}
  </aside>`;
});

function Without() {
  const failure = openedFailure.value;
  if (!failure) return [1, 2, 3, 4].map(() => html`<span class="ghost wide"></span>`);
  const note = isSandbox.value && isGone(failure) ? texts.sandboxForgets : '';
  return FailurePage(failure, { title: texts.credentialFailed, note, retry: () => refreshOpened(), close });
}

function Whole(credential) {
  const system = directory.value.system(credential.acs_system_id);
  const zone = zoneOf(system);
  const { access, state, rest } = sectionsOf(credential, directory.value, zone);
  return html`<p class="tagline">
      ${Badge(stateOf(credential, now.value))}
      <span>${icon(credential.access_method)}${methodName(credential.access_method)}</span>
      ${Sync(syncOf(credential), texts.syncAlone)}
    </p>
    ${openedFailure.value ? FailureBox(openedFailure.value, { lead: texts.notFresh, retry: () => refreshOpened() }) : nothing}
    ${noticesOf(credential).map((notice) => Notice(notice, zone))} ${Actions(credential)}
    ${Section('access', Facts(access))} ${Section('entrances', Doors())} ${Section('state', Facts(state))}
    ${Section('rest', Facts(rest))} ${Raw(credential)}`;
}

const Section = (name, content) =>
  html`<section aria-labelledby="section-${name}">
    <h3 id="section-${name}">${texts.sections[name]}</h3>
    ${content}
  </section>`;

const Notice = ({ severity, code, title, advice, message, created_at, codes }, zone) =>
  html`<div class="notice ${severity}">
    ${icon(severity)}
    <div>
      <h3>${title}</h3>
      ${codes ? Codes(codes) : nothing}
      <p>${advice}</p>
      ${message === title ? nothing : html`<p class="small quiet-text">${message}</p>`}
      <p class="small">
        <span class="mono">${code}</span>${created_at ? ` · ${texts.reported(moment(created_at, zone))}` : nothing}
      </p>
    </div>
  </div>`;

const Codes = ({ original_code, new_code }) =>
  html`<dl class="codes">
    <div>
      <dt>${texts.originalCode}</dt>
      <dd><del>${original_code}</del></dd>
    </div>
    ${icon('arrow')}
    <div>
      <dt>${texts.newCode}</dt>
      <dd class="new-code">${new_code}</dd>
    </div>
  </dl>`;

function Actions(credential) {
  if (isBeingDeleted(credential)) return nothing;
  const held = isHeld(credential);
  // What is in trouble may never be issued: its notice says what to do first.
  const waitKind = stateOf(credential) === 'attention' ? '' : 'primary';
  const { canUpdate, note } = changesOf(credential);
  const { actions } = texts;
  const action = (name, label, open, picture, kind = '') =>
    html`<button
      type="button"
      id="action-${name}"
      class="button ${kind}"
      aria-haspopup="dialog"
      @click=${() => open(credential)}
    >
      ${icon(picture)}<span>${label}</span>
    </button>`;
  return html`<div class="actions" role="group" aria-label=${actions.label}>
    ${credential.is_issued === false ? action('wait', actions.wait, openWait, 'waiting', waitKind) : nothing}
    ${canUpdate ? action('update', actions.update, openUpdate, 'edit') : nothing}
    ${action('assign', held ? actions.reassign : actions.assign, openAssign, 'person')}
    ${held ? action('unassign', actions.unassign, openUnassign, 'unassigned') : nothing}
    ${action('delete', actions.delete, openDelete, 'deleting', 'danger')}
    ${canUpdate ? nothing : html`<p class="small quiet-text">${note}</p>`}
  </div>`;
}

function Doors() {
  const { items, error } = openedEntrances.value;
  if (error) return FailureBox(error, { lead: texts.entrancesFailed, retry: () => refreshOpened() });
  if (!items) return html`<span class="ghost wide"></span>`;
  if (!items.length) return html`<p class="quiet-text">${texts.noEntrances}</p>`;
  return html`<ul class="doors">
    ${items.map(Door)}
  </ul>`;
}

function Door({ acs_entrance_id, display_name, warnings, errors }) {
  const [trouble] = [...listed(errors), ...listed(warnings)];
  return html`<li>
    ${icon('door')}
    <div>
      <bdi>${display_name || acs_entrance_id}</bdi>
      ${trouble ? html`<p class="trouble">${icon('warning')}${texts.doorTrouble(trouble.message)}</p>` : nothing}
    </div>
  </li>`;
}

function Raw(credential) {
  const json = JSON.stringify(credential, null, 2);
  return html`<details class="raw">
    <summary id="raw-summary">${texts.sections.raw}</summary>
    <button type="button" id="raw-copy" class="button" @click=${() => copy(json)}>
      ${icon('copy')}<span>${texts.copy}</span>
    </button>
    <pre tabindex="0" role="region" aria-label=${texts.sections.raw} dir="ltr">${json}</pre>
  </details>`;
}
