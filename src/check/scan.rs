//! The scan: over JSON once, fast. It writes the tape, and says whether the walk would find anything there.
//!
//! It never reports: what it is not sure of it leaves to the walk. Tests hold it to the walk's verdict, and what the tape tells to
//! `serde_json`'s reading.

#![allow(clippy::inline_always)] // the scan is fast as one loop: with calls in it, half as fast

use std::mem;

use super::learnt::Learnt;
use super::reader::Reader;
use super::tape::{self, Tape};
use super::walk::DEEPEST;
use crate::shape::{Kind, Shape, Values};
use crate::values::{Instant, is_count, is_digits, is_usual, is_uuid};
use crate::words;

/// Holds `shape` against `json`: whether the walk would find nothing, and the tape; `None` where the text is no JSON object, or too
/// large a one.
pub(crate) fn scan(shape: &'static Shape, json: &str, learnt: &mut Learnt) -> Option<(bool, Tape)> {
    let mut scanner = Scanner::new(json, mem::take(learnt), Tape::default());
    let (begin, b'{') = scanner.peek(0)? else {
        return None;
    };
    scanner.tape.push(tape::OBJECT, 0, 0);
    let end = scanner.object(shape, begin)?;
    if scanner.peek(end).is_some() || scanner.tape.is_full() {
        return None;
    }
    *learnt = scanner.learnt;
    Some((scanner.is_clean, scanner.tape))
}

/// Its functions take the place where they begin and return the one where they end: in a field, it would go through memory at every
/// step.
pub(super) struct Scanner<'a> {
    json: &'a str,
    bytes: &'a [u8],
    pub learnt: Learnt,
    pub tape: Tape,
    /// How many objects and lists are open.
    depth: usize,
    /// Whether the walk would find nothing in what has been read.
    is_clean: bool,
    /// The `depth` at which a row's own properties are; 0 if no row is read.
    row_depth: usize,
    /// The names of the properties of the row that the shape does not have.
    pub unknown: Vec<&'a str>,
}

/// One item of the list that an answer is about, read to its end.
pub(super) struct Row {
    pub end: usize,
    /// Whether the walk would find nothing, but for what [`Scanner::unknown`] says.
    pub is_clean: bool,
}

impl<'a> Scanner<'a> {
    pub fn new(json: &'a str, learnt: Learnt, tape: Tape) -> Self {
        Self {
            json,
            bytes: json.as_bytes(),
            learnt,
            tape,
            depth: 0,
            is_clean: true,
            row_depth: 0,
            unknown: Vec::new(),
        }
    }

    /// Reads an item of the root object's list.
    pub fn row(&mut self, item: &'static Kind, at: usize) -> Option<Row> {
        const ROOT_AND_LIST: usize = 2;
        self.depth = ROOT_AND_LIST;
        self.row_depth = ROOT_AND_LIST + 1;
        self.is_clean = true;
        self.unknown.clear();
        let end = self.item(item, at)?;
        Some(Row {
            end,
            is_clean: self.is_clean,
        })
    }

    /// Passes over white space, of which most texts have none, and shows the next byte.
    #[inline(always)]
    pub fn peek(&self, at: usize) -> Option<(usize, u8)> {
        let byte = self.bytes.get(at).copied()?;
        if byte > b' ' {
            return Some((at, byte));
        }
        self.behind_space(at)
    }

    #[cold]
    fn behind_space(&self, mut at: usize) -> Option<(usize, u8)> {
        loop {
            match self.bytes.get(at).copied()? {
                b' ' | b'\n' | b'\r' | b'\t' => at += 1,
                byte => return Some((at, byte)),
            }
        }
    }

    /// Leaves a value to `JSON.parse`.
    fn raw(&mut self, key: u32, at: usize) -> Option<usize> {
        let mut reader = Reader::at_place(self.json, at);
        reader.peek();
        let begin = reader.at();
        let depth = reader.skip().ok()?;
        // The walk reports what nests too deep.
        self.is_clean &= self.depth + depth <= DEEPEST;
        self.tape.json_text(key, reader.since(begin));
        Some(reader.at())
    }

    /// Any value, of which nothing need be true.
    #[inline(never)]
    fn any(&mut self, key: u32, at: usize) -> Option<usize> {
        let (at, byte) = self.peek(at)?;
        if byte == b'"' {
            let begin = at + 1;
            let (written, behind) = self.string(begin)?;
            if self.tell(key, &written, begin, behind - 1) {
                return Some(behind);
            }
        }
        let (word, constant): (&[u8], _) = match byte {
            b'n' => (b"null", 0),
            b'f' => (b"false", 1),
            b't' => (b"true", 2),
            _ => return self.raw(key, at),
        };
        self.word(word, key, constant, at)
    }

    #[inline(always)]
    fn value(
        &mut self,
        key: u32,
        kind: &'static Kind,
        is_nullable: bool,
        at: usize,
    ) -> Option<usize> {
        let (at, byte) = self.peek(at)?;
        match (byte, kind) {
            (
                b'"',
                Kind::Id
                | Kind::Timestamp
                | Kind::Digits
                | Kind::Text
                | Kind::NonEmpty
                | Kind::OneOf(_)
                | Kind::Open(_),
            ) => self.text(key, kind, at),
            (b't', Kind::Boolean | Kind::True) => self.word(b"true", key, 2, at),
            (b'f', Kind::Boolean | Kind::True) => {
                self.is_clean &= matches!(kind, Kind::Boolean);
                self.word(b"false", key, 1, at)
            }
            (b'n', _) => {
                self.is_clean &= is_nullable;
                self.word(b"null", key, 0, at)
            }
            (b'{', Kind::Object(shape)) => {
                self.tape.push(tape::OBJECT, key, 0);
                self.object(shape, at)
            }
            (b'[', Kind::List(item)) => self.list(key, item, at),
            (b'-' | b'0'..=b'9', Kind::Number | Kind::Count) => {
                let end = self.raw(key, at)?;
                if matches!(kind, Kind::Count) {
                    self.is_clean &= self.json.get(at..end).is_some_and(is_count);
                }
                Some(end)
            }
            _ => {
                self.is_clean = false;
                self.raw(key, at)
            }
        }
    }

    /// An item of a list. Models have lists of ids, of texts and of objects; any others are left to the walk.
    #[inline(never)]
    fn item(&mut self, kind: &'static Kind, at: usize) -> Option<usize> {
        let (at, byte) = self.peek(at)?;
        if let (b'{', Kind::Object(shape)) = (byte, kind) {
            self.tape.push(tape::OBJECT, 0, 0);
            return self.object(shape, at);
        }
        self.is_clean &= match (byte, kind) {
            (b'"', Kind::Id) => {
                let end = at + 37;
                self.bytes.get(at + 1..end).is_some_and(is_uuid)
                    && self.bytes.get(end) == Some(&b'"')
            }
            (b'"', Kind::Text) => true,
            _ => false,
        };
        self.any(0, at)
    }

    #[inline(always)]
    fn word(&mut self, word: &[u8], key: u32, constant: u32, at: usize) -> Option<usize> {
        self.tape.push(tape::CONSTANT, key, constant);
        words::stands_at(self.bytes, at, word).then_some(at + word.len())
    }

    #[inline(always)]
    fn list(&mut self, key: u32, item: &'static Kind, at: usize) -> Option<usize> {
        let (mut at, byte) = self.peek(at + 1)?;
        if byte == b']' {
            self.tape.push(tape::EMPTY, key, 0);
            return Some(at + 1);
        }
        self.tape.push(tape::LIST, key, 0);
        self.depth += 1;
        loop {
            let end = self.item(item, at)?;
            let (end, byte) = self.peek(end)?;
            at = end + 1;
            match byte {
                b',' => {}
                b']' => break,
                _ => return None,
            }
        }
        self.depth -= 1;
        self.tape.push(0, tape::END, 0);
        Some(at)
    }

    #[inline(never)]
    fn object(&mut self, shape: &'static Shape, at: usize) -> Option<usize> {
        self.depth += 1;
        let order = self.learnt.order(shape);
        // A bit for each known property that is there, for each other name, and for each of either that is there again.
        let mut seen = 0_u64;
        let mut others = 0_u64;
        let mut again = 0;
        let mut last = 0;
        let mut first_value = 0..0;
        let (mut at, byte) = self.peek(at + 1)?;
        if byte == b'}' {
            at += 1;
        } else {
            loop {
                match self.key(shape, order, last, at)? {
                    Key::Known(index, begin) => {
                        let field = shape.fields.get(index)?;
                        #[allow(clippy::cast_possible_truncation)] // at most `Shape::MOST`
                        let end = self.value(index as u32, &field.kind, field.nullable, begin)?;
                        if index == 0 {
                            first_value = begin..end;
                        }
                        again |= seen & 1 << index;
                        seen |= 1 << index;
                        last = index + 1;
                        at = end;
                    }
                    Key::Other(name, place, begin) => {
                        at = self.any(tape::OTHER, begin)?;
                        match place {
                            Some(place) if self.depth == self.row_depth => {
                                again |= others & 1 << place;
                                others |= 1 << place;
                                self.unknown.push(name.get(1..name.len() - 1)?);
                            }
                            _ => self.is_clean = false,
                        }
                    }
                }
                let (end, byte) = self.peek(at)?;
                at = end + 1;
                match byte {
                    b',' => {}
                    b'}' => break,
                    _ => return None,
                }
            }
        }
        self.tape.push(0, tape::END, 0);
        self.depth -= 1;
        // Of equal names the walk knows which one counts.
        if again | seen & shape.careful | shape.required & !seen != 0 {
            self.is_clean = false;
        } else if shape.conditional & !seen != 0 {
            // Required with one value of the first property: clean when that is surely another one.
            let first = self.bytes.get(first_value)?;
            self.is_clean &= shape.fields.iter().enumerate().all(|(index, field)| {
                seen & (1 << index) != 0 || field.with.is_none_or(|value| is_other(first, value))
            });
        }
        Some(at)
    }

    /// Reads a property's name and the colon behind it. `last` is one more than the position of the property before it.
    #[inline(always)]
    fn key(
        &mut self,
        shape: &'static Shape,
        order: usize,
        last: usize,
        mut at: usize,
    ) -> Option<Key<'a>> {
        let guesses = self.learnt.orders.get(order)?.next.get(last).copied()?;
        loop {
            for guess in guesses.map(usize::from) {
                if let Some(field) = shape.fields.get(guess)
                    && words::stands(self.bytes, at, field.key)
                {
                    return Some(Key::Known(guess, at + field.key.length));
                }
            }
            // Most texts have no white space there.
            let (begin, _) = self.peek(at)?;
            if begin == at {
                return self.search(shape, order, last, at);
            }
            at = begin;
        }
    }

    #[inline(never)]
    fn search(
        &mut self,
        shape: &'static Shape,
        order: usize,
        last: usize,
        at: usize,
    ) -> Option<Key<'a>> {
        if self.bytes.get(at) != Some(&b'"') {
            return None;
        }
        let (written, end) = self.string(at + 1)?;
        let name = self.json.get(at..end)?;
        let (colon, byte) = self.peek(end)?;
        if byte != b':' {
            return None;
        }
        let begin = colon + 1;
        let place = self.tape.name_again(shape, name);
        if place.is_some() {
            return Some(Key::Other(name, place, begin));
        }
        let Some(index) = shape.index(&super::text(name)?) else {
            let is_escaped = matches!(written, Written::Escaped);
            let place = self.tape.name(shape, name, is_escaped);
            return Some(Key::Other(name, place, begin));
        };
        let next = self.learnt.orders.get_mut(order)?.next.get_mut(last)?;
        let [before, _] = *next;
        *next = [u8::try_from(index).ok()?, before];
        Some(Key::Known(index, begin))
    }

    /// The position of a text in its set.
    #[inline(always)]
    fn member(&mut self, key: u32, values: &Values, text: &[u8]) -> Option<u32> {
        let is_it =
            |known: &&str| known.len() == text.len() && words::stands_at(text, 0, known.as_bytes());
        let last = self.learnt.members.get_mut(key as usize)?;
        if !values.texts.get(usize::from(*last)).is_some_and(is_it) {
            *last = u8::try_from(values.texts.iter().position(is_it)?).ok()?;
        }
        Some(u32::from(*last))
    }

    /// Passes over a string whose opening quote has been read.
    #[inline(always)]
    fn string(&self, at: usize) -> Option<(Written, usize)> {
        // Most strings are plain to their end.
        let at = words::end_of_plain(self.bytes, at);
        if self.bytes.get(at) == Some(&b'"') {
            return Some((Written::Plain, at + 1));
        }
        self.string_in_parts(at)
    }

    #[cold]
    fn string_in_parts(&self, mut at: usize) -> Option<(Written, usize)> {
        let mut written = Written::Wide;
        loop {
            match self.bytes.get(at)? {
                b'"' => return Some((written, at + 1)),
                b'\\' => {
                    let mut reader = Reader::at_place(self.json, at + 1);
                    reader.escape().ok()?;
                    at = reader.at();
                    written = Written::Escaped;
                }
                0..0x20 => return None,
                // UTF-8 has been checked.
                _ => at += 1,
            }
        }
    }

    /// Tells a string as text; `false` if it must be told as JSON instead.
    #[inline(always)]
    fn tell(&mut self, key: u32, written: &Written, begin: usize, end: usize) -> bool {
        matches!(written, Written::Plain) && self.tape.string(key, self.bytes, begin, end)
    }

    #[inline(always)]
    fn text(&mut self, key: u32, kind: &'static Kind, quote: usize) -> Option<usize> {
        let begin = quote + 1;
        if let Kind::Id = kind {
            let id = self.bytes.get(begin..).and_then(<[u8]>::first_chunk);
            let end = begin + 36;
            if let (Some(id), Some(b'"')) = (id, self.bytes.get(end)) {
                let mut last = None;
                if self.depth == self.row_depth {
                    last = self.learnt.ids.get_mut(key as usize);
                }
                if last.as_deref().is_some_and(|last| words::is_same(last, id)) {
                    self.tape.push(tape::SAME, key, 0);
                    return Some(end + 1);
                }
                if is_uuid(id) {
                    if let Some(last) = last {
                        *last = *id;
                    }
                    self.tape.string(key, self.bytes, begin, end);
                    return Some(end + 1);
                }
            }
        }
        if let Kind::Timestamp = kind {
            let time = self.bytes.get(begin..).and_then(<[u8]>::first_chunk);
            let end = begin + 24;
            if time.is_some_and(is_usual) && self.bytes.get(end) == Some(&b'"') {
                self.tape.string(key, self.bytes, begin, end);
                return Some(end + 1);
            }
        }
        let (written, behind) = self.string(begin)?;
        let end = behind - 1;
        let text = self.bytes.get(begin..end)?;
        if let Written::Escaped = written {
            // For other kinds it may be valid too, but that is rare: the walk will say.
            self.is_clean &= matches!(kind, Kind::Text | Kind::NonEmpty);
        } else if let Kind::OneOf(values) | Kind::Open(values) = kind {
            match self.member(key, values, text) {
                Some(index) => {
                    self.tape.push(tape::MEMBER, key, index);
                    return Some(behind);
                }
                None => self.is_clean = false,
            }
        } else {
            self.is_clean &= match kind {
                Kind::Id => false,
                Kind::Timestamp => Instant::parse(text).is_ok(),
                Kind::Digits => is_digits(text),
                Kind::NonEmpty => !text.is_empty(),
                _ => true,
            };
        }
        // `SAME` in a later row would mean the id that was last told as text, so one that is no UUID is told as JSON.
        let is_other_id = matches!((&written, kind), (Written::Plain, Kind::Id));
        if is_other_id || !self.tell(key, &written, begin, end) {
            self.tape.json_text(key, self.json.get(quote..behind)?);
        }
        Some(behind)
    }
}

/// A property's name, and where its value may begin.
enum Key<'a> {
    Known(usize, usize),
    /// The name as JSON, which is on the tape already; its position among the names that are recognised again, if it is one; and where its
    /// value may begin.
    Other(&'a str, Option<usize>, usize),
}

/// How a string is written.
enum Written {
    /// In ASCII, without escapes.
    Plain,
    /// Without escapes.
    Wide,
    Escaped,
}

/// Whether the JSON text `json` is surely not the string `value`.
fn is_other(json: &[u8], value: &str) -> bool {
    let inner = json
        .trim_ascii()
        .strip_prefix(b"\"")
        .and_then(|rest| rest.strip_suffix(b"\""));
    inner.is_some_and(|inner| inner != value.as_bytes() && !inner.contains(&b'\\'))
}

#[cfg(test)]
mod tests;
