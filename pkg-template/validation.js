import { jsonSchemas } from './json-schema.js';
import { now } from './runtime.js';

/** Checks a value against a model, without any request. */
export function validate(model, value, context) {
  return now().validate(model, value, context);
}

/** Checks JSON, text or bytes, and parses it. */
export function parseJson(model, json, context) {
  return now().parseJson(model, json, context);
}

/** A model as a Standard Schema, as form libraries take it. Warnings do not fail it. */
export function schema(model) {
  validate(model, undefined); // throws now, not on first use, when there is no such model
  return {
    '~standard': {
      version: 1,
      vendor: 'acs-credentials',
      validate(value) {
        const { valid, issues } = validate(model, value);
        return valid ? { value } : { issues: issues.filter(({ severity }) => severity === 'error') };
      },
    },
  };
}

/** A model as JSON Schema, draft 2020-12. */
export function jsonSchema(model) {
  validate(model, undefined);
  // A copy: what the caller does to it stays with the caller.
  return JSON.parse(JSON.stringify(jsonSchemas[model]));
}
