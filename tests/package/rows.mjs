import { readFileSync } from 'node:fs';

/** A table of `tests/fixtures/`. */
export function rows(table) {
  return JSON.parse(readFileSync(new URL(`../fixtures/${table}.json`, import.meta.url), 'utf8'));
}

/** An issue as the tables write it: `E enum access_method > mobile_key`. */
export function short({ severity, code, path, suggestion }) {
  const found = `${severity === 'error' ? 'E' : 'W'} ${code} ${path.join('.')}`;
  return suggestion === undefined ? found : `${found} > ${suggestion}`;
}

export const ID = '33333333-3333-3333-3333-333333333333';

/** Another one, of one digit. */
export const id = (digit) => ID.replaceAll('3', digit);

/** Values that no caller should pass, by what they are. */
export function nonsense() {
  const cyclic = {};
  cyclic.self = cyclic;
  let deep = {};
  for (let level = 0; level < 100_000; level++) deep = { deep };
  const throwEachTime = () => {
    throw new Error('a trap');
  };
  const throwing = new Proxy({}, new Proxy({}, { get: () => throwEachTime }));
  return {
    nothing: undefined,
    null: null,
    'a number': 5,
    'a string': 'x',
    'a long string': '['.repeat(100_000),
    'a Map': new Map([['acs_credential_id', ID]]),
    'a Date': new Date(),
    'an array': [],
    'a cyclic object': cyclic,
    'a BigInt': 10n,
    'a BigInt property': { acs_credential_id: 10n },
    'a throwing getter': {
      get acs_credential_id() {
        throw new Error('boom');
      },
    },
    'a throwing proxy': throwing,
    'a throwing toJSON': {
      toJSON() {
        throw undefined;
      },
    },
    'a function': () => 1,
    'a symbol': Symbol('x'),
    'a deep object': deep,
  };
}
