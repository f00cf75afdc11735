//! One call: check, send, wait, read, and again if that helps.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Date, Function, Math, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{RequestInit, RequestRedirect};

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
use crate::response::{self, Received};
use crate::retry::{self, Trouble};

#[wasm_bindgen(module = "/src/wasm/bytes.js")]
extern "C" {
    // It throws nothing, but see report.rs.
    #[wasm_bindgen(catch)]
    fn pour(response: &JsValue, take: &Function) -> Result<Promise, JsValue>;
}

#[wasm_bindgen(module = "/src/wasm/headers.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn add(headers: &web_sys::Headers, own: &JsValue) -> Result<(), JsValue>;
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
    let named = |thrown: Thrown| Thrown {
        failure: thrown.failure.at(endpoint),
        ..thrown
    };
    let options = CallOptions::read(options).map_err(named)?;
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
    repeat(endpoint, &request, &options)
        .await
        .map_err(|ended| match ended {
            Ended::Rejected(reason) => reason,
            Ended::Thrown(thrown) => named(thrown).into(),
        })
}

/// Why a call came to an end without a result.
enum Ended {
    /// By what is thrown as it is, such as the reason of the caller's signal.
    Rejected(JsValue),
    Thrown(Thrown),
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
) -> Result<JsValue, Ended> {
    let started = Date::now();
    let mut attempts = 0;
    loop {
        attempts += 1;
        let (trouble, mut thrown): (_, Thrown) = match attempt(endpoint, request, options).await? {
            Attempt::NoAnswer(thrown) => (Trouble::NoAnswer, thrown),
            Attempt::Answered(mut answer) => {
                let mut made = answer.made.take();
                let received = answer.received();
                let request_id = received.request_id.as_deref();
                let answered = Answered {
                    endpoint: endpoint.path,
                    status: received.status,
                    request_id,
                    attempts,
                    duration: Date::now() - started,
                };
                let trouble = Trouble::Status {
                    status: received.status,
                    retry_after: received.retry_after,
                };
                let mut body = None;
                let outcome = response::interpret_with(endpoint, &received, |shape, json| {
                    let Some((walk, value)) = made.take() else {
                        return walk(shape, json.into(), Role::Received);
                    };
                    body = Some(value);
                    walk
                });
                match outcome {
                    Ok(success) => {
                        notice::response(&answered, options);
                        notice::deviations(endpoint, &success.deviations, options);
                        let Some(json) = success.json else {
                            return Ok(JsValue::UNDEFINED);
                        };
                        return value(endpoint.answer, body, json).map_err(|mut thrown| {
                            thrown.failure.attempts = Some(attempts);
                            answer.sign(&mut thrown.failure);
                            thrown.into()
                        });
                    }
                    Err(failure) => {
                        notice::response(&answered, options);
                        (trouble, failure.into())
                    }
                }
            }
        };
        let Some(millis) = retry::wait(
            request.method,
            trouble,
            attempts,
            options.retries,
            Math::random(),
        ) else {
            thrown.failure.attempts = Some(attempts);
            return Err(thrown.into());
        };
        Deadline::new(&options.signal, Some(millis), endpoint.path)
            .map_err(Ended::Rejected)?
            .pass()
            .await
            .map_err(Ended::Rejected)?;
    }
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

enum Attempt {
    Answered(Owned),
    NoAnswer(Thrown),
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
        let read = |object: &JsValue, name| get(object, name).map_err(|_| not_a_response());
        let status = read(response, "status")?
            .as_f64()
            .ok_or_else(not_a_response)?;
        let headers = read(response, "headers")?;
        let get_header = method(&headers, "get")?;
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
                .and_then(|text| retry::retry_after(&text, Date::now(), Date::parse)),
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
            request_id: self.request_id.clone(),
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
) -> Result<Attempt, Ended> {
    let deadline =
        Deadline::new(&options.signal, options.timeout, endpoint.path).map_err(Ended::Rejected)?;
    let own_headers = match options.own_headers(&deadline).await {
        Ok(own_headers) => own_headers?,
        Err(stopped) => return stop(stopped, None),
    };
    if let Err(stopped) = deadline.over() {
        return stop(stopped, None);
    }
    let to_send = build(request, &own_headers, options, &deadline)?;
    let response = match options.fetch.call1(&JsValue::UNDEFINED, &to_send) {
        Ok(promise) => deadline.wait(&promise).await,
        Err(error) => Ok(Err(error)),
    };
    let response = match response {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return Ok(Attempt::NoAnswer(unanswered(options, error))),
        Err(stopped) => return stop(stopped, None),
    };
    let mut answer = Owned::head(&response)?;
    method(&response, "arrayBuffer")?;
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
    let poured = match pour(&response, take.as_ref().unchecked_ref()) {
        Ok(promise) => deadline.wait(&promise).await,
        Err(error) => Ok(Err(error)),
    };
    match poured {
        Ok(Ok(_)) => answer.keep(body.take())?,
        // The status of a refusal says enough.
        Ok(Err(_)) if !answer.is_success() => {}
        Ok(Err(error)) => return Ok(Attempt::NoAnswer(broken(options, &answer, error))),
        Err(stopped) => return stop(stopped, Some(&answer)),
    }
    Ok(Attempt::Answered(answer))
}

/// What to make of an attempt that was stopped, perhaps in the middle of an answer.
fn stop(stopped: Stopped, answer: Option<&Owned>) -> Result<Attempt, Ended> {
    match stopped {
        Stopped::Aborted(reason) => Err(Ended::Rejected(reason)),
        Stopped::TimedOut => {
            let mut failure =
                Failure::new(ErrorKind::Timeout, "The server did not answer in time.");
            if let Some(answer) = answer {
                answer.sign(&mut failure);
            }
            Ok(Attempt::NoAnswer(failure.into()))
        }
    }
}

fn unanswered(options: &CallOptions, cause: JsValue) -> Thrown {
    let message = [
        "No answer from ",
        &options.base,
        &why(options, &cause),
        ". Offline, a wrong address, or refused by CORS: the browser's network panel tells which.",
    ];
    Thrown {
        failure: Failure::new(ErrorKind::Network, message.concat()),
        cause,
    }
}

/// A success that broke off: the request has been carried out, but nobody knows with what result.
fn broken(options: &CallOptions, answer: &Owned, cause: JsValue) -> Thrown {
    let message = [
        "The answer from ",
        &options.base,
        " broke off",
        &why(options, &cause),
        ".",
    ];
    let mut failure = Failure::new(ErrorKind::Network, message.concat());
    answer.sign(&mut failure);
    Thrown { failure, cause }
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
    let headers = headers.into_raw();
    add(&headers, own)?;
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    init.set_headers(&headers);
    // A redirect is not followed: it could turn a POST into a GET, a DELETE into the success of a login page, and would carry
    // a client session's token to another host.
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&deadline.signal()));
    if let Some(mode) = options.credentials {
        init.set_credentials(mode);
    }
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
    match web_sys::Request::new_with_str_and_init(&request.url, &init) {
        Ok(request) => Ok(request.into()),
        Err(_) => Err(wrong(
            "The options do not make a request that this environment can send.",
        )),
    }
}

fn method(object: &JsValue, name: &'static str) -> Result<Function, Thrown> {
    get(object, name)
        .ok()
        .and_then(|method| method.dyn_into().ok())
        .ok_or_else(not_a_response)
}

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
