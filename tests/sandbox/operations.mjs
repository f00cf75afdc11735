/** What Seam's OpenAPI asks of the parameters of each operation, made ready for ajv. */
import { fullFormats } from 'ajv-formats/dist/formats.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** ajv-formats alone also takes `urn:uuid:`, a space for `T`, lower-case letters and `+0530`. */
export const FORMATS = {
  uuid: UUID,
  'date-time': (value) => DATE_TIME.test(value) && fullFormats['date-time'].validate(value),
  float: true,
};

// Unknown properties are dropped without a word, as Seam does.
const OF_BODY = { allErrors: true, verbose: true, removeAdditional: 'all', useDefaults: true };

/** Where parameters stand: how ajv reads them there. */
export const PLACES = { body: OF_BODY, query: { ...OF_BODY, coerceTypes: true } };

/**
 * @typedef {{ name: string, place: keyof typeof PLACES, schema: object }} Operation
 * @param {{ paths: object }} openapi
 * @returns {Operation[]} with names such as `GET /acs/credentials/list`
 */
export const operationsOf = ({ paths }) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody, parameters }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      ...(requestBody
        ? { place: 'body', schema: requestBody.content['application/json'].schema }
        : { place: 'query', schema: schemaOfQuery(parameters) }),
    })),
  );

const schemaOfQuery = (parameters) => ({
  type: 'object',
  properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
});
