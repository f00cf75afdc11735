//! Seam ACS credentials for web pages: models, validation and requests, compiled to WebAssembly.
//!
//! The crate is the inside of the npm package `acs-credentials`. Three ideas carry it:
//!
//! - **The struct is the schema.** `model!` keeps a documented struct and gives it a constant description of itself
//!   ([`shape::Shape`]). The checker's tables, the TypeScript declarations and the JSON Schema all come from it.
//! - **What is sent is checked, what is received is named.** [`check::walk`](fn@check::walk) reports every issue of a JSON text; for payloads
//!   an error stops the call, for answers it is data.
//! - **The API in Rust, the platform in JavaScript.** What Seam's API is about stands outside `wasm/`, compiles on the host and is tested
//!   there. Options, URLs, headers and signals are JavaScript's own, and so are read by JavaScript, in `src/wasm/*.js`: in less than half of the bytes.
//!
//! ```
//! use acs_credentials::{check::Context, endpoints};
//!
//! let report = endpoints::assign::ENDPOINT.check(r#"{ "acs_credential_id": "42" }"#, &Context::default());
//! assert_eq!(report.issues[0].code.as_str(), "uuid");
//! ```

// A test that cannot go on may say so.
#![cfg_attr(test, allow(clippy::expect_used, clippy::panic))]

pub mod brands;
pub mod check;
pub mod endpoints;
pub mod error;
pub mod models;
pub mod response;
pub mod retry;
pub mod shape;
pub mod values;
mod words;

#[cfg(target_family = "wasm")]
pub mod wasm;
