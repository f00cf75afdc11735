/** The forms of good payloads: what has one is never anything but good. The file is inside the package, so it is imported itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from 'acs-credentials';
import * as glue from '../../pkg/glue_bg.js';
import { Known } from '../../pkg/known.js';
import { rows } from './rows.mjs';

validate('create', {}); // starts the module

const id = (digit) => '33333333-3333-3333-3333-333333333333'.replaceAll('3', digit);
const fromNow = (seconds) => new Date(Date.now() + 1000 * seconds).toISOString();

const isGood = (model, value) => glue.validate(model, value).issues.length === 0;

/** An id with another character in each place. */
const BROKEN = Array.from(
  id(3),
  (character, at) => id(3).slice(0, at) + (character === '-' ? '3' : 'g') + id(3).slice(at + 1),
);

/** Good payloads with a value of every kind. */
const GOOD = [
  {
    access_method: 'code',
    user_identity_id: id(1),
    acs_system_id: id(2),
    allowed_acs_entrance_ids: [id(3), id(4), id(5)],
    code: '1234',
    starts_at: '2090-03-01T15:00:00.000Z',
    ends_at: '2090-03-05T10:00:00.000Z',
  },
  {
    access_method: 'mobile_key',
    acs_user_id: id('a'),
    ends_at: '2090-03-05T10:00:00Z',
    is_multi_phone_sync_credential: true,
    visionline_metadata: { card_format: 'TLCode', joiner_acs_credential_ids: [id(6), id(7)], auto_join: false },
    hotek_metadata: {},
  },
  { access_method: 'card', acs_user_id: id(8), starts_at: '2000-01-01T00:00:00Z', ends_at: '2090-01-01T00:00:00Z' },
];

const TIMES = [
  ...[-86_400, -90, -30, 0, 30, 90, 150, 86_400].map(fromNow),
  ...[
    '2090-02-28',
    '2090-02-29',
    '2092-02-29',
    '2090-02-30',
    '2090-02-31',
    '2090-04-30',
    '2090-04-31',
    '2090-05-31',
    '2090-12-31',
    '2090-00-10',
    '2090-13-10',
    '2090-10-00',
  ].map((day) => `${day}T10:00:00Z`),
  ...['24:00:00', '23:60:00', '23:59:60', '23:59:59', '23:59:5x', '10:00:00.00', '1é:00:00'].map(
    (time) => `2090-03-05T${time}Z`,
  ),
  '2090-03-05T10:00:00Z',
  '2090-03-05T10:00:00z',
  '2090-03-05 10:00:00Z',
  '2090-03-05T10:00:00+02:00',
  '2090-03-05T10:00:00.000Z',
  '2090-03-05T10:00:00.001Z',
  '2090-03-05T09:59:59.999Z',
  '2090-03-01T15:00:00.000Z',
  '2090-03-05T10:00:00.00é',
  '2000-01-01T00:00:00.000Z',
  '9999-12-28T23:59:59Z',
];

const VALUES = [
  ...[
    '',
    '1',
    '123',
    '4321',
    '123456789',
    '1234567890',
    '123456789012345',
    '1234567890123456',
    '12a4',
    '١٢٣٤',
    '1234 ',
  ],
  ...['code', 'card', 'cloud_key', 'mobile_key', 'Code', 'TLCode', 'rfid48', 'guest', 'staff', 'x'.repeat(16)],
  ...[id(3), id(9), id('a'), id('A'), id('g'), id('é'), id(3).replaceAll('-', '3'), `${id(3).slice(1)}-`, `${id(3)}3`],
  ...BROKEN,
  ...TIMES,
  ...[true, false, null, undefined, 0, 4, NaN, 5n],
  ...[[], [id(3)], [id(4), id(9)], [id(9), id(4), id(9)], [id('a'), id('A'), id('b')], [id(3), undefined, id(4)]],
  ...[[id(3), 'x', id(4)], [id(3), 1], [[id(3)]], Array(3), Object.assign([id(3)], { toJSON: () => 5 })],
  ...[{}, { card_format: 'TLCode' }, { auto_join: true }, { auto_join: null }, new Date(), new Map(), () => {}],
];

/** Every payload that differs from this one in one place: by a value, by its absence, by its name, by where it stands. */
function* edits(payload) {
  const entries = Object.entries(payload);
  const replaced = (index, ...entry) => Object.fromEntries(entries.toSpliced(index, 1, ...entry));
  for (const [index, [name, value]] of entries.entries()) {
    for (const other of VALUES) yield replaced(index, [name, other]);
    for (const other of ['foo', '', 'ends_at', 'credential_manager_acs_system_id'])
      yield replaced(index, [other, value]);
    if (Array.isArray(value)) {
      for (const at of value.keys()) for (const other of VALUES) yield replaced(index, [name, value.with(at, other)]);
    } else if (typeof value === 'object') for (const inner of edits(value)) yield replaced(index, [name, inner]);
    yield replaced(index);
    yield Object.fromEntries([...entries.toSpliced(index, 1), [name, value]]);
  }
}

test('what has the form of a good payload is good, and most of what is good has one', () => {
  const known = new Known();
  for (const payload of GOOD) {
    assert.equal(known.has(payload), undefined);
    assert.ok(isGood('create', payload));
    known.add(payload);
    assert.equal(known.has(payload), true);
  }
  const found = { known: 0, good: 0, other: 0 };
  const look = (payload) => {
    const good = isGood('create', payload);
    const isKnown = known.has(payload);
    found[isKnown ? 'known' : good ? 'good' : 'other'] += 1;
    assert.ok(good || !isKnown, JSON.stringify(glue.validate('create', payload).issues));
    // The same by the way of all payloads, which learns.
    assert.deepEqual(validate('create', payload), glue.validate('create', payload));
  };
  for (const payload of GOOD) for (const edited of edits(payload)) look(edited);
  for (const starts_at of TIMES) for (const ends_at of TIMES) look({ ...GOOD[0], starts_at, ends_at });
  for (const starts_at of TIMES) for (const ends_at of TIMES) look({ ...GOOD[2], starts_at, ends_at });
  assert.ok(found.known > 100 && found.good > 100 && found.other > 1000, JSON.stringify(found));
});

test('no row of the tables with an issue has the form of one without', () => {
  const all = rows('payloads').filter(({ context }) => context === undefined);
  const isObject = (value) => Object.prototype.toString.call(value) === '[object Object]';
  for (const model of new Set(all.map(({ model }) => model))) {
    const own = all.filter((row) => row.model === model && isObject(row.value));
    const known = new Known();
    for (const { value } of own) if (isGood(model, value)) known.add(value);
    for (const { name, value } of own) assert.ok(!known.has(value) || isGood(model, value), name);
  }
});

test('a payload with a value that has no form is never learnt, but tells so at once', () => {
  const known = new Known();
  for (const value of ['x'.repeat(16), id('A'), '2092-02-29T10:00:00Z', 5, [5], [id(3), id(3)], new Date()]) {
    known.add({ access_method: 'code', value, acs_user_id: id(3) });
    assert.equal(known.has({ access_method: 'code', value, acs_user_id: id(3) }), false, String(value));
  }
  assert.equal(known.has({ access_method: 'card' }), undefined);
});

test('what makes no difference, and what could make one to a rule', () => {
  const known = new Known();
  const payload = { code: '1234', acs_user_id: id(1), allowed_acs_entrance_ids: [id(2)] };
  known.add(payload);
  for (const [others, expected] of [
    [{ code: '0000', acs_user_id: id(2), allowed_acs_entrance_ids: [id(1)] }, true],
    [{ code: '1234', starts_at: undefined, acs_user_id: id(1), allowed_acs_entrance_ids: [id(2)] }, true],
    [{ ...payload, code: '12345' }, undefined],
    [{ ...payload, allowed_acs_entrance_ids: [] }, undefined],
    [{ ...payload, allowed_acs_entrance_ids: [id(2), id(3)] }, undefined],
  ]) {
    assert.equal(known.has(others), expected, JSON.stringify(others));
  }
});

test('forms are forgotten when they get too many', () => {
  const known = new Known();
  const search = (number) => ({ search: `room ${number}` });
  known.add(search(0));
  for (let number = 1; known.has(search(0)); number++) {
    assert.ok(number < 1000);
    known.add(search(number));
    assert.equal(known.has(search(number)), true);
  }
});

test('what lies ahead now does so no longer when the clock has gone on, or back', (t) => {
  const start = Date.UTC(2090, 0, 1);
  const at = (milliseconds) => ({
    acs_credential_id: id(3),
    ends_at: new Date(start + milliseconds).toISOString(),
  });
  t.mock.timers.enable({ apis: ['Date'], now: start });
  const codes = (payload) => validate('update', payload).issues.map(({ code }) => code);
  for (const seconds of [0, 30, 59, 60, 61, 600, 86_400, -86_400, -600, 5]) {
    t.mock.timers.setTime(start + 1000 * seconds);
    for (const delta of [-1e8, -120_000, -60_000, -1, 0, 1, 30_000, 60_000, 119_999, 120_000, 1e8]) {
      const payload = at(1000 * seconds + delta);
      for (let times = 0; times < 3; times++)
        assert.deepEqual(codes(payload), delta > 0 ? [] : ['past'], `${seconds} ${delta}`);
    }
  }
  // Where years have five digits.
  t.mock.timers.setTime(Date.UTC(10_000, 0, 1));
  assert.deepEqual(codes({ acs_credential_id: id(3), ends_at: '9999-12-28T10:00:00Z' }), ['past']);
});

test('what says something else each time it is read teaches nothing', () => {
  const ids = Array.from('12345678', id);
  for (let lie = 1; lie < ids.length; lie++) {
    // Of a form that is new each time.
    const rest = { acs_user_id: id(3), allowed_acs_entrance_ids: ids.slice(0, lie) };
    let times = 0;
    const liar = {
      get access_method() {
        return ++times === lie ? 'robbery' : 'cloud_key';
      },
      ...rest,
    };
    validate('create', liar);
    validate('create', liar);
    assert.equal(validate('create', { access_method: 'robbery', ...rest }).valid, false, `a lie in reading ${lie}`);
  }
});
