//! Values inside a JSON text, for what looks at few of them.

use std::borrow::Cow;

use super::reader::{Reader, Text};

/// The string that a JSON text is, if it is one.
pub(crate) fn text(json: &str) -> Option<Cow<'_, str>> {
    Reader::new(json).string().ok().map(Text::decode)
}

/// The properties of the object `json`, as names and JSON; nothing where there is no object.
pub(crate) fn properties(json: &str) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
    let mut parts = Parts::new(json, b'{', b'}');
    std::iter::from_fn(move || parts.property())
}

/// The value of a property of the object `json`, as JSON. Of equal names the later counts.
pub(crate) fn property<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    properties(json)
        .filter(|(found, _)| found == name)
        .last()
        .map(|(_, value)| value)
}

/// The items of the array `json`, as JSON.
pub(crate) fn items(json: &str) -> impl Iterator<Item = &str> {
    let mut parts = Parts::new(json, b'[', b']');
    std::iter::from_fn(move || parts.item())
}

/// What is still to come of an object or array.
struct Parts<'a> {
    reader: Reader<'a>,
    is_more: bool,
}

impl<'a> Parts<'a> {
    fn new(json: &'a str, begin: u8, end: u8) -> Self {
        let mut reader = Reader::new(json);
        let is_more = reader.take(begin) && !reader.take(end);
        Self { reader, is_more }
    }

    #[inline(never)] // used in many places
    fn item(&mut self) -> Option<&'a str> {
        if !self.is_more {
            return None;
        }
        self.reader.peek();
        let start = self.reader.at();
        self.reader.skip().ok()?;
        let value = self.reader.since(start);
        self.is_more = self.reader.take(b',');
        Some(value)
    }

    #[inline(never)]
    fn property(&mut self) -> Option<(Cow<'a, str>, &'a str)> {
        if !self.is_more {
            return None;
        }
        let name = self.reader.key().ok()?.decode();
        Some((name, self.item()?))
    }
}
