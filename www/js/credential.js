/** What the state of a credential means. Pure: no nodes, no requests. */
import { isPast } from './format.js';
import { texts } from './texts.js';

const has = (credential, code) => credential.warnings?.some(({ warning_code }) => warning_code === code);

/** From the most to the least urgent: the first that holds is the state that a list shows. */
const STATES = [
  ['deleting', (credential) => has(credential, 'being_deleted')],
  ['attention', ({ errors }) => errors?.length > 0],
  ['waiting', (credential) => credential.is_issued === false || has(credential, 'waiting_to_be_issued')],
  ['warning', ({ warnings }) => warnings?.length > 0],
  ['ended', ({ ends_at }) => ends_at && isPast(ends_at)],
  ['unassigned', (credential) => !isHeld(credential)],
  ['syncing', (credential) => credential.is_latest_desired_state_synced_with_provider === false],
];

export const isHeld = ({ acs_user_id, user_identity_id }) => Boolean(acs_user_id || user_identity_id);

/** @returns {'deleting' | 'attention' | 'waiting' | 'warning' | 'ended' | 'unassigned' | 'syncing' | 'issued'} */
export const stateOf = (credential) => STATES.find(([, holds]) => holds(credential))?.[0] ?? 'issued';

/** Errors first, then warnings: what happened, what to do, and when it came up. */
export function noticesOf({ errors = [], warnings = [] }) {
  return [
    ...errors.map(({ error_code, message, created_at }) => ({
      severity: 'error',
      code: error_code,
      title: message,
      advice: texts.errorAdvice,
      created_at,
    })),
    ...warnings.map(({ warning_code, message, created_at, original_code, new_code }) => ({
      severity: 'warning',
      code: warning_code,
      ...(texts.warnings[warning_code] ?? { title: message, advice: texts.otherWarning }),
      created_at,
      codes: new_code && { original_code, new_code },
    })),
  ];
}

/** What a list says below the state, when the state alone does not tell what is the matter. */
export function reasonOf(credential) {
  const state = stateOf(credential);
  return state === 'attention' || state === 'warning' ? noticesOf(credential)[0].title : undefined;
}

export const methodName = ({ access_method }) => texts.methods[access_method] ?? humanise(access_method);

/** `door_category` → "Door category". */
export function humanise(name) {
  const words = name
    .replace(/^(is|has)_/, '')
    .replace(/acs_|_ids?$|_metadata$/g, '')
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
