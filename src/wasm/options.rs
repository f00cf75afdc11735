//! `Options`: who calls, whom, and how.

use std::borrow::Cow;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::convert::{self, Thrown};
use super::deadline::{Deadline, Stopped, check_signal};
use super::notice;
use super::properties::Properties;
use crate::check::Context;
use crate::error::Failure;
use crate::options::{Auth, DEFAULT_ENDPOINT, DEFAULT_RETRIES, DEFAULT_TIMEOUT};

#[wasm_bindgen(module = "/src/wasm/environment.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetcher(own: Option<Function>) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch)]
    fn root(endpoint: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_name = isPublicPage)]
    fn is_public_page() -> Result<bool, JsValue>;
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
    /// As `fetch` knows them.
    pub credentials: Option<String>,
}

/// The largest delay that `setTimeout` takes: 2^31 - 1 ms, almost 25 days.
const LONGEST_TIMEOUT: f64 = 2_147_483_647.0;

impl CallOptions {
    pub fn read(options: &JsValue) -> Result<Self, Thrown> {
        let mut options = Properties::of(options, "options");
        let auth = Auth::read(|name| options.text(name));
        let auth = options.good(auth).unwrap_or(Auth::None);
        let endpoint = options.text("endpoint");
        let base = root(endpoint.as_deref().unwrap_or(DEFAULT_ENDPOINT));
        let base = options.good(base).unwrap_or_default();
        let fetch = fetcher(options.function("fetch"));
        let fetch = options.good(fetch).unwrap_or_default();
        let read = Self {
            base,
            auth,
            fetch: fetch.unchecked_into(),
            timeout: timeout(&mut options),
            retries: retries(&mut options),
            signal: signal(&mut options),
            context: context(&mut options),
            on_warning: options.function("onWarning"),
            on_deviation: options.function("onDeviation"),
            on_response: options.function("onResponse"),
            headers: options.value("headers").unwrap_or_default(),
            credentials: credentials(&mut options),
        };
        let read = options.end(read)?;
        if read.auth.is_unsafe_in_page() && is_public_page().unwrap_or_default() {
            notice::warn_once(
                "",
                "an API key or personal access token in a web page gives every visitor unlimited power over the workspace. \
                 Let a proxy on your own server add it: endpoint: '/api/seam'.",
            );
        }
        Ok(read)
    }

    /// The caller's own headers, asked for anew at each attempt, for as long as that may take.
    pub async fn own_headers(&self, deadline: &Deadline) -> Result<JsValue, Stopped> {
        match self.headers.dyn_ref() {
            Some(function) => deadline.call(function, &JsValue::UNDEFINED).await,
            None => Ok(self.headers.clone()),
        }
    }
}

pub(super) fn wrong(message: impl Into<Cow<'static, str>>) -> Thrown {
    Failure::options(message).into()
}

fn timeout(options: &mut Properties<'_>) -> Option<f64> {
    let Some(value) = options.value("timeout") else {
        return Some(f64::from(DEFAULT_TIMEOUT));
    };
    let millis = value.as_f64().filter(|millis| *millis >= 0.0);
    if millis.is_none() {
        options.wrong("options.timeout must be a number of milliseconds, 0 for no limit.");
    }
    millis.filter(|millis| *millis > 0.0 && *millis <= LONGEST_TIMEOUT)
}

fn retries(options: &mut Properties<'_>) -> u32 {
    /// More is a mistake: the waits double each time.
    const MOST: f64 = 10.0;
    let Some(value) = options.value("retries") else {
        return DEFAULT_RETRIES;
    };
    match value.as_f64() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // whole and between 0 and 10
        Some(retries) if (0.0..=MOST).contains(&retries) && retries.fract() == 0.0 => {
            retries as u32
        }
        _ => {
            options.wrong("options.retries must be a whole number from 0 to 10.");
            0
        }
    }
}

fn credentials(options: &mut Properties<'_>) -> Option<String> {
    let credentials = options.text("credentials")?;
    if !["omit", "same-origin", "include"].contains(&&*credentials) {
        options.wrong("options.credentials must be \"omit\", \"same-origin\" or \"include\".");
        return None;
    }
    Some(credentials)
}

fn context(options: &mut Properties<'_>) -> Context {
    let context = options.value("context").unwrap_or_default();
    options.good(convert::context(&context)).unwrap_or_default()
}

fn signal(options: &mut Properties<'_>) -> JsValue {
    let signal = options.value("signal");
    if let Some(signal) = &signal {
        options.good(check_signal(signal));
    }
    signal.unwrap_or_default()
}
