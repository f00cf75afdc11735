/** The credentials, in every state that a panel has to show. */
import { card, code, failed, from, notSynced, waiting, warned } from './states.mjs';

const type = (external_type, external_type_display_name) => ({ external_type, external_type_display_name });

const nulls = {
  code: null,
  card_number: null,
  is_issued: false,
  issued_at: null,
  is_latest_desired_state_synced_with_provider: null,
  latest_desired_state_synced_with_provider_at: null,
};
const codeTaken = warned(['requested_code_unavailable', { original_code: '1234', new_code: '60818' }]);
const staff = { visionline_metadata: { card_function_type: 'staff', auto_join: false, is_valid: true } };
const child = {
  acs_credential_pool_id: '33333333-3333-3333-3333-333333333333',
  parent_acs_credential_id: '44444444-4444-4444-4444-444444444444',
};

const guestStay = ({ at, entranceIds }) => ({
  ...card('00312', { starts_at: at(-2), ends_at: at(3) }),
  visionline_metadata: {
    auto_join: true,
    card_function_type: 'guest',
    card_id: '7',
    credential_id: '15',
    is_valid: true,
    common_acs_entrance_ids: entranceIds(['Main Entrance', 'Pool']),
    guest_acs_entrance_ids: entranceIds(['Room 101']),
    joiner_acs_credential_ids: [],
  },
});

const vostioKey = ({ at, entranceIds }) => ({
  ...card('204', { starts_at: at(-3), ends_at: at(2) }),
  assa_abloy_vostio_metadata: {
    auto_join: false,
    door_names: ['Onsen'],
    endpoint_id: 'ep-204',
    key_id: 'k-9',
    key_issuing_request_id: 'kir-31',
    override_guest_acs_entrance_ids: entranceIds(['桜 Onsen']),
  },
});

const failedTwice = ({ at, created_at }) => ({
  ...nulls,
  ends_at: at(7),
  code: '31337',
  errors: [
    { error_code: 'failed_to_issue', message: 'The site refused the code.', created_at },
    { error_code: 'pti_site_offline', message: 'The site has been offline since yesterday.', created_at },
  ],
});

const micro = (moment) => moment.replace('Z', '514Z');
const microseconds = ({ at, created_at }) => ({
  ...card('9003', { created_at: micro(created_at), issued_at: micro(at(-0.8)) }),
  starts_at: micro(at(-0.8)),
  ends_at: micro(at(2)),
});

// What servers send that are newer, or older, than the documents.
const asInTheSamples = type('multi_phone_sync_credential', 'Multi-Phone Sync');
const newerType = type('brivo_biometric', 'Brivo Biometric');
const newerWarning = warned(['provider_quota_nearly_reached', { remaining: 3 }]);
const newerProperties = ({ created_at }) => ({
  is_locked_down: false,
  pending_mutations: [
    { mutation_code: 'updating_user_assignment', message: 'The holder is being changed.', created_at },
  ],
});
const olderServer = code('118001', {
  connected_account_id: undefined,
  errors: [{ error_code: 'acs_system_disconnected', message: 'The access system was disconnected.' }],
});

/** System, holder, access method, age in days, name, state, allowed entrances (none: all of the system). */
// prettier-ignore
export const CREDENTIALS = [
  ['visionline', 'amelie', 'card', 2, 'Room 101 – Amélie Dubois', guestStay, ['Main Entrance', 'Room 101', 'Pool']],
  ['visionline', 'lukasz', 'mobile_key', 1, 'Room 102 – Łukasz Wójcik', from(-1, 4), ['Main Entrance', 'Room 102']],
  ['visionline', 'lukasz', 'card', 90, 'Suite Léman – housekeeping', staff, ['Suite Léman']],
  ['salto_ks', 'amelie_ks', 'code', 5, 'Auditorium PIN', code('480216'), ['Auditorium']],
  ['salto_ks', 'amelie_ks', 'card', 20, 'Speaker tag', card('04A2B9', type('salto_ks_tag', 'Salto KS Tag'))],
  ['salto_space', 'olena', 'card', 120, 'Олена Шевченко – пральня', card('118822'), ['Linen Room']],
  ['salto_space', 'soren', 'card', 60, 'Søren – night shift', from(-60, 95, card('118823'))],
  ['assa_abloy_vostio', 'hanako', 'card', 3, '温泉パス 山田', vostioKey, ['桜 Onsen']],
  ['assa_abloy_vostio', 'hanako', 'mobile_key', 3, 'Onsen on the phone', from(-3, 2)],
  ['latch', 'mohammed', 'code', 15, 'شقة 5B', from(-15, 350, code('7730415')), ['Apartment 5B']],
  ['brivo', 'hanh', 'code', 40, 'Hạnh – front door', code('5519')],
  ['brivo', 'hanh', 'cloud_key', 39, 'Hạnh – from anywhere'],
  ['pti', 'maria', 'code', 30, 'Storage unit 88', from(-30, 60, code('4294967'))],
  ['pti', 'maria', 'code', 0.7, 'Storage unit 12 – single visit', from(-0.7, 0.4, code('000042', { is_one_time_use: true }))],
  ['hotek', 'thorunn', 'card', 1.1, 'Herbergi 12 – Þórunn', from(-1, 2, card('9002')), ['Room 12 · Sjávarútsýni']],
  ['dormakaba_ambiance', 'minjun', 'card', 4, '김민준 – Zimmer 4', from(-4, 3, card('55120'))],
  ['avigilon_alta', 'zoe', 'cloud_key', 8, "Zoë O'Brien – garage", {}, ['Garage']],
  ['akiles', 'dimitris', 'code', 7, 'Κήπος – Δημήτρης', from(-7, 5, code('60817', { akiles_metadata: { member_pin_id: 'mp_3k2' } }))],

  ['visionline', 'amelie', 'card', 0.1, 'Second card for Room 101', from(-2, 3, waiting)],
  ['visionline', 'lukasz', 'mobile_key', 0.05, 'Phone key for Room 102', from(-1, 4, { ...waiting, ...notSynced })],
  ['assa_abloy_vostio', 'hanako', 'mobile_key', 0.2, 'Next stay', from(20, 24, waiting)],
  ['salto_space', 'olena', 'card', 0.3, 'Replacement key', { ...waiting, ...warned('waiting_to_be_issued', 'needs_to_be_reissued') }],
  ['salto_ks', 'amelie_ks', 'code', 6, 'Meeting room PIN – late hours', code('118004', warned('schedule_externally_modified'))],
  ['brivo', 'hanh', 'card', 12, 'Office badge – project team', from(-12, 80, card('70012', warned('schedule_modified')))],
  ['hotek', 'thorunn', 'card', 14, 'Old sauna card', card('9001', { ...notSynced, ...warned('being_deleted') })],
  ['latch', 'mohammed', 'mobile_key', 9, 'Lobby key', from(-15, 350, warned('unknown_issue_with_acs_credential'))],
  ['salto_space', 'soren', 'card', 45, 'Staff card before the move', card('118801', warned('needs_to_be_reissued'))],
  ['akiles', 'dimitris', 'code', 2.5, 'Garden code', from(-7, 5, code('60818', codeTaken))],

  ['avigilon_alta', 'zoe', 'card', 11, 'Dock badge', failed('provider_service_unavailable', 'The access system does not answer.')],
  ['pti', 'maria', 'code', 0.6, 'Luggage gate – Maria', failedTwice],
  ['visionline', 'lukasz', 'card', 10, 'Room 102 – last stay', from(-10, -3, card('00311'))],
  ['latch', 'mohammed', 'code', 380, 'Code of the last tenant', from(-380, -15, code('202020'))],
  ['visionline', undefined, 'card', 33, 'Spare card', card('00099')],
  ['brivo', undefined, 'code', 22, 'Contractor code', code('8080')],
  ['salto_space', 'olena', 'card', 18, 'Linen Room – Олена', card('118840', notSynced)],
  ['dormakaba_community', undefined, 'card', 70, 'Apartment 21, resident', from(-70, 110, card('31-7'))],
  ['dormakaba_ambiance', 'minjun', 'mobile_key', 0.4, 'Zimmer 4 – phone key', from(-4, 3, nulls)],
  ['hotek', 'thorunn', 'card', 0.9, 'Herbergi 12 – second card', microseconds],
  ['visionline', 'amelie', 'mobile_key', 0.8, 'Room 101 – second phone', from(-2, 3, child)],

  ['visionline', 'lukasz', 'mobile_key', 25, 'Room 102 – family phones', from(-1, 4, asInTheSamples)],
  ['brivo', 'hanh', 'face_scan', 0.5, 'Hạnh – face at the door', newerType],
  ['salto_space', 'soren', 'card', 0.15, 'Staff Room 7 – being reassigned', newerProperties],
  ['akiles', 'dimitris', 'code', 13, 'Garden gate – family', from(-7, 5, code('60900', newerWarning))],
  ['salto_ks', 'amelie_ks', 'code', 250, 'Congress office PIN', olderServer],
];
