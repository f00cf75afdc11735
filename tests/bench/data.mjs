/** The data of the bench: the same at every run, and like a hotel's. */

/** Numbers from 0 to 1, the same ones for a seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = (next, items) => items[Math.floor(next() * items.length)];
const digits = (next, count) => String(Math.floor((1 + next() * 9) * 10 ** (count - 1)));

function uuid(next) {
  const hex = Array.from({ length: 30 }, () => Math.floor(next() * 16).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), '4' + hex.slice(12, 15), 'a' + hex.slice(15, 18), hex.slice(18)].join('-');
}

const moment = (next) => new Date(Date.UTC(2025, 0, 1) + Math.floor(next() * 3e11)).toISOString();

/** As JSON.parse makes it: no shared objects, and strings in one piece. */
const fresh = (value) => JSON.parse(JSON.stringify(value));

function credential(next, house, { isAscii = true, isNewer = false }) {
  const kind = next();
  const name =
    isAscii || next() > 0.1 ? `Credential ${digits(next, 6)}` : pick(next, ['Mobile key — Zoë', 'Büro', '日本 1204']);
  const external_type = kind < 0.6 ? 'visionline_card' : kind < 0.85 ? 'salto_ks_credential' : 'assa_abloy_vostio_key';
  const isIssued = next() < 0.8;
  return {
    acs_credential_id: uuid(next),
    acs_user_id: uuid(next),
    ...house,
    access_method: kind < 0.6 ? 'card' : kind < 0.85 ? 'code' : 'mobile_key',
    display_name: name,
    external_type,
    external_type_display_name: external_type.replaceAll('_', ' '),
    created_at: moment(next),
    starts_at: moment(next),
    ends_at: moment(next),
    is_managed: true,
    is_multi_phone_sync_credential: false,
    is_one_time_use: next() < 0.2,
    is_latest_desired_state_synced_with_provider: next() < 0.1 ? null : true,
    latest_desired_state_synced_with_provider_at: moment(next),
    errors: [],
    warnings:
      next() < 0.15
        ? [
            {
              warning_code: 'waiting_to_be_issued',
              message: 'The card has to be held to an encoder.',
              created_at: moment(next),
            },
          ]
        : [],
    ...(kind < 0.6 && {
      is_issued: isIssued,
      issued_at: isIssued ? moment(next) : null,
      card_number: isIssued ? digits(next, 9) : null,
      visionline_metadata: {
        card_function_type: 'guest',
        card_id: digits(next, 9),
        auto_join: next() < 0.5,
        is_valid: true,
        guest_acs_entrance_ids: [uuid(next)],
        common_acs_entrance_ids: [uuid(next), uuid(next)],
        joiner_acs_credential_ids: [],
      },
    }),
    ...(kind >= 0.6 && { user_identity_id: uuid(next) }),
    ...(kind >= 0.6 && kind < 0.85 && { code: digits(next, 4) }),
    // What a newer server may add.
    ...(next() < 0.05 && { undocumented: { a: [1, 2.5, null, 'x'] } }),
    ...(isNewer && { space_name: `Floor ${digits(next, 2)}` }),
  };
}

/** The body of a list answer; `isNewer` is one whose rows all have a property that no model knows. */
export function page(count, kind = {}) {
  const next = random(7);
  const house = { acs_system_id: uuid(next), connected_account_id: uuid(next), workspace_id: uuid(next) };
  const acs_credentials = Array.from({ length: count }, () => credential(next, house, kind));
  return {
    acs_credentials,
    pagination: { has_next_page: false, next_page_cursor: null, next_page_url: null },
    ok: true,
  };
}

const FUTURE = { starts_at: '2090-03-01T15:00:00.000Z', ends_at: '2090-03-05T10:00:00.000Z' };

function small(next) {
  const code = digits(next, 4);
  return { access_method: 'code', acs_user_id: uuid(next), allowed_acs_entrance_ids: [uuid(next)], code, ...FUTURE };
}

function rich(next) {
  return {
    access_method: 'card',
    acs_user_id: uuid(next),
    acs_system_id: uuid(next),
    allowed_acs_entrance_ids: [uuid(next), uuid(next), uuid(next)],
    credential_manager_acs_system_id: uuid(next),
    ...FUTURE,
    is_multi_phone_sync_credential: false,
    visionline_metadata: {
      auto_join: next() < 0.5,
      card_format: 'TLCode',
      card_function_type: 'guest',
      joiner_acs_credential_ids: [uuid(next), uuid(next)],
      override: false,
    },
  };
}

function tenFaults(next) {
  const payload = rich(next);
  Object.assign(payload, {
    access_method: 'face',
    acs_user_id: 'nobody',
    acs_system_id: 5,
    starts_at: '2090-13-01T00:00:00Z',
  });
  Object.assign(payload, { credential_manager_acs_system_id: null, is_multi_phone_sync_credential: 'yes' });
  Object.assign(payload.visionline_metadata, { card_format: 7, override: 'no' });
  payload.allowed_acs_entrance_ids[1] = 'door';
  payload.visionline_metadata.joiner_acs_credential_ids[0] = 'x';
  return payload;
}

const KINDS = {
  'small, valid': small,
  'rich, valid': rich,
  '1 fault': (next) => ({ ...rich(next), acs_user_id: 'nobody' }),
  '10 faults': tenFaults,
  // Those below pkg-template/known.js never knows.
  'rich, valid, an id in capitals': (next) => ({ ...rich(next), acs_user_id: `F${uuid(next).slice(1).toUpperCase()}` }),
  '1 fault, never the same': (next) => ({ ...rich(next), acs_user_id: `nobody ${digits(next, 6)}` }),
};

/**
 * Create payloads of each kind. Nobody validates the same objects again and again: of 64, a processor learns by heart which branch each
 * character takes, which makes regular expressions twice as fast as they are; and of 512, no more mistakes are remembered than of thousands.
 */
export function payloads() {
  const next = random(11);
  const several = (make) => Array.from({ length: 512 }, () => fresh(make(next)));
  return Object.fromEntries(Object.entries(KINDS).map(([name, make]) => [name, several(make)]));
}
