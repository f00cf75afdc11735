//! Payloads without JSON: the package's `accept.js` writes them here as a tape.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use wasm_bindgen::prelude::*;

use super::report;
use crate::check::{Context, Cursor};
use crate::endpoints::ENDPOINTS;
use crate::values::Clock;
use crate::words::to_str;

// Atomic, because JavaScript writes them behind the compiler's back; in a module without threads that costs nothing.
static WORDS: [AtomicU32; 512] = [const { AtomicU32::new(0) }; 512];
static TEXT: [AtomicU64; 512] = [const { AtomicU64::new(0) }; 512];

/// The module's memory, where in it words and strings are to be written, and how many of each there may be.
#[wasm_bindgen]
pub fn room() -> js_sys::Array {
    let room = js_sys::Array::of1(&wasm_bindgen::memory());
    for number in [
        WORDS.as_ptr().addr(),
        WORDS.len(),
        TEXT.as_ptr().addr(),
        size_of_val(&TEXT),
    ] {
        room.push(&JsValue::from(u32::try_from(number).unwrap_or_default()));
    }
    room
}

/// What JavaScript has written, as it was when it had done so.
struct Taken {
    words: [u32; WORDS.len()],
    text: [u8; size_of_val(&TEXT)],
}

thread_local! {
    /// Kept, since to clear as much memory takes as long as to judge what is in it.
    static COPY: RefCell<Taken> = const { RefCell::new(Taken { words: [0; _], text: [0; _] }) };
}

/// Whether there is nothing to say of the payload of an endpoint, named by its position in `ENDPOINTS`. If there is, `report.js` keeps
/// it.
#[wasm_bindgen]
pub fn judge(endpoint: usize, words: usize, text: usize, now: f64) -> bool {
    let context = Context {
        now: Clock::from_millis(now),
        ..Context::default()
    };
    let report = COPY.with(|copy| {
        let mut copy = copy.try_borrow_mut().ok()?;
        for (to, from) in copy.words.iter_mut().zip(&WORDS).take(words) {
            *to = from.load(Ordering::Relaxed);
        }
        let (eights, _) = copy.text.as_chunks_mut();
        for (to, from) in eights.iter_mut().zip(&TEXT).take(text.div_ceil(8)) {
            *to = from.load(Ordering::Relaxed).to_le_bytes();
        }
        let text = copy.text.get(..text).and_then(to_str)?;
        let payload = Cursor::new(copy.words.get(..words)?, text);
        Some(ENDPOINTS.get(endpoint)?.judge(payload, &[], &context))
    });
    let is_good = report
        .as_ref()
        .is_some_and(|report| report.issues.is_empty());
    if let Some(report) = report
        && !is_good
    {
        report::keep_for_later(&report.issues);
    }
    is_good
}
