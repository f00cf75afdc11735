/** Places in a JSON text, found by walking the text itself. Pure. */

const SPACE = /[\s,:]/;
/** Deeper than any model goes, and shallow enough for every stack. */
const DEEPEST = 200;
const SCALAR = /[^\s,\]}:]/;

/**
 * @typedef {object} Place
 * @property {number} start what to show: the property, or where one is missing the brace of its object
 * @property {number} end
 * @property {[number, number]} [key] where the name stands, for a property
 * @property {[number, number]} [value]
 * @property {boolean} isThere whether the whole path is in the text
 */

/**
 * Where the path leads, or as far as the text follows it. Of a name that stands twice, the last counts, as parsers have it.
 * The text may be broken: what cannot be read is passed over.
 *
 * @param {string} text
 * @param {(string | number)[]} path
 * @returns {Place}
 */
export function locate(text, path) {
  let at = 0;
  let level = 0;
  let best;

  const peek = () => text[at];
  const skip = () => {
    while (at < text.length && SPACE.test(peek())) at++;
  };

  function string() {
    const start = at++;
    while (at < text.length && peek() !== '"') at += peek() === '\\' ? 2 : 1;
    at = Math.min(at + 1, text.length);
    return [start, at];
  }

  /** @param {number} depth how many steps of the path lead here; -1 beside the path */
  function value(depth, key) {
    skip();
    const start = at;
    const isOnPath = depth >= 0;
    if (isOnPath && depth >= (best?.depth ?? 0)) best = { depth, key, value: [start, start + 1] };
    const mine = isOnPath ? best : undefined;
    if (level < DEEPEST && peek() === '{') members(depth);
    else if (level < DEEPEST && peek() === '[') items(depth);
    else if (peek() === '"') string();
    else while (at < text.length && SCALAR.test(peek())) at++;
    if (mine) mine.value = [start, at];
  }

  function members(depth) {
    at++;
    level++;
    for (skip(); at < text.length && peek() !== '}'; skip()) {
      if (peek() !== '"') {
        at++;
        continue;
      }
      const key = string();
      value(depth >= 0 && nameAt(key) === path[depth] ? depth + 1 : -1, key);
    }
    level--;
    at++;
  }

  function items(depth) {
    at++;
    level++;
    let index = 0;
    for (skip(); at < text.length && peek() !== ']'; skip(), index++) {
      const before = at;
      value(depth >= 0 && index === path[depth] ? depth + 1 : -1);
      if (at === before) at++;
    }
    level--;
    at++;
  }

  function nameAt([start, end]) {
    try {
      return JSON.parse(text.slice(start, end));
    } catch {
      return undefined;
    }
  }

  value(0);
  const { depth, key, value: found } = best;
  const isThere = depth === path.length;
  if (isThere) return { start: key?.[0] ?? found[0], end: found[1], key, value: found, isThere };
  return { start: found[0], end: Math.min(found[0] + 1, text.length), isThere };
}

/** @returns {{ line: number, column: number }} both from 1 */
export function positionOf(text, offset) {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** The other way. */
export function offsetOf(text, { line, column }) {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = text.indexOf('\n', start) + 1 || text.length;
  return Math.min(start + column - 1, text.length);
}

const IN_MESSAGE = /line (\d+), column (\d+)/;

/** The place of an issue: by its path, or from the message where there is no value that a path could lead through. */
export function placeOf(text, { code, path, message }) {
  const [, line, column] = (code === 'json' && IN_MESSAGE.exec(message)) || [];
  if (!line) {
    const place = locate(text, path);
    return { ...place, ...positionOf(text, place.start) };
  }
  const position = { line: Number(line), column: Number(column) };
  const start = offsetOf(text, position);
  return { start, end: Math.min(start + 1, text.length), isThere: false, ...position };
}

/** Whether something lies deeper in the value than any model goes. */
export function isDeep(value) {
  const inner = (one) => (one !== null && typeof one === 'object' ? Object.values(one) : []);
  let level = [value];
  for (let depth = 0; depth <= DEEPEST && level.length; depth++) level = level.flatMap(inner);
  return level.length > 0;
}

/** A value as somebody writes it in TypeScript. */
export function literal(value, indent = '') {
  const inner = `${indent}  `;
  const block = (open, lines, close) =>
    lines.length ? `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${indent}${close}` : open + close;
  if (Array.isArray(value))
    return block(
      '[',
      value.map((one) => literal(one, inner)),
      ']',
    );
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(([name, one]) => `${nameOf(name)}: ${literal(one, inner)}`);
    return block('{', members, '}');
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

const nameOf = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));
const quoted = (text) => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
