//! The checker: one walk over JSON bytes that reports every issue.

mod given;
mod issue;
mod reader;
mod say;
mod suggest;
mod walk;

pub use given::Given;
pub(crate) use given::{items, properties, text};
pub use issue::{Code, Issue, Issues, Path, Report, Severity, Step};
pub(crate) use reader::Reader;
pub(crate) use say::decimal;
pub use walk::{Foreign, Input, Role, Walk, walk};

use crate::values::Clock;

/// What the rules may look at beside the payload.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The present; without it nothing is said of the past.
    pub now: Option<Clock>,
}
