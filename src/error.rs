//! Everything that a call can fail with.

use std::borrow::Cow;

use serde::Serialize;

use crate::check::{Issue, Report, Severity, decimal};
use crate::endpoints::Endpoint;
use crate::shape::values;

values! {
    /// What kind of thing went wrong.
    pub enum ErrorKind {
        /// The payload has errors; nothing was sent. `issues` names them.
        InvalidInput = "invalid_input",
        /// The options are wrong; nothing was sent.
        InvalidOptions = "invalid_options",
        /// The server does not accept the caller's credentials (401).
        Unauthorized = "unauthorized",
        /// The server refused the request; see `status`, `type` and `issues`.
        Api = "api",
        /// The server's answer cannot be used.
        InvalidResponse = "invalid_response",
        /// No answer came: offline, wrong address, refused by CORS …
        Network = "network",
        /// No answer came in time.
        Timeout = "timeout",
    }
}

/// What a `CredentialsError` tells, before it becomes one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// What kind of thing went wrong.
    pub kind: ErrorKind,
    /// A sentence for a person.
    pub message: Cow<'static, str>,
    /// Path of the endpoint that was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<&'static str>,
    /// The HTTP status of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The server's own name for the error.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub server_type: Option<String>,
    /// The server's id of the request, for its support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Seconds after which the server wants to be asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<f64>,
    /// How many times the request was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// What the checker, or the server's `validation_errors`, say in detail.
    pub issues: Vec<Issue>,
}

impl Failure {
    /// A failure of `kind` with nothing but a message. Boxed, as all failures travel: they are large and rare.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Box<Self> {
        Self::boxed(kind, message.into())
    }

    #[inline(never)] // in half a hundred places, it would be large
    fn boxed(kind: ErrorKind, message: Cow<'static, str>) -> Box<Self> {
        Box::new(Self {
            kind,
            message,
            endpoint: None,
            status: None,
            server_type: None,
            request_id: None,
            retry_after: None,
            attempts: None,
            issues: Vec::new(),
        })
    }

    /// Wrong options.
    pub fn options(message: impl Into<Cow<'static, str>>) -> Box<Self> {
        Self::new(ErrorKind::InvalidOptions, message)
    }

    /// A payload that must not be sent. The message names the first error and how many follow.
    #[must_use]
    pub fn invalid_input(endpoint: &Endpoint, report: Report) -> Box<Self> {
        let mut errors = report
            .issues
            .iter()
            .filter(|issue| issue.severity == Severity::Error);
        let first = errors.next().map_or_else(String::new, |issue| {
            [&issue.dotted_path(), " ", &*issue.message].concat()
        });
        let more = match errors.count() {
            0 => String::new(),
            count => [" And ", &decimal(count), " more."].concat(),
        };
        let message = [
            "Invalid parameters for ",
            endpoint.path,
            ". ",
            &first,
            &more,
        ]
        .concat();
        Self::new(ErrorKind::InvalidInput, message)
            .with_issues(report.issues)
            .at(endpoint)
    }

    /// The same failure, with its details.
    #[must_use]
    pub fn with_issues(mut self: Box<Self>, issues: Vec<Issue>) -> Box<Self> {
        self.issues = issues;
        self
    }

    /// The same failure, with its endpoint named.
    #[must_use]
    pub fn at(mut self: Box<Self>, endpoint: &Endpoint) -> Box<Self> {
        self.endpoint = Some(endpoint.path);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::endpoints;

    #[test]
    fn invalid_input_names_the_first_error() {
        let endpoint = &endpoints::create::ENDPOINT;
        let payload = r#"{ "allowed_acs_entrance_ids": ["x"], "acs_user_id": 5 }"#;
        let failure =
            Failure::invalid_input(endpoint, endpoint.check(payload, &Context::default()));
        assert_eq!(
            failure.message,
            "Invalid parameters for /acs/credentials/create. allowed_acs_entrance_ids[0]: Must be a UUID \
             (8-4-4-4-12 hexadecimal digits), not \"x\". And 2 more."
        );
        assert_eq!(failure.issues.len(), 3);
    }
}
