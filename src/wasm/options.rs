//! `Options`, read by hand: a derived reader would cost 14 KB and trap on wrong types.

use std::borrow::Cow;

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;
use web_sys::RequestCredentials;

use super::convert::{self, Thrown, get, optional};
use super::deadline::{Deadline, Stopped};
use super::notice;
use crate::check::Context;
use crate::error::Failure;
use crate::options::{
    Auth, DEFAULT_ENDPOINT, DEFAULT_RETRIES, DEFAULT_TIMEOUT, is_header_name, is_header_value,
    is_loopback, is_trusted,
};

#[wasm_bindgen(module = "/src/wasm/parts.js")]
extern "C" {
    fn address(url: &str, base: &str) -> Option<String>;

    #[wasm_bindgen(catch)]
    fn pairs(headers: &JsValue) -> Result<Array, JsValue>;
}

/// What the caller asked for, checked.
pub(super) struct CallOptions {
    /// The API's root, absolute, without a slash at its end.
    pub base: String,
    pub auth: Auth,
    pub fetch: Function,
    /// In milliseconds; `None`: no limit.
    pub timeout: Option<f64>,
    pub retries: u32,
    /// An `AbortSignal`, of whatever realm; `undefined`: none.
    pub signal: JsValue,
    pub context: Context,
    pub on_warning: Option<Function>,
    pub on_deviation: Option<Function>,
    pub on_response: Option<Function>,
    headers: JsValue,
    pub credentials: Option<RequestCredentials>,
}

/// The largest delay that `setTimeout` takes: 2^31 - 1 ms, almost 25 days.
const LONGEST_TIMEOUT: f64 = 2_147_483_647.0;

impl CallOptions {
    pub fn read(options: &JsValue) -> Result<Self, Thrown> {
        let options = if options.is_null() || options.is_undefined() {
            &Object::new().into()
        } else {
            options
        };
        if !options.is_object() {
            return Err(wrong("options must be an object."));
        }
        let auth = Auth::read(|name| text(options, name))?;
        let read = Self {
            base: base(text(options, "endpoint")?.as_deref())?,
            fetch: fetch(options)?,
            timeout: timeout(options)?,
            retries: retries(options)?,
            signal: signal(options)?,
            context: convert::context(&get(options, "context")?)?,
            on_warning: function(options, "onWarning")?,
            on_deviation: function(options, "onDeviation")?,
            on_response: function(options, "onResponse")?,
            headers: get(options, "headers")?,
            credentials: credentials(options)?,
            auth,
        };
        if read.auth.is_unsafe_in_page()
            && page_hostname().is_some_and(|hostname| !is_loopback(&hostname))
        {
            notice::warn_once(
                "",
                "an API key or personal access token in a web page gives every visitor unlimited power over the workspace. \
                 Let a proxy on your own server add it: endpoint: '/api/seam'.",
            );
        }
        Ok(read)
    }

    /// The caller's own headers, asked for anew at each attempt, for as long as that may take.
    pub async fn own_headers(
        &self,
        deadline: &Deadline,
    ) -> Result<Result<Vec<(String, String)>, Thrown>, Stopped> {
        let Some(function) = self.headers.dyn_ref::<Function>() else {
            return Ok(headers(&self.headers));
        };
        let resolved = match function.call0(&JsValue::UNDEFINED) {
            Ok(promise) => deadline.wait(&promise).await?,
            Err(error) => Err(error),
        };
        Ok(resolved
            .map_err(|cause| Thrown {
                cause,
                ..wrong("options.headers threw an error.")
            })
            .and_then(|resolved| headers(&resolved)))
    }
}

/// Names and values that can be sent.
fn headers(given: &JsValue) -> Result<Vec<(String, String)>, Thrown> {
    if given.is_null() || given.is_undefined() {
        return Ok(Vec::new());
    }
    if !given.is_object() {
        return Err(wrong(
            "options.headers must be an object, or a function that returns one.",
        ));
    }
    let pairs = pairs(given).map_err(|cause| Thrown {
        cause,
        ..wrong("options.headers could not be read.")
    })?;
    let mut headers = Vec::new();
    for index in (0..pairs.length()).step_by(2) {
        let (name, value) = (pairs.get(index), pairs.get(index + 1));
        if name.is_string() && (value.is_undefined() || value.is_null()) {
            continue;
        }
        headers.push(header(name.as_string(), value.as_string())?);
    }
    Ok(headers)
}

fn header(name: Option<String>, value: Option<String>) -> Result<(String, String), Thrown> {
    let Some(name) = name.filter(|name| is_header_name(name)) else {
        return Err(wrong(
            "options.headers holds a name that no header can have.",
        ));
    };
    match value {
        Some(value) if is_header_value(&value) => Ok((name, value)),
        _ => Err(wrong(
            [
                "The header ",
                &name,
                " must be a string that a header can carry.",
            ]
            .concat(),
        )),
    }
}

pub(super) fn wrong(message: impl Into<Cow<'static, str>>) -> Thrown {
    Failure::options(message).into()
}

fn text(options: &JsValue, name: &'static str) -> Result<Option<String>, Thrown> {
    let Some(value) = optional(options, name)? else {
        return Ok(None);
    };
    value
        .as_string()
        .map(Some)
        .ok_or_else(|| wrong(["options.", name, " must be a string."].concat()))
}

fn function(options: &JsValue, name: &'static str) -> Result<Option<Function>, Thrown> {
    let Some(value) = optional(options, name)? else {
        return Ok(None);
    };
    value
        .dyn_into()
        .map(Some)
        .map_err(|_| wrong(["options.", name, " must be a function."].concat()))
}

fn timeout(options: &JsValue) -> Result<Option<f64>, Thrown> {
    let Some(value) = optional(options, "timeout")? else {
        return Ok(Some(f64::from(DEFAULT_TIMEOUT)));
    };
    match value.as_f64() {
        Some(millis) if millis >= 0.0 => {
            Ok((millis > 0.0 && millis <= LONGEST_TIMEOUT).then_some(millis))
        }
        _ => Err(wrong(
            "options.timeout must be a number of milliseconds, 0 for no limit.",
        )),
    }
}

fn retries(options: &JsValue) -> Result<u32, Thrown> {
    /// More is a mistake: the waits double each time.
    const MOST: f64 = 10.0;
    let Some(value) = optional(options, "retries")? else {
        return Ok(DEFAULT_RETRIES);
    };
    match value.as_f64() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // whole and between 0 and 10
        Some(retries) if (0.0..=MOST).contains(&retries) && retries.fract() == 0.0 => {
            Ok(retries as u32)
        }
        _ => Err(wrong(
            "options.retries must be a whole number from 0 to 10.",
        )),
    }
}

fn credentials(options: &JsValue) -> Result<Option<RequestCredentials>, Thrown> {
    match text(options, "credentials")?.as_deref() {
        None => Ok(None),
        Some("omit") => Ok(Some(RequestCredentials::Omit)),
        Some("same-origin") => Ok(Some(RequestCredentials::SameOrigin)),
        Some("include") => Ok(Some(RequestCredentials::Include)),
        Some(_) => Err(wrong(
            "options.credentials must be \"omit\", \"same-origin\" or \"include\".",
        )),
    }
}

/// Asks for what a signal does, not for its class: signals come from other realms and from libraries.
fn signal(options: &JsValue) -> Result<JsValue, Thrown> {
    let Some(signal) = optional(options, "signal")? else {
        return Ok(JsValue::UNDEFINED);
    };
    let looks_right = get(&signal, "aborted")?.as_bool().is_some()
        && get(&signal, "addEventListener")?.is_function()
        && get(&signal, "removeEventListener")?.is_function();
    if looks_right {
        Ok(signal)
    } else {
        Err(wrong("options.signal must be an AbortSignal."))
    }
}

fn fetch(options: &JsValue) -> Result<Function, Thrown> {
    let global = js_sys::global();
    for class in ["Request", "Headers", "AbortController"] {
        if !get(&global, class)?.is_function() {
            return Err(wrong(
                [
                    "This environment has no ",
                    class,
                    ", which every request needs.",
                ]
                .concat(),
            ));
        }
    }
    match function(options, "fetch")? {
        Some(fetch) => Ok(fetch),
        None => get(&global, "fetch")?
            .dyn_into()
            .map_err(|_| wrong("This environment has no fetch: pass one as options.fetch.")),
    }
}

/// What decides about a URL, as `parts.js` tells it.
struct Address(String);

impl Address {
    /// `None`: that is no URL.
    fn new(url: &str, base: &str) -> Option<Self> {
        address(url, base).map(Self)
    }

    fn parts(&self) -> [&str; 5] {
        let mut lines = self.0.split('\n');
        [(); 5].map(|()| lines.next().unwrap_or_default())
    }

    fn is_trusted(&self) -> bool {
        let [protocol, hostname, ..] = self.parts();
        is_trusted(protocol, hostname)
    }

    fn origin(&self) -> &str {
        self.parts()[2]
    }
}

/// The root to which paths are added.
fn base(endpoint: Option<&str>) -> Result<String, Thrown> {
    let endpoint = endpoint.unwrap_or(DEFAULT_ENDPOINT);
    let address = match Address::new(endpoint, "") {
        Some(address) if address.is_trusted() => address,
        Some(_) => {
            return Err(wrong(
                "options.endpoint must be https, or http on this machine.",
            ));
        }
        None => relative(endpoint)?,
    };
    let [_, _, origin, path, rest] = address.parts();
    if !rest.is_empty() {
        return Err(wrong(
            "options.endpoint must not hold a user, a password, a query or a fragment.",
        ));
    }
    Ok([origin, path.trim_end_matches('/')].concat())
}

/// An endpoint of the page or worker's own origin.
fn relative(endpoint: &str) -> Result<Address, Thrown> {
    let location = get(&js_sys::global(), "location")?;
    // The address of a worker made from a blob is no base; its origin is.
    for name in ["href", "origin"] {
        let place = get(&location, name)
            .ok()
            .and_then(|place| place.as_string());
        let place = place
            .filter(|place| place.starts_with("http"))
            .unwrap_or_default();
        if let (Some(here), Some(address)) = (Address::new(&place, ""), Address::new(endpoint, &place))
            // `//example.com` leads away from the page.
            && (here.origin() == address.origin() || address.is_trusted())
        {
            return Ok(address);
        }
    }
    Err(wrong(
        "options.endpoint is not a URL. Relative ones work in a page or worker only.",
    ))
}

/// The host of the page that this runs in; `None` outside of pages.
fn page_hostname() -> Option<String> {
    let global = js_sys::global();
    get(&global, "document").ok().filter(JsValue::is_object)?;
    let location = get(&global, "location").ok()?;
    get(&location, "hostname").ok()?.as_string()
}
