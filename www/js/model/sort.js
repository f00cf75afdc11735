/** The order of the table. Each row's key is made once for a sort: comparing keys is all that is left to do. */
import { methodName, stateRank, syncOf } from './credential.js';
import { timesOf } from './dates.js';
import { plain } from './filter.js';

const LAST = '\uffff';
/** The last moment that there is: what never ends, ends then. */
const NEVER = 8_640_000_000_000_000;
const DIGITS = 10;
const SYNC = ['syncing', 'unknown', 'synced'];

// Ten times as fast as Intl.Collator, which would keep the page busy at ten thousand rows; room 9 still is before room 10.
const made = new Map();
function nameKey(name) {
  if (!name) return LAST;
  if (!made.has(name)) {
    const words = plain(String(name)).trim();
    made.set(name, words.replace(/\d+/g, (digits) => digits.padStart(DIGITS, '0')) || LAST);
  }
  return made.get(name);
}

/** Does now, page by page, what a sort would otherwise do for all rows at once. */
export const prepareNames = (credentials) => credentials.forEach(({ display_name }) => nameKey(display_name));

/** @type {Record<string, (credential: object, known: { directory: object, now: number, isDown: boolean }) => string | number>} */
const KEYS = {
  created: (credential) => timesOf(credential).created || 0,
  name: ({ display_name }) => nameKey(display_name),
  method: ({ access_method }) => nameKey(methodName(access_method)),
  holder: (credential, { directory }) => nameKey(directory.holderOf(credential)?.display_name),
  system: ({ acs_system_id }, { directory }) => nameKey(directory.system(acs_system_id)?.name ?? acs_system_id),
  // Who asks what ends soonest does not ask for what has ended: that stands last either way, the latest first.
  validity(credential, { now, isDown }) {
    const ends = timesOf(credential).ends || NEVER;
    return ends > now || isDown ? ends : NEVER + now - ends;
  },
  state: (credential, { now }) => stateRank(credential, now),
  sync: (credential) => SYNC.indexOf(syncOf(credential)),
};

const NEWEST = '-created';

/** `-name` → `{ by: 'name', isDown: true }`; newest first unless something else is asked for. */
export function readSort(sort) {
  const [, down, by] = /^(-?)(.*)$/.exec(sort || NEWEST);
  return Object.hasOwn(KEYS, by) ? { by, isDown: down !== '' } : readSort(NEWEST);
}

export function sorted(credentials, sort, { directory, now }) {
  const { by, isDown } = readSort(sort);
  const keyOf = (credential) => KEYS[by](credential, { directory, now, isDown });
  if (isInOrder(credentials, keyOf, isDown)) return credentials;
  const keyed = credentials.map((credential) => ({ credential, key: keyOf(credential) }));
  keyed.sort(isDown ? (a, b) => compare(b.key, a.key) : (a, b) => compare(a.key, b.key));
  return keyed.map(({ credential }) => credential);
}

// Servers send the newest first: most often there is nothing to do, page after page.
function isInOrder(credentials, keyOf, isDown) {
  let before = credentials.length ? keyOf(credentials[0]) : undefined;
  return credentials.every((credential) => {
    const order = compare(before, (before = keyOf(credential)));
    return isDown ? order >= 0 : order <= 0;
  });
}

function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
