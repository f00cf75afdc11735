//! What the checker is given.

use super::Step;

/// Whether a value is about to be sent or has been received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// To be sent: what is missing is an error.
    Payload,
    /// Received: servers older and newer than this version differ, so what is missing is a warning.
    Received,
}

/// The value to check.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its JSON.
    pub json: &'a str,
    /// The places where the JSON has `null` for a value that it has no word for (`NaN`, a `Map`, a function), in document order.
    pub foreign: &'a [Foreign],
}

impl<'a> From<&'a str> for Input<'a> {
    fn from(json: &'a str) -> Self {
        Self { json, foreign: &[] }
    }
}

/// A JavaScript value that JSON has no word for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Where it is.
    pub path: Vec<Step>,
    /// What it is, for a message: `NaN`, `a Map`.
    pub found: String,
}
