//! `Options`, which `options.js` reads: most of them are JavaScript's own.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/wasm/options.js")]
extern "C" {
    /// What the caller asked for, checked.
    pub(super) type Options;

    /// `given` itself if it is `Options` already; else the `Options` that it makes for the endpoint with this path.
    #[wasm_bindgen(static_method_of = Options, catch)]
    pub(super) fn of(given: &JsValue, path: &str) -> Result<Options, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn context(this: &Options) -> Array;

    #[wasm_bindgen(method, getter)]
    pub(super) fn retries(this: &Options) -> u32;

    #[wasm_bindgen(method, getter, js_name = onDeviation)]
    pub(super) fn on_deviation(this: &Options) -> Option<Function>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn headers(this: &Options) -> JsValue;

    /// How many requests have gone out.
    #[wasm_bindgen(method, getter)]
    pub(super) fn sent(this: &Options) -> u32;

    /// The reason of the caller's signal in a list, once it has aborted.
    #[wasm_bindgen(method, getter)]
    pub(super) fn end(this: &Options) -> Option<Array>;

    /// What to say of an answer that broke off or, if late, that did not come, or had begun but did not end, in time.
    #[wasm_bindgen(method, js_name = brokenOff)]
    pub(super) fn broken_off(
        this: &Options,
        is_late: bool,
        is_begun: bool,
        cause: &JsValue,
    ) -> String;
}
