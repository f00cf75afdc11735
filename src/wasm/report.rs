//! Reports for JavaScript, in one crossing: words and one string, of which `report.js` makes objects.

use wasm_bindgen::prelude::*;

use crate::check::{Issue, Report, Severity, Step};
use crate::words::units;

#[wasm_bindgen(module = "/src/wasm/report.js")]
extern "C" {
    fn report(words: &[u32], text: &str) -> JsValue;

    // `catch` keeps the call in the glue; without it, the module would import the file itself, by a path that bundlers lack.
    #[wasm_bindgen(catch)]
    fn nothing() -> Result<JsValue, JsValue>;
}

/// The report as a plain object.
pub(super) fn to_object(given: &Report) -> JsValue {
    if given.issues.is_empty() {
        return nothing().unwrap_or_default();
    }
    let mut written = Written::default();
    for issue in &given.issues {
        written.issue(issue);
    }
    report(&written.words, &written.text)
}

#[derive(Default)]
struct Written {
    words: Vec<u32>,
    text: String,
    /// The length of `text` as JavaScript counts it.
    units: usize,
}

impl Written {
    fn issue(&mut self, issue: &Issue) {
        self.number(usize::from(issue.severity == Severity::Error));
        self.string(issue.code.as_str());
        self.string(&issue.message);
        self.number(issue.path.0.len());
        for step in &issue.path.0 {
            match step {
                Step::Index(index) => self.number(index + 1),
                Step::Name(name) => {
                    self.number(0);
                    self.string(name);
                }
            }
        }
        self.strings(issue.expected);
        self.strings(issue.suggestion.as_slice());
    }

    fn strings(&mut self, strings: &[&str]) {
        self.number(strings.len());
        for string in strings {
            self.string(string);
        }
    }

    fn string(&mut self, string: &str) {
        let length = if string.is_ascii() {
            string.len()
        } else {
            units(string)
        };
        self.number(self.units);
        self.number(length);
        self.text.push_str(string);
        self.units += length;
    }

    #[allow(clippy::cast_possible_truncation)] // nothing in a module's memory is longer
    fn number(&mut self, number: usize) {
        self.words.push(number as u32);
    }
}
