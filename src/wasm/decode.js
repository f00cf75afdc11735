// Makes objects of the tape that the scan writes: see check/tape.rs for its words.
//
// The functions that know the models are generated from the Rust shapes. Each walks one object's words in the order of the JSON
// text, so that properties come in that order and absent ones stay absent.

/* eslint no-unused-vars: 'off' -- some are for the functions that the build writes */

const TEXT = 0;
const CONSTANT = 1;
const MEMBER = 2;
const OBJECT = 3;
const LIST = 4;
const JSON_TEXT = 5;
const SAME = 6;
const EMPTY = 7;
/** The last word of an object or list. */
const END = 62 << 4;

const CONSTANTS = [null, false, true];

/** A string may begin with what looks like a byte order mark. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Objects of whole models, and of the rows of their list: `{ [model]: [root, row] }`. */
const BUILDERS = {}; // written by the build

/**
 * An object of each form that has been seen, without what it says. When the last object of a form is gone, V8 throws away the code
 * that it compiled for that form; these keep it, so that the next answer need not begin anew.
 */
const FORMS = new Map();
const MOST_FORMS = 64;
/** In characters: a form holds the names of unknown properties too, and those may be anything. */
const LONGEST_FORM = 4096;
/** How many objects are still looked at: one row in each batch, and the root objects. */
const lessons = { rows: 4096, roots: 4096 };

/** The names in an object and in what it holds. */
function form(value) {
  if (typeof value !== 'object' || value === null) return '';
  return Object.keys(value)
    .map((key) => `${key}{${form(value[key])}}`)
    .join();
}

/** One text on its way to an object. Called from the module; the views on its memory are good until the call returns. */
class Decoder {
  constructor([root, row]) {
    this.root = root;
    this.row = row;
    this.rows = [];
    /** The UUID that each property of a row had last. */
    this.ids = [];
    this.words = undefined;
    this.at = 0;
    /** The strings of the tape, and how many units of them have been cut off. */
    this.text = '';
    this.begin = 0;
    /** What the tape tells as JSON, and how many of these values have been taken. */
    this.values = [];
    this.taken = 0;
    /** The names that it has told of properties that models do not have. */
    this.names = [];
    /** While an example is made, of which nothing but its form counts. */
    this.isExample = false;
  }

  /** Further rows of the root object's list. */
  more(words, text, json) {
    this.load(words, text, json);
    let begin;
    let taken;
    while (this.at < words.length) {
      begin = this.at;
      taken = this.taken;
      this.rows.push(this.row(this, words[this.at++]));
    }
    if (this.rows.length > 1 && lessons.rows-- > 0) this.keep(this.row, begin, taken);
  }

  /** All but the rows; returns the root object. */
  finish(words, text, json) {
    this.load(words, text, json);
    const made = this.root(this, words[this.at++]);
    if (lessons.roots-- > 0) this.keep(this.root, 0, 0);
    return made;
  }

  /** Makes what begins at a place once more, as an example of its form. */
  keep(make, begin, taken) {
    if (FORMS.size === MOST_FORMS) return;
    const { text, rows, ids } = this;
    // No value of an answer may stay.
    Object.assign(this, { text: '', rows: [], ids: [], at: begin, begin: 0, taken, isExample: true });
    const example = make(this, this.words[this.at++]);
    const names = form(example);
    if (names.length < LONGEST_FORM && !FORMS.has(names)) FORMS.set(names, example);
    Object.assign(this, { text, rows, ids, isExample: false });
  }

  /** `text` and `json` are `undefined` where the words need none. */
  load(words, text, json) {
    this.words = words;
    this.at = this.begin = 0;
    // One string for all: most of what is cut out of it is not even copied.
    this.text = text ? utf8.decode(text) : '';
    this.values = json ? JSON.parse(utf8.decode(json) + ']') : [];
    this.taken = 0;
    this.names = [];
  }

  /** The next of the values. */
  take() {
    const value = this.values[this.taken++];
    return this.isExample ? undefined : value;
  }
}

FORMS.set(Decoder, new Decoder([]));

/** A decoder for a model, if the build has written one. */
export function decoder(model) {
  return Object.hasOwn(BUILDERS, model) ? new Decoder(BUILDERS[model]) : undefined;
}

/** The value that a word begins, whatever it is but for what only a model's function knows: an object, a list, even an empty one, a member. */
function value(tape, word) {
  switch (word & 15) {
    case TEXT:
      return tape.text.substring(tape.begin, (tape.begin += word >>> 10));
    case JSON_TEXT:
      tape.at++;
      return tape.take();
    default:
      return CONSTANTS[word >>> 10];
  }
}

/** A list of strings. */
function texts(tape, word) {
  return list(tape, word, value);
}

/** The list that the answer is about: its rows have come already, and the tape says that it is empty. */
function rows(tape, word) {
  return (word & 15) === EMPTY ? tape.rows : value(tape, word);
}

/** A list, its items made by `item`. Most have one or two: at a first push, V8 would make room for seventeen. */
function list(tape, word, item) {
  if ((word & 15) !== LIST) return value(tape, word);
  const { words } = tape;
  const first = item(tape, words[tape.at++]);
  let next = words[tape.at++];
  if (next === END) return [first];
  const items = [first, item(tape, next)];
  while ((next = words[tape.at++]) !== END) items.push(item(tape, next));
  return items;
}

/** A string out of a set. */
function member(tape, word, texts) {
  return (word & 15) === MEMBER ? texts[word >>> 10] : value(tape, word);
}

/** A property that the model does not have. It becomes an own one whatever its name, and even if `Object.prototype` is frozen. */
function other(tape, made, word) {
  const { names, words } = tape;
  let number = word >>> 10;
  if (number === 0) {
    tape.at++;
    number = names.push(tape.values[tape.taken++]);
  }
  const name = names[number - 1];
  const given = value(tape, words[tape.at++]);
  if (!(name in Object.prototype)) made[name] = given;
  else Object.defineProperty(made, name, { value: given, writable: true, enumerable: true, configurable: true });
}
