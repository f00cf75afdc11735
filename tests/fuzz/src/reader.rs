//! Whether bytes are JSON: the package and `serde_json` must agree, on any bytes whatever.
#![no_main]

use acs_credentials::check::{Form, Role, walk};
use acs_credentials::models::{Pagination, RECEIVED};
use acs_credentials::shape::Model;
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    // Values are passed over, not built: that goes without recursion, and a half of a surrogate pair is as good as any escape.
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    // The walk reads by itself what a shape knows and passes over the rest, so both ways are tried.
    for shape in [Pagination::SHAPE, RECEIVED[0].1] {
        let walk = walk(shape, text.into(), Role::Received);
        assert_eq!(matches!(walk.form, Form::Object | Form::Other), is_json);
    }
});
