/** Who can receive a credential: people of the access system, and people known elsewhere by their identity. */
import { texts } from '../texts/index.js';

const USER = 'user:';
const IDENTITY = 'identity:';
/** More than that nobody wants to look through. */
const MOST_PEOPLE = 300;
const PATHS = [['acs_user_id'], ['user_identity_id']];
const t = texts.forms;

/**
 * @param {object} directory
 * @param {string} [system]
 * @param {object} [holder] who has it already
 * @returns {import('./form.js').Field} one for both, whichever the chosen person has; ids are typed where no names are known
 */
export function holderField(directory, system, holder) {
  if (!directory.users.length)
    return { kind: 'text', name: 'acs_user_id', label: t.holder, hint: directory.isReady ? t.holderId : t.loading };
  const isSmall = directory.users.length <= MOST_PEOPLE;
  return {
    kind: 'select',
    name: 'holder',
    label: t.holder,
    paths: PATHS,
    hint: system ? undefined : isSmall ? t.holderFirst : t.systemFirst,
    options: system ? peopleFor(directory, system, holder) : isSmall ? everybody(directory) : [],
    write: (payload, value) => Object.assign(payload, holderOf(value)),
  };
}

/** The properties that name the chosen person. */
function holderOf(value) {
  if (value.startsWith(USER)) return { acs_user_id: value.slice(USER.length) };
  if (value.startsWith(IDENTITY)) return { user_identity_id: value.slice(IDENTITY.length) };
  return {};
}

/** The access system of the chosen person, if that is one of its users. */
export const systemOfHolder = (directory, value) => directory.user(holderOf(value ?? '').acs_user_id)?.acs_system_id;

const { compare } = new Intl.Collator();
export const byLabel = (one, other) => compare(one.label, other.label);
const member = ({ acs_user_id, display_name }) => ({ value: USER + acs_user_id, label: display_name });

function everybody(directory) {
  const withSystem = (user) => {
    const { value, label } = member(user);
    return { value, label: [label, directory.system(user.acs_system_id)?.name].filter(Boolean).join(' – ') };
  };
  return directory.users.map(withSystem).sort(byLabel);
}

/** One person may be a user of several access systems. */
const isSame = (user, other) =>
  user === other || (user.user_identity_id && user.user_identity_id === other?.user_identity_id);

function peopleFor(directory, system, holder) {
  const users = directory.users.filter((user) => !isSame(user, holder));
  const members = users.filter(({ acs_system_id }) => acs_system_id === system);
  const known = new Set(members.map(({ user_identity_id }) => user_identity_id));
  const others = new Map();
  for (const { user_identity_id, display_name } of users)
    if (user_identity_id && !known.has(user_identity_id)) others.set(user_identity_id, display_name);
  const elsewhere = [...others].map(([identity, label]) => ({ value: IDENTITY + identity, label }));
  return [
    { label: t.inSystem, options: members.map(member).sort(byLabel) },
    { label: t.identities, options: elsewhere.sort(byLabel) },
  ].filter(({ options }) => options.length);
}
