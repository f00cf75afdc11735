// The forms of good payloads. A payload of the same form as one that the module has found good is good, too: nobody need look closer.
//
// The form is all that rules without a context can tell apart: names in their order, booleans, `null`s and short strings as they are; of
// digits, how many there are; of the UUIDs in a list, how many, and that none is there twice; of dates and times, whether they lie ahead,
// and whether behind the one before. A value that is none of these has no form, and a payload with it is never known.

const NONE = 0;
const UUID = 1;
const NULL = 2;
const FALSE = 3;
const TRUE = 4;
const STRING = 5;
const OBJECT = 6;
const END = 7;
const DIGITS = 16;
const IDS = 32;
const TIME = 64;

/** Strings that count as they are may be so long, lists have so many UUIDs, and there be so many steps before all are forgotten. */
const LONGEST = 15;
const LARGEST = 8;
const MOST = 512;

/** The forms that are known of one kind of payload, as steps from value to value. */
export class Known {
  first = step();
  count = 0;

  /** Whether a plain object is known; `undefined`: not yet, `false`: it never will be. */
  has(payload) {
    earlier = '';
    return this.walk(this.first, payload, false) && true;
  }

  /** Takes note of what has been found good. */
  add(payload) {
    if (this.count > MOST) {
      this.first = step();
      this.count = 0;
    }
    earlier = '';
    this.walk(this.first, payload, true);
  }

  /** The step at the end of an object, if there is one; `false`: it contains what has no form. */
  walk(from, object, isNew) {
    for (const name in object) {
      const given = object[name];
      if (given === undefined) continue;
      const form = formOf(given);
      if (form === NONE) return false;
      from = this.next(from, name, form, given, isNew);
      if (from && form === OBJECT) from = this.walk(from, given, isNew);
      if (!from) return from;
    }
    return this.next(from, '', END, object, isNew);
  }

  next(from, name, form, given, isNew) {
    let to = from.first;
    while (to && (to.form !== form || to.name !== name || (form === STRING && to.string !== given))) to = to.other;
    if (!to && isNew) {
      to = from.first = step(name, form, form === STRING ? given : '', from.first);
      this.count += 1;
    }
    return to;
  }
}

/** `first` is the first of those that come next, `other` the next of those that come after the same one. */
function step(name, form, string, other) {
  return { name, form, string, other, first: undefined };
}

/** Whether an object is nothing but its properties. */
export function isPlain(value) {
  return Object.getPrototypeOf(value) === Object.prototype && value.toJSON === undefined;
}

function formOf(given) {
  switch (typeof given) {
    case 'string':
      return formOfString(given);
    case 'boolean':
      return given ? TRUE : FALSE;
    case 'object':
      if (given === null) return NULL;
      if (Array.isArray(given)) return formOfList(given);
      return isPlain(given) ? OBJECT : NONE;
    default:
      return NONE;
  }
}

function formOfString(given) {
  const { length } = given;
  if (length === 36) return isUuid(given) ? UUID : NONE;
  if (length === 24 || length === 20) return formOfTime(given);
  if (length > LONGEST) return NONE;
  return all(DIGIT, given, 0, length) ? DIGITS + length : STRING;
}

function formOfList(items) {
  const { length } = items;
  if (length > LARGEST || items.toJSON !== undefined) return NONE;
  for (let index = 0; index < length; index++) {
    const item = items[index];
    if (typeof item !== 'string' || item.length !== 36 || !isUuid(item)) return NONE;
    for (let before = 0; before < index; before++) if (items[before] === item) return NONE;
  }
  return IDS + length;
}

/** What a character of ASCII can be: a digit, and one of a UUID in lower case. */
const DIGIT = 1;
const HEX = 2;
const KINDS = new Uint8Array(128);
for (let digit = 0; digit < 16; digit++) KINDS[digit.toString(16).charCodeAt()] = digit < 10 ? DIGIT | HEX : HEX;
const HYPHEN = 45;

/** Whether all characters are of a kind. A regular expression would take twice as long. */
function all(kind, text, begin, end) {
  for (let at = begin; at < end; at++) kind &= KINDS[text.charCodeAt(at)];
  return kind !== 0;
}

function isUuid(text) {
  return (
    text.charCodeAt(8) === HYPHEN &&
    text.charCodeAt(13) === HYPHEN &&
    text.charCodeAt(18) === HYPHEN &&
    text.charCodeAt(23) === HYPHEN &&
    all(HEX, text, 0, 8) &&
    all(HEX, text, 9, 13) &&
    all(HEX, text, 14, 18) &&
    all(HEX, text, 19, 23) &&
    all(HEX, text, 24, 36)
  );
}

/** A date and time of UTC, but for 29 February: as texts, those of one length come in the order of time. */
const TIMES =
  /^\d{4}-(?!02-(29|3)|(0[469]|11)-31)(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{3})?Z$/;

/** The one before, in the payload that is being looked at. */
let earlier = '';

function formOfTime(text) {
  if (!TIMES.test(text)) return NONE;
  const order = earlier < text ? TIME : TIME + 1;
  if (earlier === '') clock.look();
  else if (earlier.length !== text.length) return NONE;
  earlier = text;
  if (text > clock.future) return order;
  return text < clock.past ? order + 2 : NONE;
}

/** What lies behind and what ahead, to the minute: good for one minute. */
const clock = {
  since: 0,
  until: 0,
  past: '',
  future: '',
  look() {
    const now = Date.now();
    if (now >= this.since && now < this.until) return;
    this.past = minute(now, '');
    this.future = minute(now + 120_000, '~');
    this.since = now;
    this.until = now + 60_000;
  },
};

/** A moment as text; years of more than four digits do not compare as such. */
function minute(moment, instead) {
  const text = new Date(moment).toISOString();
  return text.length === 24 ? text.slice(0, 16) : instead;
}
