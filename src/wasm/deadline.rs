//! An end to waiting: the caller's signal, or a time limit.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Headers;

use super::options::Options;
use crate::endpoints::Method;

#[wasm_bindgen(module = "/src/wasm/deadline.js")]
extern "C" {
    #[wasm_bindgen(js_name = Deadline)]
    type Watch;

    // An `Option`, because it may throw: see convert.rs.
    #[wasm_bindgen(static_method_of = Watch, js_class = "Deadline", catch)]
    fn of(options: &Options, limit: Option<f64>) -> Result<Option<Watch>, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn stopped(this: &Watch) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn end(this: &Watch) -> Option<Array>;

    #[wasm_bindgen(method)]
    fn pour(this: &Watch, response: &JsValue, take: &Function) -> Promise;

    #[wasm_bindgen(method)]
    fn release(this: &Watch);
}

#[wasm_bindgen(module = "/src/wasm/request.js")]
extern "C" {
    // `catch` keeps the call in the glue: see report.rs.
    #[wasm_bindgen(catch)]
    fn send(
        options: &Options,
        deadline: &Watch,
        method: &str,
        json: &str,
        headers: Headers,
    ) -> Result<Promise, JsValue>;
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
}

impl Deadline {
    /// Of an attempt, or of so many milliseconds.
    ///
    /// # Errors
    /// A `CredentialsError`: the environment or the signal does not play along.
    pub fn new(options: &Options, limit: Option<f64>) -> Result<Self, JsValue> {
        Ok(Self {
            watch: Watch::of(options, limit)?.ok_or(JsValue::UNDEFINED)?,
        })
    }

    /// Sends a payload and waits for the answer.
    ///
    /// # Errors
    /// [`Stopped::Failed`] is a `CredentialsError` here.
    pub async fn send(
        &self,
        options: &Options,
        method: Method,
        json: &str,
        headers: Headers,
    ) -> Result<JsValue, Stopped> {
        let sent = send(options, &self.watch, method.as_str(), json, headers);
        self.wait(sent.map_err(Stopped::Failed)?).await
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
    fn over(&self) -> Result<(), Stopped> {
        match self.watch.end() {
            None => Ok(()),
            Some(reasons) if reasons.length() == 0 => Err(Stopped::TimedOut),
            Some(reasons) => Err(Stopped::Aborted(reasons.get(0))),
        }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.watch.release();
    }
}
