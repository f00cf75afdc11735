import { wrong } from './error.js';

/** A copy of an options object; none is an empty one. */
export function copy(options) {
  if (options === undefined || options === null) return {};
  if (typeof options !== 'object') throw wrong('options must be an object.');
  try {
    return { ...options };
  } catch (cause) {
    throw wrong('options could not be read.', cause);
  }
}

const isPlain = (value) => Object.getPrototypeOf(value ?? 0) === Object.prototype;

/** Bound options with those of one call added: what the call leaves undefined stays; headers and contexts are put together. */
export function merge(bound, more) {
  const merged = { ...bound };
  for (const [name, value] of Object.entries(copy(more))) {
    if (value === undefined) continue;
    const areContexts = name === 'context' && isPlain(value) && isPlain(bound.context);
    if (areContexts) merged.context = merge(bound.context, value);
    else merged[name] = name === 'headers' ? join(bound.headers, value) : value;
  }
  return merged;
}

/** Headers as pairs, those of the call last: of equal names the last is sent. */
function join(bound, own) {
  if (!bound || own === null) return own;
  const both = [bound, own].map(taken);
  return async () => (await Promise.all(both.map(pairs))).flat();
}

/** Headers as they are now; what makes them is asked later. */
function taken(headers) {
  try {
    if (typeof headers !== 'object') return headers;
    return typeof headers[Symbol.iterator] === 'function' ? [...headers] : { ...headers };
  } catch {
    return headers; // the call says what is wrong
  }
}

async function pairs(headers) {
  const given = typeof headers === 'function' ? await headers() : headers;
  if (given === undefined || given === null) return [];
  if (typeof given !== 'object') return [given]; // no pair: the call refuses it
  return typeof given[Symbol.iterator] === 'function' ? [...given] : Object.entries(given);
}
