/** The two sources of the page: the credentials by the package, and the names of things by plain fetch. */
import { createClient } from 'acs-credentials';

const ENDPOINT = '/api/seam';
const PATIENCE = 10_000;
const MOST_PAGES = 20;

// The forms show warnings themselves, before anything is sent.
export const client = createClient({ endpoint: ENDPOINT, onWarning: () => {} });

/**
 * Names of access systems, people and entrances. What cannot be loaded stays empty, and ids are shown instead.
 *
 * @returns a directory whose `ready` settles when all is known that can be known
 */
export function openDirectory() {
  const lists = { acs_systems: new Map(), acs_users: new Map(), acs_entrances: new Map() };
  const load = async (key, path, id) => {
    for await (const things of pagesOf(key, path)) for (const thing of things) lists[key].set(thing[id], thing);
  };
  const directory = {
    isReady: false,
    ready: undefined,
    systems: () => [...lists.acs_systems.values()],
    users: () => [...lists.acs_users.values()],
    entrances: () => [...lists.acs_entrances.values()],
    system: (id) => lists.acs_systems.get(id),
    user: (id) => lists.acs_users.get(id),
    entrance: (id) => lists.acs_entrances.get(id),
    personOf: (identity) => directory.users().find(({ user_identity_id }) => user_identity_id === identity),
    /** Who holds a credential; undefined for nobody and for people that are not known. */
    holderOf: ({ acs_user_id, user_identity_id }) =>
      lists.acs_users.get(acs_user_id) ?? (user_identity_id && directory.personOf(user_identity_id)),
  };
  directory.ready = Promise.allSettled([
    load('acs_systems', '/acs/systems/list', 'acs_system_id'),
    load('acs_users', '/acs/users/list', 'acs_user_id'),
    load('acs_entrances', '/acs/entrances/list', 'acs_entrance_id'),
  ]).then(() => {
    directory.isReady = true;
  });
  return directory;
}

async function* pagesOf(key, path) {
  const query = new URLSearchParams();
  for (let page = 0; page < MOST_PAGES; page++) {
    const response = await fetch(`${ENDPOINT}${path}?${query}`, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    const body = await response.json();
    yield body[key];
    if (!body.pagination?.has_next_page) return;
    query.set('page_cursor', body.pagination.next_page_cursor);
  }
}
