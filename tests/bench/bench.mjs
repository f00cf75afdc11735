/** What is measured, in Node and in pages alike. */
import { contestants } from './contestants.mjs';
import { page, payloads } from './data.mjs';

const ROUNDS = 15;
/** So long a block lasts, in milliseconds: far above the clock's resolution. */
const BLOCK = 40;

/** @returns {Promise<{ group: string, row: string, times: Record<string, number> }[]>} medians, in µs for each payload or row */
export async function bench(groups, say) {
  const { payload, places, list } = contestants();
  const results = [];
  if (groups.includes('list')) {
    for (const isAscii of [true, false]) {
      for (const count of [1, 100, 1000, 10_000]) {
        const row = `${count.toLocaleString('en')} credentials, ${isAscii ? 'ASCII' : 'some names not ASCII'}`;
        say(row);
        results.push({ group: 'list', row, times: measureLists(list, count, isAscii) });
      }
    }
  }
  if (groups.includes('payload')) {
    for (const [row, values] of Object.entries(payloads())) {
      say(row);
      results.push({ group: 'payload', row, times: measurePayloads(payload, places, values) });
    }
  }
  return results;
}

function measureLists(list, count, isAscii) {
  const value = page(count, isAscii);
  const text = JSON.stringify(value);
  const bytes = new TextEncoder().encode(text);
  for (const [name, read] of Object.entries(list)) {
    // zod writes the properties it knows first.
    if (JSON.stringify(sorted(read(bytes))) !== JSON.stringify(sorted(value)))
      throw new Error(`${name} reads something else`);
  }
  return measure(list, (read) => touch(read(bytes).acs_credentials), count);
}

function sorted(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

function measurePayloads(payload, places, values) {
  const verdicts = Object.entries(payload).map(([name, faults]) => [
    name,
    values.map((value) => places[name](faults(value))).join(),
  ]);
  for (const [name, verdict] of verdicts) {
    if (verdict !== verdicts[0][1]) throw new Error(`${name} finds faults in ${verdict} places, not ${verdicts[0][1]}`);
  }
  const all = (faults) => values.reduce((sum, value) => sum + faults(value).length, 0);
  return measure(payload, all, values.length);
}

/** Reads every property of every row: nothing may be left for later. */
function touch(rows) {
  let sum = 0;
  for (const row of rows) {
    for (const key in row) {
      const value = row[key];
      sum += typeof value === 'string' ? value.length : 1;
    }
  }
  return sum;
}

/** Medians, in µs for one of `count`. The contestants take turns, each round in another order, with the garbage gone between. */
function measure(functions, use, count) {
  const names = Object.keys(functions);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  let sink = 0;
  const run = (name, repeats) => {
    const begin = performance.now();
    for (let index = 0; index < repeats; index++) sink += use(functions[name]);
    return performance.now() - begin;
  };
  const repeats = Object.fromEntries(
    names.map((name) => {
      run(name, 20_000 / count); // for the compilers
      let repeats = 1;
      while (run(name, repeats) < BLOCK / 2) repeats *= 2;
      return [name, repeats];
    }),
  );
  for (let round = 0; round < ROUNDS; round++) {
    for (let place = 0; place < names.length; place++) {
      const name = names[(round + place) % names.length];
      globalThis.gc?.();
      times[name].push((run(name, repeats[name]) * 1000) / repeats[name] / count);
    }
  }
  if (Number.isNaN(sink)) throw new Error('unreachable: it keeps the work from being optimised away');
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
