//! Reports for JavaScript, in one crossing: words and one string, of which `report.js` makes objects.

use std::borrow::Cow;

use wasm_bindgen::prelude::*;

use crate::check::{Issue, Severity, Step};

#[wasm_bindgen(module = "/src/wasm/report.js")]
extern "C" {
    fn keep(words: &[u32], text: Option<&str>);

    // `catch` keeps the call in the glue; without it, the module would import the file itself, by a path that bundlers lack.
    #[wasm_bindgen(catch)]
    fn taken(value: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch)]
    fn good(value: &JsValue) -> Result<JsValue, JsValue>;
}

/// The report of these issues, as a plain object; `value` is added to it, unless that is `undefined`.
pub(super) fn to_object(issues: &[Issue], value: &JsValue) -> JsValue {
    let made = if issues.is_empty() {
        good(value)
    } else {
        keep_for_later(issues);
        taken(value)
    };
    made.unwrap_or_default()
}

/// Makes the report, which `report.js` gives to the next caller of `taken`.
pub(super) fn keep_for_later(issues: &[Issue]) {
    let mut written = Written {
        // For several issues: to begin with less takes longer.
        words: Vec::with_capacity(256),
        text: String::with_capacity(1024),
    };
    for issue in issues {
        written.issue(issue);
    }
    // Most sentences are the module's own: no text need be decoded.
    let text = (!written.text.is_empty()).then_some(&*written.text);
    keep(&written.words, text);
}

struct Written {
    words: Vec<u32>,
    text: String,
}

impl Written {
    fn issue(&mut self, issue: &Issue) {
        self.number(usize::from(issue.severity == Severity::Error));
        self.constant(issue.code.as_str());
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
        self.constants(issue.expected);
        self.constants(issue.suggestion.as_slice());
    }

    fn constants(&mut self, strings: &[&'static str]) {
        self.number(strings.len());
        for string in strings {
            self.constant(string);
        }
    }

    #[allow(clippy::ptr_arg)] // which of both it is, matters
    fn string(&mut self, string: &Cow<'static, str>) {
        match string {
            Cow::Borrowed(string) => self.constant(string),
            Cow::Owned(string) => self.part(string),
        }
    }

    /// What is in the module itself: JavaScript keeps it, so that it is decoded once.
    fn constant(&mut self, string: &'static str) {
        self.number(string.len() << 1 | 1);
        self.number(string.as_ptr().addr());
    }

    /// The next part of the text; JavaScript has to know its length as it counts it.
    fn part(&mut self, string: &str) {
        let length = if string.is_ascii() {
            string.len()
        } else {
            units(string)
        };
        self.number(length << 1);
        self.text.push_str(string);
    }

    #[allow(clippy::cast_possible_truncation)] // nothing in a module's memory is longer
    fn number(&mut self, number: usize) {
        self.words.push(number as u32);
    }
}

/// The length of a text as JavaScript counts it: in UTF-16.
fn units(text: &str) -> usize {
    // A character begins with a byte that continues none; those of four bytes are two units.
    let units = |byte| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0);
    text.bytes().map(units).sum()
}
