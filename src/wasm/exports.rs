//! The functions that JavaScript calls, but for those of `accept.rs`. They take any value whatever: the endpoints settle, the others
//! return or throw.

use js_sys::{JsString, Promise, Uint8Array};
use wasm_bindgen::prelude::*;

use super::convert::{
    LARGEST, Payload, Thrown, append, context, parse, read_context, view_of_bytes, wrong,
};
use super::decode::{Made, Reading};
use super::report;
use super::tasks;
use super::transport::call;
use crate::check::{Code, Context, Input, Issue, Path, Report, Role, Walk, walk};
use crate::endpoints::{self, ENDPOINTS, Endpoint};
use crate::models::RECEIVED;
use crate::shape::Shape;
use crate::words::to_str;

macro_rules! endpoint_exports {
    ($($(#[doc = $doc:literal])* $name:ident as $js_name:ident: $module:ident;)*) => { $(
        $(#[doc = $doc])*
        #[wasm_bindgen(js_name = $js_name)]
        pub fn $name(params: JsValue, options: JsValue) -> Promise {
            promise(&endpoints::$module::ENDPOINT, params, options)
        }
    )* };
}

endpoint_exports! {
    /// `PATCH /acs/credentials/assign`
    assign_credential as assignCredential: assign;
    /// `POST /acs/credentials/create`
    create_credential as createCredential: create;
    /// `DELETE /acs/credentials/delete`
    delete_credential as deleteCredential: delete;
    /// `GET /acs/credentials/get`
    get_credential as getCredential: get;
    /// `GET /acs/credentials/list`
    list_credentials as listCredentials: list;
    /// `GET /acs/credentials/list_accessible_entrances`
    list_accessible_entrances as listAccessibleEntrances: list_accessible_entrances;
    /// `PATCH /acs/credentials/unassign`
    unassign_credential as unassignCredential: unassign;
    /// `PATCH /acs/credentials/update`
    update_credential as updateCredential: update;
}

/// What an `async fn` would be turned into, but once for all endpoints: eight copies would cost 4 KB.
fn promise(endpoint: &'static Endpoint, params: JsValue, options: JsValue) -> Promise {
    tasks::promise(async move { call(endpoint, &params, &options).await })
}

/// Checks a value against the model of a number.
///
/// # Errors
/// A `CredentialsError` for the number of no model or a wrong context; never for the value.
#[wasm_bindgen]
pub fn validate(model: usize, value: &JsValue, context: &JsValue) -> Result<JsValue, JsValue> {
    let model = Model::numbered(model)?;
    let context = self::context(&read_context(context)?)?;
    let report = model.check(Payload::new(value).input(), &context);
    Ok(report::to_object(&report.issues, &JsValue::UNDEFINED))
}

/// Checks JSON, text or bytes, and parses it.
///
/// # Errors
/// As [`validate`].
#[wasm_bindgen(js_name = parseJson)]
pub fn parse_json(model: usize, json: &JsValue, context: &JsValue) -> Result<JsValue, JsValue> {
    let model = Model::numbered(model)?;
    let context = self::context(&read_context(context)?)?;
    let (issues, value) = read(&model, json, &context).unwrap_or_else(|issue| (vec![issue], None));
    Ok(report::to_object(&issues, &value.unwrap_or_default()))
}

/// The issues, and the value if there is one.
type Outcome = (Vec<Issue>, Option<JsValue>);

fn read(model: &Model, json: &JsValue, context: &Context) -> Result<Outcome, Issue> {
    if let Some(text) = json.dyn_ref::<JsString>() {
        if text.length() as usize > LARGEST {
            return Err(too_large());
        }
        let text = String::from(text);
        // Parsed as it came: broken surrogates, which it may have, are lost on the way here.
        return Ok(read_text(model, &text, json, context));
    }
    let bytes = to_bytes(json)?;
    if let Model::Received(shape) = model
        && let Some((walk, value)) = make(shape, &bytes)
    {
        return Ok((walk.report().issues, Some(value)));
    }
    let mut copy = Vec::new();
    append(&mut copy, &bytes).ok_or_else(too_large)?;
    let text =
        to_str(&copy).ok_or_else(|| error(Code::Json, "Is not JSON: the bytes are not UTF-8."))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(read_text(model, text, &JsValue::from_str(text), context))
}

fn read_text(model: &Model, text: &str, given: &JsValue, context: &Context) -> Outcome {
    let report = model.check(Input::from(text), context);
    let value = if model.gives_value(&report) {
        parse(given).ok()
    } else {
        None
    };
    (report.issues, value)
}

fn make(shape: &'static Shape, bytes: &Uint8Array) -> Option<(Walk, JsValue)> {
    let mut reading = Reading::new(shape)?;
    reading.add(bytes);
    let Made { walk, value, .. } = reading.end()?;
    Some((walk, value.ok()?))
}

fn error(code: Code, message: &'static str) -> Issue {
    Issue::error(code, Path::root(), message)
}

fn too_large() -> Issue {
    error(Code::Range, "Must not be larger than 128 MiB.")
}

fn to_bytes(json: &JsValue) -> Result<Uint8Array, Issue> {
    let bytes = view_of_bytes(json).ok().flatten();
    let bytes =
        bytes.ok_or_else(|| error(Code::Type, "Must be JSON, as a string or a Uint8Array."))?;
    if bytes.length() as usize > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

/// What a caller names when a value is to be checked.
enum Model {
    Payload(&'static Endpoint),
    Received(&'static Shape),
}

impl Model {
    /// By its number, of which the package's `models.js` knows the name: payloads in the order of `ENDPOINTS`, then those of `RECEIVED`.
    fn numbered(number: usize) -> Result<Self, Thrown> {
        let payload = ENDPOINTS.get(number).map(|found| Self::Payload(found));
        let received = || {
            let (_, shape) = RECEIVED.get(number.checked_sub(ENDPOINTS.len())?)?;
            Some(Self::Received(shape))
        };
        let model = payload.or_else(received);
        model.ok_or_else(|| wrong("There is no such model."))
    }

    fn check(&self, input: Input<'_>, context: &Context) -> Report {
        match self {
            Self::Payload(endpoint) => endpoint.check(input, context),
            Self::Received(shape) => walk(shape, input, Role::Received).report(),
        }
    }

    /// A payload is worth something when it is valid, a received object whenever it is JSON.
    fn gives_value(&self, report: &Report) -> bool {
        match self {
            Self::Payload(_) => report.valid,
            Self::Received(_) => !report.issues.iter().any(|issue| issue.code == Code::Json),
        }
    }
}
