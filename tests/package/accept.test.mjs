/** The way of payloads without JSON, held to the ordinary one. Both are inside the package, so the files themselves are imported. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from 'acs-credentials';
import { judge } from '../../pkg/accept.js';
import * as glue from '../../pkg/glue_bg.js';
import { numberOf } from '../../pkg/models.js';
import { rows } from './rows.mjs';

const ID = '33333333-3333-3333-3333-333333333333';
const GOOD = { access_method: 'code', acs_user_id: ID, allowed_acs_entrance_ids: [ID], code: '1234' };

validate('create', {}); // starts the module

/** The same file as a browser reads it, where strings are written in another way. */
const { process } = globalThis;
delete globalThis.process;
const { judge: judgeInBrowser } = await import('../../pkg/accept.js?browser');
globalThis.process = process;

/** Plain data that needs no more than strings of ASCII, numbers, booleans, `null`, lists of such and objects that are expected. */
function isPlain(value) {
  if (typeof value === 'string') return /^[\0-\x7f]*$/.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, item]) => {
    const isObject = typeof item === 'object' && item !== null;
    const isExpected = Array.isArray(item) ? !Array.isArray(value) : name.endsWith('_metadata');
    return isPlain(name) && isPlain(item) && (!isObject || isExpected);
  });
}

/** What is said without JSON, which must be what is said of JSON; `undefined` where the value is left to that. */
function both(model, value, name) {
  const report = judge(model, value);
  if (report) assert.deepEqual(report, glue.validate(numberOf(model), value), name);
  assert.deepEqual(judgeInBrowser(model, value), report, name);
  return report;
}

test('the same is said of the rows of the tables, and few plain ones are left to the ordinary way', () => {
  const left = [];
  let judged = 0;
  for (const { name, model, value, context } of rows('payloads')) {
    if (context !== undefined || Object.prototype.toString.call(value) !== '[object Object]') continue;
    if (both(model, value, name)) judged += 1;
    else if (isPlain(value)) left.push(glue.validate(numberOf(model), value).issues.map(({ code }) => code));
  }
  assert.ok(judged > 40, `${judged} rows judged`);
  // Where issues have to be put in order among others, or an object stands where none is expected.
  assert.ok(left.length < judged / 5, `${judged} rows judged, left: ${left.join(' | ')}`);
});

test('every value of one property of a good payload, and of one with faults', () => {
  const values = [
    '',
    '1234',
    'é',
    '12a',
    ID,
    'card',
    'caard',
    true,
    false,
    0,
    1,
    -0,
    Infinity,
    null,
    NaN,
    [],
    [ID],
    [ID, ID],
    ['x', ID, ID],
    [5],
    [null],
    [[]],
    Array(2),
    {},
    { deep: [{}] },
    new Date(0),
    new Date(NaN),
    Object('card'),
  ];
  values.push(() => {}, Symbol(''), 5n, 'x'.repeat(5000), Array(600).fill(ID), { card_format: 'TLCode' }, undefined);
  values.push(
    { card_format: 5, cardFormat: 'x', is_override_key: true },
    {
      get override() {
        return NaN;
      },
    },
  );
  const BAD = { acs_user_id: 'nobody', allowed_acs_entrance_ids: [ID, 'x'], start_at: 5 };
  const keys = ['starts_at', 'visionline_metadata', 'hotek_metadata', 'foo', 'é', '__proto__', '7'];
  let judged = 0;
  for (const base of [GOOD, { ...GOOD, ...BAD }]) {
    for (const key of [...Object.keys(GOOD), ...keys]) {
      for (const value of values) {
        const payload = { ...base };
        Object.defineProperty(payload, key, { value, enumerable: true, writable: true, configurable: true });
        judged += both('create', payload, `${key}: ${String(value)}`) ? 1 : 0;
      }
    }
  }
  assert.ok(judged > 300, `${judged} judged`);
});

test('the list of parameters that may be numbers', () => {
  for (const limit of [1, 500, 1.5, 0, -1, 1e21, 1e308, '5', null]) {
    assert.ok(both('list', { limit, page_cursor: null, search: '' }, String(limit)));
  }
});

test("a report is its receiver's own", () => {
  const payload = { ...GOOD, access_method: 'face', acs_user_id: 5 };
  const [first, second] = [validate('create', payload), validate('create', payload)];
  assert.deepEqual(first, second);
  first.issues[0].expected.push('x');
  first.issues[0].path.push('x');
  assert.notDeepEqual(first, second);
  assert.deepEqual(validate('create', payload), second);
});

test('a property that JSON would not have is given by nobody', () => {
  const hidden = Object.defineProperty({ ...GOOD }, 'access_method', { value: 'code', enumerable: false });
  for (const payload of [hidden, Object.assign(hidden, { foo: 1 })]) {
    const report = both('create', payload);
    assert.ok(report.issues.some(({ code }) => code === 'missing'));
  }
});

for (const [name, value] of [
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
  test(`left to the ordinary way: ${name}`, () => assert.equal(both('create', value), undefined));
}

test('a property that everything inherits is given by nobody', () => {
  const { code, ...rest } = GOOD;
  Object.prototype.code = code;
  try {
    assert.equal(judge('create', rest), undefined);
  } finally {
    delete Object.prototype.code;
  }
  assert.equal(judge('create', rest).valid, true);
});

test('a getter may check another payload, and may make the memory grow', () => {
  const large = new TextEncoder().encode(JSON.stringify({ search: 'x'.repeat(40e6) }));
  const nested = [];
  const payload = {
    ...GOOD,
    get code() {
      nested.push(validate('get', { acs_credential_id: ID }).valid, glue.parseJson(numberOf('list'), large).valid);
      return GOOD.code;
    },
  };
  assert.equal(validate('create', payload).valid, true);
  assert.deepEqual([...new Set(nested)], [true]);
  assert.equal(judge('create', GOOD).valid, true);
});

test('what a growing memory takes away is not judged by what stood there before', () => {
  const large = new TextEncoder().encode(JSON.stringify({ x: 'a'.repeat(90e6) }));
  const payload = { acs_user_id: ID, access_method: 'mobile_key', is_multi_phone_sync_credential: true };
  assert.deepEqual(validate('create', payload), { valid: true, issues: [] });
  const growing = {
    ...payload,
    get is_multi_phone_sync_credential() {
      glue.parseJson(numberOf('list'), large);
      return false;
    },
  };
  assert.deepEqual(validate('create', growing).issues, glue.validate(numberOf('create'), growing).issues);
  assert.equal(validate('create', growing).issues.length, 1);
});
