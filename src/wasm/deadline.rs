//! An end to waiting: the caller's signal, or a time limit.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use super::convert::Thrown;
use super::options::wrong;

#[wasm_bindgen]
extern "C" {
    // Either may be a test's own fake.
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(callback: &Function, millis: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/src/wasm/watch.js")]
extern "C" {
    // The signal may be of a library's own making.
    #[wasm_bindgen(catch)]
    fn watch(signal: &JsValue, stop: &Function) -> Result<(), JsValue>;

    #[wasm_bindgen(catch)]
    fn unwatch(signal: &JsValue, stop: &Function) -> Result<(), JsValue>;
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
    /// Called by the signal or the timer: aborts the network work and resolves `stopped`. Whoever listens to the network
    /// work may abort the caller's signal in turn, so this must bear to be called while it runs.
    stop: Closure<dyn Fn()>,
    /// Never rejects: nobody may be waiting.
    stopped: Promise,
}

impl Deadline {
    pub fn new(caller: Option<&JsValue>, limit: Option<f64>) -> Result<Self, Thrown> {
        let controller = AbortController::new()
            .map_err(|_| wrong("This environment has no AbortController."))?;
        let mut resolver = None;
        let stopped = Promise::new(&mut |resolve, _| resolver = Some(resolve));
        let to_abort = controller.clone();
        let stop = Closure::new(move || {
            to_abort.abort();
            if let Some(resolve) = &resolver {
                // A resolve function does not throw, and nobody would be there to catch.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        });
        // Made first and armed then: when arming fails half-way, the drop disarms.
        let mut deadline = Self {
            controller,
            caller: None,
            timer: None,
            stop,
            stopped,
        };
        deadline.arm(caller, limit)?;
        Ok(deadline)
    }

    fn arm(&mut self, caller: Option<&JsValue>, limit: Option<f64>) -> Result<(), Thrown> {
        let stop: &Function = self.stop.as_ref().unchecked_ref();
        if let Some(limit) = limit {
            let timer = set_timeout(stop, limit).map_err(|cause| Thrown {
                cause,
                ..wrong("This environment's setTimeout fails.")
            })?;
            self.timer = Some(timer);
        }
        if let Some(signal) = caller {
            self.caller = Some(signal.clone());
            watch(signal, stop).map_err(|cause| Thrown {
                cause,
                ..wrong("options.signal cannot be listened to.")
            })?;
            // The event of a signal that has aborted does not come again.
            if abort_reason(signal).is_some() {
                let _ = stop.call0(&JsValue::UNDEFINED);
            }
        }
        Ok(())
    }

    /// The signal for the network work.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Waits for `promise`, a promise or any other value, but no longer than allowed.
    pub async fn wait(&self, promise: &JsValue) -> Result<Result<JsValue, JsValue>, Stopped> {
        let raced = JsFuture::from(Promise::race(&Array::of2(promise, &self.stopped))).await;
        self.over().map(|()| raced)
    }

    /// Waits until the limit, which is what is wanted between attempts.
    pub async fn pass(&self) -> Result<(), JsValue> {
        match self.wait(&Promise::new(&mut |_, _| ())).await {
            Err(Stopped::Aborted(reason)) => Err(reason),
            _ => Ok(()),
        }
    }

    /// An error once the signal has aborted or the limit is over.
    pub fn over(&self) -> Result<(), Stopped> {
        if !self.controller.signal().aborted() {
            return Ok(());
        }
        let reason = self.caller.as_ref().and_then(abort_reason);
        Err(reason.map_or(Stopped::TimedOut, Stopped::Aborted))
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(timer) = &self.timer {
            // Without clearTimeout the timer finds nobody waiting.
            let _ = clear_timeout(timer);
        }
        if let Some(signal) = &self.caller {
            // A foreign signal that cannot let go of its listener is not worth failing a finished call.
            let _ = unwatch(signal, self.stop.as_ref().unchecked_ref());
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
