//! One call: check, send, wait, read, and again if that helps.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::convert::{
    LARGEST, Payload, Thrown, append, context, get, parse, too_deep, view, wrong,
};
use super::deadline::{Deadline, Stopped};
use super::decode::Reading;
use super::notice;
use super::options::Options;
use crate::check::{Role, Unread, Walk, walk};
use crate::endpoints::{Answer, Endpoint};
use crate::error::{ErrorKind, Failure};
use crate::response::{self, LONGEST_REFUSAL, Received, Success};
use crate::retry::{self, Trouble};

#[wasm_bindgen(module = "/src/wasm/environment.js")]
extern "C" {
    // `catch` keeps the call in the glue: see report.rs.
    #[wasm_bindgen(catch)]
    fn head(response: &JsValue) -> Result<Option<Array>, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    // `catch`, for a test's own.
    #[wasm_bindgen(catch, js_namespace = Math)]
    fn random() -> Result<f64, JsValue>;
}

/// Calls an endpoint.
///
/// # Errors
/// A `CredentialsError`, or the reason of the caller's signal.
pub(super) async fn call(
    endpoint: &'static Endpoint,
    params: &JsValue,
    options: &JsValue,
) -> Result<JsValue, JsValue> {
    let options = Options::of(options, endpoint.path)?;
    let context = context(&options.context()).map_err(|thrown| named(endpoint, thrown))?;
    let payload = Payload::new(params);
    let report = endpoint.check(payload.input(), &context);
    if !report.valid {
        return Err(Thrown::from(Failure::invalid_input(endpoint, report)).into());
    }
    if let Some(reasons) = options.end() {
        return Err(reasons.get(0));
    }
    notice::warnings(&report.issues, &options);
    repeat(endpoint, &payload.json, &options).await
}

/// The error that names the endpoint.
fn named(endpoint: &Endpoint, thrown: Thrown) -> JsValue {
    let failure = thrown.failure.at(endpoint);
    Thrown { failure, ..thrown }.into()
}

/// Why an attempt came to an end without an answer.
enum Ended {
    /// By what is thrown as it is, such as the reason of the caller's signal.
    Rejected(JsValue),
    /// There was no answer: another attempt may have more luck.
    Unanswered(JsValue),
}

impl From<JsValue> for Ended {
    fn from(error: JsValue) -> Self {
        Self::Rejected(error)
    }
}

/// Sends the request until it succeeds, or until another attempt makes no sense.
async fn repeat(
    endpoint: &'static Endpoint,
    json: &str,
    options: &Options,
) -> Result<JsValue, JsValue> {
    let mut attempts = 0;
    loop {
        attempts += 1;
        let (trouble, error) = match attempt(endpoint, json, options).await {
            Ok(mut answer) => {
                let request_id = answer.request_id.as_deref();
                let _ = notice::answered(options, answer.status, request_id);
                let thrown = match settle(endpoint, &mut answer, options) {
                    Ok(value) => return Ok(value),
                    Err(thrown) => thrown,
                };
                let trouble = match thrown.failure.kind {
                    // It broke off.
                    ErrorKind::Network => Trouble::NoAnswer,
                    _ => Trouble::Status {
                        status: answer.status,
                        retry_after: answer.retry_after,
                    },
                };
                (trouble, sent(endpoint, options, thrown))
            }
            Err(Ended::Unanswered(error)) => (Trouble::NoAnswer, error),
            Err(Ended::Rejected(error)) => return Err(error),
        };
        let random = random().unwrap_or_default();
        let wait = retry::wait(
            endpoint.method,
            trouble,
            attempts,
            options.retries(),
            random,
        );
        if wait.is_none() {
            return Err(error);
        }
        Deadline::new(options, wait)?.pass().await?;
    }
}

/// The error that names the endpoint and says how often the request was sent.
fn sent(endpoint: &Endpoint, options: &Options, mut thrown: Thrown) -> JsValue {
    let attempts = options.sent();
    thrown.failure.attempts = (attempts > 0).then_some(attempts);
    named(endpoint, thrown)
}

/// What an answer comes to for the caller.
fn settle(
    endpoint: &'static Endpoint,
    answer: &mut Owned,
    options: &Options,
) -> Result<JsValue, Thrown> {
    let mut made = answer.made.take();
    let mut body = None;
    let mut read = |shape, json: &str| match made.take() {
        Some((walk, value)) => {
            body = Some(value);
            walk
        }
        None => walk(shape, json.into(), Role::Received),
    };
    let Success { json, deviations } =
        response::interpret_with(endpoint, &answer.received(), &mut read)?;
    notice::deviations(&deviations, options);
    let Some(json) = json else {
        return Ok(JsValue::UNDEFINED);
    };
    value(endpoint.answer, body, json).map_err(|mut thrown| {
        answer.received().sign(&mut thrown.failure);
        thrown
    })
}

/// The part of the body that the caller gets.
fn value(
    answer: Answer,
    made: Option<Result<JsValue, JsValue>>,
    json: &str,
) -> Result<JsValue, Thrown> {
    let body = match made {
        Some(body) => body.map_err(too_deep)?,
        None => parse(&JsValue::from_str(json))?,
    };
    match answer.key() {
        Some(key) if answer != Answer::Page => Ok(get(&body, key)),
        _ => {
            let body: Object = body.unchecked_into();
            // A property of a freshly parsed object can always be deleted.
            let _ = Reflect::delete_property(&body, &JsValue::from_str("ok"));
            Ok(body.into())
        }
    }
}

/// An answer, copied out of JavaScript.
struct Owned {
    /// 0 for a redirect, of which browsers tell nothing.
    status: u16,
    request_id: Option<String>,
    retry_after: Option<f64>,
    body: Option<Vec<u8>>,
    /// What was made of the body, in which case `body` lacks the rows; or what the engine threw while making it.
    made: Option<(Walk, Result<JsValue, JsValue>)>,
}

impl Owned {
    /// Copies what matters out of a `Response`, or of something that behaves like one, except for its body.
    fn head(response: &JsValue) -> Result<Self, Thrown> {
        let parts = head(response).ok().flatten();
        let parts = parts.ok_or_else(not_a_response)?;
        Ok(Self {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates, and no HTTP status comes near
            status: parts.get(0).as_f64().unwrap_or_default() as u16,
            request_id: parts.get(1).as_string(),
            retry_after: parts.get(2).as_f64(),
            body: Some(Vec::new()),
            made: None,
        })
    }

    /// The body has come to its end.
    fn keep(&mut self, body: Body) -> Result<(), Thrown> {
        self.body = match body.intake {
            Intake::Read(mut reading) => {
                if let Some(made) = reading.end() {
                    self.made = Some((made.walk, made.value));
                    Some(made.json)
                } else {
                    let Unread { json, walk } = reading.unread();
                    self.made = walk.map(|walk| (walk, Ok(JsValue::UNDEFINED)));
                    json
                }
            }
            Intake::Kept(bytes) => Some(bytes),
            Intake::TooLarge => None,
            Intake::Wrong => return Err(not_a_response()),
        };
        Ok(())
    }

    const fn is_success(&self) -> bool {
        matches!(self.status, 200..300)
    }

    fn received(&self) -> Received<'_> {
        Received {
            status: self.status,
            request_id: self.request_id.as_deref(),
            retry_after: self.retry_after,
            body: self.body.as_deref(),
        }
    }
}

/// Sends the request once and reads the answer to its end.
async fn attempt(endpoint: &Endpoint, json: &str, options: &Options) -> Result<Owned, Ended> {
    let deadline = Deadline::new(options, None)?;
    let headers = Headers::new();
    if endpoint.method.has_body() {
        headers.set("content-type", "application/json");
    }
    let earlier = options.sent();
    let response = deadline.send(options, endpoint.method, json, headers.into_raw());
    let response = match response.await {
        Ok(response) => response,
        Err(Stopped::Failed(error)) => {
            let is_network = get(&error, "kind").as_string().as_deref() == Some("network");
            return Err(if is_network {
                Ended::Unanswered(error)
            } else {
                Ended::Rejected(error)
            });
        }
        Err(Stopped::TimedOut) if options.sent() == earlier && options.headers().is_function() => {
            let failure = Failure::new(ErrorKind::Timeout, "options.headers took too long.");
            return Err(Ended::Unanswered(sent(endpoint, options, failure.into())));
        }
        Err(stopped) => return Err(broken(endpoint, options, stopped, None)),
    };
    let reject = |thrown| Ended::Rejected(sent(endpoint, options, thrown));
    let mut answer = Owned::head(&response).map_err(reject)?;
    let reading = if answer.is_success() {
        Reading::new(endpoint.answer.shape())
    } else {
        None
    };
    // More of it would not be used, and the module's memory never shrinks.
    let most = if answer.is_success() {
        LARGEST
    } else {
        LONGEST_REFUSAL
    };
    let body = Rc::new(RefCell::new(Body::new(reading, most)));
    let taking = Rc::clone(&body);
    let take = Closure::<dyn FnMut(JsValue) -> bool>::new(move |piece: JsValue| {
        let body = taking.try_borrow_mut();
        body.is_ok_and(|mut body| body.take(&piece))
    });
    match deadline
        .pour(&response, take.as_ref().unchecked_ref())
        .await
    {
        Ok(_) => answer.keep(body.take()).map_err(reject)?,
        // The status of a refusal says enough.
        Err(Stopped::Failed(_) | Stopped::TimedOut) if !answer.is_success() => {}
        Err(stopped) => return Err(broken(endpoint, options, stopped, Some(&answer))),
    }
    Ok(answer)
}

/// How an attempt ends that was stopped or broke off, perhaps in the middle of an answer: then the request has been carried out, but
/// nobody knows with what result.
fn broken(
    endpoint: &Endpoint,
    options: &Options,
    stopped: Stopped,
    answer: Option<&Owned>,
) -> Ended {
    let (kind, cause) = match stopped {
        Stopped::Aborted(reason) => return Ended::Rejected(reason),
        Stopped::TimedOut => (ErrorKind::Timeout, JsValue::UNDEFINED),
        Stopped::Failed(cause) => (ErrorKind::Network, cause),
    };
    let is_late = kind == ErrorKind::Timeout;
    let message = options.broken_off(is_late, answer.is_some(), &cause);
    let failure = Failure::new(kind, message);
    let mut thrown = Thrown { failure, cause };
    if let Some(answer) = answer {
        answer.received().sign(&mut thrown.failure);
    }
    Ended::Unanswered(sent(endpoint, options, thrown))
}

#[inline(never)]
fn not_a_response() -> Thrown {
    wrong("fetch must answer with a Response, such as new Response(text), whose body is unread.")
}

/// A body as it comes in.
#[derive(Default)]
struct Body {
    intake: Intake,
    length: usize,
    /// Of more, nothing is kept.
    most: usize,
}

/// What becomes of it.
#[derive(Default)]
enum Intake {
    /// It is made into something as it comes. Its bytes are not kept: where it can, `bytes.js` reads every piece into the same buffer.
    Read(Box<Reading>),
    /// It is copied, to be looked at when it is all there.
    Kept(Vec<u8>),
    TooLarge,
    /// Something came that is not bytes.
    #[default]
    Wrong,
}

impl Body {
    fn new(reading: Option<Reading>, most: usize) -> Self {
        Self {
            intake: reading.map_or_else(
                || Intake::Kept(Vec::new()),
                |reading| Intake::Read(Box::new(reading)),
            ),
            length: 0,
            most,
        }
    }

    /// Returns whether more of it is wanted.
    fn take(&mut self, piece: &JsValue) -> bool {
        let Ok(Some(piece)) = view(piece) else {
            self.intake = Intake::Wrong;
            return false;
        };
        self.length = self.length.saturating_add(piece.length() as usize);
        let is_taken = self.length <= self.most
            && match &mut self.intake {
                // `false` here does not mean too large: what is no JSON is not read on.
                Intake::Read(reading) => return reading.add(&piece),
                Intake::Kept(bytes) => append(bytes, &piece).is_some(),
                Intake::TooLarge | Intake::Wrong => false,
            };
        if !is_taken {
            self.intake = Intake::TooLarge;
        }
        is_taken
    }
}
