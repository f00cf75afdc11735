/** In a process of its own: the package must not have learnt from other answers yet. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from 'acs-credentials';

const SIZE = 1e5;
const ROUNDS = 50;

function heap() {
  // The names of properties go only after a few times.
  for (let times = 0; times < 8; times++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function read(...rows) {
  parseJson('acs_credential_page', new TextEncoder().encode(JSON.stringify({ acs_credentials: [{}, ...rows] })));
}

test('nothing that an answer says stays behind', { skip: !globalThis.gc && 'needs --expose-gc' }, () => {
  const round = (index, text = (index % 2 ? 'é' : 'x').repeat(SIZE)) => {
    read({ [`unknown_${index}`]: text, list: Array(1000).fill({ a: 'secret' }) });
    read({ [`unknown_${index}`.padEnd(SIZE, '_')]: 1 });
    read({ display_name: text, code: `\n${text}`, visionline_metadata: { [`unknown_${index}`]: text } });
  };
  round(0); // what is compiled and cached stays
  const before = heap();
  for (let index = 1; index <= ROUNDS; index++) round(index);
  const grown = heap() - before;
  assert.ok(grown < 1e6, `${grown} bytes stay`);
});
