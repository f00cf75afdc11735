//! Every kind of sentence that the checker says, as a person reads it.
#![allow(clippy::expect_used, clippy::panic)]

use acs_credentials::brands::SystemType;
use acs_credentials::check::{Context, Foreign, Input, Role, Step, walk};
use acs_credentials::endpoints::{ENDPOINTS, create, list};
use acs_credentials::models::RECEIVED;
use acs_credentials::values::Clock;

const ID: &str = "33333333-3333-3333-3333-333333333333";

/// The sentences about a value; `ID` stands for an id.
fn said(model: &str, json: &str) -> Vec<String> {
    let json = json.replace("ID", &format!("\"{ID}\""));
    let context = Context {
        now: Clock::from_millis(1_735_689_600_000.0),
        ..Context::default()
    };
    let payload = ENDPOINTS.iter().find(|endpoint| endpoint.name == model);
    let received = RECEIVED.iter().find(|(name, _)| *name == model);
    let report = match (payload, received) {
        (Some(endpoint), _) => endpoint.check(&*json, &context),
        (None, Some((_, shape))) => walk(shape, (&*json).into(), Role::Received).report(),
        (None, None) => panic!("no model {model}"),
    };
    report
        .issues
        .into_iter()
        .map(|issue| issue.message.into_owned())
        .collect()
}

const SENTENCES: &[(&str, &str, &[&str])] = &[
    ("get", "[]", &["Must be an object, not an array."]),
    ("get", "null", &["Must be an object, not null."]),
    ("get", r#""x""#, &["Must be an object, not a string."]),
    ("get", "true", &["Must be an object, not true."]),
    ("get", "5", &["Must be an object, not a number."]),
    ("get", "{}", &["Is required."]),
    (
        "get",
        r#"{"acs_credential_id":null}"#,
        &["Must be a UUID, not null."],
    ),
    (
        "get",
        r#"{"acs_credential_id":5}"#,
        &["Must be a UUID, not a number."],
    ),
    (
        "get",
        r#"{"acs_credential_id":"42"}"#,
        &[r#"Must be a UUID (8-4-4-4-12 hexadecimal digits), not "42"."#],
    ),
    (
        "create",
        r#"{"access_method":"card","acs_user_id":ID,"card_format":"TLCode"}"#,
        &["Is not a known property; the server ignores it. It belongs in visionline_metadata."],
    ),
    (
        "get",
        r#"{"acs_credential_id":ID,"credential_id":1}"#,
        &["Is not a known property; the server ignores it. Did you mean acs_credential_id?"],
    ),
    (
        "get",
        r#"{"acs_credential_id":ID,"label":1}"#,
        &["Is not a known property; the server ignores it."],
    ),
    (
        "list",
        r#"{"limit":"5"}"#,
        &["Must be a number, not a string."],
    ),
    (
        "list",
        r#"{"limit":null}"#,
        &["Must be a number, not null."],
    ),
    (
        "list",
        r#"{"limit":0}"#,
        &["Must be a whole number of at least 1, not 0."],
    ),
    (
        "list",
        r#"{"limit":1.5}"#,
        &["Must be a whole number of at least 1, not 1.5."],
    ),
    (
        "list",
        r#"{"search":{}}"#,
        &["Must be a string, not an object."],
    ),
    ("list", r#"{"search":""}"#, &["Must not be empty."]),
    (
        "list",
        r#"{"page_cursor":[]}"#,
        &["Must be a string, not an array."],
    ),
    (
        "list",
        r#"{"is_multi_phone_sync_credential":"true"}"#,
        &["Must be true or false, not a string."],
    ),
    (
        "list",
        r#"{"created_before":5}"#,
        &["Must be a date and time, not a number."],
    ),
    (
        "list",
        r#"{"created_before":"soon"}"#,
        &["Must be a date and time such as 2025-06-19T21:08:08Z, in exactly that form."],
    ),
    (
        "list",
        r#"{"created_before":"2025-06-19"}"#,
        &["Must be a date and time such as 2025-06-19T21:08:08Z, not a date alone."],
    ),
    (
        "list",
        r#"{"created_before":"2025-06-19 21:08:08Z"}"#,
        &[
            "Must be a date and time such as 2025-06-19T21:08:08Z, with a T, not a space, between date and time.",
        ],
    ),
    (
        "list",
        r#"{"created_before":"2025-06-19t21:08:08Z"}"#,
        &["Must be a date and time such as 2025-06-19T21:08:08Z, with an upper-case T and Z."],
    ),
    (
        "list",
        r#"{"created_before":"2025-06-19T21:08Z"}"#,
        &["Must be a date and time such as 2025-06-19T21:08:08Z, with seconds."],
    ),
    (
        "list",
        r#"{"created_before":"2025-06-19T21:08:08"}"#,
        &[
            "Must be a date and time such as 2025-06-19T21:08:08Z, ending in Z or an offset such as +02:00.",
        ],
    ),
    (
        "list",
        r#"{"created_before":"2025-06-19T21:08:08+0200"}"#,
        &[
            "Must be a date and time such as 2025-06-19T21:08:08Z, with an offset of the form +02:00, up to 23:59.",
        ],
    ),
    (
        "list",
        r#"{"created_before":"2025-02-30T21:08:08Z"}"#,
        &["Must be a date and time such as 2025-06-19T21:08:08Z, on a day that exists."],
    ),
    (
        "list",
        r#"{"created_before":"2025-06-19T24:00:00Z"}"#,
        &["Must be a date and time such as 2025-06-19T21:08:08Z, at a time of day that exists."],
    ),
    (
        "list",
        r#"{"created_before":"2025-06-19T21:08:60Z"}"#,
        &[
            "Must be a date and time such as 2025-06-19T21:08:08Z, with second 60 only at 23:59:60 UTC.",
        ],
    ),
    (
        "create",
        r#"{"access_method":"face","acs_user_id":ID}"#,
        &[r#"Must be "code", "card", "mobile_key" or "cloud_key", not "face"."#],
    ),
    (
        "create",
        r#"{"access_method":"mobileKey","acs_user_id":ID}"#,
        &[
            r#"Must be "code", "card", "mobile_key" or "cloud_key", not "mobileKey". Did you mean mobile_key?"#,
        ],
    ),
    (
        "create",
        r#"{"access_method":"code","acs_user_id":ID,"code":"12a4"}"#,
        &["Must be digits only."],
    ),
    (
        "create",
        r#"{"access_method":"code","acs_user_id":ID,"code":1234}"#,
        &["Must be a string of digits, not a number."],
    ),
    (
        "create",
        r#"{"access_method":"card","acs_user_id":ID,"allowed_acs_entrance_ids":ID}"#,
        &["Must be an array, not a string."],
    ),
    (
        "create",
        r#"{"access_method":"card","acs_user_id":ID,"visionline_metadata":false,"hotek_metadata":null}"#,
        &[
            "Must be an object, not false.",
            "Must be an object, not null.",
        ],
    ),
    (
        "create",
        r#"{"access_method":"card","acs_user_id":ID,"visionline_metadata":{"is_override_key":true},"salto_space_metadata":{"update_current_key":true}}"#,
        &["Is deprecated. Use override instead.", "Has no effect."],
    ),
    (
        "pagination",
        r#"{"has_next_page":false,"next_page_cursor":null,"next_page_url":null,"total":1}"#,
        &["Is a property that this version does not know."],
    ),
    (
        "acs_credential_page",
        r#"{"acs_credentials":[],"pagination":{"has_next_page":false,"next_page_cursor":null,"next_page_url":null},"ok":false}"#,
        &["Is false where only true is known."],
    ),
    (
        "acs_credential_event",
        r#"{"event_id":ID,"event_type":"acs_credential.blessed","workspace_id":ID,"acs_system_id":ID,"acs_credential_id":ID,"created_at":"2025-06-19T21:08:08Z","occurred_at":"2025-06-19T21:08:08Z"}"#,
        &[r#""acs_credential.blessed" is a value that this version does not know."#],
    ),
    (
        "get",
        r#"{"acs_credential_id" ID}"#,
        &["Is not JSON: a colon was expected at line 1, column 22."],
    ),
    (
        "get",
        "{\n  \"acs_credential_id\": ID,\n}",
        &["Is not JSON: a property name in double quotes was expected at line 3, column 1."],
    ),
];

#[test]
fn sentences() {
    for (model, json, sentences) in SENTENCES {
        assert_eq!(said(model, json), *sentences, "{json}");
    }
}

#[test]
fn what_is_possible() {
    let json = format!(r#"{{"acs_user_id":"{ID}","access_method":"face"}}"#);
    let report = create::ENDPOINT.check(&*json, &Context::default());
    let expected: Vec<_> = report.issues.iter().map(|issue| issue.expected).collect();
    assert_eq!(expected, [["code", "card", "mobile_key", "cloud_key"]]);
}

/// JavaScript values that JSON has no word for come as `null`, and are named beside it.
#[test]
fn values_without_a_word_in_json() {
    for (json, path, found, said) in [
        (
            "null",
            vec![],
            "undefined",
            "Must be an object, not undefined.",
        ),
        (
            r#"{"search":null}"#,
            vec!["search"],
            "a symbol",
            "Must be a string, not a symbol.",
        ),
        (
            r#"{"limit":null}"#,
            vec!["limit"],
            "NaN",
            "Must be a whole number of at least 1, not NaN.",
        ),
        (
            r#"{"limit":null}"#,
            vec!["limit"],
            "a BigInt",
            "Must be a number, not a BigInt.",
        ),
        (
            r#"{"page_cursor":null}"#,
            vec!["page_cursor"],
            "NaN",
            "Must be a string, not NaN.",
        ),
        (
            r#"{"search":{"deep":null}}"#,
            vec!["search", "deep"],
            "a function",
            "Cannot be sent as JSON: a function.",
        ),
    ] {
        let foreign = [Foreign {
            path: path
                .into_iter()
                .map(|name| Step::Name(name.into()))
                .collect(),
            found: found.to_owned(),
        }];
        let input = Input {
            json,
            foreign: &foreign,
        };
        let issues = list::ENDPOINT.check(input, &Context::default()).issues;
        let last = issues.last().expect("an issue");
        assert_eq!(
            (&*last.message, &last.path.0),
            (said, &foreign[0].path),
            "{json}"
        );
    }
    // What is null itself stays that.
    let foreign = [Foreign {
        path: vec![Step::Name("search".into())],
        found: "NaN".to_owned(),
    }];
    let input = Input {
        json: r#"{"limit":null,"search":null}"#,
        foreign: &foreign,
    };
    let issues = list::ENDPOINT.check(input, &Context::default()).issues;
    let codes: Vec<_> = issues.iter().map(|issue| issue.code.as_str()).collect();
    assert_eq!(codes, ["null", "type"]);
}

#[test]
fn too_deep() {
    let deep = ["[".repeat(101), "]".repeat(101)].concat();
    let json = format!(r#"{{"limit":{deep}}}"#);
    assert_eq!(
        said("list", &json),
        [
            "Must be a number, not an array.",
            "Nests deeper than 100 levels."
        ]
    );
}

#[test]
fn brands_by_name() {
    for (system_type, name) in [
        (SystemType::SaltoKs, "Salto KS"),
        (SystemType::Latch, "Latch"),
        (SystemType::SaltoSpace, "Salto Space"),
        (SystemType::Visionline, "Visionline"),
    ] {
        let context = Context {
            system_type: Some(system_type),
            ..Context::default()
        };
        let payload = format!(r#"{{"access_method":"mobile_key","acs_user_id":"{ID}"}}"#);
        let report = create::ENDPOINT.check(&*payload, &context);
        let expected = format!("Must be true for a mobile_key in {name}.");
        assert!(
            report.issues.iter().any(|issue| issue.message == expected),
            "{name}"
        );
    }
}

#[test]
fn what_has_no_effect_in_salto_ks() {
    let context = Context {
        system_type: Some(SystemType::SaltoKs),
        ..Context::default()
    };
    let payload = format!(
        r#"{{"access_method":"card","acs_user_id":"{ID}","allowed_acs_entrance_ids":[],"starts_at":"2025-06-19T21:08:08Z"}}"#
    );
    let issues = create::ENDPOINT.check(&*payload, &context).issues;
    let said: Vec<&str> = issues.iter().map(|issue| &*issue.message).collect();
    assert_eq!(
        said,
        [
            "Has no effect with Salto KS: entrances come from the user's access groups.",
            "Has no effect with Salto KS: the schedule is the user's.",
        ]
    );
}
