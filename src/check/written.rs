//! Payloads without JSON: JavaScript writes what it is given as a tape.
//!
//! It is that of `tape.rs`, but for this: the number of an object or list tells how many words are in it, in place of an end; a
//! number is written as its text; of an unknown property there is the name alone. What cannot be written so is left to the way of
//! JSON, and the tests hold what is said here to what is said there.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU32, Ordering};

use super::given::Value;
use super::judge::{self, Found, Judge};
use super::{Context, Findings, Given, Issues, Path, Report, Role, Step, tape};
use crate::endpoints::Endpoint;
use crate::shape::{Kind, Shape};

/// The properties of an object, or the items of a list, of a tape whose strings are all in one text. Gives each value with its
/// property's position in the shape; an unknown property, which is [`tape::OTHER`], gives its name as its value.
///
/// What no writer writes reads as the end.
#[derive(Clone, Debug)]
pub(crate) struct Written<'a> {
    /// Atomic, because JavaScript writes them: see `wasm/accept.rs`.
    words: &'a [AtomicU32],
    text: &'a str,
}

impl Written<'_> {
    fn word(&mut self) -> Option<u32> {
        let (word, rest) = self.words.split_first()?;
        self.words = rest;
        Some(word.load(Ordering::Relaxed))
    }
}

impl<'a> Iterator for Written<'a> {
    type Item = (usize, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (what, key, number) = tape::parts(self.word()?);
        let value = match what {
            tape::CONSTANT if number == 0 => Value::Null,
            tape::CONSTANT => Value::Boolean(number == 2),
            tape::LIST | tape::OBJECT => {
                let (words, rest) = self.words.split_at_checked(number)?;
                self.words = rest;
                let inside = Self { words, ..*self };
                if what == tape::LIST {
                    Value::List(inside)
                } else {
                    Value::Object(inside)
                }
            }
            _ => {
                let begin = self.word()? as usize;
                let text = self.text.get(begin..)?.get(..number)?;
                if what == tape::TEXT {
                    Value::Text(text)
                } else {
                    Value::Number(text)
                }
            }
        };
        Some((key as usize, value))
    }
}

impl<'a> Written<'a> {
    pub const fn new(words: &'a [AtomicU32], text: &'a str) -> Self {
        Self { words, text }
    }

    /// What [`Endpoint::check`] would say of the same payload; `None` where issues would have to be put in order among others, which
    /// it can do.
    pub fn check(&self, endpoint: &Endpoint, context: &Context) -> Option<Report> {
        let mut walker = Walker::default();
        let mut given = Given::nothing(endpoint.payload);
        walker.object(
            endpoint.payload,
            self.clone(),
            &Place::Root,
            Some(&mut given),
        );
        let mut found = Findings::default();
        (endpoint.rules)(&given, context, &mut found);
        let in_place = found.in_place.len();
        if in_place > 0 && walker.issues.len() + in_place > 1 {
            return None;
        }
        let mut issues = walker.issues;
        for later in [&mut found.in_place, &mut walker.missing, &mut found.across] {
            issues.append(later);
        }
        Some(Report::from(issues.into_vec()))
    }
}

enum Place<'a> {
    Root,
    Property(&'a Place<'a>, &'static str),
    Unknown(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl judge::Place for Place<'_> {
    fn path(&self) -> Path {
        let (outer, step) = match self {
            Self::Root => return Path(Vec::with_capacity(3)), // no payload nests deeper
            Self::Property(outer, name) => (outer, Step::Name(Cow::Borrowed(*name))),
            Self::Unknown(outer, name) => (outer, Step::Name(Cow::Owned((*name).to_owned()))),
            Self::Item(outer, index) => (outer, Step::Index(*index)),
        };
        let mut path = outer.path();
        path.0.push(step);
        path
    }
}

#[derive(Default)]
struct Walker {
    issues: Issues,
    /// Kept apart, since what is missing is told after what is there.
    missing: Issues,
}

impl Walker {
    fn judge<'a>(&'a mut self, place: &'a Place<'_>) -> Judge<'a> {
        Judge {
            issues: &mut self.issues,
            place,
        }
    }

    /// Of the root object, what it has is noted in `given`.
    fn object<'a>(
        &mut self,
        shape: &'static Shape,
        properties: Written<'a>,
        place: &Place<'_>,
        mut given: Option<&mut Given<'a>>,
    ) {
        let mut seen = 0_u64;
        let first = properties.clone();
        for (index, value) in properties {
            let Some(field) = shape.fields.get(index) else {
                if let Value::Text(name) = value {
                    self.judge(&Place::Unknown(place, name))
                        .unknown(shape, name, Role::Payload);
                }
                continue;
            };
            seen |= 1 << index;
            let before = self.issues.len();
            let place = Place::Property(place, field.name);
            self.value(&field.kind, field.nullable, &value, &place);
            if let Some(care) = field.care {
                self.judge(&place).care(care);
            }
            if let Some(given) = &mut given {
                given.set(index, value);
                if self.issues.has_error(before) {
                    given.mark(index);
                }
            }
        }
        if (shape.required | shape.conditional) & !seen == 0 {
            return;
        }
        let is_first = |wanted: &str| {
            let mut first = first.clone().filter(|(index, _)| *index == 0);
            matches!(first.next(), Some((_, Value::Text(text))) if text == wanted)
        };
        let judge = Judge {
            issues: &mut self.missing,
            place,
        };
        judge.missing(shape, seen, Role::Payload, &is_first);
    }

    fn value(&mut self, kind: &Kind, is_nullable: bool, value: &Value<'_>, place: &Place<'_>) {
        let found = match (kind, value) {
            (Kind::Object(shape), Value::Object(properties)) => {
                return self.object(shape, properties.clone(), place, None);
            }
            (Kind::List(kind), Value::List(items)) => {
                for (index, (_, item)) in items.clone().enumerate() {
                    self.value(kind, false, &item, &Place::Item(place, index));
                }
                return;
            }
            (_, Value::Object(_)) => Found::Object,
            (_, Value::List(_)) => Found::List,
            (_, Value::Boolean(value)) => Found::Boolean(*value),
            (_, Value::Number(number)) => Found::Number(number),
            (_, Value::Text(text)) => Found::Text(text),
            (_, Value::Null | Value::Absent | Value::Json(_)) => Found::Null,
        };
        self.judge(place).value(kind, is_nullable, found);
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
                let Some(index) = shape.index(name) else {
                    if value.is_object() || value.is_array() {
                        return None;
                    }
                    self.text(tape::TEXT | tape::OTHER << 4, name)?;
                    continue;
                };
                let key = u32::try_from(index).ok()? << 4;
                let start = self.words.len();
                match (&shape.fields.get(index)?.kind, value) {
                    (Kind::Object(shape), Json::Object(object)) => {
                        self.words.push(tape::OBJECT | key);
                        self.object(shape, object)?;
                    }
                    (_, Json::Array(items)) => {
                        self.words.push(tape::LIST | key);
                        items.iter().try_for_each(|item| self.scalar(0, item))?;
                    }
                    (_, value) => {
                        self.scalar(key, value)?;
                        continue;
                    }
                }
                let inside = u32::try_from(self.words.len() - start - 1).ok()?;
                self.words[start] |= inside << 10;
            }
            Some(())
        }

        fn scalar(&mut self, key: u32, value: &Json) -> Option<()> {
            match value {
                Json::Null => self.words.push(tape::CONSTANT | key),
                Json::Bool(flag) => self
                    .words
                    .push(tape::CONSTANT | key | (1 + u32::from(*flag)) << 10),
                Json::Number(number) => self.text(tape::JSON | key, &number.to_string())?,
                Json::String(text) => self.text(tape::TEXT | key, text)?,
                Json::Array(_) | Json::Object(_) => return None,
            }
            Some(())
        }

        fn text(&mut self, key: u32, text: &str) -> Option<()> {
            let begin = u32::try_from(self.text.len()).ok()?;
            let length = u32::try_from(text.len()).ok()?;
            self.words.extend([key | length << 10, begin]);
            self.text.push_str(text);
            text.is_ascii().then_some(())
        }
    }

    fn atomic(words: &[u32]) -> Vec<AtomicU32> {
        words.iter().copied().map(AtomicU32::new).collect()
    }

    fn context() -> Context {
        Context {
            now: Clock::from_millis(1.75e12),
            ..Context::default()
        }
    }

    /// The same is said of a tape as of JSON: of the rows of the tables, and of each with every property replaced by what may stand
    /// in another one.
    #[test]
    fn the_tables() {
        let table = include_str!("../../tests/fixtures/payloads.json");
        let rows: Vec<Json> = serde_json::from_str(table).expect("a table");
        let others = serde_json::json!([
            null, true, 5, 0.5, "", "x", "1234", "card", "2090-01-01T00:00:00Z",
            "33333333-3333-3333-3333-333333333333", {}, { "override": 1, "overide": "" }, [], ["1", "1", 5],
            ["33333333-3333-3333-3333-333333333333", null, "33333333-3333-3333-3333-333333333333"],
        ]);
        let (mut written, mut good) = (0, 0);
        let mut check = |endpoint: &Endpoint, object: &Map<String, Json>| {
            let mut writer = Writer::default();
            if writer.object(endpoint.payload, object).is_none() {
                return;
            }
            let words = atomic(&writer.words);
            let Some(report) = Written::new(&words, &writer.text).check(endpoint, &context())
            else {
                return;
            };
            let json = Json::Object(object.clone()).to_string();
            assert_eq!(report, endpoint.check(&*json, &context()), "{json}");
            written += 1;
            good += usize::from(report.issues.is_empty());
        };
        for row in rows {
            let is_named = |endpoint: &&&Endpoint| row["model"] == endpoint.name;
            let Some(endpoint) = ENDPOINTS.iter().find(is_named) else {
                continue;
            };
            let Some(object) = row["value"].as_object() else {
                continue;
            };
            check(endpoint, object);
            let names = endpoint.payload.fields.iter().map(|field| field.name);
            for name in names.chain(["unknown", "acsUserId"]) {
                for other in others.as_array().expect("a list") {
                    let mut object = object.clone();
                    object.insert(name.to_owned(), other.clone());
                    check(endpoint, &object);
                }
            }
        }
        assert!(written > 5000, "{written}");
        assert!(good > 100, "{good}");
    }

    /// Words that no writer writes end what is read, wherever they are.
    #[test]
    fn broken_tapes() {
        let endpoint = ENDPOINTS.iter().find(|endpoint| endpoint.name == "create");
        let endpoint = endpoint.expect("create");
        let value = serde_json::json!({
            "access_method": "code", "acs_user_id": "33333333-3333-3333-3333-333333333333", "x": 5,
            "allowed_acs_entrance_ids": ["33333333-3333-3333-3333-333333333333"], "hotek_metadata": { "override": true },
        });
        let mut writer = Writer::default();
        let written = writer.object(endpoint.payload, value.as_object().expect("an object"));
        assert!(written.is_some());
        let check = |words: &[u32]| {
            Written::new(&atomic(words), &writer.text)
                .check(endpoint, &context())
                .is_some_and(|report| report.valid)
        };
        assert!(check(&writer.words));
        for length in 0..writer.words.len() {
            check(&writer.words[..length]);
            for word in [0, u32::MAX, 7, 63 << 4, 1 << 31] {
                let mut words = writer.words.clone();
                words[length] = word;
                check(&words);
            }
        }
    }
}
