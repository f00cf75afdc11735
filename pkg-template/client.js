import * as endpoints from './endpoints.js';
import { copy, merge } from './bound.js';
import { wrong } from './error.js';
import { all, pages } from './pages.js';
import { waitUntil } from './wait.js';

/** The endpoints with options bound once. Options of a single call are added to them. */
export function createClient(options) {
  if (typeof options !== 'object' || options === null) throw wrong('createClient takes an object of options.');
  const bound = copy(options);
  const bind = (call) => async (params, more) => await call(params, merge(bound, more));
  return {
    assign: bind(endpoints.assignCredential),
    create: bind(endpoints.createCredential),
    delete: bind(endpoints.deleteCredential),
    get: bind(endpoints.getCredential),
    list: bind(endpoints.listCredentials),
    listAccessibleEntrances: bind(endpoints.listAccessibleEntrances),
    unassign: bind(endpoints.unassignCredential),
    update: bind(endpoints.updateCredential),
    pages: (params, more) => pages(params, bound, more),
    all: (params, more) => all(params, bound, more),
    waitUntil: (acs_credential_id, condition, more) => waitUntil(acs_credential_id, condition, bound, more),
  };
}
