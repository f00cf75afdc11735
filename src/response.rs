//! From what came over the wire to an outcome.

use std::borrow::Cow;

use crate::check::{
    self, Code, Form, Input, Issue, Issues, Path, Reader, Role, Severity, Step, Walk, decimal,
    items, properties, property, text,
};
use crate::endpoints::{Answer, Endpoint};
use crate::error::{ErrorKind, Failure};
use crate::shape::Shape;
use crate::words::{to_str, whole_characters};

/// An HTTP answer, read to its end.
#[derive(Clone, Debug)]
pub struct Received<'a> {
    /// The HTTP status; 0 for a redirect, of which browsers tell nothing.
    pub status: u16,
    /// The header `seam-request-id`, where it may be read.
    pub request_id: Option<&'a str>,
    /// The header `retry-after`, in seconds.
    pub retry_after: Option<f64>,
    /// The body; `None`: too large to be read.
    pub body: Option<&'a [u8]>,
}

impl Received<'_> {
    /// Puts into a failure what is known of the answer.
    pub(crate) fn sign(&self, failure: &mut Failure) {
        failure.status = (self.status != 0).then_some(self.status);
        failure.request_id = self.request_id.map(str::to_owned);
        failure.retry_after = self.retry_after;
    }
}

/// An answer that can be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Success<'a> {
    /// The body, an object that has the property [`Answer::key`](crate::endpoints::Answer::key); `None`: nothing to return.
    pub json: Option<&'a str>,
    /// How the answer differs from the models. Paths start at the body.
    pub deviations: Vec<Issue>,
}

/// Decides what an answer means.
///
/// # Errors
/// The server's refusal, or an answer that cannot be used at all.
pub fn interpret<'a>(
    endpoint: &Endpoint,
    received: &Received<'a>,
) -> Result<Success<'a>, Box<Failure>> {
    interpret_with(endpoint, received, &mut |shape, json| {
        check::walk(shape, Input::from(json), Role::Received)
    })
}

/// The same, with the walk done by `read`, which may make a value on its way.
pub(crate) fn interpret_with<'a>(
    endpoint: &Endpoint,
    received: &Received<'a>,
    read: &mut dyn FnMut(&'static Shape, &str) -> Walk,
) -> Result<Success<'a>, Box<Failure>> {
    let mut deviations = Vec::new();
    let usable = matches!(received.status, 200..300)
        .then(|| usable(endpoint.answer, received.body, read, &mut deviations));
    let mut failure = match usable {
        Some(Ok(json)) if json.is_some() || !is_refusal(received.body) => {
            return Ok(Success { json, deviations });
        }
        Some(Err((kind, message))) if !is_refusal(received.body) => {
            Failure::new(kind, message).with_issues(deviations)
        }
        // Also of a gateway that answers 200 whatever the API says.
        _ => refusal(received),
    };
    received.sign(&mut failure);
    Err(failure.at(endpoint))
}

/// The body of a success, if the caller gets something of it, and how it differs from the model; or why it cannot be used.
fn usable<'a>(
    answer: Answer,
    body: Option<&'a [u8]>,
    read: &mut dyn FnMut(&'static Shape, &str) -> Walk,
    deviations: &mut Vec<Issue>,
) -> Result<Option<&'a str>, (ErrorKind, Cow<'static, str>)> {
    const fn useless(message: &'static str) -> (ErrorKind, Cow<'static, str>) {
        (ErrorKind::InvalidResponse, Cow::Borrowed(message))
    }
    const NOT_UTF8: (ErrorKind, Cow<'static, str>) = useless("The server's answer is not UTF-8.");
    let body = body.ok_or(useless("The server's answer is too large."))?;
    // A character may be cut off, too.
    let text = whole_characters(body);
    let is_whole = text.len() == body.len();
    let json = decode(text).ok_or(NOT_UTF8)?;
    if is_whole && json.trim_ascii().is_empty() {
        return if answer.is_promised() {
            Err(useless("The server's answer is empty."))
        } else {
            Ok(None)
        };
    }
    let walk = read(answer.shape(), json);
    let form = walk.form;
    *deviations = walk.report().issues;
    match form {
        // WebKit does not report a connection that breaks off between two chunks, and no engine one that does within compressed data.
        Form::Cut if !json.is_empty() => {
            return Err((ErrorKind::Network, "The server's answer broke off.".into()));
        }
        _ if !is_whole => return Err(NOT_UTF8),
        Form::Cut | Form::NotJson if json.trim_ascii_start().starts_with('<') => {
            return Err(useless(
                "The server's answer is not JSON but HTML or XML: options.endpoint may be wrong, or the session over.",
            ));
        }
        Form::Cut | Form::NotJson => return Err(useless("The server's answer is not JSON.")),
        Form::Other => return Err(useless("The server's answer is not an object.")),
        Form::Object => {}
    }
    let Some(key) = answer.key() else {
        return Ok(None);
    };
    if deviations.is_empty() || answer.is_usable(property(json, key)) {
        return Ok(Some(json));
    }
    if answer.is_promised() {
        let message = ["The server's answer has no usable ", key, "."].concat();
        return Err((ErrorKind::InvalidResponse, message.into()));
    }
    let place = Path::from(key);
    deviations.retain(|issue| issue.path != place || issue.code != Code::Missing);
    Ok(None)
}

/// The text of a body, without a byte order mark.
fn decode(body: &[u8]) -> Option<&str> {
    let text = to_str(body)?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A longer body was not written to explain a refusal.
pub(crate) const LONGEST_REFUSAL: usize = 1 << 20;

fn refusal(received: &Received<'_>) -> Box<Failure> {
    let kind = if received.status == 401 {
        ErrorKind::Unauthorized
    } else {
        ErrorKind::Api
    };
    if matches!(received.status, 0 | 301..=303 | 307 | 308) {
        return Failure::new(
            kind,
            "The server redirects the request, which is not followed: the session may be over, or options.endpoint wrong.",
        );
    }
    let body = received.body.filter(|body| body.len() <= LONGEST_REFUSAL);
    let body = body.and_then(decode).unwrap_or_default().trim_ascii();
    let status = decimal(received.status.into());
    let explained = if is_json_object(body) {
        explanation(body)
    } else {
        None
    };
    let (server_type, message, issues) =
        explained.unwrap_or_else(|| (None, plain_text(body), vec![]));
    let message = message.unwrap_or_else(|| {
        let begin = match received.status {
            200..300 => "The server refused with status ",
            _ => "The server answered with status ",
        };
        [begin, &status, "."].concat()
    });
    let mut failure = Failure::new(kind, message).with_issues(issues);
    failure.server_type = server_type;
    failure
}

/// Whether a body speaks of an error in Seam's own form, or says at least that not all is well.
fn is_refusal(body: Option<&[u8]>) -> bool {
    body.and_then(decode).is_some_and(|body| {
        let body = body.trim_ascii();
        is_json_object(body)
            && (property(body, "error").is_some_and(|error| error.starts_with('{'))
                || property(body, "ok") == Some("false"))
    })
}

fn is_json(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.skip().is_ok() && reader.end().is_ok()
}

fn is_json_object(text: &str) -> bool {
    text.starts_with('{') && is_json(text)
}

type Explanation = (Option<String>, Option<String>, Vec<Issue>);

/// What a JSON body says of the refusal: Seam's own form, a problem document of RFC 9457, or what proxies write.
fn explanation(body: &str) -> Option<Explanation> {
    let Some(error) = property(body, "error").filter(|error| error.starts_with('{')) else {
        let message = string(body, "detail")
            .or_else(|| string(body, "title"))
            .or_else(|| string(body, "message"))
            .or_else(|| string(body, "error"));
        return message.map(|message| (string(body, "type"), Some(message), vec![]));
    };
    let mut issues = Issues::default();
    if let Some(tree) = property(error, "validation_errors") {
        validation_errors(tree, &mut Vec::new(), &mut issues);
    }
    let issues = issues.into_vec();
    Some((string(error, "type"), string(error, "message"), issues))
}

/// A text that says something.
fn string(object: &str, name: &str) -> Option<String> {
    said(property(object, name)?)
}

fn said(json: &str) -> Option<String> {
    let text = text(json)?.into_owned();
    (!text.trim_ascii().is_empty()).then_some(text)
}

/// Every message of the tree, at the path of its branch: from the branch's list `_errors` or, as other servers write it, in place of the
/// branch.
fn validation_errors(tree: &str, path: &mut Vec<Step>, issues: &mut Issues) {
    for (name, branch) in properties(tree) {
        let is_inner = name != "_errors";
        if is_inner && path.len() >= check::DEEPEST {
            continue;
        }
        path.extend(is_inner.then(|| step(name.into_owned())));
        let messages = said(branch)
            .into_iter()
            .chain(items(branch).filter_map(said));
        for message in messages {
            if !issues.has_room(Severity::Error) {
                return; // nor will there be any for what comes
            }
            issues.error(Code::Server, Path(path.clone()), message);
        }
        if is_inner {
            validation_errors(branch, path, issues);
            path.pop();
        }
    }
}

/// A step of a path: a position, if the name is one that a JavaScript array can have.
fn step(name: String) -> Step {
    const BEYOND: usize = u32::MAX as usize;
    match (name.as_bytes(), name.parse()) {
        ([b'0' | b'+', _, ..], _) | (_, Err(_) | Ok(BEYOND..)) => Step::Name(name.into()),
        (_, Ok(index)) => Step::Index(index),
    }
}

/// A short plain text, as a server or proxy may answer; markup, data and long texts are nothing for a person.
fn plain_text(body: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let is_short = !body.is_empty() && body.len() <= LONGEST;
    let is_plain = !body.starts_with(['<', '{', '[']) && !body.contains(char::is_control);
    (is_short && is_plain && !is_json(body)).then(|| ["The server answered: ", body].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoints;

    fn answer(status: u16, body: &[u8]) -> Received<'_> {
        Received {
            status,
            request_id: Some("r-1"),
            retry_after: None,
            body: Some(body),
        }
    }

    fn refused(status: u16, body: &str) -> Box<Failure> {
        interpret(
            &endpoints::create::ENDPOINT,
            &answer(status, body.as_bytes()),
        )
        .expect_err(body)
    }

    #[test]
    fn refusals() {
        for (status, body, kind, server_type, message) in [
            (
                401,
                r#"{"error":{"type":"unauthorized","message":"Bad key"},"ok":false}"#,
                ErrorKind::Unauthorized,
                Some("unauthorized"),
                "Bad key",
            ),
            (
                403,
                r#"{"error":{"message":"No"}}"#,
                ErrorKind::Api,
                None,
                "No",
            ),
            (
                400,
                r#"{"type":"about:blank","title":"T","detail":"D"}"#,
                ErrorKind::Api,
                Some("about:blank"),
                "D",
            ),
            (
                400,
                "Invalid JSON",
                ErrorKind::Api,
                None,
                "The server answered: Invalid JSON",
            ),
            (
                502,
                "<html><h1>Bad gateway</h1></html>",
                ErrorKind::Api,
                None,
                "The server answered with status 502.",
            ),
            (
                500,
                "",
                ErrorKind::Api,
                None,
                "The server answered with status 500.",
            ),
            (
                500,
                r#"{"error":{"type":"#,
                ErrorKind::Api,
                None,
                "The server answered with status 500.",
            ),
            (500, r#"{"error":"x"}"#, ErrorKind::Api, None, "x"),
            (500, r#"{"message":"m"}"#, ErrorKind::Api, None, "m"),
            (
                503,
                "The access system is being updated, please try again in half an hour",
                ErrorKind::Api,
                None,
                "The server answered: The access system is being updated, please try again in half an hour",
            ),
            (
                403,
                r#"{"title":"Forbidden","detail":" "}"#,
                ErrorKind::Api,
                None,
                "Forbidden",
            ),
            (
                404,
                r#"{"error":{"type":"gone","message":""}}"#,
                ErrorKind::Api,
                Some("gone"),
                "The server answered with status 404.",
            ),
            (
                500,
                "[]",
                ErrorKind::Api,
                None,
                "The server answered with status 500.",
            ),
        ] {
            let failure = refused(status, body);
            let found = (
                failure.kind,
                failure.server_type.as_deref(),
                &*failure.message,
            );
            assert_eq!(found, (kind, server_type, message), "{body}");
            assert_eq!(
                (failure.status, failure.request_id.as_deref()),
                (Some(status), Some("r-1")),
                "{body}"
            );
        }
    }

    #[test]
    fn validation_errors_at_every_depth() {
        let failure = refused(
            400,
            r#"{"error":{"type":"invalid_input","message":"No","validation_errors":{"_errors":["root",""],
                "acs_system_id":{"_errors":["Required","Second"]},
                "visionline_metadata":{"_errors":[],"joiner_acs_credential_ids":{"_errors":[],"2":{"_errors":["uuid"]}}}}}}"#,
        );
        let found: Vec<_> = failure
            .issues
            .into_iter()
            .map(|issue| (issue.path.0, issue.message.into_owned()))
            .collect();
        let name = |name: &'static str| Step::Name(Cow::Borrowed(name));
        assert_eq!(
            found,
            [
                (vec![], "root".to_owned()),
                (vec![name("acs_system_id")], "Required".to_owned()),
                (vec![name("acs_system_id")], "Second".to_owned()),
                (
                    vec![
                        name("visionline_metadata"),
                        name("joiner_acs_credential_ids"),
                        Step::Index(2)
                    ],
                    "uuid".to_owned()
                ),
            ]
        );
        let body = r#"{"error":{"validation_errors":{"_errors":"a","b":["c",5,"d"],"e":"f","g":["h",{"i":"no"}]}}}"#;
        let found: Vec<_> = refused(400, body)
            .issues
            .into_iter()
            .map(|issue| (issue.path.0, issue.message.into_owned()))
            .collect();
        let at = |path: &[&'static str], message: &str| {
            (path.iter().copied().map(name).collect(), message.to_owned())
        };
        assert_eq!(
            found,
            [
                at(&[], "a"),
                at(&["b"], "c"),
                at(&["b"], "d"),
                at(&["e"], "f"),
                at(&["g"], "h")
            ]
        );
        let names = ["0", "4294967294", "4294967295", "01", "+1", ""];
        let branches = names.map(|name| format!(r#""{name}":{{"_errors":["x"]}}"#));
        let body = format!(
            r#"{{"error":{{"validation_errors":{{{}}}}}}}"#,
            branches.join(",")
        );
        let steps: Vec<_> = refused(400, &body)
            .issues
            .into_iter()
            .flat_map(|issue| issue.path.0)
            .collect();
        assert_eq!(
            steps,
            [
                Step::Index(0),
                Step::Index(4_294_967_294),
                name("4294967295"),
                name("01"),
                name("+1"),
                name("")
            ]
        );
        let deep = [
            "{\"error\":{\"validation_errors\":",
            &"{\"a\":".repeat(5000),
            "{}",
            &"}".repeat(5002),
        ]
        .concat();
        assert_eq!(refused(400, &deep).issues, []);
    }

    #[test]
    fn a_flood_of_validation_errors_is_not_kept() {
        for (depth, name, count) in [(1, "a", 200_000), (90, "a", 200_000), (90, LONG, 20_000)] {
            let body = [
                r#"{"error":{"validation_errors":"#,
                &format!("{{\"{name}\":").repeat(depth),
                "[\"x\"",
                &",\"x\"".repeat(count),
                "]",
                &"}".repeat(depth + 2),
            ]
            .concat();
            assert!(body.len() < LONGEST_REFUSAL);
            let issues = refused(400, &body).issues;
            assert!(!issues.is_empty() && issues.len() <= 2 * Issues::MOST);
            let names: usize = issues
                .iter()
                .map(|issue| issue.path.0.len() * name.len())
                .sum();
            assert!(names <= 3 * Issues::LARGEST, "{names} bytes");
        }
    }

    const LONG: &str = "a name of about sixty letters, as nobody calls a property ......";

    #[test]
    fn a_gateway_that_answers_200_whatever_the_api_says() {
        for (body, message) in [
            (r#"{"error":{"message":"No"}}"#, "No"),
            (r#"{"error":"No","ok":false}"#, "No"),
            (r#"{"ok":false}"#, "The server refused with status 200."),
        ] {
            for endpoint in [&endpoints::delete::ENDPOINT, &endpoints::get::ENDPOINT] {
                let failure = interpret(endpoint, &answer(200, body.as_bytes())).expect_err(body);
                let found = (failure.kind, &*failure.message);
                assert_eq!(found, (ErrorKind::Api, message), "{} {body}", endpoint.name);
            }
        }
        let body = br#"{"acs_credential":{},"ok":false}"#;
        assert!(interpret(&endpoints::get::ENDPOINT, &answer(200, body)).is_ok());
    }

    #[test]
    fn successes() {
        let delete = &endpoints::delete::ENDPOINT;
        let update = &endpoints::update::ENDPOINT;
        let get = &endpoints::get::ENDPOINT;
        for (endpoint, body, is_value) in [
            (delete, "", false),
            (delete, r#"{"ok":true}"#, false),
            (update, "", false),
            (update, "{}", false),
            (update, r#"{"ok":true}"#, false),
            (update, r#"{"acs_credential":{},"ok":true}"#, true),
            (update, r#"{"acs_credential":null}"#, false),
            (get, r#"{"acs_credential":{}}"#, true),
            (get, "\u{feff}{\"acs_credential\":{}}", true),
        ] {
            let received = answer(200, body.as_bytes());
            let success = interpret(endpoint, &received).expect(body);
            assert_eq!(success.json.is_some(), is_value, "{} {body}", endpoint.name);
        }
        let without = interpret(update, &answer(200, br#"{"ok":true}"#)).expect("a success");
        assert_eq!(without.deviations, [], "what may be left out is not missed");
        for body in [
            "",
            " ",
            "{}",
            r#"{"acs_credential":null}"#,
            r#"{"acs_credential":[]}"#,
            "[]",
            "5",
            "<html>",
            r#"{"acs_credential":{},}"#,
        ] {
            let failure = interpret(get, &answer(200, body.as_bytes())).expect_err(body);
            assert_eq!(failure.kind, ErrorKind::InvalidResponse, "{body}");
        }
        for body in ["{", r#"{"acs_cr"#, r#"{"acs_credential":{}"#, "[ "] {
            let failure = interpret(get, &answer(200, body.as_bytes())).expect_err(body);
            assert_eq!(failure.kind, ErrorKind::Network, "{body}");
            assert_eq!(failure.issues.len(), 1, "{body}");
        }
        assert_eq!(
            interpret(get, &answer(200, b"\xff"))
                .expect_err("UTF-8")
                .message,
            "The server's answer is not UTF-8."
        );
    }

    #[test]
    fn what_is_too_large() {
        let unread = |status| Received {
            body: None,
            ..answer(status, b"")
        };
        for (status, message) in [
            (200, "The server's answer is too large."),
            (502, "The server answered with status 502."),
        ] {
            let failure = interpret(&endpoints::get::ENDPOINT, &unread(status)).expect_err(message);
            assert_eq!(failure.message, message);
        }
        let long = format!(r#"{{"error":{{"message":"{}"}}}}"#, "m".repeat(1 << 20));
        assert_eq!(
            refused(400, &long).message,
            "The server answered with status 400."
        );
    }

    #[test]
    fn redirects() {
        for (status, told) in [(0, None), (302, Some(302)), (308, Some(308))] {
            let failure = refused(status, "Found");
            assert_eq!((failure.kind, failure.status), (ErrorKind::Api, told));
            assert!(failure.message.contains("redirects"), "{status}");
        }
        assert_eq!(
            refused(304, "").message,
            "The server answered with status 304."
        );
    }

    #[test]
    fn a_page_without_pagination_is_a_deviation() {
        let received = answer(200, br#"{"acs_credentials":[],"ok":true}"#);
        let success = interpret(&endpoints::list::ENDPOINT, &received).expect("a page");
        assert_eq!(success.deviations.len(), 1);
        assert_eq!(
            success.deviations.first().map(|issue| issue.code),
            Some(Code::Missing)
        );
    }
}
