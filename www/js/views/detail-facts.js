/** Properties of a credential as a person reads them, also those that nobody has heard of yet. */
import { html, nothing } from '../lib/html.js';
import { humanise, isHeld, methodName, nameOf, shortId, syncOf } from '../model/credential.js';
import { isMoment, moment } from '../model/dates.js';
import { find } from '../state/store.js';
import { texts } from '../texts/index.js';
import { Copyable } from './copy.js';

const ACCESS = ['acs_user_id', 'acs_system_id', 'access_method', 'code', 'card_number', 'starts_at', 'ends_at'];
const SYNC = 'is_latest_desired_state_synced_with_provider';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const STATE = ['issued_at', SYNC, 'latest_desired_state_synced_with_provider_at', 'created_at'];
// Notices and the heading tell the first three; issued or not is what `issued_at` tells.
const TOLD = new Set([...ACCESS, ...STATE, 'errors', 'warnings', 'display_name', 'is_issued']);
const PASSED_ON = new Set(['code', 'card_number']);
/** Said even when the credential does not have it. */
const ALWAYS = new Set(['acs_user_id', 'access_method', 'issued_at', SYNC]);

/**
 * @typedef {[label: string, value: unknown, isTall?: boolean]} Fact
 * @returns {Record<'access' | 'state' | 'rest', Fact[]>}
 */
export function sectionsOf(credential, directory, zone) {
  const isPresent = (name) => credential[name] !== undefined && credential[name] !== null;
  const fact = (name) => [labelOf(name), said(name), isTall(credential[name])];
  const said = (name) => OWN[name]?.(credential, { directory, zone }) ?? Value(name, credential[name], directory, zone);
  const told = (names) => names.filter((name) => ALWAYS.has(name) || isPresent(name)).map(fact);
  const rest = Object.keys(credential).filter((name) => !TOLD.has(name));
  return { access: told(ACCESS), state: told(STATE), rest: rest.map(fact) };
}

/** Properties that are told in a way of their own. */
const OWN = {
  acs_user_id: (credential, { directory }) => Holder(credential, directory),
  acs_system_id: ({ acs_system_id }, { directory }) => System(acs_system_id, directory),
  access_method: ({ access_method }) => methodName(access_method),
  issued_at: ({ issued_at, is_issued }) => (issued_at ? undefined : is_issued ? texts.yes : texts.notYet),
  [SYNC]: (credential) => texts.sync[syncOf(credential)],
};

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Facts within it need the whole width. */
const isTall = (value) => isObject(value) || (Array.isArray(value) && value.some(isObject));
const labelOf = (name) => texts.properties[name] ?? humanise(name);

/** @param {Fact[]} facts */
export const Facts = (facts) =>
  html`<dl class="facts">
    ${facts.map(
      ([label, value, isTall]) =>
        html`<div class=${isTall ? 'tall' : ''}>
          <dt>${label}</dt>
          <dd>${isolated(value)}</dd>
        </div>`,
    )}
  </dl>`;

// A text in whatever direction its script runs, without turning the line that it stands in.
const isolated = (value) => (typeof value === 'string' ? html`<bdi>${value}</bdi>` : value);
const None = () => html`<span class="quiet-text">${texts.none}</span>`;
const Id = (id) => html`<span class="mono">${id}</span>`;

function Holder(credential, directory) {
  const { acs_user_id, user_identity_id } = credential;
  if (!isHeld(credential)) return texts.nobody;
  const holder = directory.holderOf(credential);
  if (!holder) return Id(acs_user_id ?? user_identity_id);
  const { display_name, full_name, email_address } = holder;
  return html`<bdi>${display_name ?? full_name}</bdi>${
      email_address ? html`<div class="small">${email_address}</div>` : nothing
    }`;
}

function System(id, directory) {
  const system = directory.system(id);
  if (!system) return Id(id);
  return html`<bdi>${system.name}</bdi>
    <div class="small">${system.external_type_display_name}</div>`;
}

function Value(name, value, directory, zone) {
  const inner = (key, one) => Value(key, one, directory, zone);
  if (value === null || value === undefined || value === '') return None();
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (Array.isArray(value)) return value.length ? List(value.map((one) => inner(name, one))) : None();
  if (isObject(value))
    return Facts(Object.entries(value).map(([key, one]) => [labelOf(key), inner(key, one), isTall(one)]));
  if (isMoment(value)) return html`<time datetime=${value} title=${value}>${moment(value, zone)}</time>`;
  if (/_ids?$/.test(name)) return Named(name, value, directory);
  if (!PASSED_ON.has(name)) return String(value);
  return Copyable(labelOf(name), value, html`<span class="mono strong">${value}</span>`);
}

const List = (values) =>
  html`<ul class="plain-list">
    ${values.map((value) => html`<li>${isolated(value)}</li>`)}
  </ul>`;

/** The name of what an id stands for, where it is known. */
function Named(name, id, directory) {
  if (name === 'acs_credential_id') return Copyable(labelOf(name), id, Id(id));
  const credential = find(id);
  if (credential) return nameOf(credential);
  const thing = directory.system(id) ?? directory.entrance(id) ?? directory.user(id) ?? directory.identity(id);
  if (thing) return thing.name ?? thing.display_name;
  return html`<span class="mono" title=${id}>${UUID.test(id) ? shortId(id) : id}</span>`;
}
