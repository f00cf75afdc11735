/** The forms of payloads: of what has a known one, the report is the module's. The files are inside the package, so they are imported themselves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { validate } from 'acs-credentials';
import fc from 'fast-check';
import * as glue from '../../pkg/glue_bg.js';
import { numberOf } from '../../pkg/models.js';
import { Known, note } from '../../pkg/known.js';
import { id, rows } from './rows.mjs';

validate('create', {}); // starts the module

const fromNow = (seconds) => new Date(Date.now() + 1000 * seconds).toISOString();

/** What the module itself says. */
const reportOn = (model, value) => glue.validate(numberOf(model), value);
const codes = (model, value) => validate(model, value).issues.map(({ code }) => code);

/** Looks at payloads as `judge` does, but learns every form: what is known, if anything is, has to be what the module says. */
function learner(model) {
  const known = new Known();
  return (payload) => {
    const expected = reportOn(model, payload);
    const report = known.find(payload);
    if (report) assert.deepEqual(report, expected, inspect(payload));
    if (report === false) note(expected.issues, payload);
    if (report === undefined) {
      const copy = JSON.parse(JSON.stringify(payload));
      known.add(copy, reportOn(model, copy), Date.now());
    }
    return report;
  };
}

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

/** Payloads with faults of every kind. */
const FAULTY = [
  {
    access_method: 'face',
    acs_user_id: 'nobody',
    acs_system_id: 5,
    starts_at: '2090-13-01T00:00:00Z',
    allowed_acs_entrance_ids: [id(3), 'door', id(4), 7],
    ends_at: '2000-01-01T00:00:00Z',
    credential_manager_acs_system_id: null,
    visionline_metadata: {
      card_format: 7,
      joiner_acs_credential_ids: ['x', id(5)],
      override: 'no',
      is_override_key: true,
    },
    foo: 'bar',
  },
  {
    code: '12',
    acs_user_id: id(1),
    user_identity_id: id(2),
    starts_at: '2091-01-01T00:00:00Z',
    ends_at: '2090-01-01T00:00:00Z',
  },
  { access_method: 'card', code: '1234', acs_user_id: '12345', user_identity_id: id(2), visionline_metadata: id(3) },
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
  ...[
    'Z',
    '+00:00',
    '-00:00',
    '+02:00',
    '-02:00',
    '+14:00',
    '-12:00',
    '+23:59',
    '+24:00',
    '+14:60',
    '+0200',
    '+02',
  ].flatMap((zone) => [`2090-03-05T10:00:00${zone}`, `2090-03-05T12:00:00.000${zone}`]),
  ...['2090-03-05T10:00:00.5Z', '2090-03-05T10:00:00.0001Z', '2090-03-05T10:00:00.0002Z'],
  ...['0000-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00', '2090-12-31T23:59:60Z', '2090-12-31T23:59:60+00:00'],
  ...[-120, -30, 30, 120, 240].map((seconds) => fromNow(seconds + 7200).replace('Z', '+02:00')),
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
    } else if (typeof value === 'object' && value)
      for (const inner of edits(value)) yield replaced(index, [name, inner]);
    yield replaced(index);
    yield Object.fromEntries([...entries.toSpliced(index, 1), [name, value]]);
  }
}

test('what has the form of another payload has its report, and much of what is given has one', () => {
  const learn = learner('create');
  for (const payload of [...GOOD, ...FAULTY]) {
    learn(payload);
    learn(payload);
    assert.ok(learn(payload) !== undefined);
  }
  const found = { true: 0, false: 0, null: 0, undefined: 0 };
  const look = (payload) => {
    const report = learn(payload);
    found[report ? report.valid : report] += 1;
    // Noted, learnt, known; and the same by the way of all payloads.
    for (const time of [1, 2, 3]) {
      learn(payload);
      assert.deepEqual(validate('create', payload), reportOn('create', payload), inspect([time, payload]));
    }
  };
  for (const payload of [...GOOD, ...FAULTY]) {
    for (const edited of edits(payload)) look(edited);
    for (const starts_at of TIMES) for (const ends_at of TIMES) look({ ...payload, starts_at, ends_at });
  }
  const { true: good, false: faulty, null: untold } = found;
  assert.ok(good > 1000 && faulty > 1000 && untold > 100, JSON.stringify(found));
});

test('no row of the tables has the form of one with another report', () => {
  const all = rows('payloads').filter(({ context }) => context === undefined);
  const isObject = (value) => Object.prototype.toString.call(value) === '[object Object]';
  let times = 0;
  for (const model of new Set(all.map(({ model }) => model))) {
    const own = all.filter((row) => row.model === model && isObject(row.value));
    const known = new Known();
    for (const { value } of own) note(reportOn(model, value).issues, value);
    for (const { value } of own) known.add(value, reportOn(model, value), Date.now());
    for (const { name, value } of own) {
      const report = known.find(value);
      times += report ? 1 : 0;
      if (report) assert.deepEqual(report, reportOn(model, value), name);
    }
  }
  assert.ok(times > 5, `${times} known`);
});

const GOOD_REPORT = { valid: true, issues: [] };

test('a value that has no form tells so at once, and its payload is never learnt', () => {
  const known = new Known();
  for (const value of [
    'never seen',
    '1'.repeat(16),
    id('A'),
    '2092-02-29T10:00:00Z',
    '2090-03-05T10:00:00.0001Z',
    5.25,
    [5.25],
    [id(3), id(3)],
    [id(3), 'never seen', id(3)],
    Array.from('123456789', id),
    new Date(),
  ]) {
    known.add({ access_method: 'code', value, acs_user_id: id(3) }, GOOD_REPORT, Date.now());
    assert.equal(known.find({ access_method: 'code', value, acs_user_id: id(3) }), false, inspect(value));
  }
  assert.equal(known.find({ access_method: 'card' }), undefined);
  // Not even behind what is new, or each would be learnt in vain.
  assert.equal(known.find({ access_method: 'card', new: true, value: 'never seen' }), false);
  assert.equal(known.find({ new: { value: 'never seen' }, code: '1234' }), false);
  assert.equal(known.find({ new: [true, 'never seen'], code: '1234' }), false);
});

test('an empty text stands for itself alone', () => {
  const known = new Known();
  const payload = { search: '' };
  known.add(payload, reportOn('list', payload), 0);
  assert.deepEqual(
    known.find(payload).issues.map(({ code }) => code),
    ['empty'],
  );
});

test('what makes no difference, and what could make one to a rule', () => {
  const known = new Known();
  const payload = { code: '1234', acs_user_id: id(1), allowed_acs_entrance_ids: [id(2)] };
  known.add(payload, GOOD_REPORT, Date.now());
  for (const [others, expected] of [
    [{ code: '0000', acs_user_id: id(2), allowed_acs_entrance_ids: [id(1)] }, GOOD_REPORT],
    [{ code: '1234', starts_at: undefined, acs_user_id: id(1), allowed_acs_entrance_ids: [id(2)] }, GOOD_REPORT],
    [{ ...payload, code: '12345' }, undefined],
    [{ ...payload, allowed_acs_entrance_ids: [] }, undefined],
    [{ ...payload, allowed_acs_entrance_ids: [id(2), id(3)] }, undefined],
    [{ ...payload, allowed_acs_entrance_ids: [true] }, undefined],
    [{ ...payload, allowed_acs_entrance_ids: [id(2), true] }, undefined],
    [{ ...payload, '': true }, undefined],
  ]) {
    assert.equal(known.find(others), expected, JSON.stringify(others));
  }
});

test('what is inside is not taken for what is behind', () => {
  const known = new Known();
  known.add({ a: {}, b: true }, GOOD_REPORT, 0);
  known.add({ c: { d: true } }, GOOD_REPORT, 0);
  assert.equal(known.find({ a: { b: true } }), undefined);
  assert.equal(known.find({ c: {}, d: true }), undefined);
  known.add({ a: [true], '': true }, GOOD_REPORT, 0);
  assert.equal(known.find({ a: [true, false] }), undefined);
  known.add({ b: [true, false] }, GOOD_REPORT, 0);
  assert.equal(known.find({ b: [true], '': false }), undefined);
  assert.equal(known.find({ a: [true], '': true }), GOOD_REPORT);
  assert.equal(known.find({ a: [], '': true }), undefined);
});

test('of three times, the side of the one before would not tell how they all lie', () => {
  const known = new Known();
  const times = ['2090-01-01T00:00:00Z', '2095-01-01T00:00:00Z', '2092-01-01T00:00:00Z'];
  const payload = ([first, second, third]) => ({ starts_at: first, foo: second, ends_at: third });
  known.add(payload(times), GOOD_REPORT, Date.now());
  assert.equal(known.find(payload(times)), false);
  for (const time of [1, 2, 3]) {
    assert.deepEqual(
      codes('create', { acs_user_id: id(1), access_method: 'code', ...payload(times) }),
      ['unknown'],
      time,
    );
    const late = payload([times[2], times[1], times[0]]);
    assert.deepEqual(
      codes('create', { acs_user_id: id(1), access_method: 'code', ...late }),
      ['unknown', 'order'],
      time,
    );
  }
});

test('a report that quotes a value is for that value alone', () => {
  for (const values of [
    ['12345', '54321'],
    [id(1), id(2)],
    ['2090-01-01T00:00:00Z', '2091-01-01T00:00:00Z'],
    ['never 1', 'never 2'],
    [2, 3],
    ['A'.repeat(35), 'B'.repeat(35)],
  ]) {
    for (const time of [1, 2, 3]) {
      for (const value of values) {
        for (const name of ['access_method', 'acs_user_id', 'code', 'ends_at', 'foo', 'visionline_metadata']) {
          // With a mistake of its own, so that all are taken note of.
          for (const payload of [{ [name]: value }, { acs_system_id: 'wrong', [name]: value }])
            assert.deepEqual(validate('create', payload), reportOn('create', payload), inspect([time, payload]));
        }
      }
    }
  }
});

test('an id that was wrong somewhere is still the same as itself in other letters', () => {
  const upper = id('A');
  for (const wrong of [
    { acs_user_id: upper, user_identity_id: upper },
    { starts_at: upper, foo: upper, access_method: upper, code: upper },
  ])
    for (const time of [1, 2, 3]) assert.deepEqual(validate('create', wrong), reportOn('create', wrong), time);
  for (const time of [1, 2, 3]) {
    for (const other of [id('b'), id('a')]) {
      const payload = { acs_user_id: id(1), access_method: 'card', allowed_acs_entrance_ids: [upper, other] };
      assert.deepEqual(codes('create', payload), other === id('a') ? ['duplicate'] : [], time);
    }
  }
});

test('a report is its owner’s, to do with it as he likes', () => {
  const payload = { access_method: 'retina', acs_user_id: 'who', visionline_metadata: { cardFormat: 'x' } };
  const expected = reportOn('create', payload);
  assert.ok(expected.issues.some(({ expected }) => expected) && expected.issues.some(({ suggestion }) => suggestion));
  for (const time of [1, 2, 3, 4, 5]) {
    const { issues } = validate('create', payload);
    assert.deepEqual(issues, expected.issues, time);
    for (const issue of issues) {
      issue.path.push('mine');
      issue.expected?.pop();
      issue.message = issue.code = issue.severity = '';
    }
    issues.length = 0;
  }
});

test('forms are forgotten when they get too many', () => {
  const known = new Known();
  const payload = (number) => ({ [`x${number}`]: true });
  known.add(payload(0), GOOD_REPORT, 0);
  for (let number = 1; known.find(payload(0)); number++) {
    assert.ok(number < 3000);
    known.add(payload(number), GOOD_REPORT, 0);
    assert.equal(known.find(payload(number)), GOOD_REPORT);
  }
});

test('reports are forgotten when there is too much in them', () => {
  const known = new Known();
  const report = reportOn('create', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${index}`, true])));
  assert.ok(report.issues.length > 90);
  known.add({ first: true }, report, 0);
  for (let number = 1; known.find({ first: true }); number++) {
    assert.ok(number < 100);
    known.add({ [`x${number}`]: true }, report, 0);
  }
});

test('mistakes are forgotten when they get too many, but those that come again and again', () => {
  const payload = (acs_user_id) => ({ access_method: 'card', acs_user_id });
  const known = new Known();
  const first = payload('wrong 0');
  note(reportOn('create', first).issues, first);
  known.add(first, reportOn('create', first), 0);
  let forgotten = 0;
  for (let number = 1; number < 1000; number++) {
    if (known.find(first) === false) forgotten += 1;
    note(reportOn('create', first).issues, first);
    const other = payload(`wrong ${number}`);
    note(reportOn('create', other).issues, other);
    assert.equal(known.find(other), undefined);
    known.add(first, reportOn('create', first), 0);
  }
  assert.ok(forgotten > 5 && forgotten < 20, `${forgotten} times`);
});

const POOLS = {
  access_method: ['code', 'card', 'guest', 'face', id(1)],
  acs_user_id: [id(1), id(2), id('A'), 'nobody', '12345', '54321'],
  user_identity_id: [id(1)],
  acs_system_id: [id(1), null],
  acs_credential_id: [id(1), 'x'],
  allowed_acs_entrance_ids: [
    [],
    [id(1)],
    [id(1), id(2)],
    [id(2), id(2)],
    ['door', id(1)],
    [id(2), 'door'],
    [id('a'), id('A')],
  ],
  code: ['1234', '4321', '12345', '123'],
  starts_at: TIMES.slice(0, 12),
  ends_at: TIMES.slice(0, 12),
  is_multi_phone_sync_credential: [true, false],
  visionline_metadata: [
    {},
    { auto_join: true },
    { card_format: 'rfid48' },
    { card_format: 'guest' },
    { card_format: 7, foo: 1 },
  ],
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
  const learners = { create: learner('create'), update: learner('update'), list: learner('list') };
  const found = { true: 0, false: 0, null: 0, undefined: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(learners)), payload, (model, value) => {
      const report = learners[model](value);
      found[report ? report.valid : report] += 1;
      assert.deepEqual(validate(model, value), reportOn(model, value));
    }),
    { numRuns: 50_000 },
  );
  const { true: good, false: faulty, null: untold } = found;
  assert.ok(good > 1000 && faulty > 5000 && untold > 50, JSON.stringify(found));
});
