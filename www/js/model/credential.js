/** What the state of a credential means. Pure: no nodes, no requests. */
import { texts } from '../texts/index.js';
import { timesOf } from './dates.js';

/** What a server should send as a list of objects, and may send as anything. */
export const listed = (value) => (Array.isArray(value) ? value.filter(Boolean) : []);

const has = ({ warnings }, code) => listed(warnings).some(({ warning_code }) => warning_code === code);

export const isBeingDeleted = (credential) => has(credential, 'being_deleted');

/** From the most to the least urgent: the first that holds is the state that a list shows. */
const STATES = [
  ['attention', ({ errors }) => listed(errors).length > 0],
  ['deleting', isBeingDeleted],
  ['waiting', (credential) => credential.is_issued === false || has(credential, 'waiting_to_be_issued')],
  ['warning', ({ warnings }) => listed(warnings).length > 0],
  ['ended', (credential, now) => timesOf(credential).ends <= now],
  ['unassigned', (credential) => !isHeld(credential)],
  ['issued', () => true],
];

export const STATE_NAMES = STATES.map(([name]) => name);
export const METHODS = ['code', 'card', 'mobile_key', 'cloud_key'];
export const isHeld = ({ acs_user_id, user_identity_id }) => Boolean(acs_user_id || user_identity_id);

/** @param {number} now milliseconds */
export const stateRank = (credential, now) => STATES.findIndex(([, holds]) => holds(credential, now));

/** @returns {string} one of `STATE_NAMES` */
export const stateOf = (credential, now = Date.now()) => STATE_NAMES[stateRank(credential, now)];

/** @returns {'synced' | 'syncing' | 'unknown'} whether the access system has what was asked for */
export function syncOf({ is_latest_desired_state_synced_with_provider: isSynced }) {
  if (isSynced === true) return 'synced';
  return isSynced === false ? 'syncing' : 'unknown';
}

/** Errors first, then warnings: what happened, what to do, and when it came up. */
export function noticesOf({ errors, warnings, access_method }) {
  const { errorWords, warningWords, otherError, otherWarning } = texts;
  const wordsOf = ({ title, advice }) => ({ title, advice: advice[access_method] ?? advice.other ?? advice });
  return [
    ...listed(errors).map(({ error_code, message, created_at }) => ({
      severity: 'error',
      code: error_code,
      ...wordsOf(errorWords[error_code] ?? { title: message, advice: otherError }),
      message,
      created_at,
    })),
    ...listed(warnings).map(({ warning_code, message, created_at, original_code, new_code }) => ({
      severity: 'warning',
      code: warning_code,
      ...wordsOf(warningWords[warning_code] ?? { title: message, advice: otherWarning }),
      message,
      created_at,
      codes: new_code ? { original_code, new_code } : undefined,
    })),
  ];
}

/** What a list says below the state, when the state alone does not tell what is the matter. */
export function reasonOf(credential, state) {
  return state === 'attention' || state === 'warning' ? noticesOf(credential)[0]?.title : undefined;
}

export const methodName = (method) => texts.methods[method] ?? humanise(method ?? '');

/** `door_category` → "Door category", `guest_acs_entrance_ids` → "Guest entrances". */
export function humanise(name) {
  const words = name
    .replace(/^(is|has)_/, '')
    .replace(/acs_(\w+)_id(s?)$/, '$1$2')
    .replace(/^acs_|_metadata$/g, '')
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first group of an id is enough to tell two apart. */
export const shortId = (id) => `${String(id).split('-')[0]}…`;

/** What a person calls it. Spaces are no name: nobody would see it. */
export const nameOf = ({ display_name, acs_credential_id }) =>
  String(display_name ?? '').trim() || shortId(acs_credential_id);
