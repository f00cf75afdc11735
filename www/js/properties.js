/** Properties of a credential as a person reads them, also those that nobody has heard of yet. */
import { humanise, methodName } from './credential.js';
import { el, isolated } from './dom.js';
import { momentNode, shortId } from './format.js';
import { texts } from './texts.js';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:/;
const NOTICES = new Set(['errors', 'warnings', 'display_name']);
const ACCESS = ['acs_user_id', 'acs_system_id', 'access_method', 'code', 'card_number', 'starts_at', 'ends_at'];
const STATE = [
  'issued_at',
  'is_latest_desired_state_synced_with_provider',
  'latest_desired_state_synced_with_provider_at',
  'created_at',
];
// Issued or not is what `issued_at` tells.
const TOLD = new Set([...ACCESS, ...STATE, ...NOTICES, 'is_issued']);

/** @returns {[title: string, entries: [label: string, value: Node | string][]][]} */
export function sectionsOf(credential, directory) {
  const entry = (name) => [labelOf(name), valueNode(name, credential[name], directory)];
  const present = (name) => credential[name] !== undefined && credential[name] !== null;
  const access = ACCESS.filter((name) => name === 'acs_user_id' || name === 'access_method' || present(name)).map(
    (name) => {
      if (name === 'access_method') return [labelOf(name), methodName(credential)];
      if (name === 'acs_user_id') return [labelOf(name), holderNode(credential, directory)];
      return entry(name);
    },
  );
  const state = STATE.filter((name) => name === 'issued_at' || credential[name] !== undefined).map((name) => {
    if (name === 'issued_at' && !present(name)) return [labelOf(name), credential.is_issued ? texts.yes : texts.notYet];
    if (name === 'is_latest_desired_state_synced_with_provider')
      return [labelOf(name), texts.synced[credential[name]] ?? texts.synced.null];
    return entry(name);
  });
  const rest = Object.keys(credential).filter((name) => !TOLD.has(name));
  return [
    [texts.sections.access, access],
    [texts.sections.state, state],
    [texts.sections.rest, rest.map(entry)],
  ];
}

export function factsNode(entries) {
  return el(
    'dl',
    { class: 'facts' },
    entries.map(([label, value]) =>
      el('div', { class: isTall(value) && 'tall' }, [el('dt', {}, label), el('dd', {}, [value].flat().map(isolated))]),
    ),
  );
}

const isTall = (value) => value instanceof HTMLDListElement;
const labelOf = (name) => texts.properties[name] ?? humanise(name);

function holderNode(credential, directory) {
  const { acs_user_id, user_identity_id } = credential;
  const holder = directory.holderOf(credential);
  if (holder) return [holder.display_name, holder.email_address && el('div', { class: 'small' }, holder.email_address)];
  return (acs_user_id ?? user_identity_id) ? idNode(acs_user_id ?? user_identity_id) : texts.nobody;
}

function valueNode(name, value, directory) {
  if (value === null || value === undefined || value === '') return el('span', { class: 'quiet-text' }, texts.none);
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (Array.isArray(value)) return listNode(name, value, directory);
  if (typeof value === 'object')
    return factsNode(Object.entries(value).map(([inner, one]) => [labelOf(inner), valueNode(inner, one, directory)]));
  if (typeof value === 'string' && MOMENT.test(value)) return momentNode(value);
  if (/_ids?$/.test(name)) return named(name, value, directory);
  return /^(code|card_number)$/.test(name) ? el('span', { class: 'mono strong' }, value) : String(value);
}

function listNode(name, values, directory) {
  if (!values.length) return el('span', { class: 'quiet-text' }, texts.none);
  return el(
    'ul',
    { class: 'plain-list' },
    values.map((value) => el('li', {}, valueNode(name, value, directory))),
  );
}

/** The name of what an id stands for, where it is known. */
function named(name, id, directory) {
  if (name === 'acs_credential_id') return el('span', { class: 'mono small' }, id);
  const thing = directory.system(id) ?? directory.entrance(id) ?? directory.user(id) ?? directory.personOf(id);
  return thing?.name ?? thing?.display_name ?? idNode(id);
}

const idNode = (id) => el('span', { class: 'mono', title: id }, id.length > 20 ? shortId(id) : id);
