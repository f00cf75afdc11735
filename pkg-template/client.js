import * as endpoints from './endpoints.js';
import { CredentialsError } from './error.js';
import { waitUntil } from './wait.js';

/** The endpoints with options bound once. Options of a single call are added to them. */
export function createClient(options) {
  if (typeof options !== 'object' || options === null) {
    throw new CredentialsError({ kind: 'invalid_options', message: 'createClient takes an object of options.' });
  }
  const bound = { ...options };
  const bind = (call) => (params, more) => call(params, { ...bound, ...more });
  const list = bind(endpoints.listCredentials);
  return {
    assign: bind(endpoints.assignCredential),
    create: bind(endpoints.createCredential),
    delete: bind(endpoints.deleteCredential),
    get: bind(endpoints.getCredential),
    list,
    listAccessibleEntrances: bind(endpoints.listAccessibleEntrances),
    unassign: bind(endpoints.unassignCredential),
    update: bind(endpoints.updateCredential),
    pages: (params, more) => pages(list, params, more),
    all: (params, more) => all(list, params, more),
    waitUntil: (id, condition, more) => waitUntil(id, condition, { ...bound, ...more }),
  };
}

/** Page after page, each asked for when it is wanted. */
async function* pages(list, params, options) {
  let asked = typeof params === 'object' && params !== null ? { ...params } : params;
  const seen = new Set();
  for (;;) {
    const page = await list(asked, options);
    yield page;
    const { has_next_page, next_page_cursor } = page.pagination ?? {};
    if (!has_next_page || typeof next_page_cursor !== 'string') return;
    if (seen.has(next_page_cursor)) {
      const message = 'The server repeats a page cursor: going on would never end.';
      throw new CredentialsError({ kind: 'invalid_response', message, endpoint: '/acs/credentials/list' });
    }
    seen.add(next_page_cursor);
    asked = { ...asked, page_cursor: next_page_cursor };
  }
}

async function* all(list, params, options) {
  for await (const page of pages(list, params, options)) yield* page.acs_credentials;
}
