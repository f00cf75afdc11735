/** The forms that change a credential that is there. What they change shows at once, and is taken back if the server refuses it. */
import { isHeld, nameOf } from '../model/credential.js';
import { announce } from '../state/announce.js';
import { directory } from '../state/directory.js';
import { client } from '../state/settings.js';
import { optimistic } from '../state/store.js';
import { texts } from '../texts/index.js';
import { brandOf } from './brands.js';
import { codeField } from './code.js';
import { momentField } from './moment.js';
import { holderField } from './people.js';
import { openForm } from './view.js';
import { toWall, zoneOf } from './zones.js';

const t = texts.forms;
const CODE = 'code';

/** What was there can be changed, but the API knows no way to take it back. */
const kept = (name, before) => ({
  own: (value) =>
    before && !value ? [{ severity: 'error', code: 'not_removable', path: [name], message: t.notRemovable }] : [],
});

/** What of a credential is changed here and not in the access system itself, which then says so. */
export function changesOf({ acs_system_id, access_method }) {
  const { makesCodes, ownsSchedule, note } = brandOf(directory.value.system(acs_system_id));
  const isMyCode = access_method === CODE && !makesCodes;
  const isMyEnd = !ownsSchedule;
  return { isMyCode, isMyEnd, canUpdate: isMyCode || isMyEnd, note };
}

export function openUpdate(credential) {
  const { acs_credential_id, acs_system_id, code, ends_at } = credential;
  const name = nameOf(credential);
  const system = () => directory.value.system(acs_system_id);

  /** Only what is other than before is sent: what nobody touched keeps its seconds. */
  function layout(valueOf) {
    const zone = zoneOf(system());
    const before = toWall(ends_at, zone);
    const end = momentField({ name: 'ends_at', label: t.endsAt, zone, value: valueOf('ends_at'), initial: before });
    const pin = codeField({ initial: code ?? '', isOptional: false, hint: undefined, ...kept(CODE, code) });
    const onlyNew = (field) => ({
      ...field,
      read: (value) => (value === field.initial ? undefined : (field.read?.(value) ?? value)),
    });
    const { isMyCode, isMyEnd } = changesOf(credential);
    const fields = [isMyCode && pin, isMyEnd && { ...end, ...kept('ends_at', before) }];
    return [{ fields: fields.filter(Boolean).map(onlyNew) }];
  }

  openForm({
    title: t.updateTitle(name),
    size: 'narrow',
    model: 'update',
    base: { acs_credential_id },
    layout,
    context: () => ({ systemType: system()?.external_type }),
    action: t.updateAction,
    send: (payload) =>
      optimistic(
        acs_credential_id,
        (now) => ({ ...now, ...payload }),
        () => client.value.update(payload),
      ),
    onDone: () => announce(t.updated(name)),
  });
}

export function openAssign(credential) {
  const { acs_credential_id, acs_system_id } = credential;
  const name = nameOf(credential);
  const isAgain = isHeld(credential);
  const holder = directory.value.holderOf(credential);
  openForm({
    title: isAgain ? t.reassignTitle(name) : t.assignTitle(name),
    lead: holder && t.reassignText(holder.display_name),
    size: 'narrow',
    model: 'assign',
    base: { acs_credential_id },
    layout: () => [{ fields: [holderField(directory.value, acs_system_id, holder)] }],
    // Naming nobody is a warning in the API; here it is the one thing that the form is for.
    strict: ['receiver'],
    action: isAgain ? t.reassignAction : t.assignAction,
    send: (payload) =>
      optimistic(
        acs_credential_id,
        (now) => ({ ...withoutHolder(now), ...payload }),
        () => client.value.assign(payload),
      ),
    onDone: () => announce(t.assigned(name)),
  });
}

export function openUnassign(credential) {
  const { acs_credential_id, acs_user_id, user_identity_id } = credential;
  const name = nameOf(credential);
  const holder = directory.value.holderOf(credential)?.display_name ?? t.somebody;
  openForm({
    title: t.unassignTitle(name),
    lead: t.unassignText(holder),
    size: 'narrow',
    model: 'unassign',
    base: { acs_credential_id, ...(acs_user_id ? { acs_user_id } : { user_identity_id }) },
    action: t.unassignAction,
    send: (payload) => optimistic(acs_credential_id, withoutHolder, () => client.value.unassign(payload)),
    onDone: () => announce(t.unassigned(name)),
  });
}

function withoutHolder(credential) {
  const rest = { ...credential };
  delete rest.acs_user_id;
  delete rest.user_identity_id;
  return rest;
}
