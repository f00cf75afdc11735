// The forms of good payloads. A payload of the same form as one that the module has found good is good, too: nobody need look closer.
//
// The form is all that rules without a context can tell apart: names in their order, booleans, `null`s, and the words that rules know;
// of digits, how many there are; of the UUIDs in a list, how many, and that none is there twice; of dates and times, whether they lie
// ahead, and on which side of the one before. A value that is none of these has no form, and a payload with it is never known.

const NONE = 0;
const UUID = 1;
const NULL = 2;
const FALSE = 3;
const TRUE = 4;
const OBJECT = 5;
const END = 6;
/** Of a time, plus on which side of the one before it lies. */
const AHEAD = 8;
const BEHIND = 12;
const FIRST_OR_LATER = 0;
const SAME = 1;
const EARLIER = 2;
/** Plus how many. */
const DIGITS = 16;
const IDS = 32;
/** Plus which. */
const WORD = 64;

const MOST_DIGITS = 15;
const MOST_IDS = 8;

/** Steps in all, before all are forgotten. */
const MOST_STEPS = 512;

/** Every value that is one of a set in some payload. */
const SETS = []; // written by the build
const words = new Map(SETS.map((word, index) => [word, WORD + index]));

/** The forms that are known of one kind of payload, as steps from value to value. */
export class Known {
  first = step();
  count = 0;

  /** Whether a plain object is known; `undefined`: not yet, `false`: not, since there is a value without a form. */
  has(payload) {
    times.begin();
    return this.walk(this.first, payload, false) && true;
  }

  /** Takes note of what is good at a moment, in milliseconds. */
  add(payload, now) {
    if (this.count > MOST_STEPS) {
      this.first = step();
      this.count = 0;
    }
    times.begin(now);
    this.walk(this.first, payload, true);
  }

  /** The step behind an object, if there is one; `false`: a value on the way has no form. */
  walk(from, object, isNew) {
    for (const name in object) {
      const given = object[name];
      if (given === undefined) continue;
      const form = formOf(given);
      if (form === NONE) return false;
      from = this.next(from, name, form, isNew);
      if (from && form === OBJECT) from = this.walk(from, given, isNew);
      if (!from) return from;
    }
    return this.next(from, '', END, isNew);
  }

  next(from, name, form, isNew) {
    let to = from.first;
    while (to && (to.form !== form || to.name !== name)) to = to.other;
    if (!to && isNew) {
      to = from.first = step(name, form, from.first);
      this.count += 1;
    }
    return to;
  }
}

/** `first` is one of those that may come next, and `other` another of those among which this one is. */
function step(name, form, other) {
  return { name, form, other, first: undefined };
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
  if (length === 24 || length === 20) return times.formOf(given);
  if (length <= MOST_DIGITS && isDigits(given)) return DIGITS + length;
  return words.get(given) ?? NONE;
}

function formOfList(items) {
  const { length } = items;
  if (length > MOST_IDS || items.toJSON !== undefined) return NONE;
  for (let index = 0; index < length; index++) {
    const item = items[index];
    if (typeof item !== 'string' || formOfString(item) !== UUID) return NONE;
    for (let before = 0; before < index; before++) if (items[before] === item) return NONE;
  }
  return IDS + length;
}

function isDigits(text) {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** 1 for each character of ASCII that is a hexadecimal digit in lower case. */
const HEX = new Uint8Array(128);
for (const digit of '0123456789abcdef') HEX[digit.charCodeAt()] = 1;
const HYPHEN = 45;

/** Whether a string of 36 characters is a UUID in lower case. A regular expression would take twice as long. */
function isUuid(text) {
  return (
    text.charCodeAt(8) === HYPHEN &&
    text.charCodeAt(13) === HYPHEN &&
    text.charCodeAt(18) === HYPHEN &&
    text.charCodeAt(23) === HYPHEN &&
    areHex(text, 0) &&
    areHex(text, 4) &&
    areHex(text, 9) &&
    areHex(text, 14) &&
    areHex(text, 19) &&
    areHex(text, 24) &&
    areHex(text, 28) &&
    areHex(text, 32)
  );
}

/** Whether four characters are such digits. */
function areHex(text, at) {
  const first = HEX[text.charCodeAt(at)] & HEX[text.charCodeAt(at + 1)];
  return (first & HEX[text.charCodeAt(at + 2)] & HEX[text.charCodeAt(at + 3)]) === 1;
}

/** A date and time of UTC, but for 29 February: as texts, those of one length come in the order of time. */
const TIME =
  /^\d{4}-(?!02-(29|3)|(0[469]|11)-31)(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{3})?Z$/;

/** The class as it is now: who sets the clock for a test may put another in its place later. */
const { Date: Moment } = globalThis;

/** The dates and times of a payload: of one at a time, since nobody looks at another in between. */
const times = {
  /** Of the payload, if that is said. */
  now: undefined,
  /** The one before, if there is one. */
  last: '',

  /** What lies behind and what ahead at every moment from one to another: found out once in a minute, since it takes long. */
  since: 0,
  until: 0,
  past: '',
  future: '',

  begin(now) {
    this.now = now;
    this.last = '';
  },

  formOf(text) {
    if (!TIME.test(text)) return NONE;
    if (this.last === '') this.look(this.now ?? Date.now());
    else if (this.last.length !== text.length) return NONE;
    const side = text > this.last ? FIRST_OR_LATER : text === this.last ? SAME : EARLIER;
    this.last = text;
    if (text > this.future) return AHEAD + side;
    return text < this.past ? BEHIND + side : NONE;
  },

  look(now) {
    if (now >= this.since && now < this.until) return;
    const past = asText(now, '');
    // Later than `until`, since as text a time without a fraction stands behind all others of its second.
    this.future = asText(now + 120_000, '~');
    this.past = past;
    this.since = now;
    this.until = now + 60_000;
  },
};

/** A moment; years of more than four digits are no texts to compare. */
function asText(moment, instead) {
  const text = new Moment(moment).toISOString();
  return text.length === 24 ? text : instead;
}
