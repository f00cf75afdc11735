/** The forms that change a credential that is there: update, assign, unassign, delete. */
import { client } from '../api.js';
import { shortId, zone } from '../format.js';
import { texts } from '../texts.js';
import { openForm } from './dialog.js';
import { momentField, textField } from './fields.js';
import { holderField } from './people.js';

const t = texts.form;
const baseOf = ({ acs_credential_id }) => ({ acs_credential_id });

/** The server may answer a change without the credential. */
const orRead = async (call, { acs_credential_id }) => (await call) ?? client.get({ acs_credential_id });

/** What was there can be changed, but the API knows no way to take it back. */
const kept = (path, before) => (input) =>
  before && !input.value ? [{ severity: 'error', code: 'missing', path, message: t.notRemovable }] : [];

/** @typedef {{ credential: object, directory: object, onDone: (result: unknown, message: string) => void }} Change */

/** @param {Change} change */
export function openUpdate({ credential, directory, onDone }) {
  const { code, ends_at, display_name: name } = credential;
  const pin = textField({
    path: ['code'],
    label: t.code,
    inputmode: 'numeric',
    value: code ?? '',
    own: kept(['code'], code),
  });
  const end = momentField({
    path: ['ends_at'],
    label: t.endsAt,
    hint: t.zone(zone()),
    value: ends_at,
    own: kept(['ends_at'], ends_at),
  });
  const isPin = credential.access_method === 'code';
  openForm({
    title: t.updateTitle(name),
    model: 'update',
    base: baseOf(credential),
    sections: [{ fields: isPin ? [{ ...pin, write: onlyNew(pin, code) }, end] : [end] }],
    context: () => ({ systemType: directory.system(credential.acs_system_id)?.external_type }),
    action: t.updateAction,
    send: (payload) => orRead(client.update(payload), credential),
    onDone: (changed) => onDone(changed, t.updated(name)),
  });
}

const onlyNew = (field, before) => (payload) => {
  const value = field.read();
  if (value !== undefined && value !== before) payload.code = value;
};

/** @param {Change} change */
export function openAssign({ credential, directory, onDone }) {
  const { display_name: name } = credential;
  const holder = holderField(directory);
  holder.offerFor?.(credential.acs_system_id);
  openForm({
    title: t.assignTitle(name),
    model: 'assign',
    base: baseOf(credential),
    sections: [{ fields: [holder] }],
    // Naming nobody is a warning in the API; here it is the one thing that the form is for.
    strict: ['receiver'],
    action: t.assignAction,
    send: (payload) => orRead(client.assign(payload), credential),
    onDone: (changed) => onDone(changed, t.assigned(name)),
  });
}

/** @param {Change} change */
export function openUnassign({ credential, directory, onDone }) {
  const { acs_user_id, user_identity_id, display_name: name } = credential;
  const holder = directory.holderOf(credential)?.display_name ?? shortId(acs_user_id ?? user_identity_id);
  openForm({
    title: t.unassignTitle(name),
    lead: t.unassignText(holder),
    model: 'unassign',
    base: { ...baseOf(credential), ...(acs_user_id ? { acs_user_id } : { user_identity_id }) },
    action: t.unassignAction,
    send: (payload) => orRead(client.unassign(payload), credential),
    onDone: (changed) => onDone(changed, t.unassigned(name)),
  });
}

/** @param {Change} change */
export function openDelete({ credential, onDone }) {
  const { display_name: name } = credential;
  openForm({
    title: t.deleteTitle(name),
    lead: t.deleteText,
    model: 'delete',
    base: baseOf(credential),
    action: t.deleteAction,
    isDangerous: true,
    send: (payload) => client.delete(payload),
    onDone: () => onDone(undefined, t.deleted(name)),
  });
}
