//! What a payload gives, for the rules that look at several properties.

use std::borrow::Cow;

use super::cursor::{Cursor, Value};
use super::lookup::text;
use crate::shape::{Kind, Prop, Shape};

/// The known properties of one object. Rules ask for them by a [`Prop`] of the same shape, never of another.
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

    /// Takes note that an error about the property has been told: rules need not add to it.
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
