/** Import and first validation, in a page or process that has seen neither. */
import { payloads } from '../data.mjs';

/** @param {{ module: string }} options the address of one of start/, bundled; @returns {Promise<number>} milliseconds */
export async function run({ module }) {
  const [payload] = payloads()['rich, valid'];
  const begin = performance.now();
  const { isValid } = await import(module);
  const valid = await isValid(payload);
  const time = performance.now() - begin;
  if (!valid) throw new Error(`${module} finds a valid payload invalid`);
  return time;
}
