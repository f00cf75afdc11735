// Makes objects of the tape that the scan writes: see check/tape.rs for its words.
//
// The functions that know the models are generated from the Rust shapes. Each walks one object's words in the order of the JSON
// text, so that properties come in that order and absent ones stay absent.

/* eslint no-unused-vars: 'off' -- some are for the functions that the build writes */

const TEXT = 0;
const MEMBER = 2;
const OBJECT = 3;
const LIST = 4;
const UTF8 = 5;
const JSON_TEXT = 6;
const ROWS = 7;
/** The last word of an object or list. */
const END = 62 << 4;

const CONSTANTS = [null, false, true];

/** A string may begin with what looks like a byte order mark. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Objects of whole models, and of the rows of their list: `{ [model]: [root, row] }`. */
const BUILDERS = {}; // written by the build

/** One text on its way to an object. Called from the module; the views on its memory are good until the call returns. */
class Decoder {
  constructor([root, row]) {
    this.root = root;
    this.row = row;
    this.rows = [];
  }

  /** The root object's list begins, perhaps anew. */
  begin() {
    this.rows = [];
  }

  /** Further rows of that list. */
  more(words, text, json) {
    this.load(words, text, json);
    while (this.at < words.length) this.rows.push(this.row(this, words[this.at++]));
  }

  /** All but the rows; returns the root object. */
  finish(words, text, json) {
    this.load(words, text, json);
    return this.root(this, words[this.at++]);
  }

  load(words, text, json) {
    this.words = words;
    this.at = 0;
    // One string for all: most of what is cut out of it is not even copied.
    this.text = utf8.decode(text);
    this.json = json;
  }

  /** The part of the JSON between the places that the next two words name. */
  cut() {
    return utf8.decode(this.json.subarray(this.words[this.at++], this.words[this.at++]));
  }
}

/** A decoder for a model, if the build has written one. */
export function decoder(model) {
  return Object.hasOwn(BUILDERS, model) ? new Decoder(BUILDERS[model]) : undefined;
}

/** The value that a word begins, whatever it is but for what only a model's function knows: an object, a list, a member. */
function value(tape, word) {
  switch (word & 15) {
    case TEXT: {
      const begin = tape.words[tape.at++];
      return tape.text.substring(begin, begin + (word >>> 10));
    }
    case UTF8:
      return tape.cut();
    case JSON_TEXT:
      return JSON.parse(tape.cut());
    case ROWS:
      return tape.rows;
    default:
      return CONSTANTS[word >>> 10];
  }
}

/** A list, its items made by `item`. */
function list(tape, word, item) {
  if ((word & 15) !== LIST) return value(tape, word);
  const items = [];
  for (;;) {
    const next = tape.words[tape.at++];
    if (next === END) return items;
    items.push(item(tape, next));
  }
}

/** A string out of a set. */
function member(tape, word, texts) {
  return (word & 15) === MEMBER ? texts[word >>> 10] : value(tape, word);
}

/** A property that the model does not have. It is its own even if it is called `__proto__`, as with `JSON.parse`. */
function other(tape, made) {
  const name = JSON.parse(tape.cut());
  const value = JSON.parse(tape.cut());
  if (name !== '__proto__') made[name] = value;
  else Object.defineProperty(made, name, { value, writable: true, enumerable: true, configurable: true });
}
