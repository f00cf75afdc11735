import { Mistake, refusal } from './error.js';
import { PERSONAL, plain, TOKENS } from './options.js';
import { ownHeaders, pairsOf } from './request.js';

/** A copy of an options object, without anything that all objects inherit; none is an empty one. */
export function copy(options) {
  try {
    options ??= {};
    if (typeof options !== 'object') throw new Mistake('options must be an object.');
    return plain(options);
  } catch (error) {
    throw refusal(error);
  }
}

/**
 * Bound options with those of one call added: what the call leaves undefined stays; headers and contexts are put together; a token
 * takes the place of one of another kind.
 */
export function merge(bound, more) {
  const merged = copy(bound);
  const own = copy(more);
  const isGiven = (name) => (own[name] ?? undefined) !== undefined;
  const tokens = Object.keys(TOKENS);
  if (tokens.some(isGiven)) {
    for (const name of tokens) delete merged[name];
    if (!PERSONAL.some(isGiven)) delete merged.workspaceId;
  }
  for (const [name, value] of Object.entries(own)) {
    if (value === undefined) continue;
    if (name === 'headers') merged.headers = joinHeaders(bound.headers, value);
    else if (name === 'context') merged.context = joinContexts(bound.context, value);
    else merged[name] = value;
  }
  merged.headers = taken(merged.headers);
  return merged;
}

/** Headers as pairs, those of the call last: of equal names the last is sent. */
function joinHeaders(bound, own) {
  if (!bound || own === null) return own;
  const both = [bound, own].map(taken);
  return async () => (await Promise.all(both.map(ownHeaders))).flat();
}

/** Headers as they are now; what makes them is asked later. */
function taken(headers) {
  try {
    return typeof headers === 'function' ? headers : pairsOf(headers);
  } catch {
    return headers; // the call says what is wrong
  }
}

/** A context, with what it leaves out from the client's. */
function joinContexts(bound, own) {
  try {
    if (typeof own !== 'object') return own;
    const { now = bound.now, systemType = bound.systemType, entrances = bound.entrances } = own;
    return { ...own, now, systemType, entrances };
  } catch {
    return own; // the call says what is wrong
  }
}
