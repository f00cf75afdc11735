//! Objects made of checked JSON without parsing it again.

use wasm_bindgen::prelude::*;

use crate::check::{Decode, Input, Role, Tape, Walk, read};
use crate::shape::Shape;

#[wasm_bindgen(module = "/src/wasm/decode.js")]
extern "C" {
    type Decoder;

    fn decoder(model: &str) -> Option<Decoder>;

    #[wasm_bindgen(method)]
    fn begin(this: &Decoder);

    // What nests too deep for the engine's JSON.parse throws.
    #[wasm_bindgen(method, catch)]
    fn more(this: &Decoder, words: &[u32], text: &[u8], json: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn finish(this: &Decoder, words: &[u32], text: &[u8], json: &[u8]) -> Result<JsValue, JsValue>;
}

struct Rows<'a> {
    decoder: Decoder,
    json: &'a [u8],
}

impl Decode for Rows<'_> {
    fn begin(&mut self) {
        self.decoder.begin();
    }

    fn rows(&mut self, tape: &Tape) -> Option<()> {
        self.decoder.more(tape.words(), tape.text(), self.json).ok()
    }
}

/// Checks an answer and makes its object; `None` where it has to be parsed in the ordinary way.
pub(super) fn decode(shape: &'static Shape, json: &str) -> (Walk, Option<JsValue>) {
    let input = Input::from(json);
    let Some(decoder) = decoder(shape.name) else {
        return (read(shape, input, Role::Received, None).0, None);
    };
    let mut rows = Rows {
        decoder,
        json: json.as_bytes(),
    };
    let (walk, tape) = read(shape, input, Role::Received, Some(&mut rows));
    let value = tape.and_then(|tape| {
        rows.decoder
            .finish(tape.words(), tape.text(), rows.json)
            .ok()
    });
    (walk, value)
}
