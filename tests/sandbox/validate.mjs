/** Checks parameters against the structure of Seam's OpenAPI with ajv: a second opinion that shares nothing with the package. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { invalidInput } from './answers.mjs';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

// Unknown properties are dropped without a word, as Seam does.
const options = { allErrors: true, verbose: true, removeAdditional: 'all', useDefaults: true };
const ofBody = withFormats(new Ajv(options));
const ofQuery = withFormats(new Ajv({ ...options, coerceTypes: true }));

/** ajv-formats alone also takes `urn:uuid:`, a space for `T`, lower-case letters and `+0530`. */
function withFormats(ajv) {
  addFormats(ajv);
  ajv.addFormat('uuid', UUID);
  ajv.addFormat('date-time', (value) => DATE_TIME.test(value) && fullFormats['date-time'].validate(value));
  return ajv;
}

const { paths } = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));

function checkOf({ requestBody, parameters }) {
  const validate = requestBody
    ? ofBody.compile(requestBody.content['application/json'].schema)
    : ofQuery.compile(schemaOfQuery(parameters));
  return (params) => {
    if (!validate(params)) throw invalidInput(problemsOf(validate.errors));
    return params;
  };
}

const schemaOfQuery = (parameters) => ({
  type: 'object',
  properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
});

/** By path and method: gives the parameters, cleaned and with defaults, or throws the API's `invalid_input`. */
export const CHECKS = new Map(
  Object.entries(paths).map(([path, operations]) => [
    path,
    new Map(Object.entries(operations).map(([method, operation]) => [method.toUpperCase(), checkOf(operation)])),
  ]),
);

/** One problem for each place: a number where an enumeration is expected would be told twice. */
function problemsOf(errors) {
  const problems = new Map();
  for (const error of errors) {
    const path = error.instancePath.split('/').slice(1);
    if (error.keyword === 'required') path.push(error.params.missingProperty);
    const key = path.join('/');
    if (!problems.has(key)) problems.set(key, [path, messageOf(error)]);
  }
  return [...problems.values()];
}

function messageOf({ keyword, schema, data, message }) {
  switch (keyword) {
    case 'required':
      return 'Required';
    case 'type':
      return `Expected ${schema}, received ${typeOf(data)}`;
    case 'enum':
      return `Invalid enum value. Expected ${schema.map((value) => `'${value}'`).join(' | ')}, received '${data}'`;
    case 'format':
      return schema === 'uuid' ? 'Invalid uuid' : 'Invalid datetime';
    default:
      return message;
  }
}

const typeOf = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
