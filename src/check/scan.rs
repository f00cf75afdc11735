//! The scan: the fast way over JSON. It says only whether the walk would find anything, and writes the tape on its way.
//!
//! It never reports: what it is not sure of it leaves to the walk, the whole text or single rows of it. A test holds it to the
//! walk's verdict, and what the tape tells to `serde_json`'s reading.

use super::reader::Reader;
use super::tape::{self, Tape};
use super::walk::DEEPEST;
use crate::shape::{Kind, Shape};
use crate::values::{Instant, is_count, is_digits};
use crate::words::{self, is_uuid};

/// What is left to the walk.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Nothing: it would find nothing.
    None,
    /// These rows of the list that the root object has.
    Rows(Vec<Row>),
    /// The whole text.
    All,
}

/// One item of the root object's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The position in the shape of the property that holds the list.
    pub field: usize,
    /// Its position in the list.
    pub index: usize,
    /// Where it begins in the text.
    pub at: usize,
}

/// Makes values of a tape.
pub(crate) trait Decode {
    /// The root object's list begins; rows of an earlier one are void.
    fn begin(&mut self);
    /// Further rows of it. `None`: they cannot be made.
    fn rows(&mut self, tape: &Tape) -> Option<()>;
}

/// Holds `shape` against `json` and, for `decode`, writes the tape; `None` where the text is no JSON object or the decoder
/// gives up.
pub(crate) fn scan(
    shape: &'static Shape,
    json: &str,
    decode: Option<&mut dyn Decode>,
) -> Option<(Doubt, Tape)> {
    let mut scanner = Scanner {
        json,
        bytes: json.as_bytes(),
        at: 0,
        tape: Tape::default(),
        decode,
        orders: Vec::new(),
        rows: only_list(shape),
        depth: 0,
        is_clean: true,
        doubtful_rows: Vec::new(),
    };
    if scanner.peek()? != b'{' {
        return None;
    }
    scanner.tape.push(tape::OBJECT, 0, 0);
    scanner.object(shape)?;
    if scanner.peek().is_some() {
        return None;
    }
    let doubt = if !scanner.is_clean {
        Doubt::All
    } else if scanner.doubtful_rows.is_empty() {
        Doubt::None
    } else {
        Doubt::Rows(scanner.doubtful_rows)
    };
    Some((doubt, scanner.tape))
}

/// The one list of objects that a shape has: what an answer of many objects is about.
fn only_list(shape: &Shape) -> Option<usize> {
    let is_list = |index: &usize| {
        let kind = shape.fields.get(*index).map(|field| &field.kind);
        matches!(kind, Some(Kind::List(Kind::Object(_))))
    };
    let mut lists = (0..shape.fields.len()).filter(is_list);
    lists.next().filter(|_| lists.next().is_none())
}

/// Rows are handed on when their strings come to so many bytes: enough to make the call cheap, and little for a single row, kept by
/// the page, to keep alive.
const BATCH: usize = 1 << 14;

/// Which property was seen behind which other: servers write them in a stable order.
struct Order {
    shape: &'static Shape,
    /// Behind the property `i - 1`; at 0, the first one.
    next: [u8; 65],
}

struct Scanner<'a, 'd> {
    json: &'a str,
    bytes: &'a [u8],
    at: usize,
    tape: Tape,
    decode: Option<&'d mut dyn Decode>,
    orders: Vec<Order>,
    /// The property of the root object whose items are its rows.
    rows: Option<usize>,
    /// How many objects and lists are open.
    depth: usize,
    is_clean: bool,
    doubtful_rows: Vec<Row>,
}

impl Scanner<'_, '_> {
    /// Passes over white space and shows the next byte.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at).copied()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    #[inline]
    fn take(&mut self, byte: u8) -> Option<()> {
        if self.peek()? != byte {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// Passes over any value.
    fn skip(&mut self) -> Option<usize> {
        let mut reader = Reader::at_place(self.json, self.at);
        let depth = reader.skip().ok()?;
        self.at = reader.at();
        Some(depth)
    }

    /// Leaves a value to `JSON.parse`.
    fn raw(&mut self, key: u32) -> Option<()> {
        self.tape.push(tape::JSON, key, 0);
        self.raw_place()
    }

    fn raw_place(&mut self) -> Option<()> {
        self.peek()?;
        let begin = self.at;
        // The walk reports what nests too deep.
        self.is_clean &= self.depth + self.skip()? <= DEEPEST;
        self.tape.place(begin, self.at);
        Some(())
    }

    fn value(&mut self, key: u32, kind: &'static Kind, is_nullable: bool) -> Option<()> {
        match (kind, self.peek()?) {
            (_, b'n') => {
                self.word(b"null")?;
                self.is_clean &= is_nullable;
                self.tape.push(tape::CONSTANT, key, 0);
            }
            (Kind::Object(shape), b'{') => {
                self.tape.push(tape::OBJECT, key, 0);
                self.object(shape)?;
            }
            (Kind::List(item), b'[') => {
                if self.depth == 1 && self.rows == Some(key as usize) {
                    self.rows(key, item)?;
                } else {
                    self.tape.push(tape::LIST, key, 0);
                    self.list(|scanner, _| scanner.value(0, item, false))?;
                    self.tape.push(0, tape::END, 0);
                }
            }
            (Kind::Boolean | Kind::True, b't') => {
                self.word(b"true")?;
                self.tape.push(tape::CONSTANT, key, 2);
            }
            (Kind::Boolean | Kind::True, b'f') => {
                self.word(b"false")?;
                self.is_clean &= matches!(kind, Kind::Boolean);
                self.tape.push(tape::CONSTANT, key, 1);
            }
            (Kind::Number | Kind::Count, b'-' | b'0'..=b'9') => {
                let begin = self.at;
                self.raw(key)?;
                if matches!(kind, Kind::Count) {
                    self.is_clean &= self.json.get(begin..self.at).is_some_and(is_count);
                }
            }
            (
                Kind::Id
                | Kind::Timestamp
                | Kind::Digits
                | Kind::Text
                | Kind::NonEmpty
                | Kind::OneOf(_)
                | Kind::Open(_),
                b'"',
            ) => self.text(key, kind)?,
            _ => {
                self.is_clean = false;
                self.raw(key)?;
            }
        }
        Some(())
    }

    #[inline]
    fn word(&mut self, word: &[u8]) -> Option<()> {
        if !words::stands_at(self.bytes, self.at, word) {
            return None;
        }
        self.at += word.len();
        Some(())
    }

    fn list(&mut self, mut item: impl FnMut(&mut Self, usize) -> Option<()>) -> Option<()> {
        self.take(b'[')?;
        self.depth += 1;
        if self.peek()? == b']' {
            self.at += 1;
        } else {
            for index in 0.. {
                item(self, index)?;
                let byte = self.peek()?;
                self.at += 1;
                match byte {
                    b',' => {}
                    b']' => break,
                    _ => return None,
                }
            }
        }
        self.depth -= 1;
        Some(())
    }

    /// The list that the root object has, in batches.
    fn rows(&mut self, key: u32, item: &'static Kind) -> Option<()> {
        let root = std::mem::take(&mut self.tape);
        let is_root_clean = self.is_clean;
        if let Some(decode) = &mut self.decode {
            decode.begin();
        }
        self.list(|scanner, index| {
            scanner.is_clean = true;
            scanner.peek()?;
            let at = scanner.at;
            scanner.value(0, item, false)?;
            if !scanner.is_clean {
                scanner.doubtful_rows.push(Row {
                    field: key as usize,
                    index,
                    at,
                });
            }
            scanner.hand_on(BATCH)
        })?;
        self.hand_on(0)?;
        self.is_clean = is_root_clean;
        self.tape = root;
        self.tape.push(tape::ROWS, key, 0);
        Some(())
    }

    /// Hands the rows on if their strings come to `least` bytes.
    fn hand_on(&mut self, least: usize) -> Option<()> {
        if self.tape.text().len() >= least {
            if let Some(decode) = &mut self.decode {
                decode.rows(&self.tape)?;
            }
            self.tape.clear();
        }
        Some(())
    }

    fn object(&mut self, shape: &'static Shape) -> Option<()> {
        self.take(b'{')?;
        self.depth += 1;
        let order = self.order(shape);
        let mut seen = 0_u64;
        let mut last = 0;
        let mut first_value = (0, 0);
        if self.peek()? == b'}' {
            self.at += 1;
        } else {
            loop {
                match self.key(shape, order, last)? {
                    Key::Known(index) => {
                        let field = shape.fields.get(index)?;
                        let begin = self.at;
                        #[allow(clippy::cast_possible_truncation)] // shapes have at most 64
                        self.value(index as u32, &field.kind, field.nullable)?;
                        if index == 0 {
                            first_value = (begin, self.at);
                        }
                        // Of equal names the walk knows which one counts.
                        self.is_clean &= field.care.is_none() && seen & (1 << index) == 0;
                        seen |= 1 << index;
                        last = index + 1;
                    }
                    Key::Other(begin, end) => {
                        self.is_clean = false;
                        self.tape.push(0, tape::OTHER, 0);
                        self.tape.place(begin, end);
                        self.raw_place()?;
                    }
                }
                let byte = self.peek()?;
                self.at += 1;
                match byte {
                    b',' => {}
                    b'}' => break,
                    _ => return None,
                }
            }
        }
        self.tape.push(0, tape::END, 0);
        self.depth -= 1;
        if shape.required & !seen != 0 {
            self.is_clean = false;
        } else if shape.conditional & !seen != 0 {
            // Required with one value of the first property: clean when that is surely another one.
            let first = self.bytes.get(first_value.0..first_value.1)?;
            self.is_clean &= shape.fields.iter().enumerate().all(|(index, field)| {
                seen & (1 << index) != 0 || field.with.is_none_or(|value| is_other(first, value))
            });
        }
        Some(())
    }

    /// The place in `orders` of what is known about a shape.
    fn order(&mut self, shape: &'static Shape) -> usize {
        let known = |order: &Order| std::ptr::eq(order.shape, shape);
        if let Some(index) = self.orders.iter().position(known) {
            return index;
        }
        // Until something is seen: as declared.
        let mut next = [0; 65];
        for (next, index) in next.iter_mut().zip(0..) {
            *next = index;
        }
        self.orders.push(Order { shape, next });
        self.orders.len() - 1
    }

    /// Reads a property's name and the colon behind it. `last` is one more than the position of the property before it.
    #[inline]
    fn key(&mut self, shape: &'static Shape, order: usize, last: usize) -> Option<Key> {
        self.take(b'"')?;
        let expected = self.orders.get(order)?.next.get(last).copied()?;
        let expected = usize::from(expected);
        if let Some(field) = shape.fields.get(expected)
            && words::stands_at(self.bytes, self.at, field.name.as_bytes())
        {
            let end = self.at + field.name.len();
            if self.bytes.get(end..end + 2) == Some(b"\":") {
                self.at = end + 2;
                return Some(Key::Known(expected));
            }
        }
        let key = self.search(shape, order, last)?;
        self.take(b':')?;
        Some(key)
    }

    #[inline]
    fn is_name(&self, name: &str) -> bool {
        words::stands_at(self.bytes, self.at, name.as_bytes())
            && self.bytes.get(self.at + name.len()) == Some(&b'"')
    }

    fn search(&mut self, shape: &'static Shape, order: usize, last: usize) -> Option<Key> {
        let found = shape
            .fields
            .iter()
            .position(|field| self.is_name(field.name));
        if let Some(index) = found {
            let next = self.orders.get_mut(order)?.next.get_mut(last)?;
            *next = u8::try_from(index).ok()?;
            self.at += shape.fields.get(index)?.name.len() + 1;
            return Some(Key::Known(index));
        }
        let begin = self.at - 1;
        let string = self.string()?;
        if !matches!(string, Written::Escaped) {
            return Some(Key::Other(begin, self.at));
        }
        let name = super::text(self.json.get(begin..self.at)?)?;
        Some(
            shape
                .index(&name)
                .map_or(Key::Other(begin, self.at), Key::Known),
        )
    }

    /// Passes over a string whose opening quote has been read.
    #[inline]
    fn string(&mut self) -> Option<Written> {
        // Most strings are plain to their end.
        let at = words::end_of_plain(self.bytes, self.at);
        self.at = at;
        if self.bytes.get(at) == Some(&b'"') {
            self.at += 1;
            return Some(Written::Plain);
        }
        self.string_in_parts()
    }

    #[cold]
    fn string_in_parts(&mut self) -> Option<Written> {
        let mut written = Written::Utf8;
        loop {
            match self.bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(written);
                }
                b'\\' => {
                    let mut reader = Reader::at_place(self.json, self.at + 1);
                    reader.escape().ok()?;
                    self.at = reader.at();
                    written = Written::Escaped;
                }
                0..0x20 => return None,
                // UTF-8 has been checked.
                _ => self.at += 1,
            }
        }
    }

    fn text(&mut self, key: u32, kind: &'static Kind) -> Option<()> {
        let begin = self.at + 1;
        self.at = begin;
        if let Kind::Id = kind {
            let end = begin + 36;
            if self.bytes.get(end) == Some(&b'"') && is_uuid(self.bytes.get(begin..end)?) {
                self.at = end + 1;
                self.tape.string(key, self.bytes, begin, end);
                return Some(());
            }
        }
        let written = self.string()?;
        let end = self.at - 1;
        let text = self.bytes.get(begin..end)?;
        if let Written::Escaped = written {
            // Perhaps as good as any, but rare.
            self.is_clean &= matches!(kind, Kind::Text | Kind::NonEmpty);
        } else if let Kind::OneOf(values) | Kind::Open(values) = kind {
            let is_it = |known: &&str| {
                known.len() == text.len() && words::stands_at(text, 0, known.as_bytes())
            };
            match values.texts.iter().position(is_it) {
                #[allow(clippy::cast_possible_truncation)] // sets are small
                Some(index) => {
                    self.tape.push(tape::MEMBER, key, index as u32);
                    return Some(());
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
        let tape = &mut self.tape;
        match written {
            Written::Plain if tape.string(key, self.bytes, begin, end) => {}
            Written::Plain | Written::Utf8 => {
                tape.push(tape::UTF8, key, 0);
                tape.place(begin, end);
            }
            Written::Escaped => {
                tape.push(tape::JSON, key, 0);
                tape.place(begin - 1, end + 1);
            }
        }
        Some(())
    }
}

enum Key {
    Known(usize),
    /// Where the name stands, quotes included.
    Other(usize, usize),
}

/// How a string is written.
enum Written {
    /// In ASCII, without escapes.
    Plain,
    /// Without escapes.
    Utf8,
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
