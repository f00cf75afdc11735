//! `PATCH /acs/credentials/unassign`

use super::{Answer, Endpoint, Method, rules};
use crate::shape::{Model, Prop, model};
use crate::values::Id;

model! {
    /// Takes a credential away from a person, named as an access system user or as a user identity.
    pub struct UnassignCredential {
        /// Credential to take away.
        pub acs_credential_id: Id,
        /// Holder, as an access system user. Not together with `user_identity_id`.
        pub acs_user_id: Option<Id>,
        /// Holder, as a user identity. Not together with `acs_user_id`.
        pub user_identity_id: Option<Id>,
    }
}

/// The endpoint.
pub static ENDPOINT: Endpoint = Endpoint {
    name: "unassign",
    path: "/acs/credentials/unassign",
    method: Method::Patch,
    payload: UnassignCredential::SHAPE,
    answer: Answer::MaybeCredential,
    rules: |given, _, found| {
        const USER: Prop = UnassignCredential::SHAPE.prop("acs_user_id");
        const IDENTITY: Prop = UnassignCredential::SHAPE.prop("user_identity_id");
        rules::one_receiver(given, USER, IDENTITY, &mut found.across);
    },
};
