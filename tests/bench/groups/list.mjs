/** The bytes of a list answer to objects that are checked; every property of every row is read. */
import { parseJson } from 'acs-credentials';
import { page } from '../data.mjs';
import { measure, stopwatch } from '../measure.mjs';
import * as ajv from '../peers/ajv.mjs';
import * as zod from '../peers/zod.mjs';
import { sameRows, touch } from '../same.mjs';

const decoder = new TextDecoder();
const parse = (bytes) => JSON.parse(decoder.decode(bytes));

function checked(value, isValid) {
  if (!isValid) throw new Error('the page is found invalid');
  return value;
}

/** Bytes → object, checked but where `JSON.parse` is alone. */
export function contestants() {
  const zodPage = zod.page();
  const isPage = ajv.compile('acs_credential_page');
  return {
    'acs-credentials': (bytes) => {
      const { valid, value } = parseJson('acs_credential_page', bytes);
      return checked(value, valid);
    },
    'JSON.parse': parse,
    'JSON.parse + zod': (bytes) => {
      const { success, data } = zodPage.safeParse(parse(bytes));
      return checked(data, success);
    },
    'JSON.parse + ajv': (bytes) => {
      const value = parse(bytes);
      return checked(value, isPage(value));
    },
  };
}

/** Times the contestants on a page of `count` credentials, in µs for each. */
export function measureLists(readers, count, kind, options) {
  const value = page(count, kind);
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  for (const [name, read] of Object.entries(readers))
    sameRows(name, read(bytes).acs_credentials, value.acs_credentials);
  const time = stopwatch(readers, (read) => touch(read(bytes).acs_credentials));
  return measure(Object.keys(readers), time, { count, warm: Math.ceil(20_000 / count), ...options });
}

const LISTS = [
  ['ASCII', {}, [1, 100, 1000, 10_000]],
  ['some names not ASCII', { isAscii: false }, [1, 100, 1000, 10_000]],
  ['ASCII, a property more in each', { isNewer: true }, [1000]],
];

/** @returns {Promise<import('../table.mjs').Row[]>} */
export async function run({ say }) {
  const readers = contestants();
  const rows = [];
  for (const [what, kind, counts] of LISTS) {
    for (const count of counts) {
      const row = `${count.toLocaleString('en')} credentials, ${what}`;
      await say(row);
      rows.push({ row, ...(await measureLists(readers, count, kind)) });
    }
  }
  return rows;
}
