/** Who can receive a credential: people of the access system, and people known elsewhere by their identity. */
import { texts } from '../texts.js';
import { selectField, textField } from './fields.js';

const USER = 'user:';
const IDENTITY = 'identity:';
const t = texts.form;

/** @returns a field for `acs_user_id` or `user_identity_id`, whichever the chosen person has; ids are typed where no names are known. */
export function holderField(directory) {
  if (!directory.users().length) return textField({ path: ['acs_user_id'], label: t.holder, hint: t.holderId });
  const field = selectField({ paths: [['acs_user_id'], ['user_identity_id']], label: t.holder, options: [] });
  return {
    ...field,
    user: () => directory.user(field.read()?.slice(USER.length)),
    write(payload) {
      const chosen = field.read();
      if (chosen?.startsWith(USER)) payload.acs_user_id = chosen.slice(USER.length);
      if (chosen?.startsWith(IDENTITY)) payload.user_identity_id = chosen.slice(IDENTITY.length);
    },
    offerFor(system) {
      field.offer(system ? peopleFor(directory, system) : everybody(directory));
      field.say(system ? undefined : t.holderFirst);
    },
  };
}

const byLabel = (one, other) => one.label.localeCompare(other.label);
const member = ({ acs_user_id, display_name }) => ({ value: USER + acs_user_id, label: display_name });

function everybody(directory) {
  const withSystem = (user) => {
    const { value, label } = member(user);
    return { value, label: [label, directory.system(user.acs_system_id)?.name].filter(Boolean).join(' – ') };
  };
  return directory.users().map(withSystem).sort(byLabel);
}

function peopleFor(directory, system) {
  const members = directory.users().filter(({ acs_system_id }) => acs_system_id === system);
  const known = new Set(members.map(({ user_identity_id }) => user_identity_id));
  const others = new Map();
  for (const { user_identity_id, display_name } of directory.users())
    if (user_identity_id && !known.has(user_identity_id)) others.set(user_identity_id, display_name);
  const elsewhere = [...others].map(([identity, label]) => ({ value: IDENTITY + identity, label }));
  return [
    { label: t.inSystem, options: members.map(member).sort(byLabel) },
    { label: t.identities, options: elsewhere.sort(byLabel) },
  ].filter(({ options }) => options.length);
}
