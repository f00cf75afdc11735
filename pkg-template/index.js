import * as clients from './client.js';
import * as endpoints from './endpoints.js';
import * as runtime from './runtime.js';
// The other entries differ in the source alone; the build writes them from this one.
import { source } from './source-inline.js';
import * as validation from './validation.js';

export { CredentialsError, isCredentialsError } from './error.js';
export { message } from './validation.js';

// Functions, each by itself: bundlers leave out what a page does not use.

export function assignCredential(params, options) {
  runtime.prefer(source);
  return endpoints.assignCredential(params, options);
}

export function createCredential(params, options) {
  runtime.prefer(source);
  return endpoints.createCredential(params, options);
}

export function deleteCredential(params, options) {
  runtime.prefer(source);
  return endpoints.deleteCredential(params, options);
}

export function getCredential(params, options) {
  runtime.prefer(source);
  return endpoints.getCredential(params, options);
}

export function listCredentials(params, options) {
  runtime.prefer(source);
  return endpoints.listCredentials(params, options);
}

export function listAccessibleEntrances(params, options) {
  runtime.prefer(source);
  return endpoints.listAccessibleEntrances(params, options);
}

export function unassignCredential(params, options) {
  runtime.prefer(source);
  return endpoints.unassignCredential(params, options);
}

export function updateCredential(params, options) {
  runtime.prefer(source);
  return endpoints.updateCredential(params, options);
}

export function createClient(options) {
  runtime.prefer(source);
  return clients.createClient(options);
}

export function validate(model, value, context) {
  runtime.prefer(source);
  return validation.validate(model, value, context);
}

export function parseJson(model, json, context) {
  runtime.prefer(source);
  return validation.parseJson(model, json, context);
}

export function schema(model, context) {
  runtime.prefer(source);
  return validation.schema(model, context);
}

export function jsonSchema(model) {
  runtime.prefer(source);
  return validation.jsonSchema(model);
}

export function init(given) {
  runtime.prefer(source);
  return runtime.init(given);
}

export function initSync(given) {
  runtime.prefer(source);
  return runtime.initSync(given);
}
