//! What a payload gives, for the rules that look at several properties.

use std::borrow::Cow;

use super::reader::Reader;
use super::written::Written;
use super::{Issues, Step};
use crate::shape::{Kind, Prop, Shape};

/// The known properties of one object, of which rules ask by [`Prop`]: never by one of another shape.
#[derive(Debug)]
pub struct Given<'a> {
    shape: &'static Shape,
    /// Those that a [`Prop`] can name.
    values: [Value<'a>; Prop::COUNT],
    /// A bit for each property of which an error has been told already.
    faulty: u64,
}

/// A property's value, as far as it has been read.
#[derive(Clone, Debug)]
pub(crate) enum Value<'a> {
    Absent,
    Json(&'a str),
    Null,
    Boolean(bool),
    Number(&'a str),
    Text(&'a str),
    List(Written<'a>),
    Object(Written<'a>),
}

impl<'a> Given<'a> {
    /// Reads the object; `json` must have passed the walk as JSON. Of equal names the later counts.
    #[must_use]
    pub fn new(shape: &'static Shape, json: &'a str) -> Self {
        let mut given = Self::nothing(shape);
        for (name, value) in properties(json) {
            if let Some(index) = shape.index(&name) {
                given.set(index, Value::Json(value));
            }
        }
        given
    }

    pub(super) fn nothing(shape: &'static Shape) -> Self {
        Self {
            shape,
            values: [const { Value::Absent }; Prop::COUNT],
            faulty: 0,
        }
    }

    pub(super) fn set(&mut self, index: usize, value: Value<'a>) {
        if let Some(place) = self.values.get_mut(index) {
            *place = value;
        }
    }

    /// Takes note of an error about the property: rules need not say more of it.
    pub(super) fn mark(&mut self, index: usize) {
        self.faulty |= 1 << index;
    }

    /// Takes note of what has been told: an error about a property is enough, rules need not say more of it.
    #[must_use]
    pub(crate) fn judged(mut self, issues: &Issues) -> Self {
        for issue in issues.errors() {
            if let Some(Step::Name(name)) = issue.path.0.first()
                && let Some(index) = self.shape.index(name)
            {
                self.mark(index);
            }
        }
        self
    }

    fn value(&self, prop: Prop) -> &Value<'a> {
        self.values.get(prop.index).unwrap_or(&Value::Absent)
    }

    /// Whether the property is there, with whatever value.
    #[must_use]
    pub fn has(&self, prop: Prop) -> bool {
        !matches!(self.value(prop), Value::Absent)
    }

    /// Whether the property is there, and nothing is wrong with it by itself.
    #[must_use]
    pub fn has_good(&self, prop: Prop) -> bool {
        self.has(prop) && self.faulty & (1 << prop.index) == 0
    }

    /// Its value, if that is a string.
    #[must_use]
    pub fn text(&self, prop: Prop) -> Option<Cow<'a, str>> {
        match self.value(prop) {
            Value::Json(json) => text(json),
            Value::Text(text) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    /// Its value, if that is a boolean.
    #[must_use]
    pub fn boolean(&self, prop: Prop) -> Option<bool> {
        match self.value(prop) {
            Value::Json("true") => Some(true),
            Value::Json("false") => Some(false),
            Value::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// How many items it has, if it is a list.
    #[must_use]
    pub fn count(&self, prop: Prop) -> Option<usize> {
        match self.value(prop) {
            Value::Json(json) => json.starts_with('[').then(|| items(json).count()),
            Value::List(written) => Some(written.clone().count()),
            _ => None,
        }
    }

    /// The items of its list; `None` where an item is no string.
    #[must_use]
    pub fn texts(&self, prop: Prop) -> Vec<Option<Cow<'a, str>>> {
        match self.value(prop) {
            Value::Json(json) => items(json).map(text).collect(),
            Value::List(written) => {
                let text = |value| match value {
                    Value::Text(text) => Some(Cow::Borrowed(text)),
                    _ => None,
                };
                written.clone().map(|(_, value)| text(value)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Its value, if that is an object.
    #[must_use]
    pub fn object(&self, prop: Prop) -> Option<Self> {
        let Kind::Object(shape) = self.shape.fields.get(prop.index)?.kind else {
            return None;
        };
        match self.value(prop) {
            Value::Json(json) => json.starts_with('{').then(|| Self::new(shape, json)),
            Value::Object(written) => {
                let mut given = Self::nothing(shape);
                written
                    .clone()
                    .for_each(|(index, value)| given.set(index, value));
                Some(given)
            }
            _ => None,
        }
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
    let mut reader = Reader::new(json);
    let mut more = reader.take(b'{') && !reader.take(b'}');
    std::iter::from_fn(move || {
        if !more {
            return None;
        }
        let name = reader.key().ok()?.decode();
        let value = value(&mut reader)?;
        more = reader.take(b',');
        Some((name, value))
    })
}

/// The items of the array `json`, as JSON.
pub(crate) fn items(json: &str) -> impl Iterator<Item = &str> {
    let mut reader = Reader::new(json);
    let mut more = reader.take(b'[') && !reader.take(b']');
    std::iter::from_fn(move || {
        if !more {
            return None;
        }
        let value = value(&mut reader)?;
        more = reader.take(b',');
        Some(value)
    })
}

fn value<'a>(reader: &mut Reader<'a>) -> Option<&'a str> {
    reader.peek();
    let start = reader.at();
    reader.skip().ok()?;
    Some(reader.since(start))
}
