//! What the caller is told beside the result: by callbacks, or on the console.

use wasm_bindgen::prelude::*;

use super::options::Options;
use super::report;
use crate::check::Issue;

#[wasm_bindgen(module = "/src/wasm/tell.js")]
extern "C" {
    // `catch` keeps the calls in the glue: see report.rs. Neither throws.
    #[wasm_bindgen(catch)]
    fn told(options: &Options, name: &str, report: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(catch)]
    pub(super) fn answered(
        options: &Options,
        status: u16,
        request_id: Option<&str>,
    ) -> Result<(), JsValue>;
}

/// Warnings on a payload that is sent: to `onWarning`, or to the console, once for each endpoint, path (without positions) and code.
pub(super) fn warnings(issues: &[Issue], options: &Options) {
    tell("onWarning", issues, options);
}

/// An answer that differs from the models: to `onDeviation`.
pub(super) fn deviations(issues: &[Issue], options: &Options) {
    // There may be ten thousand.
    if options.on_deviation().is_some() {
        tell("onDeviation", issues, options);
    }
}

fn tell(name: &str, issues: &[Issue], options: &Options) {
    if !issues.is_empty() {
        let _ = told(
            options,
            name,
            &report::to_object(issues, &JsValue::UNDEFINED),
        );
    }
}
