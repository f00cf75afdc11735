//! Payloads as JavaScript writes them.
#![allow(clippy::indexing_slicing)] // a test that cannot go on may say so

use serde_json::{Map, Value as Json};

use super::super::Context;
use super::super::tape;
use super::*;
use crate::endpoints::{ENDPOINTS, Endpoint};
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
            self.words.push(tape::END << 4);
        }
        Some(())
    }

    fn scalar(&mut self, key: u32, value: &Json) -> Option<()> {
        match value {
            Json::Null => self.words.push(tape::CONSTANT | key),
            Json::Bool(flag) => self
                .words
                .push(tape::CONSTANT | key | (1 + u32::from(*flag)) << 10),
            Json::Number(number) => self.text(tape::NUMBER | key, &number.to_string())?,
            Json::String(text) => self.text(tape::TEXT | key, text)?,
            Json::Array(_) | Json::Object(_) => return None,
        }
        Some(())
    }

    fn text(&mut self, key: u32, text: &str) -> Option<()> {
        let length = u32::try_from(text.len()).ok()?;
        self.words.push(key | length << 10);
        self.text.push_str(text);
        text.is_ascii().then_some(())
    }
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
    let table = include_str!("../../../tests/fixtures/payloads.json");
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
        let tape = Cursor::new(&writer.words, &writer.text);
        let report = endpoint.judge(tape, &[], &context());
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
        let names = endpoint.payload.fields.iter().map(Field::name);
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
        let tape = Cursor::new(words, &writer.text);
        endpoint.judge(tape, &[], &context()).valid
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
