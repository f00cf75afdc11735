/** One more than the checker allows (`DEEPEST` in check/walk.rs); what lies below need not be read to be refused. */
const DEEPEST = 101;

/** More, in UTF-16 units, would not fit into the module's memory. */
const LARGEST = 2 ** 27;

/** Most values nest less. */
const USUAL_DEPTH = 8;

/** A value as it is now, for those who stringify it later. */
export class Held {
  constructor(value) {
    this.text = stringify(value);
  }
}

/**
 * A value as JSON. What JSON has no word for is listed in front, on a line of its own: a path and what is there for each, as JSON too.
 *
 * `JSON.stringify` alone loses mistakes: `NaN` becomes `null`, a `Map` becomes `{}`, a function vanishes. Here each of them
 * becomes `null` and is named with its path, so that the checker can say what is wrong.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function stringify(value) {
  const foreign = [];
  /** The objects from the root down to the one being written, and the steps that lead to each but the first. */
  const holders = [];
  const path = [];

  function replace(key, value) {
    const isRoot = holders.length === 0;
    while (holders.length > 1 && holders[holders.length - 1] !== this) {
      holders.pop();
      path.pop();
    }
    const step = Array.isArray(this) ? Number(key) : key;
    const found = holders.includes(value) ? 'a circular reference' : describe(value, this[key], isRoot);
    if (found !== undefined) {
      foreign.push([isRoot ? [] : [...path, step], found]);
      return null;
    }
    if (typeof value === 'object' && value !== null) {
      if (holders.length > DEEPEST) return [];
      holders.push(value);
      if (!isRoot) path.push(step);
    }
    return value;
  }

  try {
    if (value instanceof Held) return value.text;
    const json = isPlain(value, 0) ? JSON.stringify(value) : JSON.stringify(value, replace);
    if (json.length > LARGEST) return instead('something larger than 128 MiB');
    return foreign.length === 0 ? json : `${JSON.stringify(foreign)}\n${json}`;
  } catch (error) {
    return instead(`something that cannot be read (${reason(error)})`);
  }
}

/** What to say in place of a whole value. */
function instead(found) {
  return `${JSON.stringify([[[], found]])}\nnull`;
}

/** Whether nothing of a value can be lost: to look first takes a fraction of the time that `JSON.stringify` takes to ask each time. */
function isPlain(value, depth) {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      if (depth === USUAL_DEPTH || value.toJSON !== undefined) return false;
      if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false;
      return Object.values(value).every((item) => item === undefined || isPlain(item, depth + 1));
    default:
      return false;
  }
}

/** What a value is, where JSON has no word for it. `original` is the value before its `toJSON`. */
function describe(value, original, isRoot) {
  switch (typeof value) {
    case 'bigint':
      return 'a BigInt';
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'undefined':
      return isRoot ? 'undefined' : undefined;
    case 'object':
      return value === null ? describeNull(original) : describeObject(value);
    default:
      return undefined;
  }
}

/** An invalid `Date` says `null` of itself. */
function describeNull(original) {
  return Object.prototype.toString.call(original) === '[object Date]' ? 'an invalid Date' : undefined;
}

/** Objects that carry their data in another way than as properties. */
function describeObject(value) {
  if (Array.isArray(value)) return undefined;
  const prototype = Object.getPrototypeOf(value);
  // The second test knows the plain objects of other realms.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const carriesElsewhere = value instanceof Map || value instanceof Set || ArrayBuffer.isView(value);
  const isBoxed = value instanceof String || value instanceof Number || value instanceof Boolean;
  if (isBoxed || (!carriesElsewhere && Object.keys(value).length > 0)) return undefined;
  const name = String(prototype.constructor?.name || 'object');
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}

function reason(error) {
  try {
    return String(error?.message ?? error).slice(0, 100);
  } catch {
    return 'no reason given';
  }
}
