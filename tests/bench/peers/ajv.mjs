import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { jsonSchema } from 'acs-credentials';

/** A compiled check of one of our models, from its JSON Schema. */
export function compile(model) {
  return addFormats(new Ajv({ allErrors: true, strict: false })).compile(jsonSchema(model));
}
