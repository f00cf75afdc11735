//! `DELETE /acs/credentials/delete`

use super::{Answer, Endpoint, Method};
use crate::shape::{Model, model};
use crate::values::Id;

model! {
    /// Revokes a credential.
    pub struct DeleteCredential {
        /// Credential to revoke.
        pub acs_credential_id: Id,
    }
}

/// The endpoint.
pub static ENDPOINT: Endpoint = Endpoint {
    name: "delete",
    path: "/acs/credentials/delete",
    method: Method::Delete,
    payload: DeleteCredential::SHAPE,
    answer: Answer::Nothing,
    rules: |_, _, _| {},
};
