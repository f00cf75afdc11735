/** The structure of the OpenAPI, model by model: what the package is compared with. */
import { readFileSync } from 'node:fs';

const openapi = JSON.parse(readFileSync(new URL('../sandbox/openapi.json', import.meta.url), 'utf8'));

export const PAYLOADS = [
  'assign',
  'create',
  'delete',
  'get',
  'list',
  'list_accessible_entrances',
  'unassign',
  'update',
];
export const RECEIVED = ['acs_credential', 'acs_entrance', 'acs_credential_event', 'pagination'];

const json = ({ content }) => content['application/json'].schema;

/** Model name → schema, without `$ref` and `oneOf`. */
export const SCHEMAS = new Map([
  ...PAYLOADS.map((model) => [model, json(openapi.paths[`/acs/credentials/${model}`].post.requestBody)]),
  ...RECEIVED.map((model) => [model, plain(openapi.components.schemas[model])]),
  ['acs_credential_page', plain(json(openapi.paths['/acs/credentials/list'].post.responses[200]))],
]);

/** Follows references, and merges alternatives that are told apart by a property. */
function plain(schema) {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref)
    return plain(
      schema.$ref
        .split('/')
        .slice(1)
        .reduce((at, step) => at[step], openapi),
    );
  if (schema.oneOf) return merged(schema.oneOf.map(plain), schema.discriminator.propertyName);
  return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, plain(inner)]));
}

/**
 * One object in place of several. ajv stops at a discriminator that it does not know; here it goes on to the properties
 * that all alternatives share, and asks for the others by `if` and `then`.
 */
function merged(branches, tag) {
  const required = branches[0].required.filter((name) => branches.every((branch) => branch.required.includes(name)));
  const conditions = branches.flatMap(({ properties, required: all }) => {
    const rest = all.filter((name) => !required.includes(name));
    return rest.length === 0
      ? []
      : [{ if: { required: [tag], properties: { [tag]: properties[tag] } }, then: { required: rest } }];
  });
  return {
    type: 'object',
    properties: {
      ...Object.assign({}, ...branches.map(({ properties }) => properties)),
      [tag]: { type: 'string', enum: branches.flatMap(({ properties }) => properties[tag].enum) },
    },
    required,
    ...(conditions.length > 0 && { allOf: conditions }),
  };
}
