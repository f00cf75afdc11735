/** The report that finds nothing. */
export function nothing() {
  return { valid: true, issues: [] };
}

/** What is being read, and how far. */
let words;
let text;
let at = 0;

/** Makes a report of the words that `report.rs` writes; every string is a part of `joined`. */
export function report(given, joined) {
  words = given;
  text = joined;
  at = 0;
  const issues = [];
  while (at < words.length) issues.push(issue());
  words = text = undefined;
  return { valid: issues.every(({ severity }) => severity !== 'error'), issues };
}

function string() {
  const begin = words[at++];
  return text.substring(begin, begin + words[at++]);
}

function issue() {
  const severity = words[at++] === 1 ? 'error' : 'warning';
  const code = string();
  const message = string();
  const path = [];
  for (let steps = words[at++]; steps > 0; steps--) path.push(step());
  const issue = { severity, code, path, message };
  const expected = words[at++];
  if (expected > 0) issue.expected = Array.from({ length: expected }, string);
  if (words[at++] > 0) issue.suggestion = string();
  return issue;
}

/** 0 and a name, or a position and one. */
function step() {
  const step = words[at++];
  return step === 0 ? string() : step - 1;
}
