/** How contestants are timed: by turns, many times, with the median taken. */

const ROUNDS = 11;
/** So long a block lasts, in milliseconds: far above the resolution of any engine's clock. */
const BLOCK = 40;

/**
 * Times contestants. They take turns, each round in another order, with the garbage gone between (Firefox and WebKit collect it
 * when they like). A ratio is that of one round, so that what disturbs the machine for a while disturbs both its sides.
 *
 * @param {string[]} names of the contestants; ours is the first
 * @param {(name: string, repeats: number) => number | Promise<number>} time a block: so many repeats, in milliseconds
 * @param {object} [options]
 * @param {number} [options.count] how many things a repeat deals with
 * @param {number} [options.warm] repeats before anything counts, for the compilers
 * @param {number} [options.rounds]
 * @param {number} [options.block] milliseconds
 * @returns {Promise<Measured>} medians
 *
 * @typedef {object} Measured
 * @property {Record<string, number>} times µs for each thing
 * @property {Record<string, number>} ratios to ours, of all others
 */
export async function measure(names, time, { count = 1, warm = 1, rounds = ROUNDS, block = BLOCK } = {}) {
  const repeats = {};
  for (const name of names) {
    await time(name, warm);
    repeats[name] = 1;
    while ((await time(name, repeats[name])) < block / 2) repeats[name] *= 2;
  }
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < names.length; place++) {
      const name = names[(round + place) % names.length];
      globalThis.gc?.();
      times[name].push(((await time(name, repeats[name])) * 1000) / repeats[name] / count);
    }
  }
  return medians(times);
}

/** @returns {Measured} of times round by round; the first contestant is ours */
export function medians(times) {
  const [[, ours], ...others] = Object.entries(times);
  const ratio = (theirs) => median(theirs.map((time, round) => time / ours[round]));
  return {
    times: Object.fromEntries(Object.entries(times).map(([name, own]) => [name, median(own)])),
    ratios: Object.fromEntries(others.map(([name, theirs]) => [name, ratio(theirs)])),
  };
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** Times blocks of functions that end at once; `use` calls one and returns a number that depends on all that it did. */
export function stopwatch(functions, use) {
  let sink = 0;
  return (name, repeats) => {
    const begin = performance.now();
    for (let index = 0; index < repeats; index++) sink += use(functions[name]);
    const time = performance.now() - begin;
    if (Number.isNaN(sink)) throw new Error('unreachable: it keeps the work from being optimised away');
    return time;
  };
}
