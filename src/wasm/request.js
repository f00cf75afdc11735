import { Mistake } from './error.js';

/** A token of RFC 9110. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** No control characters, nothing beyond Latin-1: as `is_header_value` has it for tokens. */
const VALUE = /^[\t -~\u0080-\u00ff]*$/;

/** Builds a `Request`, with the caller's own headers beside ours. */
export function build(url, method, headers, own, body, credentials, signal) {
  add(headers, own);
  // A redirect is not followed: it could turn a POST into a GET, a DELETE into the success of a login page, and would carry a client
  // session's token to another host.
  const init = { method, headers, body, credentials, signal, redirect: 'manual' };
  try {
    return new Request(url, init);
  } catch {
    throw new Mistake('The options do not make a request that this environment can send.');
  }
}

/** Adds those of a plain object or of a `Headers` or `Map`; of equal names the last is sent. */
function add(headers, own) {
  if (own === undefined || own === null) return;
  if (typeof own !== 'object') throw new Mistake('options.headers must be an object, or a function that returns one.');
  for (const [name, value] of pairs(own)) {
    const isName = typeof name === 'string';
    if (isName && (value === undefined || value === null)) continue;
    if (!isName || !NAME.test(name)) throw new Mistake('options.headers holds a name that no header can have.');
    if (typeof value !== 'string' || !VALUE.test(value)) {
      throw new Mistake(`The header ${name} must be a string that a header can carry.`);
    }
    headers.set(name, value);
  }
}

function pairs(own) {
  try {
    const isList = typeof own[Symbol.iterator] === 'function';
    const names = isList ? [] : Reflect.ownKeys(own).filter((key) => typeof key === 'string');
    const pairs = isList ? [...own] : names.map((name) => [name, own[name]]);
    return pairs.map((pair) => [part(pair, 0), part(pair, 1)]);
  } catch (cause) {
    throw new Mistake('options.headers could not be read.', cause);
  }
}

/** A part of what may be no pair. */
function part(pair, index) {
  try {
    return Reflect.get(pair, index);
  } catch {
    return undefined;
  }
}
