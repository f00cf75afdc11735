//! The fast way of a good payload: JavaScript writes what it gives as a tape (see `tape.rs`) without making JSON of it.
//!
//! Values are judged here and nowhere reported: what is not plainly good goes the way of all payloads, as JSON. A test holds what
//! is let pass here to what the walk and the rules are silent about.

use super::given::{Given, Value};
use super::tape;
use crate::shape::{Kind, Shape};
use crate::values::{Instant, is_digits, is_uuid};

/// What is left of a tape whose strings are all in one text.
#[derive(Clone, Debug)]
pub(crate) struct Written<'a> {
    words: &'a [u32],
    text: &'a str,
}

impl<'a> Written<'a> {
    pub const fn new(words: &'a [u32], text: &'a str) -> Self {
        Self { words, text }
    }

    /// The properties of an object up to its end; `None` where the walk would have something to say of them.
    pub fn given(mut self, shape: &'static Shape) -> Option<Given<'a>> {
        self.object(shape)
    }

    fn object(&mut self, shape: &'static Shape) -> Option<Given<'a>> {
        let mut given = Given::nothing(shape);
        let mut seen = 0_u64;
        loop {
            let (what, key, number) = self.next()?;
            if key == tape::END {
                break;
            }
            let index = key as usize;
            let field = shape.fields.get(index)?;
            if field.care.is_some() || seen & (1 << index) != 0 {
                return None;
            }
            seen |= 1 << index;
            given.set(index, self.value(&field.kind, what, number)?);
        }
        ((shape.required | shape.conditional) & !seen == 0).then_some(given)
    }

    fn value(&mut self, kind: &Kind, what: u32, number: usize) -> Option<Value<'a>> {
        let begin = self.clone();
        Some(match (what, kind) {
            (tape::TEXT, _) => Value::Text(self.good_text(kind, number)?),
            (tape::CONSTANT, Kind::Boolean) if number > 0 => Value::Boolean(number == 2),
            (tape::LIST, Kind::List(item)) => {
                while let (tape::TEXT, 0, number) = self.next()? {
                    self.good_text(item, number)?;
                }
                Value::List(begin)
            }
            (tape::OBJECT, Kind::Object(shape)) => {
                self.object(shape)?;
                Value::Object(begin)
            }
            _ => return None,
        })
    }

    fn good_text(&mut self, kind: &Kind, length: usize) -> Option<&'a str> {
        let text = self.text(length)?;
        let bytes = text.as_bytes();
        let is_good = match kind {
            Kind::Id => is_uuid(bytes),
            Kind::Timestamp => Instant::parse(bytes).is_ok(),
            Kind::Digits => is_digits(bytes),
            Kind::Text => true,
            Kind::NonEmpty => !text.is_empty(),
            Kind::OneOf(values) => values.texts.contains(&text),
            _ => false,
        };
        is_good.then_some(text)
    }

    /// The strings of a list up to its end.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> {
        let mut rest = self.clone();
        std::iter::from_fn(move || match rest.next()? {
            (tape::TEXT, 0, length) => rest.text(length),
            _ => None,
        })
    }

    fn text(&mut self, length: usize) -> Option<&'a str> {
        let begin = self.word()? as usize;
        self.text.get(begin..begin + length)
    }

    fn next(&mut self) -> Option<(u32, u32, usize)> {
        self.word().map(tape::parts)
    }

    fn word(&mut self) -> Option<u32> {
        let (word, rest) = self.words.split_first()?;
        self.words = rest;
        Some(*word)
    }
}
