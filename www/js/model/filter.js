/** Which credentials the filters leave. Every text is made ready once, so that ten thousand are searched while one types. */
import { stateOf, syncOf } from './credential.js';

/** Accents and case do not matter: "amelie" finds Amélie. */
export const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What is looked for, word by word. */
export const wordsOf = (sought) => plain(sought).split(/\s+/).filter(Boolean);

const prepared = new WeakMap();

function textOf(thing, ...words) {
  if (!thing) return '';
  if (!prepared.has(thing)) prepared.set(thing, plain(words.filter(Boolean).join('\n')));
  return prepared.get(thing);
}

const ownText = (credential) =>
  textOf(credential, credential.display_name, credential.code, credential.card_number, credential.acs_credential_id);
/** Does now, page by page, what a search would otherwise do for all rows at once. */
export const prepareTexts = (credentials) => credentials.forEach(ownText);

const holderText = (user) => textOf(user, user?.display_name, user?.full_name, user?.email_address);
const systemText = (system) => textOf(system, system?.name, system?.external_type_display_name);

/** @param {{ directory: import('../state/directory.js').Directory, now: number }} known */
export function filtered(credentials, { q, system, user, method, state }, { directory, now }) {
  const words = wordsOf(q);
  const wanted = [
    system && (({ acs_system_id }) => acs_system_id === system),
    user && holds(user),
    method && (({ access_method }) => access_method === method),
    state && hasState(state, now),
    words.length > 0 && says(words, directory),
  ].filter(Boolean);
  return wanted.length ? credentials.filter((credential) => wanted.every((fits) => fits(credential))) : credentials;
}

// The address may name a user of one system, or a person who is known to several.
const holds =
  (user) =>
  ({ acs_user_id, user_identity_id }) =>
    acs_user_id === user || user_identity_id === user;

const hasState = (state, now) =>
  state === 'syncing'
    ? (credential) => syncOf(credential) === state
    : (credential) => stateOf(credential, now) === state;

function says(words, directory) {
  return (credential) => {
    const texts = [
      ownText(credential),
      holderText(directory.holderOf(credential)),
      systemText(directory.system(credential.acs_system_id)),
    ];
    return words.every((word) => texts.some((text) => text.includes(word)));
  };
}
