//! The tables that the host, the browser and the package tests share.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

/// Name and text of each table.
pub const TABLES: [(&str, &str); 4] = [
    ("payloads", include_str!("../fixtures/payloads.json")),
    ("brands", include_str!("../fixtures/brands.json")),
    ("received", include_str!("../fixtures/received.json")),
    ("json", include_str!("../fixtures/json.json")),
];

/// One row: a value, and what is to be said of it.
#[derive(Deserialize)]
pub struct Row<'a> {
    pub name: String,
    pub model: String,
    /// The JSON as it stands in the table; in the table `json`, whether parsing gives a value.
    #[serde(borrow)]
    value: &'a RawValue,
    /// The JSON as text, where it is malformed or must keep its escapes.
    json: Option<String>,
    pub context: Option<serde_json::Value>,
    /// Severity, code, path and suggestion of each issue: `E enum access_method > mobile_key`.
    pub issues: Vec<String>,
}

impl Row<'_> {
    /// The value's JSON.
    pub fn json(&self) -> Cow<'_, str> {
        self.json
            .as_deref()
            .map_or(Cow::Borrowed(self.value.get()), Cow::Borrowed)
    }
}

/// Reads a table.
pub fn read(text: &str) -> Vec<Row<'_>> {
    serde_json::from_str(text).expect("a table of rows")
}
