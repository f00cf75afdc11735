/** The hotel group: its access systems, the people, the doors. */

/** Key (also the name of the brand's metadata on entrances), external_type, name, time zone. */
export const SYSTEMS = [
  ['visionline', 'visionline_system', 'Grand Hôtel Évian', 'Europe/Paris'],
  ['salto_ks', 'salto_ks_site', 'Conference Centre Évian', 'Europe/Paris'],
  ['salto_space', 'salto_space_system', 'Staff & Service Areas', 'Europe/Paris'],
  ['assa_abloy_vostio', 'assa_abloy_vostio', 'Spa Sakura 桜', 'Asia/Tokyo'],
  ['latch', 'latch_building', 'Residences on 5th', 'America/New_York'],
  ['brivo', 'brivo_account', 'Head Office', 'America/Denver'],
  ['pti', 'pti_site', 'Luggage Storage', 'America/Los_Angeles'],
  ['hotek', 'hotek_site', 'Harbour House Reykjavík', 'Atlantic/Reykjavik'],
  ['dormakaba_ambiance', 'dormakaba_ambiance_site', 'Chalet Zürichberg', 'Europe/Zurich'],
  ['dormakaba_community', 'dormakaba_community_site', 'Long-Stay Apartments', 'Europe/Zurich'],
  ['avigilon_alta', 'avigilon_alta_org', 'Parking & Logistics', 'America/Toronto'],
  ['akiles', 'akiles_organization', 'Casa de la Playa', 'Europe/Madrid'],
];

/** Key, system, number of the user identity (none for staff that only the system knows), name, email. */
export const USERS = [
  ['amelie', 'visionline', 1, 'Amélie Dubois', 'amelie.dubois@example.com'],
  ['amelie_ks', 'salto_ks', 1, 'Amélie Dubois', 'amelie.dubois@example.com'],
  ['lukasz', 'visionline', 2, 'Łukasz Wójcik', 'lukasz@example.com'],
  ['hanako', 'assa_abloy_vostio', 3, '山田 花子', 'hanako@example.jp'],
  ['olena', 'salto_space', 4, 'Олена Шевченко', 'olena@example.com'],
  ['soren', 'salto_space', undefined, 'Søren Kjærgaard', 'soren@example.com'],
  ['mohammed', 'latch', 5, 'محمد العلي', 'm.alali@example.com'],
  ['hanh', 'brivo', 6, 'Nguyễn Thị Hạnh', 'hanh@example.com'],
  ['maria', 'pti', 7, 'Maria João Conceição', 'maria.joao@example.com'],
  ['thorunn', 'hotek', 8, 'Þórunn Jónsdóttir', 'thorunn@example.is'],
  ['minjun', 'dormakaba_ambiance', 9, '김민준', 'minjun@example.kr'],
  ['zoe', 'avigilon_alta', 10, "Zoë O'Brien", 'zoe@example.com'],
  ['dimitris', 'akiles', 11, 'Δημήτρης Παπαδόπουλος', 'dimitris@example.gr'],
];

/** System, name, what opens it, the brand's metadata, anything else. */
export const ENTRANCES = [
  ['visionline', 'Main Entrance', ['card', 'mobile_key'], { door_category: 'entrance', door_name: 'Main' }],
  ['visionline', 'Room 101', ['card', 'mobile_key'], visionlineRoom('101'), { can_belong_to_reservation: true }],
  ['visionline', 'Room 102', ['card', 'mobile_key'], visionlineRoom('102'), { can_belong_to_reservation: true }],
  ['visionline', 'Suite Léman', ['card'], visionlineRoom('301'), { can_belong_to_reservation: true }],
  ['visionline', 'Pool', ['card', 'mobile_key'], { door_category: 'common', door_name: 'Pool' }],
  ['salto_ks', 'Auditorium', ['code', 'card', 'mobile_key'], saltoKs('Auditorium', '92'), { is_locked: true }],
  [
    'salto_ks',
    'Meeting Room Blériot',
    ['card', 'mobile_key'],
    saltoKs('Bleriot', '8'),
    { warnings: ['salto_ks_entrance_access_code_support_removed', 'privacy_mode'] },
  ],
  [
    'salto_space',
    'Linen Room',
    ['card', 'mobile_key'],
    { audit_on_keys: true, door_id: 'D-17', door_name: 'Linen', door_description: 'Second floor, north' },
  ],
  ['salto_space', 'Staff Room 7', ['card'], { audit_on_keys: false, room_name: 'S7', room_description: 'Night shift' }],
  [
    'assa_abloy_vostio',
    '桜 Onsen',
    ['card', 'mobile_key'],
    { door_name: 'Onsen', door_number: 12, door_type: 'GuestDoor', pms_id: 'P12', stand_open: false },
  ],
  [
    'assa_abloy_vostio',
    'Spa Lift',
    ['card'],
    { door_name: 'Lift', door_number: 2.5, door_type: 'Elevator', stand_open: true },
  ],
  [
    'latch',
    'Lobby',
    ['code', 'mobile_key'],
    { accessibility_type: 'COMMUNAL', door_name: 'Lobby', door_type: 'DOOR', is_connected: true },
  ],
  [
    'latch',
    'Apartment 5B',
    ['code', 'mobile_key'],
    { accessibility_type: 'PRIVATE', door_name: '5B', door_type: 'DOOR', is_connected: false },
  ],
  [
    'brivo',
    'Office Front Door',
    ['code', 'card', 'cloud_key'],
    { access_point_id: '7781', site_id: 4402, site_name: 'Denver' },
  ],
  ['pti', 'Storage Gate', ['code'], undefined],
  ['hotek', 'Room 12 · Sjávarútsýni', ['card'], { room_number: '12' }, { can_belong_to_reservation: true }],
  ['hotek', 'Sauna', ['card'], { common_area_name: 'Sauna', common_area_number: '3' }],
  [
    'dormakaba_ambiance',
    'Zimmer 4 „Säntis“',
    ['card', 'mobile_key'],
    { access_point_name: 'Z4' },
    { warnings: ['entrance_shares_zone'] },
  ],
  [
    'dormakaba_community',
    'Apartment 21',
    ['card'],
    { access_point_profile: 'Resident' },
    { warnings: ['entrance_setup_required'] },
  ],
  [
    'avigilon_alta',
    'Loading Dock',
    ['card', 'cloud_key'],
    {
      entry_name: 'Dock',
      entry_relays_total_count: 2,
      org_name: 'Group',
      site_id: 91,
      site_name: 'Toronto',
      zone_id: 5,
      zone_name: 'Yard',
    },
  ],
  [
    'avigilon_alta',
    'Garage',
    ['card', 'mobile_key', 'cloud_key'],
    { entry_name: 'Garage', site_id: 91, zone_name: 'P1' },
    { errors: true },
  ],
  [
    'akiles',
    'Puerta del jardín',
    ['code', 'mobile_key', 'cloud_key'],
    { actions: [{ id: 'act_1', name: 'Abrir' }], gadget_id: 'gad_41', site_id: 'site_9', site_name: 'Playa' },
  ],
];

function visionlineRoom(number) {
  const profiles = [
    { visionline_door_profile_id: `P${number}`, visionline_door_profile_type: 'BLE' },
    { visionline_door_profile_id: `T${number}`, visionline_door_profile_type: 'touch' },
  ];
  return { door_category: 'guest', door_name: number, profiles };
}

function saltoKs(door_name, battery_level) {
  const state = { intrusion_alarm: false, left_open_alarm: false, online: true, privacy_mode: false };
  return { battery_level, door_name, lock_type: 'XS4', locked_state: 'locked', ...state };
}
