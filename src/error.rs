//! Everything that a call can fail with.

use std::borrow::Cow;
use std::{error, fmt};

use serde::Serialize;

use crate::check::{Issue, Report};
use crate::endpoints::Endpoint;
use crate::shape::values;

values! {
    /// What kind of thing went wrong.
    pub enum ErrorKind {
        /// The payload has errors; nothing was sent. `issues` names them.
        InvalidInput = "invalid_input",
        /// The options are wrong, or what the caller's own `headers` or `fetch` gives; `attempts` is there if something was sent.
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

    /// A payload that must not be sent. JavaScript adds the first error to the message, and how many follow.
    #[must_use]
    pub fn invalid_input(endpoint: &Endpoint, report: Report) -> Box<Self> {
        let message = ["Invalid parameters for ", endpoint.path, "."].concat();
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

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::endpoints::get;

    /// For who uses the crate from Rust.
    #[test]
    fn is_written_with_the_names_of_javascript() {
        let report = get::ENDPOINT.check("{}", &Context::default());
        let mut failure = Failure::invalid_input(&get::ENDPOINT, report);
        failure.server_type = Some("t".to_owned());
        failure.request_id = Some("r".to_owned());
        let written = serde_json::to_value(&failure).expect("it has nothing that JSON lacks");
        assert_eq!(
            written,
            serde_json::json!({
                "kind": "invalid_input",
                "message": "Invalid parameters for /acs/credentials/get.",
                "endpoint": "/acs/credentials/get",
                "type": "t",
                "requestId": "r",
                "issues": [{
                    "severity": "error",
                    "code": "missing",
                    "path": ["acs_credential_id"],
                    "message": "Is required.",
                }],
            })
        );
    }
}
