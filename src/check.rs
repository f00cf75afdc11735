//! The checker: a value held against a shape, every issue reported.
//!
//! 1. **The scan** (`scan.rs`) goes over JSON once, fast: with SIMD where strings are long (`words.rs`), and guessing that properties
//!    come in the order in which they came before. It writes down what it reads as a **tape** (`tape.rs`): a few 32-bit words for each
//!    value, and the plain strings one behind the other. On its way it notices whether there is anything to report.
//! 2. **The walk** (`walk.rs`) goes over the tape and finds out what there is to report: path, code, sentence (`judge.rs`, `say.rs`),
//!    suggestion (`suggest.rs`). Of what has been received, it gets only what the scan was not sure of: the name of a property that no
//!    model knows, single rows of a list, or the whole. What the scan lets pass without it is tested to be what the walk is silent about.
//! 3. **The rules** across properties look at a `Given`, which has the values that the walk has read.
//!
//! Out of the same tape a **decoder**, which in the package is `src/wasm/decode.js`, makes the objects of an answer: it turns the
//! strings into one JavaScript string, cuts it up, and lets functions that the build writes from the shapes
//! (`xtask/src/derive/builders.rs`) set each property in the order of the text. What is unusual goes the ordinary way: strings with
//! escapes or not in ASCII, and numbers, objects and lists that no shape knows, come as JSON with the tape, and `JSON.parse` reads those
//! of some dozens of rows at once, with the names of unknown properties, each once. So the objects are those of `JSON.parse`.
//!
//! Answers come as a **stream** (`stream.rs`), in pieces of at most 64 KiB. Of an answer with a list, only a window of that size is
//! ever in the module's memory: rows that are whole are scanned, and handed to the decoder when what their tape speaks of comes to 32
//! KiB, so that a row that a page keeps holds on to no more than that. A row in doubt is walked at once, while it is there. What is
//! around the list is kept as a small JSON text of its own, in which the list is empty, and judged at the end. Nobody keeps the pieces:
//! what turns out to be no JSON is an error, and of a list that comes twice the last one, which counts, is in that text.
//!
//! A payload from JavaScript needs no JSON, if it is plain data in ASCII: the package writes the tape itself, into the module's memory
//! (`pkg-template/accept.js`). All else is made JSON and scanned. And of a payload of the same form as an earlier one the same is said
//! without coming here (`pkg-template/known.js`): a form is whatever rules can tell apart that know no context. Forms are learnt, with
//! the reports that are made here, so no rule stands twice.
//!
//! | what | writes the tape | judges | makes objects |
//! | --- | --- | --- | --- |
//! | a payload without a context, of a form that is known | nobody | `known.js` | |
//! | a payload of plain data in ASCII, without a context | `accept.js` | the walk | |
//! | any other payload | the scan, of its JSON | the walk | `JSON.parse`, for `parseJson` |
//! | the bytes of an answer | the scan, piece by piece | the scan; where it is not sure, the walk | `decode.js` |
//! | an answer given as text | the same | the same | `JSON.parse` |
//! | an answer that cannot be read so | the scan | the walk | `JSON.parse` |
//!
//! So what a value must be stands in two places: the scan decides quickly whether there is anything to say (`Scanner::value`), and
//! `judge.rs` says it. `scan/tests.rs` holds them together. What `known.js` takes for a UUID, digits or a time is narrower than either, and
//! held to them by `tests/package/known.test.mjs`; `learning.test.mjs` beside it has what must not be learnt.

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

pub(crate) use given::Given;
pub(crate) use given::{items, properties, property, text};
pub(crate) use issue::Issues;
pub(crate) use issue::Places;
pub use issue::{Code, Issue, Path, Report, Severity, Step};
pub(crate) use reader::Reader;
pub(crate) use repeats::repeated;
pub(crate) use say::decimal;
pub(crate) use scan::{Learnt, scan};
#[cfg(target_family = "wasm")]
pub(crate) use stream::{PIECE, Read, Rows, Stream, Unread};
pub(crate) use tape::Cursor;
#[cfg(target_family = "wasm")]
pub(crate) use tape::Tape;
pub(crate) use walk::DEEPEST;
pub(crate) use walk::Findings;
pub use walk::{Foreign, Form, Input, Role, Walk, walk};
pub(crate) use walk::{names, walk_object, walk_other};

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
