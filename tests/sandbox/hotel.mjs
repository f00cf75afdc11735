/** The state of the sandbox and what the endpoints do to it. Parameters arrive here checked. */
import { notFound } from './answers.mjs';
import { cursorAfter, readCursor } from './cursors.mjs';
import { timeOf } from './rules.mjs';
import { BRANDS } from './seed/brands.mjs';
import { id } from './seed/ids.mjs';
import { warning } from './seed/messages.mjs';
import { seed } from './seed/seed.mjs';

// Somebody has to hold the card to an encoder or open the app: these are not issued at once.
const ISSUED_LATER = new Set(['card', 'mobile_key']);
/** What waits from the beginning is issued after so many times the reads of a new one: who looks at it finds it waiting. */
const PATIENCE = 3;

/**
 * `readsLeft`: until a change is done at the provider. `isNew`: that issues it, which no other change does. `readsToIssue`: until
 * what waits from the beginning is issued.
 * @typedef {{ credential: object, entranceIds: string[], serial: number, readsLeft?: number, isNew?: boolean, readsToIssue?: number }} Kept
 */

export class Hotel {
  /** @type {Map<string, Kept>} */
  #kept = new Map();
  /** @type {(Kept | undefined)[]} by serial, which is the order of creation; deleted ones leave a gap */
  #bySerial = [];

  /**
   * @param {object} options
   * @param {() => Date} options.now
   * @param {number} options.issueAfterReads which `get` shows a change as done at the provider; 0: the change's own answer does
   * @param {number} [options.credentials] how many there are at least
   */
  constructor({ now, issueAfterReads, credentials }) {
    this.now = now;
    this.issueAfterReads = issueAfterReads;
    this.credentials = credentials;
    this.reset();
  }

  /** Puts the seed back. */
  reset() {
    const { systems, users, entrances, credentials } = seed(this.now(), this.credentials);
    Object.assign(this, { systems, users, entrances });
    this.usersById = new Map(users.map((user) => [user.acs_user_id, user]));
    this.#kept.clear();
    this.#bySerial.length = 0;
    for (const { credential, entranceIds } of credentials) {
      const kept = this.#keep(credential, entranceIds);
      const isWaiting = !credential.is_issued && !credential.errors.length;
      if (isWaiting) kept.readsToIssue = PATIENCE * this.issueAfterReads;
    }
  }

  get({ acs_credential_id }) {
    const kept = this.#find(acs_credential_id);
    if (kept.readsLeft > 0) kept.readsLeft -= 1;
    this.#settle(kept);
    if (kept.readsToIssue > 0) kept.readsToIssue -= 1;
    if (kept.readsToIssue === 0) this.#issue(kept);
    return kept.credential;
  }

  create(params) {
    const { user, user_identity_id, system } = this.#receiver(params);
    if (params.credential_manager_acs_system_id) this.#system(params.credential_manager_acs_system_id);
    const entrances = params.allowed_acs_entrance_ids.map((entranceId) => this.#entrance(entranceId));
    const { access_method } = params;
    const brand = BRANDS[system.external_type];
    const created_at = this.now().toISOString();
    const credential = {
      acs_credential_id: id('credential', this.#bySerial.length + 1),
      acs_system_id: system.acs_system_id,
      acs_user_id: user?.acs_user_id,
      user_identity_id,
      connected_account_id: system.connected_account_id,
      workspace_id: system.workspace_id,
      access_method,
      display_name: `${user?.display_name ?? 'Guest'} – ${access_method.replace('_', ' ')}`,
      external_type: brand.credential_type,
      external_type_display_name: brand.credential_name,
      created_at,
      starts_at: params.starts_at ?? created_at,
      ends_at: params.ends_at,
      code: null,
      card_number: null,
      is_issued: false,
      issued_at: null,
      is_multi_phone_sync_credential: params.is_multi_phone_sync_credential,
      is_one_time_use: false,
      errors: [],
      warnings: [],
      is_managed: true,
      ...brand.credentialMetadata(params, entrances),
    };
    const kept = this.#keep(
      credential,
      entrances.map(({ acs_entrance_id }) => acs_entrance_id),
    );
    if (access_method === 'code') this.#setCode(kept, params.code);
    if (ISSUED_LATER.has(access_method)) credential.warnings.push(warning('waiting_to_be_issued', created_at));
    kept.isNew = true;
    this.#change(kept, ISSUED_LATER.has(access_method) ? this.issueAfterReads : 0);
    return credential;
  }

  update({ acs_credential_id, code, ends_at }) {
    const kept = this.#find(acs_credential_id);
    if (code !== undefined) this.#setCode(kept, code);
    if (ends_at !== undefined) kept.credential.ends_at = ends_at;
    return this.#change(kept);
  }

  assign({ acs_credential_id, acs_user_id, user_identity_id }) {
    const kept = this.#find(acs_credential_id);
    const { credential } = kept;
    if (acs_user_id) {
      const user = this.#user(acs_user_id);
      Object.assign(credential, { acs_user_id: user.acs_user_id, user_identity_id: user.user_identity_id });
    } else if (user_identity_id) {
      const identity = this.#identity(user_identity_id);
      const user = this.#userOf(identity, credential.acs_system_id);
      Object.assign(credential, { acs_user_id: user?.acs_user_id, user_identity_id: identity });
    }
    return this.#change(kept);
  }

  unassign({ acs_credential_id, acs_user_id, user_identity_id }) {
    const kept = this.#find(acs_credential_id);
    if (acs_user_id) this.#user(acs_user_id);
    if (user_identity_id) this.#identity(user_identity_id);
    delete kept.credential.acs_user_id;
    delete kept.credential.user_identity_id;
    return this.#change(kept);
  }

  delete({ acs_credential_id }) {
    const { credential, serial } = this.#find(acs_credential_id);
    this.#kept.delete(credential.acs_credential_id);
    this.#bySerial[serial - 1] = undefined;
  }

  /** Newest first. */
  list(params) {
    const { limit } = params;
    const isWanted = matcher(params, this.usersById);
    const page = [];
    for (let at = Math.min(readCursor(params), this.#bySerial.length + 1) - 2; at >= 0; at--) {
      const kept = this.#bySerial[at];
      if (!kept || !isWanted(kept.credential)) continue;
      if (page.length === limit)
        return {
          acs_credentials: page,
          next_page_cursor: cursorAfter(this.#kept.get(page.at(-1).acs_credential_id).serial, params),
        };
      page.push(kept.credential);
    }
    return { acs_credentials: page, next_page_cursor: null };
  }

  /** The entrances that were allowed, else all of the system that open by this method. */
  accessibleEntrances({ acs_credential_id }) {
    const { credential, entranceIds } = this.#find(acs_credential_id);
    return this.entrances.filter((entrance) =>
      entranceIds.length
        ? entranceIds.includes(entrance.acs_entrance_id)
        : entrance.acs_system_id === credential.acs_system_id &&
          entrance[`can_unlock_with_${credential.access_method}`],
    );
  }

  #keep(credential, entranceIds) {
    const kept = { credential, entranceIds, serial: this.#bySerial.length + 1 };
    this.#kept.set(credential.acs_credential_id, kept);
    this.#bySerial.push(kept);
    return kept;
  }

  /** Notes that the provider has yet to follow. */
  #change(kept, reads = this.issueAfterReads) {
    kept.readsLeft = reads;
    kept.credential.is_latest_desired_state_synced_with_provider = false;
    this.#settle(kept);
    return kept.credential;
  }

  #settle(kept) {
    if (kept.readsLeft !== 0) return;
    const { credential } = kept;
    const at = this.now().toISOString();
    kept.readsLeft = undefined;
    credential.is_latest_desired_state_synced_with_provider = true;
    credential.latest_desired_state_synced_with_provider_at = at;
    if (kept.isNew) this.#issue(kept);
  }

  #issue(kept) {
    const { credential } = kept;
    kept.isNew = false;
    kept.readsToIssue = undefined;
    credential.is_issued = true;
    credential.issued_at = this.now().toISOString();
    credential.warnings = credential.warnings.filter(({ warning_code }) => warning_code !== 'waiting_to_be_issued');
    if (credential.access_method === 'card') credential.card_number = String(4_100_000 + kept.serial);
  }

  /** A code that somebody has in the same system is replaced by another one, with the warning that says so. */
  #setCode({ credential, serial }, wished) {
    const made = String(100_000 + ((serial * 7919) % 900_000));
    const taken = [...this.#kept.values()].some(
      ({ credential: other }) =>
        other !== credential && other.acs_system_id === credential.acs_system_id && other.code === wished,
    );
    credential.code = wished === undefined || taken ? made : wished;
    credential.warnings = credential.warnings.filter(
      ({ warning_code }) => warning_code !== 'requested_code_unavailable',
    );
    if (wished !== undefined && taken) {
      const codes = { original_code: wished, new_code: made };
      credential.warnings.push(warning('requested_code_unavailable', this.now().toISOString(), codes));
    }
  }

  /** Who gets a new credential, and in which system. */
  #receiver({ acs_user_id, user_identity_id, acs_system_id }) {
    if (acs_system_id) this.#system(acs_system_id);
    if (acs_user_id) {
      const user = this.#user(acs_user_id);
      return { user, user_identity_id: user.user_identity_id, system: this.#system(user.acs_system_id) };
    }
    const identity = this.#identity(user_identity_id);
    const system = this.#system(acs_system_id);
    return { user: this.#userOf(identity, system.acs_system_id), user_identity_id: identity, system };
  }

  #find(credentialId) {
    const kept = this.#kept.get(credentialId.toLowerCase());
    if (!kept) throw notFound('acs_credential');
    return kept;
  }

  #system = (wanted) => byId(this.systems, 'acs_system', wanted);
  #user(wanted) {
    const user = this.usersById.get(wanted.toLowerCase());
    if (!user) throw notFound('acs_user');
    return user;
  }

  #entrance = (wanted) => byId(this.entrances, 'acs_entrance', wanted);
  #identity = (wanted) => byId(this.users, 'user_identity', wanted).user_identity_id;
  #userOf = (identity, systemId) =>
    this.users.find((user) => user.user_identity_id === identity && user.acs_system_id === systemId);
}

function byId(things, what, wanted) {
  const found = things.find((thing) => thing[`${what}_id`] === wanted.toLowerCase());
  if (!found) throw notFound(what);
  return found;
}

/** Accents and case do not matter: "amelie" finds Amélie. */
const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What a list's parameters ask of a credential, read once for all of them. */
function matcher(params, usersById) {
  const ids = ['acs_system_id', 'acs_user_id', 'user_identity_id']
    .filter((key) => params[key] !== undefined)
    .map((key) => [key, params[key].toLowerCase()]);
  const { is_multi_phone_sync_credential: synced } = params;
  const before = params.created_before === undefined ? Infinity : timeOf(params.created_before);
  const search = params.search === undefined ? '' : plain(params.search);
  return (credential) =>
    ids.every(([key, wanted]) => credential[key] === wanted) &&
    Date.parse(credential.created_at) < before &&
    (synced === undefined || synced === (credential.is_multi_phone_sync_credential ?? false)) &&
    (search === '' || wordsOf(credential, usersById).some((word) => word && plain(word).includes(search)));
}

function wordsOf({ display_name, code, card_number, acs_user_id }, usersById) {
  const holder = usersById.get(acs_user_id);
  return [display_name, code, card_number, holder?.full_name, holder?.email_address];
}
