//! The fast way of a good payload: JavaScript writes what it gives as a tape (see `tape.rs`) without making JSON of it.
//!
//! Values are judged here and nowhere reported: what is not plainly good goes the way of all payloads, as JSON. A test holds what
//! is let pass here to what the walk and the rules are silent about.

use std::sync::atomic::{AtomicU32, Ordering};

use super::given::{Given, Value};
use super::tape;
#[cfg(any(test, target_family = "wasm"))]
use super::{Context, Findings};
#[cfg(any(test, target_family = "wasm"))]
use crate::endpoints::Endpoint;
use crate::shape::{Kind, Shape};
use crate::values::{Instant, is_digits, is_uuid};

/// What is left of a tape whose strings are all in one text.
#[derive(Clone, Debug)]
pub(crate) struct Written<'a> {
    /// Atomic, because JavaScript writes them: see `wasm/accept.rs`.
    words: &'a [AtomicU32],
    text: &'a str,
}

#[cfg(any(test, target_family = "wasm"))]
impl<'a> Written<'a> {
    pub const fn new(words: &'a [AtomicU32], text: &'a str) -> Self {
        Self { words, text }
    }

    /// Whether this is a payload of which [`Endpoint::check`] would have nothing to say.
    pub fn is_good(&self, endpoint: &Endpoint, context: &Context) -> bool {
        let mut found = Findings::default();
        self.clone().given(endpoint.payload).is_some_and(|given| {
            (endpoint.rules)(&given, context, &mut found);
            found.in_place.len() + found.across.len() == 0
        })
    }
}

impl<'a> Written<'a> {
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
        Some(word.load(Ordering::Relaxed))
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)] // a test that cannot go on may say so
mod tests {
    use serde_json::{Map, Value as Json};

    use super::*;
    use crate::endpoints::ENDPOINTS;
    use crate::values::Clock;

    /// What the package's `accept.js` does: `None` for what it does not take.
    #[derive(Default)]
    struct Writer {
        words: Vec<u32>,
        text: String,
    }

    impl Writer {
        fn object(&mut self, shape: &Shape, object: &Map<String, Json>) -> Option<()> {
            for (name, value) in object {
                let index = shape.index(name)?;
                let key = u32::try_from(index).ok()? << 4;
                match (&shape.fields.get(index)?.kind, value) {
                    (Kind::Object(shape), Json::Object(object)) => {
                        self.words.push(tape::OBJECT | key);
                        self.object(shape, object)?;
                    }
                    (Kind::List(_), Json::Array(items)) => {
                        self.words.push(tape::LIST | key);
                        items
                            .iter()
                            .try_for_each(|item| self.text(0, item.as_str()?))?;
                        self.words.push(tape::END << 4);
                    }
                    (Kind::Boolean, Json::Bool(flag)) => {
                        self.words
                            .push(tape::CONSTANT | key | (1 + u32::from(*flag)) << 10);
                    }
                    (Kind::Object(_) | Kind::List(_) | Kind::Boolean, _) => return None,
                    (_, value) => self.text(key, value.as_str()?)?,
                }
            }
            self.words.push(tape::END << 4);
            Some(())
        }

        fn text(&mut self, key: u32, text: &str) -> Option<()> {
            let begin = u32::try_from(self.text.len()).ok()?;
            let length = u32::try_from(text.len()).ok()?;
            self.words.extend([tape::TEXT | key | length << 10, begin]);
            self.text.push_str(text);
            text.is_ascii().then_some(())
        }
    }

    fn atomic(words: &[u32]) -> Vec<AtomicU32> {
        words.iter().copied().map(AtomicU32::new).collect()
    }

    /// A row is accepted exactly when the checker has nothing to say of it.
    #[test]
    fn the_tables() {
        let table = include_str!("../../tests/fixtures/payloads.json");
        let rows: Vec<Json> = serde_json::from_str(table).expect("a table");
        let mut accepted = 0;
        for row in rows {
            let endpoint = ENDPOINTS
                .iter()
                .find(|endpoint| row["model"] == endpoint.name);
            let (Some(endpoint), Some(object)) = (endpoint, row["value"].as_object()) else {
                continue;
            };
            let context = Context {
                now: Clock::from_millis(1.75e12),
                ..Context::default()
            };
            let mut writer = Writer::default();
            if writer.object(endpoint.payload, object).is_none() {
                continue;
            }
            let words = atomic(&writer.words);
            let is_good = Written::new(&words, &writer.text).is_good(endpoint, &context);
            let report = endpoint.check(&*row["value"].to_string(), &context);
            assert_eq!(is_good, report.issues.is_empty(), "{row}");
            accepted += usize::from(is_good);
        }
        assert!(accepted > 10, "{accepted}");
    }

    /// Words that no writer writes are refused, wherever they end.
    #[test]
    fn broken_tapes() {
        let endpoint = ENDPOINTS.iter().find(|endpoint| endpoint.name == "create");
        let endpoint = endpoint.expect("create");
        let value = serde_json::json!({
            "access_method": "code", "acs_user_id": "33333333-3333-3333-3333-333333333333",
            "allowed_acs_entrance_ids": ["33333333-3333-3333-3333-333333333333"], "hotek_metadata": { "override": true },
        });
        let mut writer = Writer::default();
        let written = writer.object(endpoint.payload, value.as_object().expect("an object"));
        assert!(written.is_some());
        let context = Context::default();
        let is_good =
            |words: &[u32]| Written::new(&atomic(words), &writer.text).is_good(endpoint, &context);
        assert!(is_good(&writer.words));
        for length in 0..writer.words.len() {
            assert!(!is_good(&writer.words[..length]), "{length} words");
            for word in [0, u32::MAX, 7, 63 << 4, 1 << 31] {
                let mut words = writer.words.clone();
                words[length] = word;
                is_good(&words);
            }
        }
    }
}
