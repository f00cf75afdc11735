/** WebAssembly memory while much is done, in Node. Each row starts in a process of its own: such a memory can't shrink. */
import { createClient, validate } from 'acs-credentials';
import { page, payloads } from '../data.mjs';
import { wasmMemory, watch } from '../wasm-memory.mjs';

/** A client whose server always answers with a page of so many credentials. */
function clientOf(count) {
  const body = JSON.stringify(page(count, { isAscii: false }));
  const headers = { 'content-type': 'application/json' };
  return createClient({ endpoint: 'https://bench.test', fetch: async () => new Response(body, { headers }) });
}

/** About 10 MB. */
const LARGE = 9_400;

/** What is done in each row: so many times `act`. */
const ROWS = {
  'a list answer of 10 MB': () => ({ act: listing(LARGE), times: 20 }),
  '1,000,000 validations': () => ({ act: validating(), times: 1_000_000 }),
  '10,000 list calls of 100': () => ({ act: listing(100), times: 10_000 }),
};

export const rows = Object.keys(ROWS);

function listing(count) {
  const client = clientOf(count);
  return () => client.list();
}

function validating() {
  const values = Object.values(payloads()).flat();
  let next = 0;
  return () => validate('create', values[next++ % values.length]);
}

/** @returns {Promise<import('../table.mjs').Memory[]>} after the first time, a tenth, half and all of them, and after a small call */
export async function run({ say, row }) {
  say(row);
  // In time: the module starts with the first call.
  watch();
  const { act, times } = ROWS[row]();
  const marks = [1, times / 10, times / 2, times];
  const bytes = [];
  for (let done = 1; done <= times; done++) {
    const made = act();
    // A validation ends at once, and a million turns of the loop would be measured instead.
    if (made instanceof Promise) await made;
    if (marks.includes(done)) bytes.push(await wasmMemory());
  }
  await clientOf(1).list();
  bytes.push(await wasmMemory());
  return [{ row, bytes }];
}
