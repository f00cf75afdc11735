//! An end to waiting: the caller's signal, or a time limit.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

#[wasm_bindgen(module = "/src/wasm/deadline.js")]
extern "C" {
    /// Throws where that is none.
    #[wasm_bindgen(js_name = checkSignal, catch)]
    pub(super) fn check_signal(signal: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = Deadline)]
    type Watch;

    #[wasm_bindgen(constructor, js_class = "Deadline", catch)]
    fn new(caller: &JsValue, limit: Option<f64>, endpoint: &str) -> Result<Watch, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn signal(this: &Watch) -> AbortSignal;

    #[wasm_bindgen(method, getter)]
    fn stopped(this: &Watch) -> Promise;

    #[wasm_bindgen(method)]
    fn call(this: &Watch, function: &Function, argument: &JsValue) -> Promise;

    #[wasm_bindgen(method)]
    fn pour(this: &Watch, response: &JsValue, take: &Function) -> Promise;

    #[wasm_bindgen(method)]
    fn release(this: &Watch);
}

/// Why something was not waited for any longer.
pub(super) enum Stopped {
    /// The caller's signal, with its reason.
    Aborted(JsValue),
    /// The time limit.
    TimedOut,
    /// What was waited for failed by itself.
    Failed(JsValue),
}

/// Watches a signal and a clock until it is dropped.
pub(super) struct Deadline {
    watch: Watch,
    caller: JsValue,
}

impl Deadline {
    /// `caller` is `undefined` where there is no signal.
    ///
    /// # Errors
    /// A `CredentialsError`: the environment or the signal does not play along.
    pub fn new(caller: &JsValue, limit: Option<f64>, endpoint: &str) -> Result<Self, JsValue> {
        Ok(Self {
            watch: Watch::new(caller, limit, endpoint)?,
            caller: caller.clone(),
        })
    }

    /// The signal for the network work.
    pub fn signal(&self) -> AbortSignal {
        self.watch.signal()
    }

    /// Calls a function and waits for what it returns, a promise or any other value, but no longer than allowed.
    pub async fn call(&self, function: &Function, argument: &JsValue) -> Result<JsValue, Stopped> {
        self.wait(self.watch.call(function, argument)).await
    }

    /// Hands on the body of an answer, piece by piece, for no longer than allowed.
    pub async fn pour(&self, response: &JsValue, take: &Function) -> Result<JsValue, Stopped> {
        self.wait(self.watch.pour(response, take)).await
    }

    async fn wait(&self, promise: Promise) -> Result<JsValue, Stopped> {
        let raced = JsFuture::from(promise).await;
        self.over()?;
        raced.map_err(Stopped::Failed)
    }

    /// Waits until the limit, which is what is wanted between attempts.
    pub async fn pass(&self) -> Result<(), JsValue> {
        let _ = JsFuture::from(self.watch.stopped()).await;
        match self.over() {
            Err(Stopped::Aborted(reason)) => Err(reason),
            _ => Ok(()),
        }
    }

    /// An error once the signal has aborted or the limit is over.
    pub fn over(&self) -> Result<(), Stopped> {
        if !self.signal().aborted() {
            return Ok(());
        }
        Err(abort_reason(&self.caller).map_or(Stopped::TimedOut, Stopped::Aborted))
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.watch.release();
    }
}

/// The signal's reason, once it has aborted.
pub(super) fn abort_reason(signal: &JsValue) -> Option<JsValue> {
    let read = |name: &str| Reflect::get(signal, &JsValue::from_str(name)).ok();
    read("aborted")?
        .as_bool()?
        .then(|| read("reason").unwrap_or(JsValue::UNDEFINED))
}
