import * as clients from './client.js';
import * as endpoints from './endpoints.js';
import * as runtime from './runtime.js';
import { source } from './source-inline.js';
import * as validation from './validation.js';

// The other entries differ in the source alone; the build writes them from this one.
const use = (call) => runtime.using(source, call);

export { CredentialsError, isCredentialsError } from './error.js';
export { message } from './validation.js';

export const assignCredential = /* @__PURE__ */ use(endpoints.assignCredential);
export const createCredential = /* @__PURE__ */ use(endpoints.createCredential);
export const deleteCredential = /* @__PURE__ */ use(endpoints.deleteCredential);
export const getCredential = /* @__PURE__ */ use(endpoints.getCredential);
export const listCredentials = /* @__PURE__ */ use(endpoints.listCredentials);
export const listAccessibleEntrances = /* @__PURE__ */ use(endpoints.listAccessibleEntrances);
export const unassignCredential = /* @__PURE__ */ use(endpoints.unassignCredential);
export const updateCredential = /* @__PURE__ */ use(endpoints.updateCredential);
export const createClient = /* @__PURE__ */ use(clients.createClient);
export const validate = /* @__PURE__ */ use(validation.validate);
export const parseJson = /* @__PURE__ */ use(validation.parseJson);
export const schema = /* @__PURE__ */ use(validation.schema);
export const jsonSchema = /* @__PURE__ */ use(validation.jsonSchema);
export const init = /* @__PURE__ */ use(runtime.init);
export const initSync = /* @__PURE__ */ use(runtime.initSync);
