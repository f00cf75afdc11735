// The forms of payloads. What the module has said of one payload holds for every other payload of the same form, so those need no closer
// look.
//
// The form is all that rules without a context can tell apart: names in their order, booleans, `null`s, and the words that rules know;
// of digits, how many there are; of the UUIDs in a list, that none is there twice; of dates and times, whether they lie ahead, and on
// which side of the one before. Short texts and numbers that were wrong once are words from then on, since the same mistakes come again:
// in the rows of an import, or in a form that is checked at each key. Any other value has no form, and a payload with it is not known.

const NONE = 0;
const UUID = 1;
const END = 2;
/** Of a time, plus on which side of the one before it lies. */
const AHEAD = 8;
const BEHIND = 12;
const FIRST_OR_LATER = 0;
const SAME = 1;
const EARLIER = 2;
/** Plus how many. */
const DIGITS = 16;
/** What has more inside. */
const OBJECT = 32;
/** Plus 16 for each item, plus how many UUIDs come first. */
const LIST = 48;
const ITEM = 16;
/** Plus which. */
const WORD = 256;

const MOST_DIGITS = 15;
const MOST_ITEMS = 8;
/** Of a third one the form would tell how it lies to the second, but not to the first. */
const MOST_TIMES = 2;

/** Steps and issues in all, before all are forgotten. */
const MOST_STEPS = 2048;
/** Words, before all are forgotten but those of the sets: no step that leads over one of them can be reached any more. */
const MOST_WORDS = 128;
/** Only shorter texts become words. A UUID is more than its letters: a list may have it twice, in another case. */
const UUID_LENGTH = 36;

/** Every value that is one of a set in some payload. */
const SETS = []; // written by the build
const sets = [null, false, true, ...SETS].map((word, index) => [word, WORD + index]);
/** What is told apart as it stands, with its form: the same for all payloads, as their mistakes are. */
let words = new Map(sets);
let nextWord = WORD + sets.length;

/** The forms that are known of one kind of payload, as steps from value to value. */
export class Known {
  first = step();
  count = 0;

  /**
   * The report on a plain object; it is shared, so nobody may change it. `undefined`: the form is new. `null`: the form is known, but its
   * report quotes a value that the form leaves open. `false`: there is a value without a form.
   */
  find(payload) {
    times.begin();
    const end = walk(this.first, payload);
    return end && end.report;
  }

  /** Learns the report on a payload, made at a moment in milliseconds. The payload must be a copy that nobody else has. */
  add(payload, report, now) {
    if (this.count > MOST_STEPS) {
      this.first = step();
      this.count = 0;
    }
    times.begin(now);
    const end = walk(this.first, payload, this);
    if (!end) return;
    const sentences = report.issues.map(({ message }) => message).join();
    end.report = isQuoted(payload, sentences) ? null : report;
    this.count += end.report ? report.issues.length : 0;
  }
}

/**
 * The step behind an object, if there is one; `false`: one of its values has no form, even if a step before it is new. If `known` is
 * given, missing steps are added.
 */
function walk(from, object, known) {
  for (const name in object) {
    const given = object[name];
    if (given === undefined) continue;
    from = pass(from, name, given, known);
    if (from === false) return false;
  }
  return next(from, '', END, known);
}

/** The same for one value. */
function pass(from, name, given, known) {
  const form = formOf(given);
  if (form === NONE) return false;
  from = next(from, name, form, known);
  if (form < OBJECT || form >= WORD) return from;
  return form === OBJECT ? walk(from, given, known) : rest(from, given, form % ITEM, known);
}

/** The same for a list, from an item on. */
function rest(from, items, index, known) {
  for (; from !== false && index < items.length; index++) from = pass(from, '', items[index], known);
  return from;
}

function next(from, name, form, known) {
  let to = from?.first;
  while (to && (to.form !== form || to.name !== name)) to = to.other;
  if (!to && known) {
    to = from.first = step(name, form, from.first);
    known.count += 1;
  }
  return to;
}

/** `first` begins the list of the steps that may come next; `other` is the next step in the list that this one is in. */
function step(name, form, other) {
  return { name, form, other, first: undefined, report: undefined };
}

/** Whether sentences quote a value that its form does not tell exactly. They quote as it stands what is no longer than a UUID (say.rs). */
function isQuoted(value, sentences) {
  if (typeof value === 'string') return value !== '' && wordOf(value) === NONE && sentences.includes(value);
  return Object.values(value ?? []).some((inner) => isQuoted(inner, sentences));
}

/** Makes words of what issues are about. */
export function note(issues, payload) {
  for (const { path } of issues) {
    const mistake = path.reduce((object, step) => object?.[step], payload);
    if (formOf(mistake) !== NONE || !isWord(mistake)) continue;
    if (words.size >= MOST_WORDS) words = new Map(sets);
    // A copy: a part of a long text would hold on to all of it.
    words.set(JSON.parse(JSON.stringify(mistake)), nextWord++);
  }
}

/** What every date and time begins with. */
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T/;

/** Whether there is no more to a value than what stands there. */
function isWord(value) {
  if (typeof value === 'string') return value.length < UUID_LENGTH && !DATE.test(value);
  return typeof value === 'number';
}

function wordOf(given) {
  return words.get(given) ?? NONE;
}

/** Whether an object is nothing but its properties. */
export function isPlain(value) {
  return Object.getPrototypeOf(value) === Object.prototype && value.toJSON === undefined;
}

function formOf(given) {
  if (typeof given === 'string') return formOfString(given);
  if (typeof given !== 'object' || given === null) return wordOf(given);
  if (Array.isArray(given)) return formOfList(given);
  return isPlain(given) ? OBJECT : NONE;
}

function formOfString(given) {
  const { length } = given;
  if (length >= UUID_LENGTH) return length === UUID_LENGTH && isUuid(given) ? UUID : NONE;
  if (length >= SHORTEST_TIME && TIME.test(given)) return times.formOf(given);
  if (length <= MOST_DIGITS && isDigits(given)) return DIGITS + length;
  return wordOf(given);
}

/** Of a list in which nothing is twice, since the form would not tell that. */
function formOfList(items) {
  const { length } = items;
  if (length > MOST_ITEMS || items.toJSON !== undefined) return NONE;
  for (let index = 1; index < length; index++) {
    for (let before = 0; before < index; before++) if (items[before] === items[index]) return NONE;
  }
  const form = LIST + ITEM * length;
  for (let index = 0; index < length; index++) {
    const item = items[index];
    if (typeof item !== 'string' || item.length !== UUID_LENGTH || !isUuid(item)) return form + index;
  }
  return form + length;
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
  let at = 0;
  for (let four = 0; four < 8; four++, at += 4) {
    if (four > 1 && four < 6 && text.charCodeAt(at++) !== HYPHEN) return false;
    if (!areHex(text, at)) return false;
  }
  return true;
}

/** Whether four characters are such digits. */
function areHex(text, at) {
  const first = HEX[text.charCodeAt(at)] & HEX[text.charCodeAt(at + 1)];
  return (first & HEX[text.charCodeAt(at + 2)] & HEX[text.charCodeAt(at + 3)]) === 1;
}

/** A date and time that exists, with milliseconds or without a fraction; not 29 February, which needs a calendar. */
const TIME =
  /^\d{4}-(?!02-(29|3)|(0[469]|11)-31)(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{3})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const SHORTEST_TIME = 20;
/** Of a time of UTC with its milliseconds: as texts, those of one length come in the order of time. */
const LONGEST_UTC = 24;

/** The class as it is now: who sets the clock for a test may put another in its place later. */
const { Date: Moment } = globalThis;

/** The dates and times of the payload that is being looked at: it is only ever one at a time. */
const times = {
  /** Of the payload, if that is said. */
  now: undefined,
  /** The one before, if there is one, and how many there have been. */
  last: '',
  count: 0,

  /** From `since` to `until`, what is before `past` lies behind, and what is after `future` ahead. Renewed once a minute: it takes long. */
  since: 0,
  until: 0,
  past: '',
  future: '',

  begin(now) {
    this.now = now;
    this.last = '';
    this.count = 0;
  },

  formOf(given) {
    const text = given.length > LONGEST_UTC ? asText(Moment.parse(given), '') : given;
    if (text === '' || ++this.count > MOST_TIMES) return NONE;
    if (this.last === '') this.look(this.now ?? Number(Date.now()));
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

/** A moment as text; `instead` for years of more than four digits, whose texts cannot be compared. */
function asText(moment, instead) {
  const text = new Moment(moment).toISOString();
  return text.length === LONGEST_UTC ? text : instead;
}
