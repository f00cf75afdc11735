export * from './endpoints.js';
export { createClient } from './client.js';
export { CredentialsError, isCredentialsError } from './error.js';
export { init, initSync } from './runtime.js';
export { jsonSchema, message, parseJson, schema, validate } from './validation.js';
