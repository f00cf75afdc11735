//! Whatever comes, every model is walked to the end, and says the same of the same value however it is written.
#![no_main]

use std::collections::BTreeMap;

use acs_credentials::check::{Code, Context, Report, Role, walk};
use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::models::RECEIVED;
use acs_credentials::values::Clock;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    // Written again: one order of properties, none of them twice, no escape that needs not be.
    let plain = serde_json::from_str::<Value>(text).map(|value| value.to_string());
    let context = Context {
        now: Clock::from_millis(1_735_689_600_000.0),
        ..Context::default()
    };
    let payloads = ENDPOINTS.map(|endpoint| endpoint.check(text, &context));
    let received = RECEIVED.map(|(_, shape)| walk(shape, text.into(), Role::Received).report());
    for report in payloads.iter().chain(&received) {
        sound(report);
    }
    let Ok(plain) = plain else {
        return;
    };
    for (endpoint, report) in ENDPOINTS.iter().zip(&payloads) {
        assert_eq!(said(&endpoint.check(&*plain, &context)), said(report));
    }
    for ((_, shape), report) in RECEIVED.iter().zip(&received) {
        let again = walk(shape, (&*plain).into(), Role::Received).report();
        assert_eq!(said(&again), said(report));
    }
});

/// Every issue has a sentence, no place is told twice of one thing, and what is no JSON has nothing else.
fn sound(report: &Report) {
    let said = said(report);
    assert!(said.values().all(|times| *times == 1), "{said:?}");
    assert!(report.issues.iter().all(|issue| issue.message.len() > 5));
    let is_json = report.issues.iter().all(|issue| issue.code != Code::Json);
    assert!(is_json || report.issues.len() == 1);
}

/// How often each thing is said, in whatever order.
fn said(report: &Report) -> BTreeMap<String, u8> {
    let mut said = BTreeMap::new();
    for issue in &report.issues {
        let line = format!("{:?} {:?} {:?}", issue.severity, issue.code, issue.path);
        *said.entry(line).or_default() += 1;
    }
    said
}
