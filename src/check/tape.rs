//! The tape: what a value is, in words. The walk judges it, and a decoder makes objects of it, neither looking at the JSON again.
//!
//! It is a list of 32-bit words in the order of the text. Every value begins with a word of three parts: what it is (4 bits, the
//! constants below), which property of its object it is (6 bits, the position in the shape), and a number (22 bits):
//!
//! | what | number | words behind it |
//! | --- | --- | --- |
//! | [`TEXT`]: a string | its length; it is in the text that comes with the tape, behind the one before | |
//! | [`CONSTANT`] | 0 `null`, 1 `false`, 2 `true` | |
//! | [`MEMBER`]: a string of a set | its position in the set | |
//! | [`OBJECT`], [`LIST`] | | its values, then a word whose property is [`END`] |
//! | [`EMPTY`]: an empty list | | |
//! | [`SAME`]: the UUID that this property of a row had last | | |
//! | [`JSON`]: any other value | | its length; it is in the JSON that comes with the tape, behind the one before |
//! | [`NUMBER`] | its length; it is in the text, as a [`TEXT`] is | |
//! | [`NAME`] | from 1: which of the names told so far; 0: a new one | for a new one its length; it is in the JSON |
//!
//! A property that the shape does not have is a [`NAME`] and then a value, both with the property [`OTHER`]. Rows repeat such names, so
//! each is told only once.
//!
//! So `{"code":"47","is_issued":true,"errors":[]}`, if its properties were at the positions 3, 9 and 12 of its shape, is the text `47` and
//! five words: `OBJECT`, `TEXT` of 3 with length 2, `CONSTANT` of 9 with number 2, `EMPTY` of 12, [`END`].
//!
//! Tapes are written by the scan and, for payloads, by the package's `accept.js`. Only `accept.js` writes [`NUMBER`], and for an unknown
//! property it writes just the name, as [`TEXT`].

#![allow(clippy::inline_always)] // the scan is fast as one loop: with calls in it, half as fast

use super::cursor::Cursor;
use crate::shape::Shape;
use crate::words::{stands_at, to_str};

pub(super) const TEXT: u32 = 0;
pub(super) const CONSTANT: u32 = 1;
pub(super) const MEMBER: u32 = 2;
pub(super) const OBJECT: u32 = 3;
pub(super) const LIST: u32 = 4;
pub(super) const JSON: u32 = 5;
pub(super) const SAME: u32 = 6;
pub(super) const EMPTY: u32 = 7;
pub(super) const NUMBER: u32 = 8;
pub(super) const NAME: u32 = 9;

/// Positions that no property has: see [`Shape::MOST`].
#[allow(clippy::cast_possible_truncation)] // it fits into six bits
pub(super) const END: u32 = Shape::MOST as u32;
pub(super) const OTHER: u32 = END + 1;

/// Where in a word the property begins, and where the number.
pub(super) const KEY: u32 = 4;
pub(super) const COUNT: u32 = 10;
const LARGEST: usize = (1 << (32 - COUNT)) - 1;

/// Words, and what they speak of, put together.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    /// Longer than what is used of it, as `text` is: writing then seldom has to do with memory.
    words: Vec<u32>,
    used_words: usize,
    text: Vec<u8>,
    used: usize,
    /// The beginning of a JSON array of all that is neither plain nor known. The engine parses it at once: a call takes it longer than
    /// most of these values do.
    json: Vec<u8>,
    /// The first names that it has told of properties that shapes do not have, and which of them is expected next.
    names: Vec<Name>,
    next_name: usize,
    /// There was no memory for more: what it tells is not all.
    is_full: bool,
}

/// The name of a property that a shape does not have.
#[derive(Debug)]
struct Name {
    shape: &'static Shape,
    /// Where it stands in the tape's JSON.
    begin: usize,
    end: usize,
}

/// How far a tape has been written.
#[derive(Clone, Copy, Default)]
pub(super) struct Mark {
    words: usize,
    text: usize,
    json: usize,
    names: usize,
}

/// How many names are recognised again, as the scan has a bit for each, and how long they may be: telling longer ones again takes less
/// time than looking for them.
const MOST_NAMES: usize = 64;
const LONGEST_NAME: usize = 256;

/// So many bytes are copied at once: most strings are shorter.
const STRIDE: usize = 48;

impl Tape {
    #[cfg(any(test, target_family = "wasm"))]
    pub fn words(&self) -> &[u32] {
        self.words.get(..self.used_words).unwrap_or_default()
    }

    /// The strings of the tape: ASCII, without a quote, backslash or control character.
    #[cfg(any(test, target_family = "wasm"))]
    pub fn text(&self) -> &[u8] {
        self.text.get(..self.used).unwrap_or_default()
    }

    /// All else that it speaks of, as a JSON array that lacks its end. What is not ASCII is here, because the engine makes a string of
    /// bytes ten times as fast where all are ASCII.
    #[cfg(any(test, target_family = "wasm"))]
    pub fn json(&self) -> &[u8] {
        &self.json
    }

    /// How many bytes all that it speaks of takes.
    pub fn length(&self) -> usize {
        self.used + self.json.len()
    }

    /// What is in the object that it tells.
    pub fn inside(&self) -> Cursor<'_> {
        let mut cursor = self.since(Mark::default());
        cursor.read();
        cursor
    }

    /// What has been written since, to be read.
    pub(super) fn since(&self, mark: Mark) -> Cursor<'_> {
        let words = self.words.get(mark.words..self.used_words);
        let text = self.text.get(mark.text..self.used);
        let json = self.json.get(mark.json..);
        Cursor {
            words: words.unwrap_or_default(),
            text: text.and_then(to_str).unwrap_or_default(),
            json: json.and_then(to_str).unwrap_or_default(),
            tape: Some(self),
        }
    }

    pub(super) const fn is_full(&self) -> bool {
        self.is_full
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark {
            words: self.used_words,
            text: self.used,
            json: self.json.len(),
            names: self.names.len(),
        }
    }

    /// Forgets what has been written since, but keeps the memory.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.used_words = mark.words;
        self.used = mark.text;
        self.json.truncate(mark.json);
        self.names.truncate(mark.names);
    }

    #[inline(always)]
    pub(super) fn push(&mut self, what: u32, key: u32, number: u32) {
        self.word(what | key << KEY | number << COUNT);
    }

    /// Any value, as JSON.
    pub(super) fn json_text(&mut self, key: u32, value: &str) {
        self.add(JSON, key, value);
    }

    /// Tells a name that it has told before, if it has; returns which one it is.
    pub(super) fn name_again(&mut self, shape: &'static Shape, name: &str) -> Option<usize> {
        let is_it = |index: &usize| {
            self.names.get(*index).is_some_and(|known| {
                std::ptr::eq(known.shape, shape)
                    && known.end - known.begin == name.len()
                    && stands_at(&self.json, known.begin, name.as_bytes())
            })
        };
        // In the order of the row before, if there was one.
        let index = Some(self.next_name)
            .filter(is_it)
            .or_else(|| (0..self.names.len()).find(is_it))?;
        self.next_name = index + 1;
        #[allow(clippy::cast_possible_truncation)] // at most `MOST_NAMES`
        self.push(NAME, OTHER, self.next_name as u32);
        Some(index)
    }

    /// Tells a name for the first time. Returns its position if it will be recognised again. A name with escapes will not: it may be
    /// another name, spelt differently.
    pub(super) fn name(
        &mut self,
        shape: &'static Shape,
        name: &str,
        is_escaped: bool,
    ) -> Option<usize> {
        self.add(NAME, OTHER, name);
        let index = self.names.len();
        // Whoever reads the tape counts all names, so one that is not recognised takes a place too.
        self.is_full |= self.names.try_reserve(1).is_err();
        if index == MOST_NAMES || self.is_full {
            return None;
        }
        let is_known = !is_escaped && name.len() <= LONGEST_NAME;
        let end = self.json.len();
        let length = if is_known { name.len() } else { 0 };
        let begin = end.saturating_sub(length);
        self.names.push(Name { shape, begin, end });
        self.next_name = 0;
        is_known.then_some(index)
    }

    #[inline(never)]
    #[allow(clippy::cast_possible_truncation)] // a module's memory can hold no more than 32 bits say
    fn add(&mut self, what: u32, key: u32, json: &str) {
        self.push(what, key, 0);
        self.word(json.len() as u32);
        if self.is_full || self.json.try_reserve(1 + json.len()).is_err() {
            self.is_full = true;
            return;
        }
        self.json
            .push(if self.json.is_empty() { b'[' } else { b',' });
        self.json.extend_from_slice(json.as_bytes());
    }

    /// A name that has been told.
    pub(super) fn name_at(&self, index: usize) -> Option<&str> {
        let Name { begin, end, .. } = *self.names.get(index)?;
        self.json.get(begin..end).and_then(to_str)
    }

    #[inline(always)]
    fn word(&mut self, word: u32) {
        if let Some(slot) = self.words.get_mut(self.used_words) {
            *slot = word;
        } else {
            self.grow(word);
        }
        self.used_words += 1;
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, word: u32) {
        let room = self.words.len().max(128);
        // Once is enough to ask in vain.
        if self.is_full || self.words.try_reserve_exact(room).is_err() {
            self.is_full = true;
            return;
        }
        self.words.resize(self.words.len() + room, 0);
        if let Some(slot) = self.words.get_mut(self.used_words) {
            *slot = word;
        }
    }

    #[cold]
    #[inline(never)]
    fn grow_text(&mut self, needed: usize) {
        let room = needed.next_power_of_two() - self.text.len();
        if self.is_full || self.text.try_reserve_exact(room).is_err() {
            self.is_full = true;
            return;
        }
        self.text.resize(self.text.len() + room, 0);
    }

    /// A string of plain ASCII, from `begin` to `end` in the JSON; `false` where it is longer than a word can say.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)] // at most `LARGEST`
    pub(super) fn string(&mut self, key: u32, json: &[u8], begin: usize, end: usize) -> bool {
        let length = end - begin;
        if length > LARGEST {
            return false;
        }
        self.push(TEXT, key, length as u32);
        let needed = self.used + length + STRIDE;
        if self.text.len() < needed {
            self.grow_text(needed);
        }
        let to = self
            .text
            .get_mut(self.used..)
            .and_then(<[u8]>::first_chunk_mut::<STRIDE>);
        let from = json.get(begin..).and_then(<[u8]>::first_chunk::<STRIDE>);
        if let (true, Some(to), Some(from)) = (length <= STRIDE, to, from) {
            *to = *from;
        } else {
            self.copy(json.get(begin..end).unwrap_or_default());
        }
        self.used += length;
        true
    }

    /// What is long, or near the end of the JSON.
    #[cold]
    #[inline(never)]
    fn copy(&mut self, text: &[u8]) {
        if let Some(to) = self.text.get_mut(self.used..self.used + text.len()) {
            to.copy_from_slice(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::DEEPEST;

    /// What reads and writes tapes in JavaScript has its own names for the same numbers.
    #[test]
    fn javascript_has_the_same_words() {
        let decode = include_str!("../wasm/decode.js");
        let accept = include_str!("../../pkg-template/accept.js");
        let stringify = include_str!("../wasm/stringify.js");
        let end = format!("{END} << {KEY}");
        let other = format!("{OTHER} << {KEY}");
        for (script, name, value) in [
            (decode, "TEXT", TEXT.to_string()),
            (decode, "CONSTANT", CONSTANT.to_string()),
            (decode, "MEMBER", MEMBER.to_string()),
            (decode, "OBJECT", OBJECT.to_string()),
            (decode, "LIST", LIST.to_string()),
            (decode, "JSON_TEXT", JSON.to_string()),
            (decode, "SAME", SAME.to_string()),
            (decode, "EMPTY", EMPTY.to_string()),
            (decode, "END", end.clone()),
            (accept, "CONSTANT", CONSTANT.to_string()),
            (accept, "OBJECT", OBJECT.to_string()),
            (accept, "LIST", LIST.to_string()),
            (accept, "NUMBER", NUMBER.to_string()),
            (accept, "END", end),
            (accept, "UNKNOWN", other),
            (stringify, "DEEPEST", (DEEPEST + 1).to_string()),
        ] {
            let line = format!("\nconst {name} = {value};\n");
            assert!(script.contains(&line), "{line}");
        }
    }
}
