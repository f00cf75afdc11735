import { traced } from './error.js';
import { Options } from './options.js';
import { soon } from './runtime.js';
import { Held } from './stringify.js';

/** Calls an endpoint with what the caller gives as it is now: whatever becomes of it while the module starts. */
async function call(name, path, params, given) {
  let options;
  try {
    options = new Options(given, `/acs/credentials/${path}`);
    const held = new Held(params);
    const glue = await soon(options);
    return await glue[name](held, options);
  } catch (error) {
    // The reason of the caller's signal is not ours.
    throw options?.end?.[0] === error ? error : traced(error);
  }
}

/** `PATCH /acs/credentials/assign` */
export function assignCredential(params, options) {
  return call('assignCredential', 'assign', params, options);
}

/** `POST /acs/credentials/create` */
export function createCredential(params, options) {
  return call('createCredential', 'create', params, options);
}

/** `DELETE /acs/credentials/delete` */
export function deleteCredential(params, options) {
  return call('deleteCredential', 'delete', params, options);
}

/** `GET /acs/credentials/get` */
export function getCredential(params, options) {
  return call('getCredential', 'get', params, options);
}

/** `GET /acs/credentials/list` */
export function listCredentials(params = {}, options) {
  return call('listCredentials', 'list', params, options);
}

/** `GET /acs/credentials/list_accessible_entrances` */
export function listAccessibleEntrances(params, options) {
  return call('listAccessibleEntrances', 'list_accessible_entrances', params, options);
}

/** `PATCH /acs/credentials/unassign` */
export function unassignCredential(params, options) {
  return call('unassignCredential', 'unassign', params, options);
}

/** `PATCH /acs/credentials/update` */
export function updateCredential(params, options) {
  return call('updateCredential', 'update', params, options);
}
