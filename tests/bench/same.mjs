/** That contestants read the same, which is found out before any is timed, and that all of it is there. */

/** The properties in order: zod writes those first that it knows. */
function sorted(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

const isSame = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** Rows one by one: as one text, 100,000 of them are longer than some engines like. */
export function sameRows(name, found, expected) {
  if (found.length !== expected.length || !found.every((row, index) => isSame(row, expected[index])))
    throw new Error(`${name} reads something else`);
}

/** Reads every property of every row: nothing may be left for later. */
export function touch(rows) {
  let sum = 0;
  for (const row of rows) {
    for (const key in row) {
      const value = row[key];
      sum += typeof value === 'string' ? value.length : 1;
    }
  }
  return sum;
}
