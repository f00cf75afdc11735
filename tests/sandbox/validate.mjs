/** Checks parameters against the structure of Seam's OpenAPI with ajv: a second opinion that shares nothing with the package. */
import { invalidInput } from './answers.mjs';
import { VALIDATORS } from './validators.mjs';

/** By path and method: gives the parameters, cleaned and with defaults, or throws the API's `invalid_input`. */
export const CHECKS = new Map();
for (const [name, validate] of VALIDATORS) {
  const [method, path] = name.split(' ');
  if (!CHECKS.has(path)) CHECKS.set(path, new Map());
  CHECKS.get(path).set(method, (params) => {
    if (!validate(params)) throw invalidInput(problemsOf(validate.errors));
    return params;
  });
}

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

function typeOf(value) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value === Infinity ? 'infinity' : typeof value;
}
