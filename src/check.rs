//! The checker: holds a value against a shape and reports every issue.
//!
//! This page explains how the parts work together, and why they are fast.
//!
//! ```text
//! JSON bytes ──▶ scan ──▶ tape ──┬──▶ walk ──▶ issues ──▶ rules across properties ──▶ report
//!                (1)             │    (2)                  (3)
//! JS object ──▶ accept.js ───────┘
//!                         tape ─────▶ decoder ──▶ JavaScript objects
//!                                     (4)
//! ```
//!
//! 1. **The scan** (`scan.rs`) reads JSON once, in a single pass. It is fast because it guesses that properties come in the same order as
//!    last time, and because it reads strings with SIMD (`words.rs`). It writes what it reads onto a **tape** (`tape.rs`): a few 32-bit
//!    words for each value, and all plain strings in one buffer (`cursor.rs` reads it). It also knows whether there is anything to report, but
//!    not what.
//! 2. **The walk** (`walk.rs`) reads the tape and works out what there is to report: path, code, message (`judge.rs`, `say.rs`) and
//!    suggestion (`suggest.rs`). A payload is always walked. Of an answer, only what the scan was not sure of is: the name of an unknown
//!    property, single rows of a list, or the whole. Tests hold the scan to the walk: what the scan passes, the walk has no issue with.
//! 3. **The rules** across properties get a `Given`: the values that the walk has read.
//! 4. **The decoder** (`src/wasm/decode.js` in the package) makes the objects of an answer from the same tape. It turns the string buffer into
//!    one JavaScript string, cuts it up, and calls functions that the build generates from the shapes
//!    (`xtask/src/derive/builders.rs`) to set each property in document order. What is unusual comes as JSON with the tape, and `JSON.parse`
//!    reads it, some dozens of rows at a time: strings with escapes or beyond ASCII, numbers, objects and lists that no shape knows, and
//!    the names of unknown properties, each once. So the objects equal those of `JSON.parse`.
//!
//! # Answers are read in pieces
//!
//! An answer is a **stream** (`stream.rs`) of pieces of at most 64 KiB. If it has a list, only a window of about that size is in the
//! module's memory. Each row is scanned once it is complete, and walked at once if it is in doubt. Rows are handed to the decoder in
//! batches whose strings come to 32 KiB, so a row that a page keeps keeps no more than that alive. What is around the list is collected
//! as a small JSON text of its own, in which the list is empty, and checked at the end. The pieces are not kept: if the text turns out not to
//! be JSON, that is an error anyway, and if the list comes twice, the last one counts, and it is in that small text.
//!
//! # Payloads need no JSON
//!
//! For a payload of plain ASCII data, the package writes the tape itself, straight into the module's memory (`pkg-template/accept.js`). Any other
//! payload becomes JSON and is scanned. And a payload with the same *form* as an earlier one gets the same report without a call into the
//! module (`pkg-template/known.js`): the form is everything that rules without a context can tell apart. Forms are learnt from the
//! reports that are made here, so no rule is written twice.
//!
//! # Who does what
//!
//! | what | writes the tape | checks | makes objects |
//! | --- | --- | --- | --- |
//! | a payload without a context, of a known form | nobody | `known.js` | |
//! | a payload of plain ASCII data, without a context | `accept.js` | the walk | |
//! | any other payload | the scan, from its JSON | the walk | `JSON.parse`, for `parseJson` |
//! | an answer as bytes | the scan, piece by piece | the scan, and the walk where that is not sure | `decode.js` |
//! | an answer as text | the same | the same | `JSON.parse` |
//! | an answer that cannot be streamed | the scan | the walk | `JSON.parse` |
//!
//! So what a value must be is written in two places: the scan decides quickly whether there is anything to report (`Scanner::value`), and
//! `judge.rs` says what. `scan/tests.rs` holds the two together. What `known.js` takes for a UUID, digits or a time is narrower than either:
//! `tests/package/known.test.mjs` makes sure of that, and `learning.test.mjs` beside it of what must not be learnt.

mod cursor;
mod given;
mod input;
mod issue;
mod issues;
mod judge;
mod learnt;
mod lookup;
mod reader;
mod repeats;
mod say;
mod scan;
mod stream;
mod suggest;
mod tape;
mod walk;

pub(crate) use cursor::Cursor;
pub(crate) use given::Given;
pub use input::{Foreign, Input, Role};
pub use issue::{Code, Issue, Path, Report, Severity, Step};
pub(crate) use issues::{Issues, Places};
pub(crate) use learnt::Learnt;
pub(crate) use lookup::{items, properties, property, text};
pub(crate) use reader::Reader;
pub(crate) use repeats::repeated;
pub(crate) use say::decimal;
pub(crate) use scan::scan;
#[cfg(target_family = "wasm")]
pub(crate) use stream::{PIECE, Read, Rows, Stream, Unread};
#[cfg(target_family = "wasm")]
pub(crate) use tape::Tape;
pub(crate) use walk::DEEPEST;
pub(crate) use walk::Findings;
pub use walk::{Form, Walk, walk};
pub(crate) use walk::{names, walk_object, walk_other};

use crate::brands::SystemType;
use crate::values::Clock;

/// What some rules depend on besides the payload.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The present; without it nothing is said of the past.
    pub now: Option<Clock>,
    /// The brand of the access system, if it has rules of its own.
    pub system_type: Option<SystemType>,
    /// The entrances of the access system, as a JSON array of `acs_entrance`.
    pub entrances: Option<String>,
}
