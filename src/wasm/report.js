/** The report that nobody has taken yet. */
let kept;

/** What is being read, and how far. */
let words;
let text;
let at = 0;
let begin = 0;

/** The module's own strings, by their addresses: decoded once. */
const constants = new Map();

/** Makes a report of the words that `report.rs` writes; every string is the module's own or the next part of `joined`, if there is one. */
export function keep(given, joined = '') {
  words = given;
  text = joined;
  at = begin = 0;
  const issues = [];
  while (at < words.length) issues.push(issue());
  words = text = undefined;
  kept = { valid: issues.every(({ severity }) => severity !== 'error'), issues };
}

/** Hands the kept report to the one for whom it was made, together with the value that it is about, if there is one. */
export function taken(value) {
  const report = kept;
  kept = undefined;
  return value === undefined ? report : { ...report, value };
}

/** The report of which there is nothing to tell, like `taken`. */
export function good(value) {
  return value === undefined ? { valid: true, issues: [] } : { valid: true, issues: [], value };
}

/** The same report once more, for somebody else. A loop, which is quicker than `map` in Node. */
export function again({ valid, issues }) {
  const own = [];
  for (const issue of issues) own.push(copy(issue));
  return { valid, issues: own };
}

function copy({ severity, code, path, message, expected, suggestion }) {
  return issueOf(severity, code, message, path.slice(), expected?.slice(), suggestion);
}

function issueOf(severity, code, message, path, expected, suggestion) {
  const issue = { severity, code, path, message };
  if (expected) issue.expected = expected;
  if (suggestion) issue.suggestion = suggestion;
  return issue;
}

function string() {
  const length = words[at++];
  return length & 1 ? constant(length >> 1, words[at++]) : text.substring(begin, (begin += length >> 1));
}

/** Two of them may begin at one address, since the compiler lets them share their bytes. */
function constant(length, address) {
  let string = constants.get(address);
  if (string?.length !== length) {
    string = new TextDecoder().decode(new Uint8Array(words.buffer, address, length));
    constants.set(address, string);
  }
  return string;
}

/** `undefined` for none. */
function strings() {
  let strings;
  for (let count = words[at++]; count > 0; count--) (strings ??= []).push(string());
  return strings;
}

function issue() {
  const severity = words[at++] ? 'error' : 'warning';
  const code = string();
  const message = string();
  // At a first push, V8 would make room for seventeen.
  const path = new Array(words[at++]);
  for (let place = 0; place < path.length; place++) path[place] = step();
  const expected = strings();
  return issueOf(severity, code, message, path, expected, words[at++] ? string() : undefined);
}

/** A step is 0 and then a name, or a position plus one. */
function step() {
  const step = words[at++];
  return step ? step - 1 : string();
}
