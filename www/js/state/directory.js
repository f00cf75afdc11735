/** Names of access systems, people and entrances. Of what cannot be loaded, ids are shown instead. */
import { batch, signal } from '@preact/signals-core';
import { plainFetch } from './settings.js';

const MOST_PAGES = 40;
const LISTS = ['systems', 'users', 'entrances'];

/** @typedef {ReturnType<typeof made>} Directory */

function made({ systems = [], users = [], entrances = [] }, isReady) {
  const by = (things, key) => new Map(things.map((thing) => [thing[key], thing]));
  const systemsById = by(systems, 'acs_system_id');
  const usersById = by(users, 'acs_user_id');
  const usersByIdentity = by(users.toReversed(), 'user_identity_id');
  const entrancesById = by(entrances, 'acs_entrance_id');
  const entrancesBySystem = Map.groupBy(entrances, ({ acs_system_id }) => acs_system_id);
  return {
    isReady,
    systems,
    users,
    entrances,
    system: (id) => systemsById.get(id),
    user: (id) => usersById.get(id),
    entrance: (id) => entrancesById.get(id),
    /** Somebody who has this identity. */
    identity: (id) => (id ? usersByIdentity.get(id) : undefined),
    /** Who holds a credential; undefined for nobody and for people that are not known. */
    holderOf: ({ acs_user_id, user_identity_id }) =>
      usersById.get(acs_user_id) ?? (user_identity_id ? usersByIdentity.get(user_identity_id) : undefined),
    entrancesOf: (systemId) => entrancesBySystem.get(systemId) ?? [],
  };
}

/** @type {import('@preact/signals-core').Signal<Directory>} */
export const directory = signal(made({}, false));

/** Whether one of the lists could not be loaded. */
export const isLacking = signal(false);

let turn = 0;

/**
 * Asks for all three lists anew. What was known stays until then, and where a list cannot be loaded.
 *
 * @param {{ isOther?: boolean }} [how] isOther: what is there belongs to another server or caller
 */
export async function loadDirectory({ isOther = false } = {}) {
  const mine = ++turn;
  if (isOther) directory.value = made({}, false);
  const answers = await Promise.allSettled(LISTS.map(everything));
  if (mine !== turn) return;
  const known = directory.value;
  const lists = LISTS.map((name, index) => [name, answers[index].value ?? known[name]]);
  batch(() => {
    directory.value = made(Object.fromEntries(lists), true);
    isLacking.value = answers.some(({ status }) => status === 'rejected');
  });
}

async function everything(name) {
  const things = [];
  let page_cursor;
  for (let page = 0; page < MOST_PAGES; page++) {
    const body = await plainFetch(`/acs/${name}/list`, page_cursor && { page_cursor });
    things.push(...body[`acs_${name}`]);
    if (!body.pagination?.has_next_page) break;
    page_cursor = body.pagination.next_page_cursor;
  }
  return things;
}
