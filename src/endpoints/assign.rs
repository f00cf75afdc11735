//! `PATCH /acs/credentials/assign`

use super::{Answer, Endpoint, Method, rules};
use crate::shape::{Model, Prop, model};
use crate::values::Id;

model! {
    /// Gives a credential to a person, named as an access system user or as a user identity.
    pub struct AssignCredential {
        /// Credential to give.
        pub acs_credential_id: Id,
        /// Receiver, as an access system user. Not together with `user_identity_id`.
        pub acs_user_id: Option<Id>,
        /// Receiver, as a user identity. Not together with `acs_user_id`.
        pub user_identity_id: Option<Id>,
    }
}

/// The endpoint.
pub static ENDPOINT: Endpoint = Endpoint {
    name: "assign",
    path: "/acs/credentials/assign",
    method: Method::Patch,
    payload: AssignCredential::SHAPE,
    answer: Answer::MaybeCredential,
    rules: |given, _, found| {
        const USER: Prop = AssignCredential::SHAPE.prop("acs_user_id");
        const IDENTITY: Prop = AssignCredential::SHAPE.prop("user_identity_id");
        rules::one_receiver(given, USER, IDENTITY, &mut found.across);
    },
};
