//! What the caller is told beside the result: callbacks, and the console.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::options::CallOptions;
use super::report;
use crate::check::Issue;
use crate::endpoints::Endpoint;

#[wasm_bindgen]
extern "C" {
    // A console that throws is a test's way of being told.
    #[wasm_bindgen(catch, js_namespace = console, js_name = warn)]
    fn console_warn(message: &str) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/src/wasm/tell.js")]
extern "C" {
    fn told(callback: &Function, name: &str, endpoint: &str, report: &JsValue);

    fn answered(
        callback: &Function,
        endpoint: &str,
        status: u16,
        request_id: Option<&str>,
        attempts: u32,
        duration: f64,
    );
}

thread_local! {
    // What the console has been told already. Global, since "once" means once for a page, not once for a call.
    static TOLD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Says something on the console, unless it has been said about the same thing.
pub(super) fn warn_once(about: &str, message: &str) {
    if is_first(about) {
        // A warning that cannot be given changes nothing.
        let _ = console_warn(&["acs-credentials: ", about, message].concat());
    }
}

fn is_first(message: &str) -> bool {
    /// Beyond this, repeating is better than remembering.
    const MOST: usize = 1000;
    TOLD.with_borrow_mut(|told| {
        let is_first = !told.iter().any(|earlier| earlier == message);
        if is_first && told.len() < MOST {
            told.push(message.to_owned());
        }
        is_first
    })
}

/// What `onResponse` hears.
pub(super) struct Answered<'a> {
    pub endpoint: &'static str,
    pub status: u16,
    pub request_id: Option<&'a str>,
    pub attempts: u32,
    pub duration: f64,
}

/// Warnings on a payload that is sent: to `onWarning`, or once for each path and code to the console.
pub(super) fn warnings(endpoint: &Endpoint, issues: &[Issue], options: &CallOptions) {
    if issues.is_empty() {
        return;
    }
    if let Some(callback) = &options.on_warning {
        return tell(callback, "onWarning", endpoint, issues);
    }
    for issue in issues {
        let place = issue.dotted_path();
        // The same code at the same place may come with another sentence.
        let about = [endpoint.path, " ", &place, " (", issue.code.as_str(), ") "].concat();
        warn_once(&about, &issue.message);
    }
}

fn tell(callback: &Function, name: &str, endpoint: &Endpoint, issues: &[Issue]) {
    told(
        callback,
        name,
        endpoint.path,
        &report::to_object(issues, &JsValue::UNDEFINED),
    );
}

/// An answer that differs from the models: to `onDeviation`.
pub(super) fn deviations(endpoint: &Endpoint, issues: &[Issue], options: &CallOptions) {
    if let Some(callback) = options.on_deviation.as_ref().filter(|_| !issues.is_empty()) {
        tell(callback, "onDeviation", endpoint, issues);
    }
}

/// An answer has come: to `onResponse`.
pub(super) fn response(answered: &Answered<'_>, options: &CallOptions) {
    if let Some(callback) = &options.on_response {
        self::answered(
            callback,
            answered.endpoint,
            answered.status,
            answered.request_id,
            answered.attempts,
            answered.duration,
        );
    }
}
