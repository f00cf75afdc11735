//! Every row of the tables in `tests/fixtures/`, on the host.
#![allow(clippy::expect_used, clippy::panic)]

mod rows;

use acs_credentials::brands::SystemType;
use acs_credentials::check::{Code, Context, Issue, Role, Severity, Step, walk};
use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::error::ErrorKind;
use acs_credentials::models::{
    AcsCredential, AcsCredentialEvent, AcsCredentialPage, AcsEntrance, Pagination, RECEIVED,
};
use acs_credentials::shape::OneOf;
use acs_credentials::values::{Clock, Instant};
use rows::{Row, TABLES, read};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn issues(row: &Row) -> Vec<String> {
    let payload = ENDPOINTS.iter().find(|endpoint| endpoint.name == row.model);
    let received = RECEIVED.iter().find(|(name, _)| *name == row.model);
    let json = row.json();
    let report = match (payload, received) {
        (Some(endpoint), _) => endpoint.check(&*json, &context(row)),
        (None, Some((_, shape))) => walk(shape, (&*json).into(), Role::Received).report(),
        (None, None) => panic!("{}: no model {}", row.name, row.model),
    };
    let issues: Vec<String> = report.issues.iter().map(short).collect();
    let has_error = issues.iter().any(|issue| issue.starts_with('E'));
    assert_eq!(report.valid, !has_error, "{}", row.name);
    issues
}

/// `E enum access_method > mobile_key`
fn short(issue: &Issue) -> String {
    let severity = if issue.severity == Severity::Error {
        'E'
    } else {
        'W'
    };
    let path: Vec<String> = issue.path.0.iter().map(step).collect();
    let suggestion = issue
        .suggestion
        .map_or(String::new(), |name| format!(" > {name}"));
    format!(
        "{severity} {} {}{suggestion}",
        issue.code.as_str(),
        path.join(".")
    )
}

fn step(step: &Step) -> String {
    match step {
        Step::Name(name) => name.to_string(),
        Step::Index(index) => index.to_string(),
    }
}

fn context(row: &Row) -> Context {
    let Some(context) = &row.context else {
        return Context::default();
    };
    let now = context.get("now").map(|now| match now.as_str() {
        Some(text) => Instant::parse(text.as_bytes()).expect("a time").clock(),
        None => now.as_f64().and_then(Clock::from_millis).expect("a time"),
    });
    let system_type = context
        .get("systemType")
        .and_then(|name| SystemType::parse(name.as_str()?));
    let entrances = context.get("entrances").map(ToString::to_string);
    Context {
        now,
        system_type,
        entrances,
    }
}

#[test]
fn every_row() {
    let mut rows = 0;
    for (table, text) in TABLES {
        for row in read(text) {
            assert_eq!(issues(&row), row.issues, "{table}: {}", row.name);
            rows += 1;
        }
    }
    assert!(rows > 80, "{rows} rows");
}

/// What the checker is silent about becomes a struct, and the struct the same JSON again; `null` may be left out there.
#[test]
fn good_answers_are_models() {
    fn again<T: Serialize + DeserializeOwned>(json: &str) -> serde_json::Result<Value> {
        serde_json::to_value(serde_json::from_str::<T>(json)?)
    }
    fn comparable(value: Value) -> Value {
        match value {
            Value::Number(number) => number.as_f64().into(),
            Value::Array(items) => items.into_iter().map(comparable).collect(),
            Value::Object(properties) => {
                let properties = properties.into_iter().filter(|(_, value)| !value.is_null());
                properties
                    .map(|(name, value)| (name, comparable(value)))
                    .collect()
            }
            other => other,
        }
    }
    let mut rows = 0;
    for row in TABLES.iter().flat_map(|(_, text)| read(text)) {
        let json = row.json();
        let found = match &*row.model {
            _ if !row.issues.is_empty() => continue,
            "acs_credential" => again::<AcsCredential>(&json),
            "acs_entrance" => again::<AcsEntrance>(&json),
            "acs_credential_event" => again::<AcsCredentialEvent>(&json),
            "pagination" => again::<Pagination>(&json),
            "acs_credential_page" => again::<AcsCredentialPage>(&json),
            _ => continue,
        };
        let value: Value = serde_json::from_str(&json).expect("JSON");
        let found = comparable(found.expect("a model"));
        assert_eq!(found, comparable(value), "{}", row.name);
        rows += 1;
    }
    assert!(rows >= RECEIVED.len(), "{rows} rows");
}

#[test]
fn every_model_has_rows() {
    let rows: Vec<Row> = TABLES.iter().flat_map(|(_, text)| read(text)).collect();
    let models = ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.name)
        .chain(RECEIVED.iter().map(|(name, _)| *name));
    for model in models {
        assert!(
            rows.iter()
                .any(|row| row.model == model && row.issues.is_empty()),
            "no good row for {model}"
        );
        assert!(
            rows.iter()
                .any(|row| row.model == model && !row.issues.is_empty()),
            "no bad row for {model}"
        );
    }
}

#[test]
fn the_readme_names_all_values() {
    let readme = include_str!("../README.md");
    for code in Code::VALUES.texts {
        assert!(
            readme.contains(&format!("\n| `{code}` ")),
            "no row for {code} in the README"
        );
    }
    for kind in ErrorKind::VALUES.texts {
        assert!(
            readme.contains(&format!("\n| `{kind}` ")),
            "no row for {kind} in the README"
        );
    }
    for system in SystemType::VALUES.texts {
        assert!(
            readme.contains(&format!("`{system}`")),
            "{system} is not in the README"
        );
    }
}
