//! The checker: one walk over JSON bytes that reports every issue.

mod given;
mod issue;
mod reader;
mod repeats;
mod say;
mod scan;
mod suggest;
mod tape;
mod walk;

pub use given::Given;
pub(crate) use given::{items, properties, text};
pub use issue::{Code, Issue, Issues, Path, Report, Severity, Step};
pub(crate) use reader::Reader;
pub(crate) use repeats::repeated;
pub(crate) use say::decimal;
#[cfg(target_family = "wasm")]
pub(crate) use scan::Decode;
#[cfg(target_family = "wasm")]
pub(crate) use tape::Tape;
pub(crate) use walk::DEEPEST;
#[cfg(target_family = "wasm")]
pub(crate) use walk::read;
pub use walk::{Findings, Foreign, Input, Role, Walk, walk};

use crate::brands::SystemType;
use crate::values::Clock;

/// What the rules may look at beside the payload.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The present; without it nothing is said of the past.
    pub now: Option<Clock>,
    /// The brand of the access system, if it has rules of its own.
    pub system_type: Option<SystemType>,
    /// The entrances of the access system, as a JSON array of `acs_entrance`.
    pub entrances: Option<String>,
}
