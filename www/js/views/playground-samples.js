/** Something to begin with for each model: as it should be, and with what goes wrong often. */

const ID = '6a0f1c9e-4b1e-4a52-9d0f-0d2c7b1f4f10';
const USER = '1f9b2a34-5c6d-4e7f-8a90-b1c2d3e4f506';
const SYSTEM = '9c8b7a60-1234-4abc-8def-0123456789ab';
const DOOR = '3b2a1908-7f6e-4d5c-8b4a-392817065f4e';
const CREATED = '2026-06-19T21:08:08.946514Z';

const named = { acs_credential_id: ID };
const misnamed = { acsCredentialId: ID, acs_credential_id: `{${ID}}` };

const credential = {
  acs_credential_id: ID,
  acs_system_id: SYSTEM,
  acs_user_id: USER,
  connected_account_id: USER,
  workspace_id: SYSTEM,
  access_method: 'code',
  code: '60818',
  display_name: 'Garden code',
  created_at: CREATED,
  ends_at: '2031-06-21T12:00:00Z',
  external_type: 'akiles_credential',
  is_managed: true,
  errors: [],
  warnings: [
    {
      warning_code: 'requested_code_unavailable',
      message: 'The code asked for was taken.',
      created_at: CREATED,
      original_code: '1234',
      new_code: '60818',
    },
  ],
};

const entrance = {
  acs_entrance_id: DOOR,
  acs_system_id: SYSTEM,
  connected_account_id: USER,
  display_name: 'Garden gate',
  created_at: CREATED,
  space_ids: [],
  errors: [],
  warnings: [],
  can_unlock_with_code: true,
};

const event = {
  event_id: DOOR,
  event_type: 'acs_credential.issued',
  workspace_id: SYSTEM,
  acs_system_id: SYSTEM,
  acs_credential_id: ID,
  created_at: CREATED,
  occurred_at: CREATED,
};

const pagination = { has_next_page: false, next_page_cursor: null, next_page_url: null };

/** @type {Record<string, { good: object, faulty: object }>} */
export const SAMPLES = {
  create: {
    good: {
      access_method: 'card',
      acs_user_id: USER,
      allowed_acs_entrance_ids: [DOOR],
      starts_at: '2031-06-19T15:00:00+02:00',
      ends_at: '2031-06-21T12:00:00+02:00',
      visionline_metadata: { card_format: 'rfid48', override: true },
    },
    faulty: {
      access_method: 'mobile-key',
      acsUserId: USER,
      code: 4711,
      starts_at: '2031-06-21 12:00:00',
      ends_at: '2020-02-30T12:00:00Z',
      allowed_acs_entrance_ids: [DOOR, DOOR.toUpperCase(), 'Room 101'],
      visionline_metadata: { cardFormat: 'rfid48', joiners: [ID], is_override_key: true },
    },
  },
  update: {
    good: { ...named, code: '240816', ends_at: '2031-06-21T12:00:00Z' },
    faulty: { ...named, code: '12a4', ends_at: '2031-06-31T12:00:00Z', starts_at: CREATED },
  },
  assign: {
    good: { ...named, acs_user_id: USER },
    faulty: { ...named, acs_user_id: USER, user_identity_id: 'Amélie' },
  },
  unassign: { good: { ...named, acs_user_id: USER }, faulty: named },
  delete: { good: named, faulty: misnamed },
  get: { good: named, faulty: misnamed },
  list: {
    good: { acs_system_id: SYSTEM, limit: 50, search: 'amelie' },
    faulty: { system_id: SYSTEM, limit: 0.5, search: '', page_cursor: null, created_before: 'yesterday' },
  },
  list_accessible_entrances: { good: named, faulty: misnamed },
  acs_credential: {
    good: credential,
    faulty: {
      ...credential,
      access_method: 'face',
      code: 60818,
      ends_at: null,
      colour: 'gold',
      connected_account_id: undefined,
    },
  },
  acs_entrance: { good: entrance, faulty: { ...entrance, is_locked: 'yes', space_ids: ['garden'], errors: undefined } },
  acs_credential_event: { good: event, faulty: { ...event, event_type: 'acs_credential.created', occurred_at: 'now' } },
  pagination: { good: pagination, faulty: { has_next_page: 'no', next_page_cursor: 7 } },
  acs_credential_page: {
    good: { acs_credentials: [credential], pagination, ok: true },
    faulty: { acs_credentials: [{ ...credential, is_managed: false }], ok: true },
  },
};
