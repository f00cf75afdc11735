//! A tape read word by word.

#![allow(clippy::inline_always)] // see `read_quickly`

use super::tape::{
    CONSTANT, COUNT, EMPTY, END, JSON, KEY, LIST, MEMBER, NAME, NUMBER, OBJECT, SAME, TEXT, Tape,
};

/// What a word says, which property it is, and its number.
const fn parts(word: u32) -> (u32, u32, usize) {
    let key = word >> KEY & ((1 << (COUNT - KEY)) - 1);
    (word & ((1 << KEY) - 1), key, (word >> COUNT) as usize)
}

/// A value, as a tape tells it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Null,
    Boolean(bool),
    /// A string, by its position in the set.
    Member(usize),
    /// A UUID that has been read before.
    Same,
    Number(&'a str),
    Text(&'a str),
    Empty,
    /// Its items come next, up to an end.
    List,
    /// Its properties come next, up to an end.
    Object,
    /// The JSON of any other value.
    Json(&'a str),
    /// The JSON of the name of a property that the shape does not have. Its value comes next.
    Name(&'a str),
}

impl<'a> Value<'a> {
    /// What a JSON text says that has been read already.
    pub fn of(json: &'a str) -> Self {
        match json.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't') => Self::Boolean(true),
            Some(b'f') => Self::Boolean(false),
            Some(b'-' | b'0'..=b'9') => Self::Number(json),
            _ => Self::Json(json),
        }
    }
}

/// A place in a tape, and what is left of it. What no writer writes reads as an end.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor<'a> {
    pub(super) words: &'a [u32],
    pub(super) text: &'a str,
    pub(super) json: &'a str,
    /// What it is a place in, if there is JSON with it.
    pub(super) tape: Option<&'a Tape>,
}

impl<'a> Cursor<'a> {
    /// The beginning of a tape without JSON.
    #[cfg(any(test, target_family = "wasm"))]
    pub const fn new(words: &'a [u32], text: &'a str) -> Self {
        Self {
            words,
            text,
            json: "",
            tape: None,
        }
    }

    fn word(&mut self) -> Option<usize> {
        let (word, rest) = self.words.split_first()?;
        self.words = rest;
        Some(*word as usize)
    }

    /// The next value, with the position of its property; `None` at the end of an object or list. What is in an object or list comes
    /// next, unless it is skipped.
    #[inline(never)]
    pub fn read(&mut self) -> Option<(usize, Value<'a>)> {
        self.read_quickly()
    }

    /// The same, for the loop through which all properties go.
    #[inline(always)]
    pub fn read_quickly(&mut self) -> Option<(usize, Value<'a>)> {
        let (word, rest) = self.words.split_first()?;
        self.words = rest;
        let (what, key, number) = parts(*word);
        if key == END {
            return None;
        }
        let value = match what {
            TEXT => Value::Text(self.text(number)?),
            CONSTANT if number == 0 => Value::Null,
            CONSTANT => Value::Boolean(number == 2),
            OBJECT => Value::Object,
            LIST => Value::List,
            _ => self.read_other(what, number)?,
        };
        Some((key as usize, value))
    }

    /// What payloads from JavaScript seldom have.
    #[inline(never)]
    fn read_other(&mut self, what: u32, number: usize) -> Option<Value<'a>> {
        Some(match what {
            MEMBER => Value::Member(number),
            SAME => Value::Same,
            EMPTY => Value::Empty,
            JSON => Value::of(self.json()?),
            NAME => Value::Name(match number.checked_sub(1) {
                Some(index) => self.tape?.name_at(index)?,
                None => self.json()?,
            }),
            NUMBER => Value::Number(self.text(number)?),
            _ => return None,
        })
    }

    fn json(&mut self) -> Option<&'a str> {
        let length = self.word()?;
        // Without the comma before it, or the bracket that begins the array.
        let (json, rest) = self.json.get(1..)?.split_at_checked(length)?;
        self.json = rest;
        Some(json)
    }

    #[inline]
    fn text(&mut self, length: usize) -> Option<&'a str> {
        let (text, rest) = self.text.split_at_checked(length)?;
        self.text = rest;
        Some(text)
    }

    /// Passes over the rest of the object or list that it is in.
    #[inline(never)]
    fn skip(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.read() {
                Some((_, Value::Object | Value::List)) => open += 1,
                Some(_) => {}
                None => open -= 1,
            }
        }
    }

    /// The values of the object or list that it is in, each without what is in it.
    pub fn values(mut self) -> impl Iterator<Item = (usize, Value<'a>)> {
        std::iter::from_fn(move || {
            let next = self.read()?;
            self.skip_inside(next.1);
            Some(next)
        })
    }

    /// Passes over what is in a value that has been read, or behind a name.
    pub fn skip_inside(&mut self, value: Value<'_>) {
        match value {
            Value::Object | Value::List => self.skip(),
            // The value of an unknown property is a single one on the tape, whatever is in it.
            Value::Name(_) => _ = self.read(),
            _ => {}
        }
    }
}
