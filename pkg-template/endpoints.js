import { soon } from './runtime.js';

/** `PATCH /acs/credentials/assign` */
export async function assignCredential(params, options) {
  return (await soon(options)).assignCredential(params, options);
}

/** `POST /acs/credentials/create` */
export async function createCredential(params, options) {
  return (await soon(options)).createCredential(params, options);
}

/** `DELETE /acs/credentials/delete` */
export async function deleteCredential(params, options) {
  return (await soon(options)).deleteCredential(params, options);
}

/** `GET /acs/credentials/get` */
export async function getCredential(params, options) {
  return (await soon(options)).getCredential(params, options);
}

/** `GET /acs/credentials/list` */
export async function listCredentials(params, options) {
  return (await soon(options)).listCredentials(params, options);
}

/** `GET /acs/credentials/list_accessible_entrances` */
export async function listAccessibleEntrances(params, options) {
  return (await soon(options)).listAccessibleEntrances(params, options);
}

/** `PATCH /acs/credentials/unassign` */
export async function unassignCredential(params, options) {
  return (await soon(options)).unassignCredential(params, options);
}

/** `PATCH /acs/credentials/update` */
export async function updateCredential(params, options) {
  return (await soon(options)).updateCredential(params, options);
}
