/** The forms of good payloads: what has one is never anything but good. The files are inside the package, so they are imported themselves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { jsonSchema, validate } from 'acs-credentials';
import fc from 'fast-check';
import { judge } from '../../pkg/accept.js';
import * as glue from '../../pkg/glue_bg.js';
import { Known } from '../../pkg/known.js';
import { rows } from './rows.mjs';

validate('create', {}); // starts the module

const id = (digit) => '33333333-3333-3333-3333-333333333333'.replaceAll('3', digit);
const fromNow = (seconds) => new Date(Date.now() + 1000 * seconds).toISOString();

const isGood = (model, value) => glue.validate(model, value).issues.length === 0;
const codes = (model, value) => validate(model, value).issues.map(({ code }) => code);

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
  { access_method: 'card', acs_user_id: id(8), ends_at: '2090-01-01T00:00:00Z', starts_at: '2000-01-01T00:00:00Z' },
  { access_method: 'card', acs_user_id: id(8), ends_at: '2090-01-01T00:00:00Z', starts_at: '2089-01-01T00:00:00Z' },
];

const DAYS =
  '01-31 02-28 02-29 02-30 02-31 03-32 04-30 04-31 05-31 06-31 07-31 08-31 09-31 10-31 11-31 12-31 00-10 13-10 10-00';

const TIMES = [
  ...[-86_400, -90, -30, 0, 30, 90, 150, 86_400].map(fromNow),
  ...DAYS.split(' ').map((day) => `2090-${day}T10:00:00Z`),
  '2092-02-29T10:00:00Z',
  ...'10:00:00 24:00:00 23:60:00 23:59:60 23:59:59 23:59:5x 1é:00:00'.split(' ').map((time) => `2090-03-05T${time}Z`),
  ...'10:00:00.000 10:00:00.001 09:59:59.999 10:00:00.00 10:00:00.00é'.split(' ').map((time) => `2090-03-05T${time}Z`),
  '2090-03-05T10:00:00z',
  '2090-03-05 10:00:00Z',
  '2090-03-05T10:00:00+02:00',
  'xxxx2090-03-05T10:00:00Z',
  '2090-03-05T10:00:00Zxxxx',
  '2000-01-01T00:00:00.000Z',
  '9999-12-28T23:59:59Z',
];

/** An id with another character in each place. */
const BROKEN = Array.from(id(3), (found, at) => id(3).slice(0, at) + (found === '-' ? '3' : 'g') + id(3).slice(at + 1));

const VALUES = [
  ...['', '1', '123', '4321', '123456789', '1234567890', '123456789012345', '1234567890123456', '123/', '123:', '١٢٣٤'],
  ...['code', 'card', 'cloud_key', 'mobile_key', 'Code', 'TLCode', 'rfid48', 'guest', 'staff', 'x'.repeat(16)],
  ...[id(3), id(9), id('a'), id('A'), id('é'), id(3).replaceAll('-', '3'), `${id(3)}3`, ...BROKEN],
  ...TIMES,
  ...[true, false, null, undefined, 0, 4, NaN, 5n],
  ...[[], [id(3)], [id(4), id(9)], [id(9), id(4), id(9)], [id('a'), id('A'), id('b')], [id(3), undefined, id(4)]],
  ...[[id(3), 'x', id(4)], [id(3), 1], [[id(3)]], Array(3), Object.assign([id(3)], { toJSON: () => 5 })],
  ...[{}, { card_format: 'TLCode' }, { auto_join: true }, { auto_join: null }, new Date(), new Map(), () => {}],
  Object.defineProperty({ auto_join: true }, 'toJSON', { value: () => 5 }),
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

test('what has the form of a good payload is good, and much of what is good has one', () => {
  const known = new Known();
  for (const payload of GOOD) {
    assert.equal(known.has(payload), undefined);
    assert.ok(isGood('create', payload));
    known.add(payload, Date.now());
    assert.equal(known.has(payload), true);
  }
  const found = { known: 0, good: 0, other: 0 };
  const look = (payload) => {
    const good = isGood('create', payload);
    const isKnown = known.has(payload);
    found[isKnown ? 'known' : good ? 'good' : 'other'] += 1;
    assert.ok(good || !isKnown, inspect([payload, glue.validate('create', payload).issues]));
    // The same by the way of all payloads, which learns.
    assert.deepEqual(validate('create', payload), glue.validate('create', payload));
  };
  for (const payload of GOOD) for (const edited of edits(payload)) look(edited);
  for (const payload of GOOD) {
    for (const starts_at of TIMES) for (const ends_at of TIMES) look({ ...payload, starts_at, ends_at });
  }
  assert.ok(found.known > 300 && found.good > 1000 && found.other > 1000, JSON.stringify(found));
});

test('no row of the tables with an issue has the form of one without', () => {
  const all = rows('payloads').filter(({ context }) => context === undefined);
  const isObject = (value) => Object.prototype.toString.call(value) === '[object Object]';
  let times = 0;
  for (const model of new Set(all.map(({ model }) => model))) {
    const own = all.filter((row) => row.model === model && isObject(row.value));
    const known = new Known();
    for (const { value } of own) if (isGood(model, value)) known.add(value, Date.now());
    for (const { name, value } of own) {
      times += known.has(value) ? 1 : 0;
      assert.ok(!known.has(value) || isGood(model, value), name);
    }
  }
  assert.ok(times > 5, `${times} known`);
});

test('a value that has no form tells so at once, and its payload is never learnt', () => {
  const known = new Known();
  for (const value of [
    'x',
    'face',
    '1'.repeat(16),
    id('A'),
    '2092-02-29T10:00:00Z',
    5,
    [5],
    [id(3), id(3)],
    new Date(),
  ]) {
    known.add({ access_method: 'code', value, acs_user_id: id(3) }, Date.now());
    assert.equal(known.has({ access_method: 'code', value, acs_user_id: id(3) }), false, String(value));
  }
  assert.equal(known.has({ access_method: 'card' }), undefined);
});

test('what makes no difference, and what could make one to a rule', () => {
  const known = new Known();
  const payload = { code: '1234', acs_user_id: id(1), allowed_acs_entrance_ids: [id(2)] };
  known.add(payload, Date.now());
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

test('no payload has more than two times: with more, to tell where the one before lies would not do', () => {
  const models = [...new Set(rows('payloads').map(({ model }) => model))];
  const counts = models.map((model) => JSON.stringify(jsonSchema(model)).match(/"date-time"/g)?.length ?? 0);
  assert.equal(Math.max(...counts), 2);
});

test('forms are forgotten when they get too many', () => {
  const known = new Known();
  const payload = (number) => ({ [`x${number}`]: true });
  known.add(payload(0), 0);
  for (let number = 1; known.has(payload(0)); number++) {
    assert.ok(number < 1000);
    known.add(payload(number), 0);
    assert.equal(known.has(payload(number)), true);
  }
});

test('the first payload teaches nothing, the second does, and then no more is done than to read one', () => {
  const readings = (created_before) =>
    [1, 2, 3, 4].map(() => {
      let times = 0;
      const payload = {
        acs_user_id: id(3),
        get created_before() {
          times += 1;
          return created_before;
        },
      };
      assert.deepEqual(validate('list', payload), { valid: true, issues: [] });
      return times;
    });
  assert.deepEqual(readings('2091-01-01T00:00:00Z'), [1, 2, 1, 1]);
  // Has no form, and goes onto a tape.
  assert.deepEqual(readings('2091-01-01T00:00:00+00:00'), [2, 2, 2, 2]);
});

test('what lies ahead now does so no longer when the clock has gone on, or back', (t) => {
  const start = Date.UTC(2090, 0, 1, 0, 0, 30);
  t.mock.timers.enable({ apis: ['Date'], now: start });
  for (const seconds of [0, 50, 59, 60, 61, 80, 600, 86_400, -86_400, -600, 5]) {
    t.mock.timers.setTime(start + 1000 * seconds);
    for (const delta of [-1e8, -120_000, -60_000, -1, 0, 1, 30_000, 60_000, 119_999, 120_000, 1e8]) {
      const ends_at = new Date(start + 1000 * seconds + delta).toISOString();
      for (let times = 0; times < 3; times++) {
        const found = codes('update', { acs_credential_id: id(3), ends_at });
        assert.deepEqual(found, delta > 0 ? [] : ['past'], `${seconds} ${delta}`);
      }
    }
  }
});

test('a time without a fraction, which as text stands behind one of the same second, is not taken for later', (t) => {
  const start = Date.UTC(2090, 0, 1, 0, 0, 0, 900);
  t.mock.timers.enable({ apis: ['Date'], now: start });
  for (const later of [59_500, 119_500, 179_500]) {
    t.mock.timers.setTime(start);
    for (const times of [1, 2, 3])
      assert.deepEqual(codes('update', { acs_credential_id: id(3), ends_at: '2091-01-01T00:00:00Z' }), [], times);
    t.mock.timers.setTime(start + later);
    const ends_at = `${new Date(start + later).toISOString().slice(0, 19)}Z`;
    assert.deepEqual(codes('update', { acs_credential_id: id(3), ends_at }), ['past'], later);
  }
});

/** With another clock: one that shows each of these in turn, and then the last one for ever. */
function atClock(readings, look) {
  const { now } = Date;
  let reading = 0;
  Date.now = () => readings[Math.min(reading++, readings.length - 1)];
  try {
    return look();
  } finally {
    Date.now = now;
  }
}

test('a clock that moves meanwhile, or shows no time, or one of years with other than four digits', () => {
  const minute = Date.UTC(2090, 0, 1, 10, 5);
  const payload = (ends_at) => ({ acs_credential_id: id(3), code: '123456', ends_at });
  const clocks = [
    [minute - 2, minute - 2, minute],
    [minute - 2, minute - 2, minute - 2, minute],
    [minute - 2, minute - 2, minute + 600_000],
    [minute - 2, minute - 2, minute - 2, minute + 600_000, 0],
    [minute + 600_000, minute + 600_000, minute - 2, minute + 600_000],
    [Date.UTC(10_000, 0, 1)],
    [Date.UTC(-1, 0, 1)],
    [8.64e15],
    [NaN],
    [new Date(minute).toISOString()],
    [undefined],
  ];
  for (const clock of clocks) {
    for (const milliseconds of [-1, 0, 1, 5, 300_000]) {
      const ends_at = new Date(minute + milliseconds).toISOString();
      atClock(clock, () => judge('update', payload(ends_at)));
      for (const past of ['2000-01-01T10:04:59.999Z', '2020-01-01T00:00:00.000Z'])
        assert.deepEqual(codes('update', payload(past)), ['past'], `${clock} ${milliseconds}`);
    }
  }
  const ends = (year) => payload(`${year}-12-28T10:00:00.000Z`);
  for (const times of [1, 2]) {
    atClock([Date.UTC(10_000, 0, 1)], () => assert.deepEqual(codes('update', ends('9999')), ['past'], times));
    atClock([Date.UTC(-1, 0, 1)], () => assert.deepEqual(codes('update', ends('0000')), [], times));
  }
});

test('a class of dates that says what it likes teaches nothing', () => {
  const { Date: Real } = globalThis;
  globalThis.Date = class extends Real {
    constructor() {
      super('2095-01-01T00:00:00Z');
    }
  };
  const payload = (ends_at) => ({ acs_credential_id: id(3), code: '1234567', ends_at });
  try {
    // After more than a minute, so that the clock is looked at anew.
    atClock([Real.now() + 1e6], () => validate('update', payload('2090-01-01T00:00:00Z')));
  } finally {
    globalThis.Date = Real;
  }
  assert.deepEqual(codes('update', payload('2000-01-01T00:00:00Z')), ['past']);
});

test('what says something else each time it is read teaches nothing', () => {
  const ids = Array.from('12345678', id);
  for (let lie = 1; lie < ids.length; lie++) {
    // Of a form that is new each time.
    const rest = { acs_user_id: id(3), allowed_acs_entrance_ids: ids.slice(0, lie) };
    let times = 0;
    const liar = {
      get access_method() {
        return ++times === lie ? 'guest' : 'cloud_key';
      },
      ...rest,
    };
    validate('create', liar);
    validate('create', liar);
    assert.equal(validate('create', { access_method: 'guest', ...rest }).valid, false, `a lie in reading ${lie}`);
  }
});

test('what gives everything a property while it is read teaches nothing', () => {
  for (let reading = 1; reading < 6; reading++) {
    let readings = 0;
    let given = 0;
    // Of a form that is new each time, so that it is told to nobody but the module.
    const rest = { allowed_acs_entrance_ids: Array.from('12345678', id).slice(reading) };
    const evil = {
      ...rest,
      get acs_user_id() {
        if (++readings === reading) {
          let times = 0;
          const get = () => (++times === 1 ? 'card' : 'guest');
          Object.defineProperty(Object.prototype, 'access_method', { get, enumerable: true, configurable: true });
        }
        return id(3);
      },
      // When it is no longer given, it is inherited.
      get access_method() {
        return ++given < reading ? 'card' : undefined;
      },
    };
    try {
      validate('create', evil);
    } finally {
      delete Object.prototype.access_method;
    }
    const honest = { ...rest, acs_user_id: id(3), access_method: 'guest' };
    assert.equal(validate('create', honest).valid, false, `in reading ${reading}`);
  }
});

test('a getter that checks another payload does not disturb what is said of this one', () => {
  const starts_at = '2090-03-05T00:00:00Z';
  const good = { access_method: 'code', acs_user_id: id(3), starts_at, code: '1234', ends_at: '2090-04-01T00:00:00Z' };
  assert.equal(validate('create', good).valid, true);
  const disturbing = {
    access_method: 'code',
    acs_user_id: id(3),
    starts_at,
    get code() {
      validate('update', { acs_credential_id: id(3), ends_at: '2090-01-01T00:00:00Z' });
      return '1234';
    },
    ends_at: '2090-02-01T00:00:00Z',
  };
  assert.deepEqual(codes('create', disturbing), ['order']);
});

const POOLS = {
  access_method: ['code', 'card', 'guest'],
  acs_user_id: [id(1), id(2), id('A')],
  user_identity_id: [id(1)],
  acs_system_id: [id(1), null],
  acs_credential_id: [id(1), 'x'],
  allowed_acs_entrance_ids: [[], [id(1)], [id(1), id(2)], [id(2), id(2)]],
  code: ['1234', '4321', '12345', '123'],
  starts_at: TIMES.slice(0, 12),
  ends_at: TIMES.slice(0, 12),
  is_multi_phone_sync_credential: [true, false],
  visionline_metadata: [{}, { auto_join: true }, { card_format: 'rfid48' }, { card_format: 'guest' }],
  limit: [1, 0],
  search: ['1234', 'code', ''],
};

test('any payloads in any order, of few values, so that many are alike', () => {
  const property = fc.oneof(
    ...Object.entries(POOLS).map(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values))),
  );
  const payload = fc
    .uniqueArray(property, { selector: ([name]) => name, maxLength: 6 })
    .map((entries) => Object.fromEntries(entries));
  const model = fc.constantFrom('create', 'update', 'list');
  fc.assert(
    fc.property(model, payload, (model, value) => {
      assert.deepEqual(validate(model, value), glue.validate(model, value));
    }),
    { numRuns: 50_000 },
  );
});
