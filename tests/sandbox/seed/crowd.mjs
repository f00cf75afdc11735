/** As many more guests and credentials as wanted, in rows like those of house.mjs and credentials.mjs. */
import { ENTRANCES } from './house.mjs';
import { fullName } from './names.mjs';
import { card, code, failed, from, notSynced, waiting, warned } from './states.mjs';

/** System, what a holder's place is called there, how many places, how much of the crowd stays there. */
const PLACES = [
  ['visionline', 'Room', 480, 10],
  ['assa_abloy_vostio', '客室', 90, 3],
  ['hotek', 'Herbergi', 60, 3],
  ['dormakaba_ambiance', 'Zimmer', 40, 2],
  ['akiles', 'Habitación', 120, 3],
  ['latch', 'Apartment', 75, 2],
  ['dormakaba_community', 'Apartment', 30, 1],
  ['salto_space', 'Locker', 200, 2],
  ['salto_ks', 'Hall', 12, 2],
  ['brivo', 'Desk', 300, 2],
  ['pti', 'Storage unit', 220, 1],
  ['avigilon_alta', 'Parking bay', 150, 1],
].flatMap((row) => Array.from({ length: row.at(-1) }, () => row));

/** Most stays are going on; the others show what can become of one. `age` is in days, `digits` are the holder's own. */
const STATES = [
  [60, (age) => from(-age, 4)],
  [12, (age) => from(-age, -age / 2)],
  [10, (age) => from(6, 6 + age / 20)],
  [5, (age) => from(-age / 2, 9, waiting)],
  [4, () => notSynced],
  [3, () => warned('needs_to_be_reissued')],
  [2, (_, digits) => warned(['requested_code_unavailable', { original_code: '2580', new_code: digits }])],
  [1, () => warned('schedule_modified')],
  [1, () => warned('unknown_issue_with_acs_credential')],
  [1, () => failed('failed_to_issue', 'The access system did not accept the credential.')],
  [1, () => warned('being_deleted')],
].flatMap(([often, state]) => Array.from({ length: often }, () => state));

const CREDENTIALS_PER_GUEST = 20;
const OLDEST_IN_DAYS = 400;
const UNASSIGNED = 0.02;

/** @param {number} size how many credentials */
export function crowd(size) {
  const random = sequence(size);
  const pick = (things) => things[Math.floor(random() * things.length)];
  const guests = Array.from({ length: Math.ceil(size / CREDENTIALS_PER_GUEST) }, (_, index) => ({
    key: `guest ${index}`,
    place: pick(PLACES),
    name: fullName(pick),
  }));
  return {
    users: guests.map(({ key, place: [system], name }, index) => userRow(key, system, name, index)),
    credentials: Array.from({ length: size }, () => credentialRow(pick(guests), random, pick)),
  };
}

/** The identities of house.mjs have small numbers. */
const userRow = (key, system, name, index) => [key, system, 1000 + index, name, `guest${index}@example.com`];

function credentialRow({ key, place, name }, random, pick) {
  const [system, kind, places] = place;
  const method = pick(METHODS.get(system));
  const age = random() * OLDEST_IN_DAYS;
  const digits = String(100_000 + Math.floor(random() * 900_000));
  const number = 1 + Math.floor(random() * places);
  const state = pick(STATES)(age, digits);
  const own = method === 'code' ? code(digits) : method === 'card' ? card(digits) : {};
  const holder = random() < UNASSIGNED ? undefined : key;
  return [system, holder, method, age, `${kind} ${number} – ${name}`, both(own, state)];
}

const both = (own, state) =>
  typeof state === 'function' ? (about) => ({ ...own, ...state(about) }) : { ...own, ...state };

/** By system: what its entrances open by, so that every credential opens something. */
const METHODS = new Map(
  PLACES.map(([system]) => [
    system,
    [...new Set(ENTRANCES.flatMap(([ofSystem, , methods]) => (ofSystem === system ? methods : [])))],
  ]),
);

/** Numbers from 0 to 1 that look random and are the same for the same start (mulberry32). */
function sequence(start) {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
