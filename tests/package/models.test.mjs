import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createClient, jsonSchema, message, schema, validate } from 'acs-credentials';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { PAYLOADS, RECEIVED, SCHEMAS } from '../proof/schemas.mjs';
import { rows } from './rows.mjs';

const openapi = JSON.parse(readFileSync(new URL('../sandbox/openapi.json', import.meta.url), 'utf8'));

/** A schema as lines, `path type|enum…`, so that two of different dialects can be compared. */
function lines(schema, path = '') {
  if (schema.oneOf) return [...new Set(schema.oneOf.flatMap((branch) => lines(branch, path)))];
  const types = [schema.type].flat().filter((type) => type !== 'null');
  const isNullable = schema.nullable || [schema.type].flat().includes('null');
  const type = types[0] === 'integer' ? 'number' : types[0];
  const here = `${path} ${type}${schema.format && schema.format !== 'float' && schema.format !== 'uri' ? ` ${schema.format}` : ''}`;
  const values = (schema.enum ?? schema.examples ?? []).map((value) => `${path} = ${value}`);
  return [
    `${here}${isNullable ? ' or null' : ''}`,
    ...values,
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => lines(inner, `${path}.${name}`)),
    ...(schema.items ? lines(schema.items, `${path}[]`) : []),
  ];
}

test('no model is held to nothing', () => {
  assert.throws(
    () => jsonSchema('none'),
    ({ message }) => {
      const [, names] = /The models are (.*)\.$/.exec(message);
      assert.deepEqual(names.split(', ').sort(), [...SCHEMAS.keys()].sort(), 'tests/proof/schemas.mjs names them all');
      return true;
    },
  );
});

for (const model of PAYLOADS) {
  test(`the payload of ${model} is that of the OpenAPI`, () => {
    const { post } = openapi.paths[`/acs/credentials/${model}`];
    const theirs = post.requestBody.content['application/json'].schema;
    const ours = jsonSchema(model);
    assert.deepEqual(lines(ours).sort(), lines(theirs).sort());
    assert.deepEqual(ours.required ?? [], theirs.required ?? []);
  });
}

for (const model of RECEIVED) {
  test(`${model} is that of the OpenAPI`, () => {
    assert.deepEqual(lines(jsonSchema(model)).sort(), lines(openapi.components.schemas[model]).sort());
  });
}

test('the JSON Schemas are good ones, and agree with the tables', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats(ajv);
  for (const { name, model, value, issues } of rows('payloads')) {
    if (value?.acs_credential_id?.startsWith?.('urn:')) continue; // ajv-formats takes a URN for a UUID, the API does not
    const check = ajv.compile(jsonSchema(model));
    // What JSON Schema cannot say: rules across properties.
    const isShape = (issue) => /^E (missing|type|null|enum|empty|range|uuid|date_time|digits) /.test(issue);
    assert.equal(check(value), !issues.some(isShape), `${name}: ${JSON.stringify(check.errors)}`);
  }
});

test('a JSON Schema is a copy', () => {
  jsonSchema('get').title = 'mine';
  assert.equal(jsonSchema('get').title, 'GetCredential');
});

test('schema() is a Standard JSON Schema too', () => {
  const { input, output } = schema('update')['~standard'].jsonSchema;
  assert.deepEqual(input({ target: 'draft-2020-12' }), jsonSchema('update'));
  assert.deepEqual({ ...output({ target: 'draft-07' }), $schema: 0 }, { ...jsonSchema('update'), $schema: 0 });
  for (const none of [undefined, null, {}]) assert.deepEqual(input(none), jsonSchema('update'));
  assert.throws(() => input({ target: 'openapi-3.0' }), { kind: 'invalid_options' });
});

test('schema() keeps to its context', () => {
  const value = { access_method: 'code', acs_user_id: '33333333-3333-3333-3333-333333333333', code: '1234' };
  assert.equal(schema('create')['~standard'].validate(value).issues, undefined);
  const { issues } = schema('create', { systemType: 'latch_building' })['~standard'].validate(value);
  assert.deepEqual(
    issues.map(({ code, path }) => [code, path[0]]),
    [
      ['brand', 'code'],
      ['brand', 'allowed_acs_entrance_ids'],
    ],
  );
  for (const wrong of [{ systemType: 5 }, { entrances: {} }, 5]) {
    assert.throws(() => schema('create', wrong), { kind: 'invalid_options' });
  }
});

test('a getter in a context is asked each time', async () => {
  const acs_user_id = '33333333-3333-3333-3333-333333333333';
  const value = { access_method: 'code', acs_user_id, code: '1234' };
  let systemType = 'brivo_account';
  const context = {
    get systemType() {
      return systemType;
    },
  };
  const create = schema('create', context)['~standard'];
  const client = createClient({ context, fetch: async () => Response.json({ acs_credential: {} }) });
  const count = async () => {
    const error = await client.create(value).catch((error) => error);
    return [
      create.validate(value).issues?.length,
      validate('create', value, context).issues.length,
      error.issues?.length,
    ];
  };
  assert.deepEqual(await count(), [undefined, 0, undefined]);
  systemType = 'latch_building';
  assert.deepEqual(await count(), [2, 2, 2]);
});

test('message() takes the sentence of a catalogue, if it has one', () => {
  const [issue] = validate('get', { acs_credential_id: 'x' }).issues;
  assert.equal(message(issue), issue.message);
  assert.equal(message(issue, { uuid: 'Keine UUID.' }), 'Keine UUID.');
  assert.equal(message(issue, { uuid: ({ path }) => `${path}: keine UUID.` }), 'acs_credential_id: keine UUID.');
  assert.equal(message(issue, { digits: 'Nur Ziffern.' }), issue.message);
  assert.equal(message({ code: 'mine' }, { mine: 'Ein eigener Satz.' }), 'Ein eigener Satz.');
  for (const none of [undefined, null, {}, 5]) {
    assert.throws(() => message(none), { kind: 'invalid_options', message: 'message takes an issue of a report.' });
  }
});

test('schema() is a Standard Schema; warnings do not fail it', () => {
  const standard = schema('get')['~standard'];
  assert.deepEqual([standard.version, standard.vendor], [1, 'acs-credentials']);
  const value = { acs_credential_id: '33333333-3333-3333-3333-333333333333', unknown: 1 };
  assert.deepEqual(standard.validate(value), { value });
  const { issues } = standard.validate({ acs_credential_id: 5 });
  assert.deepEqual(
    issues.map(({ path, message }) => ({ path, message })),
    [{ path: ['acs_credential_id'], message: 'Must be a UUID, not a number.' }],
  );
  const both = schema('create')['~standard'].validate({ ...value, access_method: 'cart' });
  assert.deepEqual([...new Set(both.issues.map(({ severity }) => severity))], ['error']);
});

test('a target that is no dialect is refused, whatever all objects inherit', () => {
  for (const target of ['toString', 'constructor', '__proto__']) {
    assert.throws(() => schema('get')['~standard'].jsonSchema.input({ target }), { kind: 'invalid_options' });
  }
});
