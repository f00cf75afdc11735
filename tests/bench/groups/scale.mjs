/** Cost against size: a straight line shows as the same time for each row, however many there are. */
import { contestants, measureLists } from './list.mjs';

/** From here on a round takes so long that few must do. */
const MANY = 10_000;

/** @returns {Promise<import('../table.mjs').Row[]>} */
export async function run({ say }) {
  const { 'acs-credentials': ours, 'JSON.parse': parse } = contestants();
  const rows = [];
  for (const count of [1, 10, 100, 1000, 10_000, 100_000]) {
    const row = `${count.toLocaleString('en')} credentials`;
    await say(row);
    const options = count > MANY ? { rounds: 5 } : {};
    rows.push({ row, ...(await measureLists({ 'acs-credentials': ours, 'JSON.parse': parse }, count, {}, options)) });
  }
  return rows;
}
