//! Input that would keep a careless checker busy for minutes. Each of these is done in a moment, or the test run stands still.
#![allow(clippy::expect_used)]

use acs_credentials::check::{Context, Foreign, Input, Report, Role, Step, walk};
use acs_credentials::endpoints::{create, list};
use acs_credentials::models::AcsCredentialPage;
use acs_credentials::shape::Model;

const MANY: usize = 50_000;

fn joined(item: impl Fn(usize) -> String) -> String {
    (0..MANY).map(item).collect::<Vec<_>>().join(",")
}

fn page(properties: &str) -> Report {
    let json = format!("{{{properties}}}");
    walk(AcsCredentialPage::SHAPE, (&*json).into(), Role::Received).report()
}

#[test]
fn unknown_properties() {
    assert!(page(&joined(|index| format!(r#""x{index}":1"#))).valid);
}

#[test]
fn repeated_properties() {
    let unknown = joined(|index| format!(r#""x{index}":1"#));
    let repeats = joined(|_| r#""ok":5,"x":1"#.to_owned());
    assert!(!page(&format!("{unknown},{repeats}")).valid);
    let wrong = joined(|_| "1".to_owned());
    let lists = [
        r#""acs_credentials":["#,
        &wrong,
        r#"],"acs_credentials":[]"#,
    ]
    .concat();
    assert!(page(&lists).valid);
}

/// There is an end to what is told, but no number of warnings makes a payload good.
#[test]
fn an_error_behind_many_warnings() {
    let unknown = joined(|index| format!(r#""x{index}":1"#));
    let json = format!(r#"{{{unknown},"limit":0}}"#);
    let report = list::ENDPOINT.check(&*json, &Context::default());
    assert!(!report.valid);
    assert!(report.issues.len() < MANY);
}

#[test]
fn repeats_inside_repeats() {
    let inner = r#""visionline_metadata":{"x":1,"x":2}"#;
    let credential = format!("{{{inner},{inner}}}");
    let credentials = joined(|_| credential.clone());
    let report = page(&format!(
        r#""ok":true,"acs_credentials":[{credentials}],"ok":true"#
    ));
    assert!(report.valid);
}

#[test]
fn ids_that_repeat() {
    let ids = joined(|index| format!(r#""00000000-0000-4000-8000-{:012}""#, index / 2));
    let json = format!(
        r#"{{"access_method":"card","acs_user_id":"33333333-3333-3333-3333-333333333333","allowed_acs_entrance_ids":[{ids}]}}"#
    );
    let report = create::ENDPOINT.check(&*json, &Context::default());
    assert!(report.valid && !report.issues.is_empty());
}

/// What rules say of single items stands among what is said of them and of other properties.
#[test]
fn ids_that_repeat_among_other_issues() {
    let id = r#""33333333-3333-3333-3333-333333333333""#;
    let ids = joined(|index| {
        if index % 2 == 0 {
            id.to_owned()
        } else {
            "5".to_owned()
        }
    });
    let unknown = joined(|index| format!(r#""x{index}":1"#));
    let json = format!(r#"{{{unknown},"allowed_acs_entrance_ids":[{ids}],"acs_user_id":{id}}}"#);
    let report = create::ENDPOINT.check(&*json, &Context::default());
    assert!(!report.valid);
    let json = format!(r#"{{"allowed_acs_entrance_ids":[{ids}],{unknown},"acs_user_id":{id}}}"#);
    let report = create::ENDPOINT.check(&*json, &Context::default());
    let places = report
        .issues
        .iter()
        .filter_map(|issue| match &*issue.path.0 {
            [_, Step::Index(index)] => Some(*index),
            _ => None,
        });
    assert!(places.take(19_999).eq(1..20_000));
}

#[test]
fn values_that_json_has_no_word_for() {
    let foreign: Vec<Foreign> = (0..MANY)
        .map(|index| Foreign {
            path: vec![Step::Name("search".into()), Step::Index(index)],
            found: "NaN".to_owned(),
        })
        .collect();
    let json = format!(r#"{{"search":[{}]}}"#, joined(|_| "null".to_owned()));
    let input = Input {
        json: &json,
        foreign: &foreign,
    };
    assert!(!list::ENDPOINT.check(input, &Context::default()).valid);
}

#[test]
fn long_texts() {
    let long = "k".repeat(5_000_000);
    let json = format!(
        r#"{{"{long}":1,"access_method":"{long}","code":"{}","starts_at":"2025-06-19T21:08:08.{}Z"}}"#,
        "1".repeat(5_000_000),
        "9".repeat(5_000_000),
    );
    assert!(!create::ENDPOINT.check(&*json, &Context::default()).valid);
    let number = format!(r#"{{"limit":1{}}}"#, "0".repeat(5_000_000));
    assert!(!list::ENDPOINT.check(&*number, &Context::default()).valid);
}
