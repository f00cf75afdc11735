//! Seam ACS credentials for web pages: models, validation and requests, compiled to WebAssembly.
//!
//! This crate is the core of the npm package `acs-credentials`. Three ideas carry it:
//!
//! - **The struct is the schema.** `model!` keeps a documented struct and adds a constant description of it, its
//!   [`Shape`](shape::Shape). The checker's tables, the TypeScript declarations, the JSON Schema and the decoder are all derived from it.
//! - **Strict with what is sent, tolerant of what is received.** [`check::walk`](fn@check::walk) reports every issue. In a payload, an error
//!   stops the call before anything is sent; in an answer, issues are data, and nothing is lost.
//! - **The API in Rust, the platform in JavaScript.** Models, rules, answers and retries are outside `wasm/`, compile on the host and are
//!   tested there. How a request is addressed and signed (options, URLs, headers, signals) is JavaScript's own, and `src/wasm/*.js` does it in
//!   less than half the bytes.
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
