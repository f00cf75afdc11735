//! One call: check, send, wait, read, and again if that helps.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Date, Function, Math, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::convert::{LARGEST, Payload, Thrown, copy, parse, view};
use super::deadline::{Deadline, Stopped, abort_reason};
use super::decode::Reading;
use super::notice::{self, Answered};
use super::options::{CallOptions, wrong};
use super::properties::get;
use crate::check::{Role, Walk, walk};
use crate::endpoints::{Answer, Endpoint};
use crate::error::{ErrorKind, Failure};
use crate::request::{self, Request};
use crate::response::{self, Received, Success};
use crate::retry::{self, Trouble};

#[wasm_bindgen(module = "/src/wasm/request.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = build)]
    fn build_request(
        url: &str,
        method: &str,
        headers: web_sys::Headers,
        own: &JsValue,
        body: Option<&str>,
        credentials: Option<&str>,
        signal: AbortSignal,
    ) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    // A test's own Date may lack it.
    #[wasm_bindgen(catch, js_namespace = Date, js_name = parse)]
    fn parse_date(text: &str) -> Result<f64, JsValue>;
}

fn date(text: &str) -> f64 {
    parse_date(text).unwrap_or(f64::NAN)
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
    let options = CallOptions::read(options).map_err(|thrown| named(endpoint, thrown))?;
    let payload = Payload::new(params);
    let report = endpoint.check(payload.input(), &options.context);
    if !report.valid {
        return Err(Thrown::from(Failure::invalid_input(endpoint, report)).into());
    }
    if let Some(reason) = abort_reason(&options.signal) {
        return Err(reason);
    }
    notice::warnings(endpoint, &report.issues, &options);
    let request = request::build(endpoint, &options.base, &options.auth, &payload.json);
    repeat(endpoint, &request, &options).await
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
    Thrown(Thrown),
    /// There was no answer: another attempt may have more luck.
    Unanswered(Thrown),
}

impl From<Thrown> for Ended {
    fn from(thrown: Thrown) -> Self {
        Self::Thrown(thrown)
    }
}

/// Sends the request until it succeeds, or until another attempt makes no sense.
async fn repeat(
    endpoint: &'static Endpoint,
    request: &Request,
    options: &CallOptions,
) -> Result<JsValue, JsValue> {
    let started = Date::now();
    let mut attempts = 0;
    loop {
        attempts += 1;
        let (trouble, mut thrown) = match attempt(endpoint, request, options).await {
            Ok(mut answer) => {
                notice::response(
                    &Answered {
                        endpoint: endpoint.path,
                        status: answer.status,
                        request_id: answer.request_id.as_deref(),
                        attempts,
                        duration: Date::now() - started,
                    },
                    options,
                );
                let trouble = Trouble::Status {
                    status: answer.status,
                    retry_after: answer.retry_after,
                };
                match settle(endpoint, &mut answer, options) {
                    Ok(value) => return Ok(value),
                    Err(thrown) => (trouble, thrown),
                }
            }
            Err(Ended::Unanswered(thrown)) => (Trouble::NoAnswer, thrown),
            Err(Ended::Thrown(thrown)) => return Err(named(endpoint, thrown)),
            Err(Ended::Rejected(reason)) => return Err(reason),
        };
        let random = Math::random();
        let wait = retry::wait(request.method, trouble, attempts, options.retries, random);
        if wait.is_none() {
            thrown.failure.attempts = Some(attempts);
            return Err(named(endpoint, thrown));
        }
        Deadline::new(&options.signal, wait, endpoint.path)?
            .pass()
            .await?;
    }
}

/// What an answer comes to for the caller.
fn settle(
    endpoint: &'static Endpoint,
    answer: &mut Owned,
    options: &CallOptions,
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
    notice::deviations(endpoint, &deviations, options);
    let Some(json) = json else {
        return Ok(JsValue::UNDEFINED);
    };
    value(endpoint.answer, body, json).map_err(|mut thrown| {
        answer.sign(&mut thrown.failure);
        thrown
    })
}

/// The part of the body that the caller gets.
fn value(answer: Answer, made: Option<JsValue>, json: &str) -> Result<JsValue, Thrown> {
    let body = match made {
        Some(body) => body,
        None => parse(&JsValue::from_str(json))?,
    };
    match answer.key() {
        Some(key) if answer != Answer::Page => get(&body, key),
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
    /// What has been made of the body, which then lacks its rows.
    made: Option<(Walk, JsValue)>,
}

impl Owned {
    /// Copies what matters out of a `Response`, or of something that behaves like one, except for its body.
    fn head(response: &JsValue) -> Result<Self, Thrown> {
        let read = |object: &JsValue, name| get(object, name).unwrap_or_default();
        let headers = read(response, "headers");
        let (Some(status), true, Ok(get_header)) = (
            read(response, "status").as_f64(),
            read(response, "arrayBuffer").is_function(),
            read(&headers, "get").dyn_into::<Function>(),
        ) else {
            return Err(not_a_response());
        };
        let header = |name: &str| {
            get_header
                .call1(&headers, &JsValue::from_str(name))
                .ok()
                .and_then(|value| value.as_string())
        };
        Ok(Self {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates, and no HTTP status comes near
            status: status as u16,
            request_id: header("seam-request-id"),
            retry_after: header("retry-after")
                .and_then(|text| retry::retry_after(&text, Date::now(), date)),
            body: Some(Vec::new()),
            made: None,
        })
    }

    /// The body has come to its end.
    fn keep(&mut self, body: Body) -> Result<(), Thrown> {
        if body.is_wrong {
            return Err(not_a_response());
        }
        if let Some(made) = body.reading.and_then(Reading::end) {
            self.body = Some(made.json);
            self.made = Some((made.walk, made.value));
        } else {
            let is_small = body.length <= LARGEST;
            self.body = is_small.then(|| copy(&body.pieces)).flatten();
        }
        Ok(())
    }

    const fn is_success(&self) -> bool {
        matches!(self.status, 200..300)
    }

    /// Puts into a failure what is known of the answer.
    fn sign(&self, failure: &mut Failure) {
        failure.status = Some(self.status);
        failure.request_id.clone_from(&self.request_id);
        failure.retry_after = self.retry_after;
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
async fn attempt(
    endpoint: &Endpoint,
    request: &Request,
    options: &CallOptions,
) -> Result<Owned, Ended> {
    let deadline =
        Deadline::new(&options.signal, options.timeout, endpoint.path).map_err(Ended::Rejected)?;
    let own_headers = match options.own_headers(&deadline).await {
        Ok(own_headers) => own_headers,
        Err(stopped) => {
            let cause = stop(stopped, None)?;
            let failure = wrong("options.headers threw an error.").failure;
            return Err(Ended::Thrown(Thrown { failure, cause }));
        }
    };
    let to_send = build(request, &own_headers, options, &deadline)?;
    // Callbacks and headers may have aborted, and not every fetch looks at the signal.
    if let Err(stopped) = deadline.over() {
        stop(stopped, None)?;
    }
    let response = match deadline.call(&options.fetch, &to_send).await {
        Ok(response) => response,
        Err(stopped) => return Err(unanswered(options, stop(stopped, None)?)),
    };
    let mut answer = Owned::head(&response)?;
    let reading = if answer.is_success() {
        Reading::new(endpoint.answer.shape())
    } else {
        None
    };
    let body = Rc::new(RefCell::new(Body::new(reading)));
    let taking = Rc::clone(&body);
    let take = Closure::<dyn FnMut(JsValue)>::new(move |piece: JsValue| {
        if let Ok(mut body) = taking.try_borrow_mut() {
            body.take(&piece);
        }
    });
    match deadline
        .pour(&response, take.as_ref().unchecked_ref())
        .await
    {
        Ok(_) => answer.keep(body.take())?,
        // The status of a refusal says enough.
        Err(Stopped::Failed(_)) if !answer.is_success() => {}
        Err(stopped) => return Err(broken(options, &answer, stop(stopped, Some(&answer))?)),
    }
    Ok(answer)
}

/// The error of what failed by itself, or how an attempt ends that was stopped, perhaps in the middle of an answer.
#[inline(never)]
fn stop(stopped: Stopped, answer: Option<&Owned>) -> Result<JsValue, Ended> {
    match stopped {
        Stopped::Failed(error) => Ok(error),
        Stopped::Aborted(reason) => Err(Ended::Rejected(reason)),
        Stopped::TimedOut => {
            let mut failure =
                Failure::new(ErrorKind::Timeout, "The server did not answer in time.");
            if let Some(answer) = answer {
                answer.sign(&mut failure);
            }
            Err(Ended::Unanswered(failure.into()))
        }
    }
}

fn unanswered(options: &CallOptions, cause: JsValue) -> Ended {
    let message = [
        "No answer from ",
        &options.base,
        &why(options, &cause),
        ". Offline, a wrong address, or refused by CORS: the browser's network panel tells which.",
    ];
    let failure = Failure::new(ErrorKind::Network, message.concat());
    Ended::Unanswered(Thrown { failure, cause })
}

/// A success that broke off: the request has been carried out, but nobody knows with what result.
fn broken(options: &CallOptions, answer: &Owned, cause: JsValue) -> Ended {
    let message = [
        "The answer from ",
        &options.base,
        " broke off",
        &why(options, &cause),
        ".",
    ];
    let mut failure = Failure::new(ErrorKind::Network, message.concat());
    answer.sign(&mut failure);
    Ended::Unanswered(Thrown { failure, cause })
}

/// What the environment says of a failure, in brackets. Node keeps the telling part one level down. A caller's own `fetch` may
/// tell the token: then nothing is repeated.
fn why(options: &CallOptions, cause: &JsValue) -> String {
    let message = |error: &JsValue| {
        let message = get(error, "message").ok()?.as_string()?;
        (!message.is_empty()).then_some(message)
    };
    get(cause, "cause")
        .ok()
        .and_then(|inner| message(&inner))
        .or_else(|| message(cause))
        .or_else(|| cause.as_string())
        .filter(|why| !options.auth.is_told_by(why))
        .map_or_else(String::new, |why| [" (", &why, ")"].concat())
}

/// Builds the `Request`. Our own headers have been checked: gloo-net panics on a wrong one. Its builder stays out: it makes the request
/// twice, the URL a third time, and brings Rust's formatting along.
fn build(
    request: &Request,
    own: &JsValue,
    options: &CallOptions,
    deadline: &Deadline,
) -> Result<JsValue, Thrown> {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.set(name, value);
    }
    let request = build_request(
        &request.url,
        request.method.as_str(),
        headers.into_raw(),
        own,
        request.body.as_deref(),
        options.credentials.as_deref(),
        deadline.signal(),
    );
    Ok(request?)
}

#[inline(never)]
fn not_a_response() -> Thrown {
    wrong("options.fetch must answer with a Response.")
}

/// A body as it comes in.
#[derive(Default)]
struct Body {
    /// Makes something of it on its way, as long as that can be done.
    reading: Option<Reading>,
    pieces: Vec<Uint8Array>,
    length: usize,
    /// Something came that is not bytes.
    is_wrong: bool,
}

impl Body {
    fn new(reading: Option<Reading>) -> Self {
        Self {
            reading,
            ..Self::default()
        }
    }

    fn take(&mut self, piece: &JsValue) {
        let Ok(piece) = view(piece) else {
            self.is_wrong = true;
            return;
        };
        self.length = self.length.saturating_add(piece.length() as usize);
        if self.length > LARGEST {
            self.reading = None;
            self.pieces.clear();
            return;
        }
        self.reading = self
            .reading
            .take()
            .and_then(|mut reading| reading.add(&piece).map(|()| reading));
        self.pieces.push(piece);
    }
}
