import { judge } from './accept.js';
import { Mistake, refusal, traced, wrong } from './error.js';
import { jsonSchemas } from './json-schema.js';
import { numberOf } from './models.js';
import { readContext } from './options.js';
import { now } from './runtime.js';

/** Checks a value against a model, without any request. */
export function validate(model, value, context) {
  const { validate } = now();
  return (
    (context === undefined ? judge(model, value) : undefined) ?? ask(() => validate(numberOf(model), value, context))
  );
}

/** Checks JSON, text or bytes, and parses it. */
export function parseJson(model, json, context) {
  const { parseJson } = now();
  return ask(() => parseJson(numberOf(model), json, context));
}

function ask(module) {
  try {
    return module();
  } catch (error) {
    throw traced(error);
  }
}

/**
 * A model as a Standard Schema and a Standard JSON Schema, as form libraries and generators take them. Warnings do not fail it.
 */
export function schema(model, context) {
  // Forms make their schemas while their page loads: the module starts with the first validation.
  numberOf(model);
  if (context !== undefined) readContext(context);
  const toJsonSchema = (options) => ({ ...jsonSchema(model), $schema: dialect(options?.target ?? 'draft-2020-12') });
  return {
    '~standard': {
      version: 1,
      vendor: 'acs-credentials',
      validate(value) {
        const { valid, issues } = validate(model, value, context);
        return valid ? { value } : { issues: issues.filter(({ severity }) => severity === 'error') };
      },
      jsonSchema: { input: toJsonSchema, output: toJsonSchema },
    },
  };
}

/** A model as JSON Schema, draft 2020-12. */
export function jsonSchema(model) {
  // A copy: what the caller does to it stays with the caller.
  numberOf(model);
  return JSON.parse(JSON.stringify(jsonSchemas[model]));
}

/** The schemas use nothing that draft-07 does not know. */
const DIALECTS = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
};

function dialect(target) {
  if (Object.hasOwn(DIALECTS, target)) return DIALECTS[target];
  throw wrong(`There is no JSON Schema for the target ${String(target)}.`);
}

/** An issue's sentence: the catalogue's, where it has one for the issue's code, else the issue's own. */
export function message(issue, catalogue) {
  let entry;
  try {
    entry = catalogue?.[issue?.code] ?? issue?.message;
    if (entry === undefined) throw new Mistake('message takes an issue of a report.');
  } catch (error) {
    throw refusal(error);
  }
  return typeof entry === 'function' ? entry(issue) : entry;
}
