/**
 * What decides about a URL, a line each: none of it can hold a line break. `undefined`: it is no URL.
 *
 * @param {string} url
 * @param {string} base '' for none
 */
export function address(url, base) {
  try {
    const { protocol, hostname, origin, pathname, username, password, search, hash } = new URL(url, base || undefined);
    return [protocol, hostname, origin, pathname, username + password + search + hash].join('\n');
  } catch {
    return undefined;
  }
}

/**
 * Names and values of a plain object, or of a `Headers` or `Map`, one after the other.
 *
 * @param {object} headers
 * @returns {unknown[]}
 */
export function pairs(headers) {
  const isList = typeof headers[Symbol.iterator] === 'function';
  const names = isList ? [] : Reflect.ownKeys(headers).filter((key) => typeof key === 'string');
  const pairs = isList ? [...headers] : names.map((name) => [name, headers[name]]);
  return pairs.flatMap((pair) => [part(pair, 0), part(pair, 1)]);
}

/** A part of what may be no pair. */
function part(pair, index) {
  try {
    return Reflect.get(pair, index);
  } catch {
    return undefined;
  }
}
