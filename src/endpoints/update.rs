//! `PATCH /acs/credentials/update`

use super::{Answer, Endpoint, Method, rules};
use crate::brands;
use crate::check::{Code, Findings, Path};
use crate::shape::{Model, Prop, model};
use crate::values::{NonEmpty, PinCode, Timestamp};

model! {
    /// Changes a credential's code or the end of its validity.
    pub struct UpdateCredential {
        /// Credential to change.
        pub acs_credential_id: NonEmpty,
        /// New PIN code: digits only.
        pub code: Option<PinCode>,
        /// New end of its validity; must be in the future.
        pub ends_at: Option<Timestamp>,
    }
}

const ID: Prop = UpdateCredential::SHAPE.prop("acs_credential_id");
const CODE: Prop = UpdateCredential::SHAPE.prop("code");
const ENDS_AT: Prop = UpdateCredential::SHAPE.prop("ends_at");

/// The endpoint.
pub static ENDPOINT: Endpoint = Endpoint {
    name: "update",
    path: "/acs/credentials/update",
    method: Method::Patch,
    payload: UpdateCredential::SHAPE,
    answer: Answer::MaybeCredential,
    rules: |given, context, found| {
        let Findings {
            in_place,
            across: issues,
        } = found;
        rules::likely_uuid(given, ID, in_place);
        rules::code_length(given, CODE, context, in_place);
        rules::end_is_late(given, None, ENDS_AT, context, issues);
        if !given.has(CODE) && !given.has(ENDS_AT) {
            issues.warning(
                Code::NoChange,
                Path::root(),
                "Changes nothing: give code or ends_at.",
            );
        }
        brands::on_update(given, CODE, ENDS_AT, context, issues);
    },
};
