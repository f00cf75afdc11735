// The way that most payloads take. For a known form, the report is known; otherwise the values are written into the module's memory as
// check/tape.rs describes it, without making JSON of them first. Whatever is not plain data in ASCII goes the ordinary way.

import * as glue from './glue_bg.js';
import { Known, isPlain, note } from './known.js';
import { again, good, taken } from './report.js';

const CONSTANT = 1;
const OBJECT = 3;
const LIST = 4;
const NUMBER = 8;
/** The last word of an object or list. */
const END = 62 << 4;
/** The property that no model knows. */
const UNKNOWN = 63 << 4;

/** The payloads and their properties, both in the module's order; for each property those of the object in it, or 0 if it is none. */
const PAYLOADS = {}; // written by the build

/** For each payload its position among the endpoints, its properties, the forms that are known, and how many more may be learnt. */
const payloads = new Map();

/**
 * Where to write, and how far it has come; what lies beyond the end is lost, and noticed afterwards. One payload is written at a time:
 * `isBusy` keeps getters from beginning another.
 */
let words = new Uint32Array();
let bytes = new Uint8Array();
let used = 0;
let at = 0;
let isBusy = false;

/** Node's encoder is quick, once for all strings; a browser's takes longer than to write them one by one. */
const { TextEncoder, process } = globalThis;
const encoder = process?.versions?.node && TextEncoder && new TextEncoder();
let joined = '';

/** So many forms are learnt, even if none comes again. */
const MOST_CREDIT = 64;

/** What everything inherits, for a look at whether somebody has added to it. */
const NOTHING = {};

/** The report on a payload; `undefined`: find out in the ordinary way. */
export function judge(model, value) {
  if (isBusy) return undefined;
  for (const _ in NOTHING) return undefined;
  isBusy = true;
  try {
    if (bytes.length === 0) open();
    const payload = payloads.get(model);
    if (!payload || typeof value !== 'object' || value === null || !isPlain(value)) return undefined;
    const known = payload.known.find(value);
    if (known) {
      if (payload.credit < MOST_CREDIT) payload.credit += 1;
      return again(known);
    }
    const report = reportOn(payload, value, Date.now());
    if (report && known === false) note(report.issues, value);
    if (report && known === undefined && mayLearn(payload)) learn(payload, JSON.parse(JSON.stringify(value)));
    return report;
  } catch {
    return undefined; // a getter throws, or there is no time
  } finally {
    isBusy = false;
    joined = '';
  }
}

/** What the module says; `undefined`: the value is not for a tape. */
function reportOn({ endpoint, properties }, value, now) {
  used = at = 0;
  joined = '';
  if (!all(value, properties)) return undefined;
  // A getter may have made the memory grow, which takes the views away and what was to be written with them.
  if (used > words.length || (encoder && !encode())) return undefined;
  return glue.judge(endpoint, used, at, now) ? good() : taken();
}

/**
 * To learn takes as long as to judge two or three payloads, so it is worth its while only where forms come again. Each that does pays for
 * another; if none does, one of nine is learnt. The first payload teaches nothing: while nothing is compiled, that takes up to a
 * millisecond, for which a page that checks one has no use.
 */
function mayLearn(payload) {
  const { credit } = payload;
  payload.credit = credit === undefined ? MOST_CREDIT : credit < 1 ? credit + 1 / 8 : credit - 1;
  return credit >= 1;
}

/** Takes note of what is said of a copy of a payload: getters may say, and do, something else each time. */
function learn(payload, copy) {
  for (const _ in NOTHING) return;
  const now = Number(Date.now()); // a mocked clock may say anything
  const report = reportOn(payload, copy, now);
  if (report) payload.known.add(copy, report, now);
}

/** The memory moves when it grows: views are made anew then. */
function open() {
  const [{ buffer }, wordsAt, wordCount, bytesAt, byteCount] = glue.room();
  words = new Uint32Array(buffer, wordsAt, wordCount);
  bytes = new Uint8Array(buffer, bytesAt, byteCount);
  if (payloads.size > 0) return;
  Object.entries(PAYLOADS).forEach(([name, names], endpoint) => {
    payloads.set(name, { endpoint, properties: propertiesOf(names), known: new Known(), credit: undefined });
  });
}

/** Each property's position, as the tape has it, and its own properties. */
function propertiesOf(names) {
  const entries = Object.entries(names);
  return new Map(entries.map(([name, inner], index) => [name, { key: index << 4, properties: propertiesOf(inner) }]));
}

function encode() {
  const { read, written } = encoder.encodeInto(joined, bytes);
  return read === at && written === at;
}

function text(key, given) {
  const { length } = given;
  if (length > bytes.length - at) return false;
  words[used++] = key | (length << 10);
  if (encoder) {
    joined += given;
    at += length;
    return true;
  }
  const memory = bytes;
  const to = at;
  let all = 0;
  for (let index = 0; index < length; index++) all |= memory[to + index] = given.charCodeAt(index);
  at = to + length;
  return all < 128;
}

/** The properties of an object. */
function all(object, properties) {
  for (const name in object) {
    const given = object[name];
    if (given === undefined) continue;
    const property = properties.get(name);
    if (!(property ? any(property, given) : unknown(name, given))) return false;
  }
  return true;
}

function any({ key, properties }, given) {
  if (typeof given !== 'object' || given === null) return scalar(key, given);
  if (Array.isArray(given)) {
    words[used++] = LIST | key;
    if (!list(given)) return false;
  } else {
    words[used++] = OBJECT | key;
    if (properties.size === 0 || !isPlain(given) || !all(given, properties)) return false;
  }
  words[used++] = END;
  return true;
}

function list(items) {
  if (items.toJSON !== undefined) return false;
  for (let index = 0; index < items.length; index++) {
    if (used > words.length || !scalar(0, items[index])) return false;
  }
  return true;
}

/** A value that is neither object nor list. */
function scalar(key, given) {
  switch (typeof given) {
    case 'string':
      return text(key, given);
    case 'boolean':
      words[used++] = CONSTANT | key | (given ? 2 << 10 : 1 << 10);
      return true;
    case 'number':
      return Number.isFinite(given) && text(NUMBER | key, String(given));
    default:
      words[used++] = CONSTANT | key;
      return given === null;
  }
}

/** Of an unknown property the name is enough, unless something may be said of its value. */
function unknown(name, given) {
  const isSilent = given === null || ['string', 'boolean'].includes(typeof given) || Number.isFinite(given);
  return isSilent && text(UNKNOWN, name);
}
