//! The boundary: the only place that knows JavaScript.
//!
//! Nothing here may panic. A panic inside an async export leaves its promise pending for ever, so values are read by hand and
//! every surprise becomes a [`Failure`](crate::error::Failure).

mod accept;
mod convert;
mod deadline;
mod decode;
pub mod exports;
mod notice;
mod options;
mod report;
mod transport;

/// Half the size of the standard one.
#[cfg(feature = "package")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
