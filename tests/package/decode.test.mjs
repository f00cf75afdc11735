// What the decoder makes of bytes is what JSON.parse makes of the text.
// Run with --expose-gc, as `cargo xtask test` does, to measure what stays in memory.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { parseJson } from 'acs-credentials';

const encode = (text) => new TextEncoder().encode(text);
const id = (digit) => String(digit).repeat(8) + '-0000-4000-8000-000000000000';
const row = (more = '') =>
  `{"acs_credential_id":"${id(1)}","acs_system_id":"${id(2)}","connected_account_id":"${id(3)}",` +
  `"workspace_id":"${id(4)}","display_name":"Front desk","access_method":"card","created_at":"2025-06-19T21:08:08.123Z",` +
  `"is_managed":true,"errors":[],"warnings":[]${more}}`;
const page = (...rows) =>
  `{"acs_credentials":[${rows.join()}],"pagination":{"has_next_page":false,"next_page_cursor":null,"next_page_url":null}}`;

/** Equal in every value, in the order of the properties, and in what is whose own. */
function assertSame(text, model = 'acs_credential_page') {
  const { value } = parseJson(model, encode(text));
  const parsed = JSON.parse(text);
  assert.deepEqual(value, parsed, text.slice(0, 500));
  assert.equal(JSON.stringify(value), JSON.stringify(parsed));
  const first = value.acs_credentials?.[0] ?? value;
  assert.equal(Object.getPrototypeOf(first), Object.prototype);
  assert.equal(structuredClone(first) instanceof Object, true);
}

test('an id that comes again is that of its own row', () => {
  const rowOf = (user) => row(`,"acs_user_id":${user}`);
  const good = JSON.stringify(id(5));
  for (const between of ['""', '"x"', 'null', '5', '"é"', '"\\u0030"', '{}', JSON.stringify('x'.repeat(36))]) {
    assertSame(page(rowOf(good), rowOf(between), rowOf(good), rowOf(good), rowOf(between), rowOf(between)));
    assertSame(page(row(`,"acs_user_id":${good},"acs_user_id":${between}`), rowOf(good)));
  }
  const notJson = page(rowOf(`"${'\0'.repeat(36)}"`));
  for (const json of [notJson, encode(notJson)]) {
    const { valid, issues } = parseJson('acs_credential_page', json);
    assert.deepEqual([valid, issues.map(({ code }) => code)], [false, ['json']]);
  }
});

test('each batch of rows tells the names that no model knows anew', () => {
  const rows = (more) =>
    Array.from({ length: 60 }, (_, index) => row(`,"card_number":"${'x'.repeat(600)}"${more(index)}`));
  assertSame(
    page(...rows((index) => `,"a":${index},"b":"${index}"`), ...rows((index) => `,"b":${index},"c":null,"a":"x"`)),
  );
});

test('one decoded value for each JSON text, equal to what JSON.parse makes', () => {
  for (const more of [
    '',
    ',"code":null,"is_issued":false,"issued_at":null',
    ',"external_type":"visionline_card","external_type_display_name":"Visionline"',
    ',"external_type":"of another year"',
    ',"visionline_metadata":{"card_function_type":"guest","joiner_acs_credential_ids":[],"new":{"a":[1,{}]}}',
    ',"card_number":"a\\"b\\\\c\\u00e9\\ud83d\\ude00\\ud83d"',
    ',"card_number":"\\ufeffé"',
    ',"card_number":"\ufeffZoë 日本 😀"',
    ',"card_number":""',
    ',"card_number":12345678901234567890',
    ',"new":-0,"newer":1e400,"newest":1.7976931348623157e308',
    ',"__proto__":{"polluted":true}',
    ',"__proto__":1,"constructor":2,"toString":"3","hasOwnProperty":null',
    ',"10":"a","9":"b","-1":"c","":"d"',
    ',"display_name":"again","display_name":"and again"',
    ',"display\\u005fname":"by another name"',
    ',"access_method":5,"is_managed":"yes","errors":{},"warnings":null,"visionline_metadata":[]',
    ',"warnings":[null,1,"x",[],{"warning_code":"new","message":"é"}]',
    ' , "is_issued" : true\n\t, "starts_at"\r\n:"2025"',
  ]) {
    assertSame(page(row(more), row(), row(more)));
    assertSame(row(more), 'acs_credential');
  }
  assert.equal({}.polluted, undefined);
});

test('unusual pages', () => {
  assertSame(page());
  assertSame('{}');
  assertSame(page('null', '7', '"x"', '[]', '{}', row()));
  assertSame('{"acs_credentials":null}');
  assertSame(page(row()).replace('{', `{"acs_credentials":[${row()},${row()}],`));
  assertSame(page(row()).replace('{', '{"ok":true,"new":[1],'));
  assertSame(page(...Array.from({ length: 1000 }, (_, index) => row(`,"code":"${index}"`))));
  // In several batches, each of which has its own values.
  const odd = (index) => row(`,"code":"é${index}","new_${index % 7}":[${index},"\\n"]`);
  assertSame(page(...Array.from({ length: 1000 }, (_, index) => (index % 3 ? odd(index) : row()))));
  assertSame(page(row(`,"code":"${'long '.repeat(1_000_000)}"`)));
  assertSame(` ${page(row())}\n`);
});

test('the build has written a decoder for every received model and every answer', () => {
  const code = readFileSync(new URL('../../pkg/decode.js', import.meta.url), 'utf8');
  const found = Array.from(code.matchAll(/\bget (\w+)\(\)\s*\{/g), ([, model]) => model);
  assert.deepEqual(found.sort(), [
    'AcsCredential',
    'AcsCredentialAnswer',
    'AcsCredentialEvent',
    'AcsCredentialPage',
    'AcsEntrance',
    'AcsEntrancesAnswer',
    'OkAnswer',
    'Pagination',
  ]);
});

test(
  'a credential that is kept keeps little of its answer alive',
  { skip: !globalThis.gc && 'needs --expose-gc' },
  () => {
    const bytes = encode(
      page(...Array.from({ length: 10_000 }, (_, index) => row(`,"code":"${index}${'0'.repeat(500)}"`))),
    );
    const kept = [];
    const keepOne = () => kept.push(parseJson('acs_credential_page', bytes).value.acs_credentials[5000]);
    const heap = () => {
      globalThis.gc();
      return process.memoryUsage().heapUsed;
    };
    keepOne(); // what is compiled and cached stays, too
    const before = heap();
    for (let times = 0; times < 10; times++) keepOne();
    const each = (heap() - before) / 10;
    assert.ok(each < 64 * 1024, `${each} bytes of ${bytes.length} stay for one credential`);
  },
);

test('what all objects inherit may be frozen', () => {
  const row = '{"code":"1","constructor":"x","toString":[1],"__proto__":{"a":1}}';
  const script = `
    const { listCredentials, parseJson } = await import('acs-credentials');
    const body = '{"acs_credentials":[${row}],"pagination":{},"valueOf":1}';
    Object.freeze(Object.prototype);
    const fetch = async () => new Response(body);
    const values = [
      JSON.parse(body),
      parseJson('acs_credential_page', new TextEncoder().encode(body)).value,
      await listCredentials({}, { endpoint: 'https://frozen.test', fetch, onWarning() {} }),
    ];
    console.log(JSON.stringify(values.map((value) => JSON.stringify(value))));`;
  const flags = ['--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, flags, { cwd: import.meta.dirname, encoding: 'utf8' });
  const [wanted, ...values] = JSON.parse(stdout || '[]');
  assert.deepEqual(values, [wanted, wanted], stderr);
});
