//! JavaScript values in, JavaScript values out.

use std::borrow::Cow;

use js_sys::{Array, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::report;
use crate::brands::SystemType;
use crate::check::{Context, Foreign, Input, Step, items, text};
use crate::error::{ErrorKind, Failure};
use crate::shape::OneOf;
use crate::values::{Clock, Instant};

#[wasm_bindgen(module = "/src/wasm/stringify.js")]
extern "C" {
    // Called near the end of the stack, even this can throw.
    #[wasm_bindgen(catch)]
    fn stringify(value: &JsValue) -> Result<String, JsValue>;
}

/// What `stringify` would say if it could, in its form.
const UNREADABLE: &str = "[[[],\"something that cannot be read\"]]\nnull";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_value(json: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/src/wasm/error.js")]
extern "C" {
    // `catch` keeps the call in the glue: see report.rs.
    #[wasm_bindgen(catch)]
    fn failure(details: &JsValue, report: &JsValue, cause: &JsValue) -> Result<JsValue, JsValue>;
}

/// A failure together with the JavaScript error underneath it.
pub(super) struct Thrown {
    pub failure: Box<Failure>,
    pub cause: JsValue,
}

impl From<Box<Failure>> for Thrown {
    fn from(failure: Box<Failure>) -> Self {
        Self {
            failure,
            cause: JsValue::UNDEFINED,
        }
    }
}

impl From<Thrown> for JsValue {
    fn from(Thrown { failure, cause }: Thrown) -> Self {
        // A list, of which JavaScript makes the object: structs and their issues would bring 2 KB of serialisers along.
        let details = (
            failure.kind,
            &failure.message,
            failure.endpoint,
            failure.status,
            &failure.server_type,
            &failure.request_id,
            failure.retry_after,
            failure.attempts,
        );
        // Strings and numbers always serialise; there is no other case to report.
        let details = details
            .serialize(&Serializer::json_compatible())
            .unwrap_or(JsValue::UNDEFINED);
        let (Ok(error) | Err(error)) = self::failure(
            &details,
            &report::to_object(&failure.issues, &JsValue::UNDEFINED),
            &cause,
        );
        error
    }
}

/// A value on its way to the checker.
pub(super) struct Payload {
    pub json: String,
    foreign: Vec<Foreign>,
}

impl Payload {
    /// `stringify.js` says how it comes.
    pub fn new(value: &JsValue) -> Self {
        let mut json = stringify(value).unwrap_or_else(|_| UNREADABLE.to_owned());
        let mut foreign = Vec::new();
        // `JSON.stringify` writes no line breaks here, so the first one ends the list of foreign values.
        if let Some(place) = json.bytes().position(|byte| byte == b'\n') {
            foreign = items(&json).filter_map(to_foreign).collect();
            json.drain(..=place);
        }
        Self { json, foreign }
    }

    pub fn input(&self) -> Input<'_> {
        Input {
            json: &self.json,
            foreign: &self.foreign,
        }
    }
}

/// A path and what is there, as JSON.
fn to_foreign(json: &str) -> Option<Foreign> {
    let mut parts = items(json);
    Some(Foreign {
        path: items(parts.next()?).map(to_step).collect(),
        found: text(parts.next()?)?.into_owned(),
    })
}

fn to_step(json: &str) -> Step {
    let index = || {
        json.bytes()
            .fold(0, |index, digit| 10 * index + usize::from(digit & 15))
    };
    text(json).map_or_else(
        || Step::Index(index()),
        |name| Step::Name(name.into_owned().into()),
    )
}

#[wasm_bindgen(module = "/src/wasm/bytes.js")]
extern "C" {
    /// A view on the bytes of a buffer or of another view.
    // An `Option`, because it may throw: for any other value, wasm-bindgen reserves a slot, and loses it when the value does not come.
    #[wasm_bindgen(catch)]
    pub(super) fn view(given: &JsValue) -> Result<Option<Uint8Array>, JsValue>;

    /// The same of a `Uint8Array` alone.
    #[wasm_bindgen(catch, js_name = viewOfBytes)]
    pub(super) fn view_of_bytes(given: &JsValue) -> Result<Option<Uint8Array>, JsValue>;
}

/// 128 MiB, a hundred thousand credentials. A page's memory could hardly take more, and to run out of it would end the module.
pub(super) const LARGEST: usize = 1 << 27;

/// Copies bytes behind others; `None`: there is no memory for so many.
pub(super) fn append(bytes: &mut Vec<u8>, more: &Uint8Array) -> Option<()> {
    let begin = bytes.len();
    let length = more.length() as usize;
    bytes.try_reserve(length).ok()?;
    bytes.resize(begin + length, 0);
    more.copy_to(bytes.get_mut(begin..)?);
    Some(())
}

/// Parses JSON that the checker has read. A string goes in as the caller gave it, broken surrogates included.
pub(super) fn parse(json: &JsValue) -> Result<JsValue, Thrown> {
    parse_value(json).map_err(too_deep)
}

/// What the engine throws at JSON that the checker has read.
pub(super) fn too_deep(cause: JsValue) -> Thrown {
    Thrown {
        failure: Failure::new(
            ErrorKind::InvalidResponse,
            "This JavaScript engine cannot parse the JSON: it nests too deep.",
        ),
        cause,
    }
}

#[wasm_bindgen(module = "/src/wasm/options.js")]
extern "C" {
    /// Reads `ValidationContext`, as far as JavaScript can judge it.
    #[wasm_bindgen(catch, js_name = readContext)]
    fn read_context_of(given: &JsValue) -> Result<Option<Array>, JsValue>;
}

/// What `options.js` makes of a context.
///
/// # Errors
/// A `CredentialsError`.
pub(super) fn read_context(given: &JsValue) -> Result<Array, JsValue> {
    Ok(read_context_of(given)?.unwrap_or_default())
}

/// What `readContext` gives; a system type without rules is none.
pub(super) fn context(parts: &Array) -> Result<Context, Thrown> {
    let now = parts.get(0);
    let now = match now.as_string() {
        Some(text) => Instant::parse(text.as_bytes())
            .ok()
            .map(|instant| instant.clock()),
        None => now.as_f64().and_then(Clock::from_millis),
    };
    let system_type = parts.get(1).as_string();
    Ok(Context {
        now: Some(now.ok_or_else(|| {
            wrong("context.now must be a Date, milliseconds, or a date and time with a zone.")
        })?),
        system_type: system_type.and_then(|name| SystemType::parse(&name)),
        entrances: parts.get(2).as_string(),
    })
}

/// What the caller has got wrong beside the payload.
pub(super) fn wrong(message: impl Into<Cow<'static, str>>) -> Thrown {
    Failure::options(message).into()
}

/// A property; `undefined` where a getter throws.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}
