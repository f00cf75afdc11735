/** The forms that change a credential that is there. What they change shows at once, and is taken back if the server refuses it. */
import { signal } from '@preact/signals-core';
import { isHeld, nameOf } from '../model/credential.js';
import { zoneOf } from '../model/dates.js';
import { isGone, isUnclear } from '../model/failure.js';
import { announce } from '../state/announce.js';
import { directory } from '../state/directory.js';
import { lose } from '../state/opened.js';
import { client } from '../state/settings.js';
import { find, optimistic } from '../state/store.js';
import { texts } from '../texts/index.js';
import { brandOf } from './brands.js';
import { codeField } from './code.js';
import { momentField } from './moment.js';
import { holderField } from './people.js';
import { openForm } from './view.js';
import { toWall } from './zones.js';

const t = texts.forms;
const CODE = 'code';
/** A second look is not worth waiting for longer: the pane reads it again anyhow. */
const LOOK = { retries: 0, timeout: 5000 };

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

/**
 * The form of one change. What turns out to be gone is taken off the list.
 *
 * @param {object} credential
 * @param {object} parts what `openForm` takes, and:
 * @param {'update' | 'assign' | 'unassign'} parts.model
 * @param {(credential: object, payload: object) => object} parts.change what it then looks like
 * @param {(credential: object, payload: object) => boolean} [parts.isMade] whether it looks like that
 */
function openChange({ acs_credential_id }, { model, base, change, isMade = holds, ...parts }) {
  const found = signal('');

  /** Of a change whose answer is lost the credential itself tells whether it was made. */
  async function make(payload) {
    found.value = '';
    try {
      return await client.value[model](payload);
    } catch (error) {
      if (!isUnclear(error)) throw error;
      const fresh = await client.value.get({ acs_credential_id }, LOOK).catch((second) => {
        throw isGone(second) ? second : error;
      });
      if (isMade(fresh, payload)) return fresh;
      found.value = t.notMade;
      throw error;
    }
  }

  openForm({
    size: 'narrow',
    model,
    base: { acs_credential_id, ...base },
    found,
    send: (payload) =>
      optimistic(
        acs_credential_id,
        (now) => change(now, payload),
        () => make(payload),
      ),
    onGone: (error) => lose(acs_credential_id, error),
    ...parts,
  });
}

const isSame = (name, one, other) => (name === 'ends_at' ? Date.parse(one) === Date.parse(other) : one === other);
const holds = (credential, payload) =>
  Object.entries(payload).every(([name, value]) => isSame(name, credential[name], value));

export function openUpdate(credential) {
  const { acs_system_id, code, ends_at } = credential;
  const name = nameOf(credential);
  const system = () => directory.value.system(acs_system_id);

  /** Only what is other than before is sent: what nobody touched keeps its seconds. */
  function layout(valueOf) {
    const zone = zoneOf(system());
    const before = toWall(ends_at, zone);
    const end = momentField({ name: 'ends_at', label: t.endsAt, zone, value: valueOf('ends_at'), initial: before });
    const hint = brandOf(system()).codeHint ?? t.codeHint;
    const pin = codeField({ initial: code ?? '', isOptional: false, hint, ...kept(CODE, code) });
    const onlyNew = (field) => ({
      ...field,
      read: (value) => (value === field.initial ? undefined : (field.read?.(value) ?? value)),
    });
    const { isMyCode, isMyEnd } = changesOf(credential);
    const fields = [isMyCode && pin, isMyEnd && { ...end, ...kept('ends_at', before) }];
    return [{ fields: fields.filter(Boolean).map(onlyNew) }];
  }

  openChange(credential, {
    title: t.updateTitle(name),
    model: 'update',
    layout,
    context: () => ({ systemType: system()?.external_type }),
    action: t.updateAction,
    change: (now, payload) => ({ ...now, ...payload }),
    onDone: () => announce(t.updated(name)),
  });
}

export function openAssign(credential) {
  const { acs_system_id } = credential;
  const name = nameOf(credential);
  const isAgain = isHeld(credential);
  const holder = directory.value.holderOf(credential);
  openChange(credential, {
    title: isAgain ? t.reassignTitle(name) : t.assignTitle(name),
    // Somebody else may have given it away since the form was opened.
    lead() {
      const now = directory.value.holderOf(find(credential.acs_credential_id) ?? credential);
      return now && t.reassignText(now.display_name);
    },
    model: 'assign',
    layout: () => [{ fields: [holderField(directory.value, acs_system_id, holder)] }],
    // Naming nobody is a warning in the API; here it is the one thing that the form is for.
    strict: ['receiver'],
    action: isAgain ? t.reassignAction : t.assignAction,
    change: (now, payload) => ({ ...withoutHolder(now), ...payload }),
    onDone: () => announce(t.assigned(name)),
  });
}

export function openUnassign(credential) {
  const { acs_user_id, user_identity_id } = credential;
  const name = nameOf(credential);
  const holder = directory.value.holderOf(credential)?.display_name ?? t.somebody;
  openChange(credential, {
    title: t.unassignTitle(name),
    lead: t.unassignText(holder),
    model: 'unassign',
    base: acs_user_id ? { acs_user_id } : { user_identity_id },
    action: t.unassignAction,
    change: withoutHolder,
    isMade: (now) => !isHeld(now),
    onDone: () => announce(t.unassigned(name)),
  });
}

function withoutHolder(credential) {
  const rest = { ...credential };
  delete rest.acs_user_id;
  delete rest.user_identity_id;
  return rest;
}
