//! An end to waiting: the caller's signal, or a time limit.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use super::convert::{Thrown, get};
use super::options::wrong;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, millis: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// Why something was not waited for any longer.
pub(super) enum Stopped {
    /// The caller's signal, with its reason.
    Aborted(JsValue),
    /// The time limit.
    TimedOut,
}

/// Watches a signal and a clock until it is dropped, and leaves neither listener nor timer behind.
pub(super) struct Deadline {
    controller: AbortController,
    caller: Option<JsValue>,
    timer: Option<JsValue>,
    /// Called by the signal or the timer: aborts the network work and rejects `stopped`.
    stop: Closure<dyn FnMut()>,
    stopped: Promise,
}

impl Deadline {
    pub fn new(caller: Option<&JsValue>, limit: Option<f64>) -> Result<Self, Thrown> {
        let controller = AbortController::new()
            .map_err(|_| wrong("This environment has no AbortController."))?;
        let mut rejecter = None;
        let stopped = Promise::new(&mut |_, reject| rejecter = Some(reject));
        let to_abort = controller.clone();
        let stop = Closure::new(move || {
            to_abort.abort();
            if let Some(reject) = &rejecter {
                // A reject function does not throw, and nobody would be there to catch.
                let _ = reject.call0(&JsValue::UNDEFINED);
            }
        });
        let callback: &Function = stop.as_ref().unchecked_ref();
        let timer = limit.map(|limit| set_timeout(callback, limit));
        if let Some(signal) = caller {
            call(signal, "addEventListener", callback)?;
        }
        Ok(Self {
            controller,
            caller: caller.cloned(),
            timer,
            stop,
            stopped,
        })
    }

    /// The signal for the network work.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Waits for `promise`, but no longer than allowed.
    pub async fn wait(&self, promise: &Promise) -> Result<Result<JsValue, JsValue>, Stopped> {
        let raced =
            JsFuture::from(Promise::race(&js_sys::Array::of2(promise, &self.stopped))).await;
        match raced {
            Err(error) if self.controller.signal().aborted() => Err(self.reason(error)),
            other => Ok(other),
        }
    }

    /// Waits until the limit, which is what is wanted between attempts.
    pub async fn pass(&self) -> Result<(), JsValue> {
        match self.wait(&Promise::new(&mut |_, _| ())).await {
            Err(Stopped::Aborted(reason)) => Err(reason),
            _ => Ok(()),
        }
    }

    fn reason(&self, _error: JsValue) -> Stopped {
        self.caller
            .as_ref()
            .and_then(abort_reason)
            .map_or(Stopped::TimedOut, Stopped::Aborted)
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(timer) = &self.timer {
            clear_timeout(timer);
        }
        if let Some(signal) = &self.caller {
            // A foreign signal that cannot let go of its listener is not worth failing a finished call.
            let _ = call(
                signal,
                "removeEventListener",
                self.stop.as_ref().unchecked_ref(),
            );
        }
    }
}

/// The signal's reason, once it has aborted.
pub(super) fn abort_reason(signal: &JsValue) -> Option<JsValue> {
    let read = |name: &str| Reflect::get(signal, &JsValue::from_str(name)).ok();
    read("aborted")?
        .as_bool()?
        .then(|| read("reason").unwrap_or(JsValue::UNDEFINED))
}

fn call(signal: &JsValue, method: &'static str, callback: &Function) -> Result<(), Thrown> {
    let thrown = |cause| Thrown {
        cause,
        ..wrong("options.signal cannot be listened to.")
    };
    let method: Function = get(signal, method)?.unchecked_into();
    method
        .call2(signal, &JsValue::from_str("abort"), callback)
        .map(drop)
        .map_err(thrown)
}
