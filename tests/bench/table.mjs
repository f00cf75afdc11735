/** What was measured, as Markdown. */

/**
 * @typedef {{ row: string } & import('./measure.mjs').Measured} Row
 * @typedef {{ row: string, bytes: number[] }} Memory
 */

const UNITS = { µs: 1, ms: 1000 };

/** The peers that the package means to be at least as fast as. */
const RIVALS = ['zod', 'valibot', 'ajv'];

const LAYOUTS = {
  list: (rows) => compared(rows, 'µs'),
  scale: (rows) => compared(rows, 'µs'),
  payload: (rows) => withMean(compared(rows, 'µs'), rows).map((cells, index) => [...cells, ...fastest(rows, index)]),
  call: (rows) => compared(rows, 'ms'),
  start: (rows) => compared(rows, 'ms'),
  memory: (rows) => [
    ['once', 'a tenth of them', 'half', 'all', 'and a small call'].map((mark) => `${mark}, MB`),
    ...rows.map(({ row, bytes }) => [row, ...bytes.map((bytes) => (bytes / 1e6).toFixed(2))]),
  ],
};

/** @param {string} title of the first column; @param {Row[] | Memory[]} rows */
export function table(title, group, rows) {
  const [head, ...body] = LAYOUTS[group](rows);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map(() => '--:');
  return [line([`${title}: ${group}`, ...head]), line(['---', ...rule]), ...body.map(line)].join('\n');
}

/** Our time, and how many times as long each other takes. */
function compared(rows, unit) {
  const [ours, ...others] = Object.keys(rows[0].times);
  const body = rows.map(({ row, times, ratios }) => [
    row,
    (times[ours] / UNITS[unit]).toFixed(2),
    ...others.map((name) => ratios[name].toFixed(2)),
  ]);
  return [[`${ours}, ${unit}`, ...others.map((name) => `× ${name}`)], ...body];
}

/** A last row with the geometric mean of each column of ratios. */
function withMean(cells, rows) {
  const means = Object.keys(rows[0].ratios).map((name) => geometricMean(rows.map(({ ratios }) => ratios[name])));
  return [...cells, ['geometric mean', '', ...means.map((mean) => mean.toFixed(2))]];
}

function geometricMean(numbers) {
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}

/** Two more cells of a line: how many times as long the fastest of the rivals takes, and the fastest of all. */
function fastest(rows, line) {
  if (line === 0) return [`× fastest of ${RIVALS.join(', ')}`, '× fastest of all'];
  const least = ({ ratios }, names) => Math.min(...names.map((name) => ratios[name]));
  const row = rows[line - 1];
  if (!row) return ['', ''];
  return [least(row, RIVALS), least(row, Object.keys(row.ratios))].map((ratio) => ratio.toFixed(2));
}
