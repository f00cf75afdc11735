//! The boundary: the only place that knows JavaScript.
//!
//! Nothing here may panic. A panic inside an async export leaves its promise pending for ever, so every surprise becomes a
//! [`Failure`](crate::error::Failure) or, in JavaScript, a `CredentialsError`; and what is too large for the module's memory is refused
//! before it gets there.

mod accept;
mod convert;
mod deadline;
mod decode;
pub mod exports;
mod notice;
mod options;
mod report;
mod tasks;
mod transport;

/// Half the size of the standard one.
#[cfg(feature = "package")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Makes room for a large answer at the start. When a module's memory grows, engines detach the views on it, and from then on check at
/// each use of any view whether it is still attached: payloads took a tenth longer.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn begin() {
    const ROOM: usize = 384 << 10;
    drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
}
