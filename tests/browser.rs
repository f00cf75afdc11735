//! The exports inside a real browser, without the package around them.
#![cfg(target_family = "wasm")]
#![allow(clippy::expect_used)]

mod rows;

use acs_credentials::endpoints::ENDPOINTS;
use acs_credentials::models::RECEIVED;
use acs_credentials::wasm::exports as api;
use js_sys::{Array, Function, JSON, JsString, Map, Object, Promise, Reflect};
use rows::{TABLES, read};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

type Export = fn(JsValue, JsValue) -> Promise;

const EXPORTS: [(&str, Export); 8] = [
    ("assign", api::assign_credential),
    ("create", api::create_credential),
    ("delete", api::delete_credential),
    ("get", api::get_credential),
    ("list", api::list_credentials),
    ("list_accessible_entrances", api::list_accessible_entrances),
    ("unassign", api::unassign_credential),
    ("update", api::update_credential),
];

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("a property")
}

fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

/// `E enum access_method > mobile_key`
fn issues(report: &JsValue) -> Vec<String> {
    let short = |issue: JsValue| {
        let severity = if text(&issue, "severity") == "error" {
            'E'
        } else {
            'W'
        };
        let path = Array::from(&get(&issue, "path")).join(".");
        let suggestion = get(&issue, "suggestion")
            .as_string()
            .map_or(String::new(), |name| format!(" > {name}"));
        format!("{severity} {} {path}{suggestion}", text(&issue, "code"))
    };
    Array::from(&get(report, "issues"))
        .iter()
        .map(short)
        .collect()
}

/// An options object whose `fetch` is `body`, a function of `url` and `init`.
fn options(body: &str) -> JsValue {
    let options = Object::new();
    let fetch = Function::new_with_args("url, init", body);
    Reflect::set(&options, &"fetch".into(), &fetch).expect("set");
    options.into()
}

/// The number of a model.
fn number(model: &str) -> usize {
    let payloads = ENDPOINTS.iter().map(|endpoint| endpoint.name);
    let mut names = payloads.chain(RECEIVED.map(|(name, _)| name));
    names.position(|name| name == model).expect("a model")
}

#[wasm_bindgen_test]
fn every_row() {
    for (table, rows) in TABLES {
        for row in read(rows) {
            let context = row.context.as_ref().map_or(JsValue::UNDEFINED, |context| {
                JSON::parse(&context.to_string()).expect("JSON")
            });
            let model = number(&row.model);
            let parsed =
                api::parse_json(model, &JsValue::from(&*row.json()), &context).expect("a report");
            assert_eq!(issues(&parsed), row.issues, "{table}: {}", row.name);
            // The texts of the table `json` would lose by parsing what their rows are about: repeated names, notations.
            if table != "json" {
                let value = JSON::parse(&row.json()).expect("JSON");
                let report = api::validate(model, &value, &context).expect("a report");
                assert_eq!(issues(&report), row.issues, "{table}: {}", row.name);
            }
        }
    }
}

/// Values that no caller should pass.
fn nonsense() -> Vec<(&'static str, JsValue)> {
    let cyclic = Object::new();
    Reflect::set(&cyclic, &"self".into(), &cyclic).expect("set");
    let make = |code: &str| {
        Function::new_no_args(code)
            .call0(&JsValue::UNDEFINED)
            .expect(code)
    };
    vec![
        ("nothing", JsValue::UNDEFINED),
        ("null", JsValue::NULL),
        ("a number", JsValue::from(5)),
        ("a string", JsString::from("x").into()),
        ("a Map", Map::new().into()),
        ("a cyclic object", cyclic.into()),
        ("a BigInt", make("return { acs_credential_id: 10n }")),
        (
            "a throwing getter",
            make("return { get acs_credential_id() { throw new Error('boom') } }"),
        ),
        (
            "a throwing proxy",
            make("return new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } })"),
        ),
        ("a function", make("return () => 1")),
        ("a symbol", make("return Symbol('x')")),
        (
            "a deep object",
            make("let o = {}; for (let i = 0; i < 100000; i++) o = { o }; return o"),
        ),
    ]
}

#[wasm_bindgen_test]
async fn every_export_settles_on_any_argument() {
    for (name, export) in EXPORTS {
        for (what, value) in nonsense() {
            // As parameters: refused before anything is sent.
            let outcome = JsFuture::from(export(
                value.clone(),
                options("throw new Error('must not be called')"),
            ))
            .await;
            if !(name == "list" && what == "nothing") {
                let error = outcome.expect_err(what);
                assert_eq!(
                    text(&error, "kind"),
                    "invalid_input",
                    "{name}: {what}: {error:?}"
                );
            }
            // As options: refused, or nothing that matters is in them.
            if what != "nothing" && what != "null" {
                let error = JsFuture::from(export(JsValue::from(5), value))
                    .await
                    .expect_err(what);
                assert_eq!(text(&error, "name"), "CredentialsError", "{name}: {what}");
            }
        }
    }
    // And all is well afterwards.
    let report =
        api::validate(number("list"), &Object::new(), &JsValue::UNDEFINED).expect("a report");
    assert!(issues(&report).is_empty());
}

#[wasm_bindgen_test]
fn synchronous_exports_answer_any_argument() {
    let get = number("get");
    for (what, value) in nonsense() {
        let report = api::validate(get, &value, &JsValue::UNDEFINED).expect(what);
        assert!(!issues(&report).is_empty(), "{what}");
        for none in [ENDPOINTS.len() + RECEIVED.len(), usize::MAX] {
            let error = api::validate(none, &value, &value).expect_err(what);
            assert_eq!(text(&error, "kind"), "invalid_options", "{what}");
        }
        if what != "a string" {
            let report = api::parse_json(get, &value, &JsValue::UNDEFINED).expect(what);
            assert_eq!(issues(&report), ["E type "], "{what}");
        }
    }
}

#[wasm_bindgen_test]
async fn whatever_fetch_does_the_call_settles() {
    let params = JSON::parse(
        r#"{ "acs_credential_id": "33333333-3333-3333-3333-333333333333", "code": "1234" }"#,
    )
    .expect("JSON");
    for (body, kind) in [
        ("throw 'bye'", "network"),
        ("return Promise.reject()", "network"),
        ("return Promise.reject('bye')", "network"),
        ("return Promise.reject(Symbol('x'))", "network"),
        ("return undefined", "invalid_options"),
        ("return {}", "invalid_options"),
        (
            "return { status: 200, arrayBuffer: () => 5 }",
            "invalid_options",
        ),
        (
            "return { get arrayBuffer() { throw 1 } }",
            "invalid_options",
        ),
        ("return new Response('<html>')", "invalid_response"),
        ("return new Response('\\xff')", "invalid_response"),
        ("return new Response('x', { status: 418 })", "api"),
        ("return new Response('', { status: 401 })", "unauthorized"),
    ] {
        let outcome = JsFuture::from(api::update_credential(params.clone(), options(body))).await;
        let error = outcome.expect_err(body);
        assert_eq!(text(&error, "kind"), kind, "{body}: {error:?}");
        assert_eq!(
            text(&error, "endpoint"),
            "/acs/credentials/update",
            "{body}"
        );
    }
}

#[wasm_bindgen_test]
async fn requests_are_as_the_api_wants_them() {
    let id = "33333333-3333-3333-3333-333333333333";
    let seen = "return Promise.resolve(new Response(JSON.stringify({ acs_credential: {
        method: init.method, url, text: init.body, type: init.headers['content-type'] } })))";
    let params = JSON::parse(&format!(
        r#"{{ "acs_credential_id": "{id}", "code": "1234" }}"#
    ))
    .expect("JSON");
    let sent = JsFuture::from(api::update_credential(params, options(seen)))
        .await
        .expect("an answer");
    assert_eq!(text(&sent, "method"), "PATCH");
    assert_eq!(
        text(&sent, "url"),
        "https://connect.getseam.com/acs/credentials/update"
    );
    assert_eq!(
        text(&sent, "text"),
        format!(r#"{{"acs_credential_id":"{id}","code":"1234"}}"#)
    );
    assert_eq!(text(&sent, "type"), "application/json");

    let params = JSON::parse(&format!(r#"{{ "acs_credential_id": "{id}" }}"#)).expect("JSON");
    let sent = JsFuture::from(api::get_credential(params, options(seen)))
        .await
        .expect("an answer");
    assert_eq!(text(&sent, "method"), "GET");
    assert_eq!(
        text(&sent, "url"),
        format!(
            "https://connect.getseam.com/acs/credentials/get?acs_credential_id={id}&_strict=true"
        )
    );
    assert!(get(&sent, "type").is_undefined());
}
