//! What a payload gives, for the rules that look at several properties.

use std::borrow::Cow;

use super::reader::Reader;
use super::{Issues, Step};
use crate::shape::{Kind, Shape};

/// The known properties of one JSON object, still as JSON.
#[derive(Debug)]
pub struct Given<'a> {
    shape: &'static Shape,
    values: Vec<Option<&'a str>>,
    /// The properties of which an error has been told already.
    faulty: Vec<bool>,
}

impl<'a> Given<'a> {
    /// Reads the object; `json` must have passed the walk as JSON. Of equal names the later counts.
    #[must_use]
    pub fn new(shape: &'static Shape, json: &'a str) -> Self {
        let mut values = vec![None; shape.fields.len()];
        for (name, value) in properties(json) {
            let place = shape.index(&name).and_then(|index| values.get_mut(index));
            if let Some(place) = place {
                *place = Some(value);
            }
        }
        let faulty = vec![false; shape.fields.len()];
        Self {
            shape,
            values,
            faulty,
        }
    }

    /// Takes note of what has been told: an error about a property is enough, rules need not say more of it.
    #[must_use]
    pub(crate) fn judged(mut self, issues: &Issues) -> Self {
        for issue in issues.errors() {
            let Some(Step::Name(name)) = issue.path.0.first() else {
                continue;
            };
            let faulty = self
                .shape
                .index(name)
                .and_then(|index| self.faulty.get_mut(index));
            if let Some(faulty) = faulty {
                *faulty = true;
            }
        }
        self
    }

    fn json(&self, name: &str) -> Option<&'a str> {
        self.values.get(self.shape.index(name)?).copied().flatten()
    }

    /// Whether the property is there, with whatever value.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.json(name).is_some()
    }

    /// Whether the property is there, and nothing is wrong with it by itself.
    #[must_use]
    pub fn has_good(&self, name: &str) -> bool {
        let index = self.shape.index(name);
        self.has(name) && index.and_then(|index| self.faulty.get(index)) == Some(&false)
    }

    /// Its value, if that is a string.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        text(self.json(name)?)
    }

    /// Its value, if that is a boolean.
    #[must_use]
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.json(name)? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// Its value as JSON, if that is a list.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&'a str> {
        self.json(name).filter(|json| json.starts_with('['))
    }

    /// The items of its list; `None` where an item is no string.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<Option<Cow<'a, str>>> {
        self.json(name)
            .map(items)
            .into_iter()
            .flatten()
            .map(text)
            .collect()
    }

    /// Its value, if that is an object.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<Self> {
        let Kind::Object(shape) = self.shape.fields.get(self.shape.index(name)?)?.kind else {
            return None;
        };
        self.json(name)
            .filter(|json| json.starts_with('{'))
            .map(|json| Self::new(shape, json))
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
