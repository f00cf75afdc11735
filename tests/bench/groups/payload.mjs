/** One create payload, from a JavaScript object to a report. */
import { validate } from 'acs-credentials';
import * as v from 'valibot';
// cargo xtask bench generates it of peers/typia.ts.
import { create as typia } from '../../../target/bench/typia.js';
import { payloads } from '../data.mjs';
import { measure, stopwatch } from '../measure.mjs';
import * as ajvPeer from '../peers/ajv.mjs';
import * as typeboxPeer from '../peers/typebox.mjs';
import { create as valibot } from '../peers/valibot.mjs';
import * as zodPeer from '../peers/zod.mjs';

/**
 * Every contestant tells all faults of a value, so that none can save itself the work, and the place of each as `a/b/0`. Where the
 * peers differ from the API's rules (`+0530`, a leap second, arrays for objects …: tests/proof/differences.mjs), the data gives
 * them no occasion to.
 *
 * @typedef {{ faults: (value: object) => object[], place: (fault: object) => string }} Contestant
 * @returns {Record<string, Contestant>}
 */
function contestants() {
  const zod = zodPeer.create();
  const ajv = ajvPeer.compile('create');
  const typebox = typeboxPeer.compile('create');
  const pointed = ({ instancePath }) => instancePath.slice(1);
  return {
    'acs-credentials': { faults: (value) => validate('create', value).issues, place: ({ path }) => path.join('/') },
    zod: { faults: (value) => zod.safeParse(value).error?.issues ?? [], place: ({ path }) => path.join('/') },
    valibot: {
      faults: (value) => v.safeParse(valibot, value).issues ?? [],
      place: ({ path }) => path.map(({ key }) => key).join('/'),
    },
    ajv: { faults: (value) => (ajv(value) ? [] : ajv.errors), place: pointed },
    typebox: { faults: (value) => (typebox.Check(value) ? [] : typebox.Errors(value)), place: pointed },
    typia: {
      faults: (value) => typia(value).errors ?? [],
      place: ({ path }) => path.replace('$input.', '').replaceAll(/[.[]/g, '/').replaceAll(']', ''),
    },
  };
}

/** The places of the faults; some name both a wrong type and a wrong value in one. */
const placesOf = ({ faults, place }, value) => [...new Set(faults(value).map(place))].sort().join(' ');

/** @returns {Promise<import('../table.mjs').Row[]>} */
export async function run({ say }) {
  const all = contestants();
  const names = Object.keys(all);
  const rows = [];
  for (const [row, values] of Object.entries(payloads())) {
    await say(row);
    for (const value of values) {
      const expected = placesOf(all[names[0]], value);
      const other = names.find((name) => placesOf(all[name], value) !== expected);
      if (other) throw new Error(`${other} finds faults at ${placesOf(all[other], value)}, not at ${expected}`);
    }
    const count = values.length;
    const time = stopwatch(all, ({ faults }) => values.reduce((sum, value) => sum + faults(value).length, 0));
    rows.push({ row, ...(await measure(names, time, { count, warm: Math.ceil(20_000 / count) })) });
  }
  return rows;
}
