//! The checker: JSON bytes held against a shape, every issue reported.
//!
//! Two go over the text, one fast, one thorough:
//!
//! 1. **The scan** (`scan.rs`) asks of each value only whether there is anything to report, with SIMD where strings are long
//!    (`words.rs`), and guesses that properties come in the order in which they came before. Nearly all texts are in order, and
//!    then nobody looks again.
//! 2. **The walk** (`walk.rs`) finds out what there is to report: path, code, sentence (`say.rs`), suggestion (`suggest.rs`). It
//!    gets what the scan was not sure of: a property that no model knows, single rows of a list, or the whole text. The walk alone
//!    decides; what the scan lets pass without it is tested to be what the walk is silent about (`scan/tests.rs`).
//!
//! For an answer, the scan also writes a **tape** (`tape.rs`): a few 32-bit words for each value, and the plain strings one behind
//! the other. A decoder, which in the package is `src/wasm/decode.js`, turns the strings into one JavaScript string, cuts it up, and
//! makes the objects with functions that the build writes from the shapes (`xtask/src/derive/builders.rs`), each property in the
//! order of the text. What is unusual goes the ordinary way, value by value: strings with escapes and properties that the shape does
//! not have are cut out of the JSON and given to `JSON.parse`. So the objects are those of `JSON.parse`.
//!
//! Answers come as a **stream** (`stream.rs`), in pieces of at most 64 KiB. Of an answer with a list, only a window of that size is
//! ever in the module's memory: rows that are whole are scanned, and every 16 KiB of strings handed to the decoder, so that a row that
//! a page keeps holds on to no more than that. A row in doubt is walked at once, while it is there. What is around the list is kept as
//! a small JSON text of its own, in which the list is empty, and judged at the end. Whatever cannot be read so (no JSON, the list
//! twice) is read again as a whole: walked, and parsed by the engine.
//!
//! What there is to say of a single value says `judge.rs`. Rules across properties look at a [`Given`], after the walk.
//!
//! A payload from JavaScript goes without JSON, if it is plain data in ASCII: the package writes it as such a tape into the module's
//! memory (`pkg-template/accept.js`, which finds the properties in the JSON Schemas), and `written.rs` walks the tape, asks the rules
//! and reports. All else goes the way above, as does what is sent.

mod given;
mod issue;
mod judge;
mod reader;
mod repeats;
mod say;
mod scan;
mod stream;
mod suggest;
mod tape;
mod walk;
// Nobody but JavaScript writes what it reads.
#[cfg_attr(not(target_family = "wasm"), allow(dead_code))]
mod written;

pub use given::Given;
pub(crate) use given::{items, properties, text};
pub use issue::{Code, Issue, Issues, Path, Report, Severity, Step};
pub(crate) use reader::Reader;
pub(crate) use repeats::repeated;
pub(crate) use say::decimal;
#[cfg(target_family = "wasm")]
pub(crate) use stream::{PIECE, Read, Rows, Stream};
#[cfg(target_family = "wasm")]
pub(crate) use tape::Tape;
pub(crate) use walk::DEEPEST;
pub use walk::{Findings, Foreign, Input, Role, Walk, walk};
#[cfg(target_family = "wasm")]
pub(crate) use written::Written;

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
