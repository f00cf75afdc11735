/** Builds the whole hotel. The same `now` gives the same hotel, ids included. */
import { BRANDS } from './brands.mjs';
import { CREDENTIALS } from './credentials.mjs';
import { crowd } from './crowd.mjs';
import { ENTRANCES, SYSTEMS, USERS } from './house.mjs';
import { id } from './ids.mjs';
import { warning } from './messages.mjs';

const DAY = 86_400_000;
const METHODS = ['code', 'card', 'mobile_key', 'cloud_key'];
// Columns of credentials.mjs.
const AGE = 3;
const ALLOWED = 6;
const oldestFirst = (a, b) => b[AGE] - a[AGE];
const workspace_id = id('workspace', 1);

/**
 * @param {Date} now
 * @param {number} [size] how many credentials there are at least: those that the rows lack are made up
 */
export function seed(now, size = 0) {
  /** The moment so many days from now (past ones are negative). */
  const at = (days) => new Date(now.getTime() + days * DAY).toISOString();
  const others = crowd(Math.max(0, size - CREDENTIALS.length));
  const [systems, systemOf] = built(SYSTEMS, (row, index) => system(row, index, at));
  const [users, userOf] = built([...USERS, ...others.users], (row, index) => user(row, index, systemOf, at));
  const entrances = ENTRANCES.map((row, index) => entrance(row, index, systemOf, at));
  const idsByName = new Map(entrances.map(({ display_name, acs_entrance_id }) => [display_name, acs_entrance_id]));
  const entranceIds = (names) => names.map((name) => idsByName.get(name));
  const rows = [...CREDENTIALS, ...others.credentials].sort(oldestFirst);
  const credentials = rows.map((row, index) => ({
    credential: credential(row, index, { at, systemOf, userOf, entranceIds }),
    entranceIds: entranceIds(row[ALLOWED] ?? []),
  }));
  return { systems, users, entrances, credentials };
}

/** The things of all rows, and a function that finds one by its row's key. */
function built(rows, build) {
  const byKey = new Map(rows.map((row, index) => [row[0], build(row, index)]));
  return [[...byKey.values()], (key) => byKey.get(key)];
}

const system = ([, external_type, name, time_zone], index, at) => ({
  acs_system_id: id('system', index + 1),
  connected_account_id: id('account', index + 1),
  workspace_id,
  name,
  external_type,
  external_type_display_name: BRANDS[external_type].name,
  created_at: at(-400 + index),
  is_credential_manager: false,
  location: { time_zone },
  errors: [],
  warnings: [],
});

function user([, key, identity, full_name, email_address], index, systemOf, at) {
  const { acs_system_id, connected_account_id, external_type } = systemOf(key);
  return {
    acs_user_id: id('user', index + 1),
    acs_system_id,
    connected_account_id,
    user_identity_id: identity && id('identity', identity),
    workspace_id,
    display_name: full_name,
    full_name,
    email_address,
    external_type: BRANDS[external_type].user_type,
    created_at: at(-200 + (index % 200)),
    is_managed: true,
    is_suspended: false,
    errors: [],
    warnings: [],
  };
}

function entrance(
  [key, display_name, methods, metadata, { warnings = [], errors, ...more } = {}],
  index,
  systemOf,
  at,
) {
  const { acs_system_id, connected_account_id } = systemOf(key);
  const created_at = at(-300 + index);
  return {
    acs_entrance_id: id('entrance', index + 1),
    acs_system_id,
    connected_account_id,
    display_name,
    created_at,
    space_ids: [id('space', 1 + (index % 3))],
    ...Object.fromEntries(METHODS.map((method) => [`can_unlock_with_${method}`, methods.includes(method)])),
    ...more,
    [`${key}_metadata`]: metadata,
    warnings: warnings.map((code) => ({ warning_code: code, message: 'Look at this door.', created_at })),
    errors: errors ? [{ error_code: 'acs_entrance_offline', message: 'The reader does not answer.', created_at }] : [],
  };
}

/** A row of credentials.mjs becomes what the API sends: issued and in sync, unless the row says otherwise. */
function credential([key, userKey, access_method, age, display_name, state = {}], index, { at, ...find }) {
  const { acs_system_id, connected_account_id, external_type } = find.systemOf(key);
  const holder = userKey && find.userOf(userKey);
  const created_at = at(-age);
  const done_at = at(-age + 0.01);
  const { warnings = [], ...given } = typeof state === 'function' ? state({ at, created_at, ...find }) : state;
  return {
    acs_credential_id: id('credential', index + 1),
    acs_system_id,
    acs_user_id: holder?.acs_user_id,
    user_identity_id: holder?.user_identity_id,
    connected_account_id,
    workspace_id,
    access_method,
    display_name,
    external_type: BRANDS[external_type].credential_type,
    external_type_display_name: BRANDS[external_type].credential_name,
    created_at,
    is_issued: true,
    issued_at: done_at,
    is_latest_desired_state_synced_with_provider: true,
    latest_desired_state_synced_with_provider_at: done_at,
    is_multi_phone_sync_credential: access_method === 'mobile_key',
    is_one_time_use: false,
    errors: [],
    is_managed: true,
    ...given,
    warnings: warnings.map(([code, more]) => warning(code, created_at, more)),
  };
}
