/** The fast way of good payloads, held to the ordinary one. Both are inside the package, so the files themselves are imported. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from 'acs-credentials';
import { accepts } from '../../pkg/accept.js';
import * as glue from '../../pkg/glue_bg.js';
import { rows } from './rows.mjs';

const ID = '33333333-3333-3333-3333-333333333333';
const GOOD = { access_method: 'code', acs_user_id: ID, allowed_acs_entrance_ids: [ID], code: '1234' };

validate('create', {}); // starts the module

/** Plain data that needs no more than strings of ASCII, booleans, lists of strings and objects. */
function isPlain(value) {
  if (typeof value === 'string') return /^[\0-\x7f]*$/.test(value);
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string' && isPlain(item));
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean';
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

test('a row of the tables is accepted when it is plain and nothing is to be said of it', () => {
  let accepted = 0;
  for (const { name, model, value, context } of rows('payloads')) {
    if (context !== undefined) continue;
    const isGood = glue.validate(model, value).issues.length === 0;
    assert.equal(accepts(model, value), isGood && isPlain(value), name);
    accepted += isGood && isPlain(value);
  }
  assert.ok(accepted > 5, `${accepted} rows accepted`);
});

test('every value of one property of a good payload', () => {
  const values = [
    '',
    '1234',
    'é',
    '12a',
    ID,
    'card',
    true,
    false,
    0,
    1,
    null,
    NaN,
    [],
    [ID],
    [5],
    Array(2),
    {},
    new Date(0),
  ];
  values.push(() => {}, Symbol(''), 5n, 'x'.repeat(5000), Array(600).fill(ID), { card_format: 'TLCode' }, undefined);
  for (const key of [...Object.keys(GOOD), 'starts_at', 'visionline_metadata', 'hotek_metadata', 'foo', '__proto__']) {
    for (const value of values) {
      const payload = { ...GOOD };
      Object.defineProperty(payload, key, { value, enumerable: true, writable: true, configurable: true });
      if (!accepts('create', payload)) continue;
      assert.deepEqual(glue.validate('create', payload), { valid: true, issues: [] }, `${key}: ${String(value)}`);
    }
  }
});

const hidden = (name) => Object.defineProperty({ ...GOOD }, name, { value: GOOD[name], enumerable: false });

for (const [name, value] of [
  ['a required property that JSON would not have', hidden('access_method')],
  ['a property hidden behind an unknown one', Object.assign(hidden('access_method'), { foo: 1 })],
  ['an object of a class', Object.assign(new (class {})(), GOOD)],
  ['an object that inherits', Object.create(GOOD)],
  ['a list', [GOOD]],
  ['what becomes something else as JSON', { ...GOOD, toJSON: () => ({}) }],
  [
    'a list that becomes something else',
    { ...GOOD, allowed_acs_entrance_ids: Object.assign([ID], { toJSON: () => 5 }) },
  ],
  [
    'a getter that throws',
    {
      ...GOOD,
      get code() {
        throw new Error('no');
      },
    },
  ],
]) {
  test(`left to the ordinary way: ${name}`, () => assert.equal(accepts('create', value), false));
}

test('a property that everything inherits is given by nobody', () => {
  const { code, ...rest } = GOOD;
  Object.prototype.code = code;
  try {
    assert.equal(accepts('create', rest), false);
  } finally {
    delete Object.prototype.code;
  }
  assert.equal(accepts('create', rest), true);
});

test('a getter may check another payload, and may make the memory grow', () => {
  const large = new TextEncoder().encode(JSON.stringify({ search: 'x'.repeat(40e6) }));
  const nested = [];
  const payload = {
    ...GOOD,
    get code() {
      nested.push(validate('get', { acs_credential_id: ID }).valid, glue.parseJson('list', large).valid);
      return GOOD.code;
    },
  };
  assert.equal(validate('create', payload).valid, true);
  assert.deepEqual([...new Set(nested)], [true]);
  assert.equal(accepts('create', GOOD), true);
});

test('what a growing memory takes away is not judged by what stood there before', () => {
  const large = new TextEncoder().encode(JSON.stringify({ x: 'a'.repeat(90e6) }));
  const payload = { acs_user_id: ID, access_method: 'mobile_key', is_multi_phone_sync_credential: true };
  assert.deepEqual(validate('create', payload), { valid: true, issues: [] });
  const growing = {
    ...payload,
    get is_multi_phone_sync_credential() {
      glue.parseJson('list', large);
      return false;
    },
  };
  assert.deepEqual(validate('create', growing).issues, glue.validate('create', growing).issues);
  assert.equal(validate('create', growing).issues.length, 1);
});
