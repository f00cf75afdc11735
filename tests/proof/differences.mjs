/**
 * Where the package means to differ from the OpenAPI as ajv reads it: all of it. The differential test changes ajv's
 * verdict by this list, and by nothing else, before it compares.
 *
 * `adds(place)` gives what the package says of a place in addition: `[severity, code]`, of a property `[severity, code, name]`.
 * `changes(issue)` gives what becomes of one of ajv's errors: its severity in the package, `null` for no issue at all.
 * `examples` hold a value, what the package says of its shape and what ajv says.
 */
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { pointer } from './oracle.mjs';

const ID = '33333333-3333-3333-3333-333333333333';
const NOON = '2025-06-19T12:00:00Z';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** For what has the form above. */
const CLOCK = /T([01]\d|2[0-3]):[0-5]\d:/;
/** More levels than the package reads. */
const DEEPEST = 100;

/** Without a fraction, ajv-formats has nothing to round. */
const isDateTime = (text) =>
  DATE_TIME.test(text) && CLOCK.test(text) && fullFormats['date-time'].validate(text.replace(/\.\d+/, ''));
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const nested = (levels) => (levels === 0 ? 0 : [nested(levels - 1)]);

export const DIFFERENCES = [
  {
    name: 'a URN is no UUID',
    because: 'the API wants the 36 characters; ajv-formats also takes urn:uuid:',
    adds: ({ schema, found, error }) =>
      schema.format === 'uuid' && typeof found === 'string' && !error && !UUID.test(found) ? ['error', 'uuid'] : null,
    examples: [['get', { acs_credential_id: `urn:uuid:${ID}` }, ['error uuid /acs_credential_id'], []]],
  },
  {
    name: 'RFC 3339 to the letter',
    because: 'ajv-formats also takes white space for T, lower case, and offsets without colon or minutes',
    adds: ({ schema, found, error }) =>
      schema.format === 'date-time' && typeof found === 'string' && !error && !DATE_TIME.test(found)
        ? ['error', 'date_time']
        : null,
    examples: ['2025-06-19 21:08:08Z', '2025-06-19t21:08:08Z', '2025-06-19T21:08:08z', '2025-06-19T21:08:08+0530']
      .concat(['2025-06-19T21:08:08+05', '2025-06-19\n21:08:08Z'])
      .map((created_before) => ['list', { created_before }, ['error date_time /created_before'], []]),
  },
  {
    name: 'a clock ends at 23:59',
    because: 'where an offset makes it 23:59 UTC, ajv-formats forgets to look at the hour and the minute: 24:59+01:00',
    adds: ({ schema, found, error }) =>
      schema.format === 'date-time' &&
      typeof found === 'string' &&
      !error &&
      DATE_TIME.test(found) &&
      !CLOCK.test(found)
        ? ['error', 'date_time']
        : null,
    examples: ['2025-06-19T24:59:00+01:00', '2025-06-19T00:60:00+01:01', '2025-06-19T24:59:60+01:00'].map(
      (created_before) => ['list', { created_before }, ['error date_time /created_before'], []],
    ),
  },
  {
    name: 'every digit of a second counts',
    because: 'ajv-formats reads the second as a float, which rounds long fractions up to the next one',
    changes: ({ code, found }) => (code === 'date_time' && isDateTime(found) ? null : undefined),
    examples: ['2025-06-19T21:08:59.99999999999999999999Z', '2025-06-19T23:59:60.99999999999999999999Z'].map(
      (created_before) => ['list', { created_before }, [], ['error date_time /created_before']],
    ),
  },
  {
    name: 'limit counts',
    because: 'the OpenAPI says any number; half a credential or none is no page',
    adds: ({ model, path, found }) =>
      model === 'list' && path === '/limit' && typeof found === 'number' && !(Number.isInteger(found) && found >= 1)
        ? ['error', 'range']
        : null,
    examples: [0, -1, 1.5].map((limit) => ['list', { limit }, ['error range /limit'], []]),
  },
  {
    name: 'an id is not empty',
    because: 'the OpenAPI says any string for the id of update; an empty one names nothing',
    adds: ({ model, path, found }) =>
      model === 'update' && path === '/acs_credential_id' && found === '' ? ['error', 'empty'] : null,
    examples: [['update', { acs_credential_id: '' }, ['error empty /acs_credential_id'], []]],
  },
  {
    name: 'the id of update should be a UUID',
    because: 'the OpenAPI asks for no format there, but all credential ids are UUIDs',
    adds: ({ model, path, found }) =>
      model === 'update' && path === '/acs_credential_id' && typeof found === 'string' && found && !UUID.test(found)
        ? ['warning', 'uuid']
        : null,
    examples: [['update', { acs_credential_id: '42' }, ['warning uuid /acs_credential_id'], []]],
  },
  {
    name: 'unknown properties are told',
    because: 'the OpenAPI allows them; servers drop them silently, which is how settings get lost',
    adds: ({ schema, found, error }) =>
      schema.properties && isObject(found) && !error
        ? Object.keys(found)
            .filter((name) => !Object.hasOwn(schema.properties, name) && found[name] !== undefined)
            .map((name) => ['warning', 'unknown', name])
        : null,
    examples: [
      ['get', { acs_credential_id: ID, label: null }, ['warning unknown /label'], []],
      [
        'pagination',
        { has_next_page: false, next_page_cursor: null, next_page_url: null, total: 5 },
        ['warning unknown /total'],
        [],
      ],
    ],
  },
  {
    name: 'too deep',
    because: 'no server reads that; what no rule speaks of is not looked into by ajv',
    adds: ({ schema, path, found, error }) => {
      if (error === 'type') return path.split('/').length - 1 + depth(found) > DEEPEST ? ['error', 'too_deep'] : null;
      if (!schema.properties || !isObject(found) || error) return null;
      return Object.keys(found)
        .filter((name) => !Object.hasOwn(schema.properties, name))
        .filter((name) => path.split('/').length + depth(found[name]) > DEEPEST)
        .map((name) => ['error', 'too_deep', name]);
    },
    examples: [
      ['list', { x: nested(99) }, ['warning unknown /x'], []],
      ['list', { x: nested(100) }, ['error too_deep /x', 'warning unknown /x'], []],
      ['list', { limit: nested(100) }, ['error too_deep /limit', 'error type /limit'], ['error type /limit']],
    ],
  },
  {
    name: 'ok is taken for granted',
    because: 'the status tells success; an ok that is missing says nothing, a false one contradicts it',
    adds: ({ model, path, found }) =>
      model === 'acs_credential_page' && path === '/ok' && found === false ? ['warning', 'enum'] : null,
    changes: ({ model, code, path }) =>
      model === 'acs_credential_page' && code === 'missing' && path === '/ok' ? null : undefined,
    examples: [false, undefined].map((ok) => [
      'acs_credential_page',
      {
        acs_credentials: [],
        pagination: { has_next_page: false, next_page_cursor: null, next_page_url: null },
        ...(ok === undefined ? {} : { ok }),
      },
      ok === undefined ? [] : ['warning enum /ok'],
      ok === undefined ? ['error missing /ok'] : [],
    ]),
  },
  {
    name: 'no address is looked into',
    because: 'next_page_url is not to be followed, so its form does not matter',
    changes: ({ code }) => (code === 'uri' ? null : undefined),
    examples: [
      [
        'pagination',
        { has_next_page: false, next_page_cursor: null, next_page_url: 'nowhere at all' },
        [],
        ['error uri /next_page_url'],
      ],
    ],
  },
  {
    name: 'servers differ',
    because: 'received data is never refused for being older or newer: what is missing or not known yet is a warning',
    changes: ({ isPayload, code }) => (!isPayload && ['missing', 'enum'].includes(code) ? 'warning' : undefined),
    examples: [
      [
        'acs_credential_event',
        {
          event_type: 'acs_credential.blessed',
          workspace_id: ID,
          acs_system_id: ID,
          acs_credential_id: ID,
          created_at: NOON,
          occurred_at: NOON,
        },
        ['warning enum /event_type', 'warning missing /event_id'],
        ['error enum /event_type', 'error missing /event_id'],
      ],
    ],
  },
];

/** What JSON Schema cannot say. The tables of tests/fixtures hold these; here they are passed over. */
export const RULES = new Set([
  'conflict',
  'receiver',
  'order',
  'past',
  'no_change',
  'duplicate',
  'length',
  'method',
  'deprecated',
  'unused',
  'brand',
  'entrance',
]);

function depth(value) {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depth));
}

/** Every place of a value of which the schema speaks, with what ajv says of it. */
export function* places(schema, found, errors, path = '') {
  yield { schema, found, path, error: errors.get(path) };
  if (schema.properties && isObject(found)) {
    for (const [name, inner] of Object.entries(schema.properties)) {
      if (Object.hasOwn(found, name) && found[name] !== undefined) {
        yield* places(inner, found[name], errors, pointer(path, name));
      }
    }
  } else if (schema.items && Array.isArray(found)) {
    for (const [index, item] of found.entries()) yield* places(schema.items, item, errors, pointer(path, index));
  }
}
