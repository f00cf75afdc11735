import { ticks } from './environment.js';
import { CredentialsError, Mistake, refusal } from './error.js';

/** A token of RFC 9110. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** No control characters, nothing beyond Latin-1. */
const VALUE = /^[\t -~\u0080-\u00ff]*$/;

/** Engines and servers take far less. */
const LONGEST_QUERY = 2 ** 20;

export const isHeaderValue = (value) => VALUE.test(value);

/**
 * Sends a payload once, and waits no longer than allowed. Rejects with a `CredentialsError`, of kind `network` where another attempt
 * may have more luck.
 *
 * @param {import('./options.js').Options} options
 * @param {import('./deadline.js').Deadline} deadline
 * @param {string} method
 * @param {string} json the payload: the body where `headers` have its type, else the query
 * @param {Headers} headers
 */
export function send(options, deadline, method, json, headers) {
  options.started ??= ticks();
  return Promise.race([attempt(options, deadline, method, json, headers), deadline.stopped]);
}

async function attempt(options, { signal }, method, json, headers) {
  if (signal.aborted) return undefined;
  const { fetch, base, path, credentials } = options;
  // A redirect is not followed: it could turn a POST into a GET, a DELETE into the success of a login page, and would carry a client
  // session's token to another host.
  const init = { method, redirect: 'manual', signal };
  if (credentials) init.credentials = credentials;
  let url = base + path;
  // Asked before the caller's own headers are added, which may hold a content-type too.
  const isBody = headers.has('content-type');
  try {
    for (const [name, value] of [...options.own, ...(await ownHeaders(options.headers))]) headers.set(name, value);
    if (isBody) init.body = json;
    else url += query(json);
    // Plain data, not a `Request`: to most wrappers and libraries that is an object of somebody else's, or an address without any `init`.
    init.headers = Object.fromEntries(headers);
  } catch (error) {
    throw refusal(error, options);
  }
  // Callbacks and headers may have aborted, and not every fetch looks at the signal.
  if (signal.aborted) return undefined;
  options.sent++;
  try {
    return await fetch(url, init);
  } catch (cause) {
    const { sent: attempts } = options;
    throw new CredentialsError({ kind: 'network', message: options.noAnswer(cause), endpoint: path, attempts }, cause);
  }
}

/**
 * A payload as Seam's own client puts it into a query: keys sorted, form encoding, `_strict=true` at the end or in the place of the
 * caller's own.
 */
function query(json) {
  if (json.length > LONGEST_QUERY) throw new Mistake('The parameters are longer than any URL may be.');
  const pairs = new URLSearchParams();
  collect(pairs, '', JSON.parse(json));
  pairs.sort();
  if (pairs.keys().next().done) return '';
  pairs.set('_strict', 'true');
  return `?${pairs}`;
}

/**
 * Empty strings are left out, `null` becomes an empty value. Lists, which only unknown properties can be, repeat their key; objects
 * join theirs with dots. Some pages have `JSON.parse` make dates.
 */
function collect(pairs, prefix, object) {
  for (const [key, given] of Object.entries(object)) {
    const value = given instanceof Date ? given.toISOString() : given;
    const name = prefix + key;
    if (Array.isArray(value)) {
      for (const item of value.length === 0 ? [null] : value) pairs.append(name, scalar(item));
    } else if (typeof value === 'object' && value !== null) {
      collect(pairs, `${name}.`, value);
    } else if (value !== '') {
      pairs.append(name, scalar(value));
    }
  }
}

function scalar(value) {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The caller's own headers, as pairs; a function is asked for them. */
export async function ownHeaders(headers) {
  if (typeof headers !== 'function') return pairsOf(headers);
  let given;
  try {
    given = await headers();
  } catch (error) {
    // A function of our own puts the headers of a client and of a call together, and throws a Mistake itself.
    throw error instanceof Mistake ? error : new Mistake('options.headers threw an error.', error);
  }
  return pairsOf(given);
}

/** The pairs of a plain object or of a `Headers` or `Map`; of equal names the last is sent. */
export function pairsOf(given) {
  if (given === undefined || given === null) return [];
  if (typeof given !== 'object')
    throw new Mistake('options.headers must be an object, or a function that returns one.');
  return read(given).filter(([name, value]) => {
    const isName = typeof name === 'string';
    if (isName && (value === undefined || value === null)) return false;
    if (!isName || !NAME.test(name)) throw new Mistake('options.headers holds a name that no header can have.');
    if (typeof value !== 'string' || !isHeaderValue(value)) {
      throw new Mistake(`The header ${name} must be a string that a header can carry.`);
    }
    return true;
  });
}

function read(headers) {
  try {
    const isList = typeof headers[Symbol.iterator] === 'function';
    const names = isList ? [] : Reflect.ownKeys(headers).filter((key) => typeof key === 'string');
    const pairs = isList ? [...headers] : names.map((name) => [name, headers[name]]);
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
