// The fast way of a good payload: its values are written into the module's memory as check/tape.rs describes it, without making JSON
// of it first. Whatever is not plain data that the model knows is left to the ordinary way, which says what is wrong with it.
//
// The functions that know the models are generated from the Rust shapes.

/* eslint no-unused-vars: 'off' -- some are for the functions that the build writes */

import * as glue from './glue_bg.js';

const CONSTANT = 1;
const OBJECT = 3;
const LIST = 4;
/** The last word of an object or list. */
const END = 62 << 4;

/** For each payload its position among the endpoints, and what writes it. */
const WRITERS = new Map([]); // written by the build

/** Where to write, and how far it has come. One payload is written at a time: `isBusy` keeps getters from beginning another. */
let words = new Uint32Array();
let bytes = new Uint8Array();
let used = 0;
let at = 0;
let isBusy = false;

/** What everything inherits, for a look at whether somebody has added to it. */
const NOTHING = {};

/** Whether a value is a payload of which there is nothing to say; `false`: find out in the ordinary way. */
export function accepts(model, value) {
  const writer = WRITERS.get(model);
  if (isBusy || !writer) return false;
  for (const _ in NOTHING) return false;
  isBusy = true;
  try {
    if (bytes.length === 0) open();
    used = at = 0;
    const isWritten = isPlain(value) && writer.write(value);
    // A getter may have made the memory grow, which takes the views away and what was to be written with them.
    return isWritten && bytes.length > 0 && glue.accepts(writer.endpoint, used, at, Date.now());
  } catch {
    return false; // a getter throws
  } finally {
    isBusy = false;
  }
}

/** The memory moves when it grows: views are made anew then. */
function open() {
  const [{ buffer }, wordsAt, wordCount, bytesAt, byteCount] = glue.room();
  words = new Uint32Array(buffer, wordsAt, wordCount);
  bytes = new Uint8Array(buffer, bytesAt, byteCount);
}

function isPlain(value) {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    value.toJSON === undefined
  );
}

function put(word) {
  if (used === words.length) return false;
  words[used++] = word;
  return true;
}

function text(key, given) {
  if (typeof given !== 'string') return false;
  const { length } = given;
  if (length > bytes.length - at || used + 2 > words.length) return false;
  const memory = bytes;
  let to = at;
  let all = 0;
  for (let index = 0; index < length; index++) {
    const unit = given.charCodeAt(index);
    all |= unit;
    memory[to++] = unit;
  }
  if (all > 127) return false;
  words[used++] = key | (length << 10);
  words[used++] = at;
  at = to;
  return true;
}

function flag(key, given) {
  return typeof given === 'boolean' && put(CONSTANT | key | (given ? 2 << 10 : 1 << 10));
}

function texts(key, given) {
  if (!Array.isArray(given) || given.toJSON !== undefined || !put(LIST | key)) return false;
  for (let index = 0; index < given.length; index++) {
    if (!text(0, given[index])) return false;
  }
  return put(END);
}

function object(key, given, write) {
  return isPlain(given) && put(OBJECT | key) && write(given);
}
