//! Every row of the tables in `tests/fixtures/`, on the host.
#![allow(clippy::expect_used, clippy::panic)]

mod rows;

use acs_credentials::check::{Context, Issue, Role, Severity, Step, walk};
use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::models::RECEIVED;
use acs_credentials::values::{Clock, Instant};
use rows::{Row, TABLES, read};

fn issues(row: &Row) -> Vec<String> {
    let payload = ENDPOINTS.iter().find(|endpoint| endpoint.name == row.model);
    let received = RECEIVED.iter().find(|(name, _)| *name == row.model);
    let json = row.json();
    let report = match (payload, received) {
        (Some(endpoint), _) => endpoint.check(&*json, &context(row)),
        (None, Some((_, shape))) => walk(shape, (&*json).into(), Role::Received).report(),
        (None, None) => panic!("{}: no model {}", row.name, row.model),
    };
    report.issues.iter().map(short).collect()
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
    let now = row
        .context
        .as_ref()
        .and_then(|context| context.get("now"))
        .map(|now| {
            if let Some(millis) = now.as_f64() {
                millis
            } else {
                // The tables' texts are whole days: enough to compare, and no second date parser is needed.
                assert_eq!(now, "2025-01-01T00:00:00Z", "{}", row.name);
                1_735_689_600_000.0
            }
        });
    Context {
        now: now.and_then(Clock::from_millis),
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
fn the_clock_of_the_tables() {
    let clock = Clock::from_millis(1_735_689_600_000.0).expect("a time");
    let instant = Instant::parse(b"2025-01-01T00:00:00Z").expect("a time");
    assert!(instant.cmp_clock(clock).is_eq());
}
