import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { parseJson, validate } from 'acs-credentials';
import { rows, short } from './rows.mjs';

const ID = '33333333-3333-3333-3333-333333333333';

for (const table of ['payloads', 'brands', 'received']) {
  for (const { name, model, value, context, issues } of rows(table)) {
    test(`${table}: ${name}`, () => {
      const report = validate(model, value, context);
      assert.deepEqual(report.issues.map(short), issues);
      assert.equal(report.valid, !issues.some((issue) => issue.startsWith('E')));

      const parsed = parseJson(model, JSON.stringify(value), context);
      assert.deepEqual(parsed.issues, report.issues);
      if (parsed.valid) assert.deepEqual(parsed.value, value);
    });
  }
}

for (const { name, model, json, issues, value } of rows('json')) {
  test(`json: ${name}`, () => {
    for (const source of [json, new TextEncoder().encode(json)]) {
      const report = parseJson(model, source);
      assert.deepEqual(report.issues.map(short), issues);
      assert.equal('value' in report, value);
      if (value) assert.deepEqual(report.value, JSON.parse(json));
    }
  });
}

test('bytes with a byte order mark are JSON, a string with one is not', () => {
  assert.equal(parseJson('list', Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)).valid, true);
  assert.deepEqual(parseJson('list', '\ufeff{}').issues.map(short), ['E json ']);
});

test('a broken surrogate stays as it came', () => {
  assert.equal(parseJson('list', '{"search":"\ud800"}').value.search, '\ud800');
});

test('bytes of another realm are bytes', () => {
  const bytes = runInNewContext('Uint8Array.of(0x7b, 0x7d)');
  assert.deepEqual(parseJson('list', bytes), { valid: true, issues: [], value: {} });
  const fake = { [Symbol.toStringTag]: 'Uint8Array', length: 1e9 };
  assert.deepEqual(parseJson('list', fake).issues.map(short), ['E type ']);
});

test('bytes that have gone are none', () => {
  const gone = new Uint8Array(8);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  assert.deepEqual(parseJson('list', gone).issues.map(short), ['E type ']);
});

test('a list of entrances that cannot be read is no list', () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  for (const entrances of [proxy, {}, 'x', 5]) {
    assert.throws(() => validate('create', {}, { entrances }), { kind: 'invalid_options' });
  }
});

test('bytes that are not UTF-8 are not JSON', () => {
  assert.deepEqual(parseJson('list', Uint8Array.of(0x22, 0xff, 0x22)).issues.map(short), ['E json ']);
});

test('what JSON has no word for is named with its path', () => {
  const cyclic = { access_method: 'card' };
  cyclic.visionline_metadata = cyclic;
  for (const [value, issue, message] of [
    [{ limit: NaN }, 'E range limit', 'Must be a whole number of at least 1, not NaN.'],
    [{ limit: Infinity }, 'E range limit', 'Must be a whole number of at least 1, not Infinity.'],
    [{ limit: 10n }, 'E type limit', 'Must be a number, not a BigInt.'],
    [{ created_before: new Date(NaN) }, 'E type created_before', 'Must be a date and time, not an invalid Date.'],
    [{ page_cursor: NaN }, 'E type page_cursor', 'Must be a string, not NaN.'],
    [{ search: () => 'x' }, 'E type search', 'Must be a string, not a function.'],
    [{ search: Symbol('x') }, 'E type search', 'Must be a string, not a symbol.'],
    [new Map(), 'E type ', 'Must be an object, not a Map.'],
    [new URLSearchParams(), 'E type ', 'Must be an object, not a URLSearchParams.'],
    [undefined, 'E type ', 'Must be an object, not undefined.'],
  ]) {
    const { issues } = validate('list', value);
    assert.deepEqual(issues.map(short), [issue]);
    assert.equal(issues[0].message, message);
  }
  assert.deepEqual(validate('create', cyclic).issues.map(short), [
    'E type visionline_metadata',
    'E receiver acs_user_id',
  ]);
  assert.deepEqual(validate('list', { x: { y: [1, 10n] } }).issues.map(short), ['W unknown x', 'E type x.y.1']);
  assert.deepEqual(validate('list', { x: NaN, y: 1 }).issues.map(short), ['W unknown x', 'E type x', 'W unknown y']);
});

test('a Map is none, whatever properties it has; a reason that cannot be told is none', () => {
  const map = Object.assign(new Map(), { card_format: 'TLCode' });
  const { issues } = validate('create', { access_method: 'card', acs_user_id: ID, visionline_metadata: map });
  assert.equal(issues[0].message, 'Must be an object, not a Map.');
  const thrown = { toString: () => assert.fail('no') };
  const failing = Object.defineProperty({}, 'search', {
    enumerable: true,
    get() {
      throw thrown;
    },
  });
  assert.match(validate('list', failing).issues[0].message, /no reason given/);
});

test('plain objects of every kind are objects', () => {
  class Filter {
    search = 'x';
  }
  for (const value of [Object.create(null), new Filter(), Object.freeze({ limit: 1 }), { search: undefined }]) {
    assert.deepEqual(validate('list', value), { valid: true, issues: [] });
  }
  const foreign = runInNewContext(`({ access_method: 'card', acs_user_id: '${ID}', visionline_metadata: {} })`);
  assert.equal(validate('create', foreign).valid, true);
});

test('a Date is taken as its ISO string', () => {
  assert.equal(validate('list', { created_before: new Date() }).valid, true);
});

test('the clock may be a Date, milliseconds or a text', () => {
  const value = { acs_credential_id: ID, ends_at: '2025-01-01T00:00:00Z' };
  for (const now of [new Date('2024-12-31'), Date.UTC(2024, 11, 31), '2024-12-31T00:00:00Z']) {
    assert.deepEqual(validate('update', value, { now }).issues, []);
  }
  assert.deepEqual(validate('update', value).issues.map(short), ['E past ends_at']);
  for (const now of [new Date(NaN), Infinity, 'tomorrow', {}]) {
    assert.throws(() => validate('update', value, { now }), { kind: 'invalid_options' });
  }
});
