//! Good payloads without JSON: the package's `accept.js` writes them here as a tape, and is told whether they are plainly good.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use wasm_bindgen::prelude::*;

use crate::check::{Context, Written};
use crate::endpoints::ENDPOINTS;
use crate::values::Clock;
use crate::words::to_str;

// Atomic, because JavaScript writes them behind the compiler's back; in a module without threads that costs nothing.
static WORDS: [AtomicU32; 512] = [const { AtomicU32::new(0) }; 512];
static TEXT: [AtomicU64; 512] = [const { AtomicU64::new(0) }; 512];

/// The module's memory, and where in it words and strings are to be written, and how many of each there may be.
#[wasm_bindgen]
pub fn room() -> js_sys::Array {
    let number = |number: usize| JsValue::from(u32::try_from(number).unwrap_or_default());
    js_sys::Array::of5(
        &wasm_bindgen::memory(),
        &number(WORDS.as_ptr().addr()),
        &number(WORDS.len()),
        &number(TEXT.as_ptr().addr()),
        &number(TEXT.len() * size_of::<u64>()),
    )
}

/// Whether there is nothing to say of the payload of an endpoint, named by its position in `ENDPOINTS`. `false` means that somebody
/// has to look.
#[wasm_bindgen]
pub fn accepts(endpoint: usize, words: usize, text: usize, now: f64) -> bool {
    /// So much is put together without asking for memory.
    const USUAL: usize = 512;
    let (mut few, mut many);
    let bytes = if text <= USUAL {
        few = [0; USUAL];
        few.as_mut_slice()
    } else {
        many = vec![0; text.next_multiple_of(8)];
        many.as_mut_slice()
    };
    let eights = bytes.chunks_exact_mut(8).zip(&TEXT);
    for (to, from) in eights.take(text.div_ceil(8)) {
        to.copy_from_slice(&from.load(Ordering::Relaxed).to_le_bytes());
    }
    let text = bytes.get(..text).and_then(to_str);
    let words = WORDS.get(..words);
    let context = Context {
        now: Clock::from_millis(now),
        ..Context::default()
    };
    match (ENDPOINTS.get(endpoint), words, text) {
        (Some(endpoint), Some(words), Some(text)) => {
            Written::new(words, text).is_good(endpoint, &context)
        }
        _ => false,
    }
}
