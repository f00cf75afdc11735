//! Objects made of checked JSON without parsing it again.

use std::cell::RefCell;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::check::{Learnt, PIECE, Read, Rows, Stream, Tape, Unread, Walk};
use crate::shape::Shape;

#[wasm_bindgen(module = "/src/wasm/decode.js")]
extern "C" {
    type Decoder;

    fn decoder(model: &str) -> Option<Decoder>;

    // Throws at JSON that nests too deep for the engine's JSON.parse. `text` and `json` are left out where the words need none: making a
    // view takes longer than using it.
    #[wasm_bindgen(method, catch)]
    fn more(
        this: &Decoder,
        words: &[u32],
        text: Option<&[u8]>,
        json: Option<&[u8]>,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn finish(
        this: &Decoder,
        words: &[u32],
        text: Option<&[u8]>,
        json: Option<&[u8]>,
    ) -> Result<JsValue, JsValue>;
}

fn unless_empty(bytes: &[u8]) -> Option<&[u8]> {
    (!bytes.is_empty()).then_some(bytes)
}

/// Makes objects of tapes, as long as the engine can.
struct Maker {
    decoder: Decoder,
    /// What it threw.
    fault: Option<JsValue>,
}

impl Rows for Maker {
    fn take(&mut self, tape: &Tape) {
        if tape.words().is_empty() || self.fault.is_some() {
            return;
        }
        let made = self.decoder.more(
            tape.words(),
            unless_empty(tape.text()),
            unless_empty(tape.json()),
        );
        self.fault = made.err();
    }
}

thread_local! {
    /// By the last answer. Kept, since to learn it takes a small answer a fifth of its time.
    static LEARNT: RefCell<Learnt> = const { RefCell::new(Learnt::nothing()) };
}

/// The bytes of an answer, checked and made into an object as they come.
pub(super) struct Reading {
    stream: Stream,
    maker: Maker,
}

/// An answer read to its end.
pub(super) struct Made {
    pub walk: Walk,
    /// Or what the engine threw that was to make it.
    pub value: Result<JsValue, JsValue>,
    /// The answer without its rows.
    pub json: Vec<u8>,
}

impl Reading {
    pub fn new(shape: &'static Shape) -> Option<Self> {
        let maker = Maker {
            decoder: decoder(shape.name)?,
            fault: None,
        };
        Some(Self {
            stream: Stream::new(shape, LEARNT.take()),
            maker,
        })
    }

    /// Takes further bytes. Returns whether more of them are wanted.
    pub fn add(&mut self, bytes: &Uint8Array) -> bool {
        let length = bytes.length();
        let mut begin = 0;
        let mut is_wanted = true;
        while begin < length && is_wanted {
            let end = length.min(begin + PIECE);
            let piece = bytes.subarray(begin, end);
            let copy = |room: &mut [u8]| piece.copy_to(room);
            is_wanted = self
                .stream
                .add((end - begin) as usize, copy, &mut self.maker);
            begin = end;
        }
        is_wanted
    }

    /// There are no more. `None`: the answer was not read, and [`Reading::unread`] says why.
    pub fn end(&mut self) -> Option<Made> {
        let Read {
            walk,
            tape,
            json,
            learnt,
        } = self.stream.end(&mut self.maker)?;
        LEARNT.set(learnt);
        let value = match self.maker.fault.take() {
            Some(fault) => Err(fault),
            None => self.maker.decoder.finish(
                tape.words(),
                unless_empty(tape.text()),
                unless_empty(tape.json()),
            ),
        };
        Some(Made { walk, value, json })
    }

    /// What is left of an answer that was not read, and what to report of it.
    pub fn unread(self) -> Unread {
        self.stream.unread()
    }
}
