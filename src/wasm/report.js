/** The report that finds nothing. */
export function nothing() {
  return { valid: true, issues: [] };
}

/** Makes a report of the words that `report.rs` writes; every string is a part of `text`. */
export function report(words, text) {
  const reader = new Reader(words, text);
  const issues = [];
  while (reader.at < words.length) issues.push(reader.issue());
  return { valid: issues.every(({ severity }) => severity !== 'error'), issues };
}

class Reader {
  constructor(words, text) {
    this.words = words;
    this.text = text;
    this.at = 0;
  }

  number() {
    return this.words[this.at++];
  }

  string() {
    const begin = this.number();
    return this.text.substring(begin, begin + this.number());
  }

  issue() {
    const severity = this.number() === 1 ? 'error' : 'warning';
    const code = this.string();
    const message = this.string();
    const path = [];
    for (let steps = this.number(); steps > 0; steps--) path.push(this.step());
    const issue = { severity, code, path, message };
    const expected = this.number();
    if (expected > 0) issue.expected = Array.from({ length: expected }, () => this.string());
    if (this.number() > 0) issue.suggestion = this.string();
    return issue;
  }

  /** 0 and a name, or a position and one. */
  step() {
    const step = this.number();
    return step === 0 ? this.string() : step - 1;
  }
}
