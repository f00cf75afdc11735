//! What a payload gives, for the rules that look at several properties.

use std::borrow::Cow;

use super::reader::Reader;
use super::tape::{Cursor, Value};
use crate::shape::{Kind, Prop, Shape};

/// The known properties of one object, of which rules ask by [`Prop`]: never by one of another shape.
#[derive(Debug)]
pub(crate) struct Given<'a> {
    shape: &'static Shape,
    /// Those that a [`Prop`] can name. Of equal names the later counts.
    values: [Option<Value<'a>>; Prop::COUNT],
    /// Where on the tape the inside of objects and lists begins.
    insides: [Option<Cursor<'a>>; Prop::COUNT],
    /// A bit for each property of which an error has been told already.
    faulty: u64,
}

impl<'a> Given<'a> {
    pub(crate) fn nothing(shape: &'static Shape) -> Self {
        Self {
            shape,
            values: [const { None }; Prop::COUNT],
            insides: [const { None }; Prop::COUNT],
            faulty: 0,
        }
    }

    /// Takes note of a property; `behind` is the place behind its word.
    pub(super) fn set(&mut self, index: usize, value: Value<'a>, behind: Cursor<'a>) {
        let place = self.values.get_mut(index);
        if let (Some(place), Some(inside)) = (place, self.insides.get_mut(index)) {
            *place = Some(value);
            if let Value::Object | Value::List = value {
                *inside = Some(behind);
            }
        }
    }

    /// Takes note of an error about the property: it is enough, rules need not say more of it.
    pub(super) fn mark(&mut self, index: usize) {
        self.faulty |= 1 << index;
    }

    fn value(&self, prop: Prop) -> Option<Value<'a>> {
        self.values.get(prop.index).copied().flatten()
    }

    fn inside(&self, prop: Prop) -> Option<Cursor<'a>> {
        self.insides.get(prop.index).copied().flatten()
    }

    fn kind(&self, prop: Prop) -> Option<&'static Kind> {
        self.shape.fields.get(prop.index).map(|field| &field.kind)
    }

    /// Whether the property is there, with whatever value.
    #[must_use]
    pub fn has(&self, prop: Prop) -> bool {
        self.value(prop).is_some()
    }

    /// Whether the property is there, and nothing is wrong with it by itself.
    #[must_use]
    pub fn has_good(&self, prop: Prop) -> bool {
        self.has(prop) && self.faulty & (1 << prop.index) == 0
    }

    /// Its value, if that is a string.
    #[must_use]
    #[inline]
    pub fn text(&self, prop: Prop) -> Option<Cow<'a, str>> {
        match self.value(prop)? {
            Value::Text(text) => Some(Cow::Borrowed(text)),
            value => string(value, self.kind(prop)?),
        }
    }

    /// Its value, if that is a boolean.
    #[must_use]
    pub fn boolean(&self, prop: Prop) -> Option<bool> {
        match self.value(prop)? {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// How many items it has, if it is a list.
    #[must_use]
    pub fn count(&self, prop: Prop) -> Option<usize> {
        match self.value(prop)? {
            Value::Empty => Some(0),
            Value::List => Some(self.inside(prop)?.values().count()),
            _ => None,
        }
    }

    /// The items of its list of strings; `None` where an item is none.
    pub fn texts(&self, prop: Prop) -> impl Iterator<Item = Option<Cow<'a, str>>> + use<'a> {
        let is_list = matches!(self.value(prop), Some(Value::List));
        let inside = self.inside(prop).filter(|_| is_list);
        let values = inside.unwrap_or_default().values();
        values.map(|(_, item)| string(item, &Kind::Text))
    }

    /// Its value, if that is an object.
    #[must_use]
    pub fn object(&self, prop: Prop) -> Option<Self> {
        let (Value::Object, Kind::Object(shape)) = (self.value(prop)?, self.kind(prop)?) else {
            return None;
        };
        let mut inside = self.inside(prop)?;
        let mut given = Self::nothing(shape);
        while let Some((index, value)) = inside.read() {
            given.set(index, value, inside);
            inside.skip_inside(value);
        }
        Some(given)
    }
}

/// The string that a value is, if it is one.
pub(super) fn string<'a>(value: Value<'a>, kind: &Kind) -> Option<Cow<'a, str>> {
    match (value, kind) {
        (Value::Text(text), _) => Some(Cow::Borrowed(text)),
        (Value::Member(index), Kind::OneOf(values) | Kind::Open(values)) => {
            Some(Cow::Borrowed(values.texts.get(index)?))
        }
        (Value::Json(json), _) => text(json),
        _ => None,
    }
}

/// The string that a JSON text is, if it is one.
pub(crate) fn text(json: &str) -> Option<Cow<'_, str>> {
    Reader::new(json)
        .string()
        .ok()
        .map(super::reader::Text::decode)
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
