//! `GET /acs/credentials/get`

use super::{Answer, Endpoint, Method};
use crate::shape::{Model, model};
use crate::values::Id;

model! {
    /// Names the credential to read.
    pub struct GetCredential {
        /// Credential to read.
        pub acs_credential_id: Id,
    }
}

/// The endpoint.
pub static ENDPOINT: Endpoint = Endpoint {
    name: "get",
    path: "/acs/credentials/get",
    method: Method::Get,
    payload: GetCredential::SHAPE,
    answer: Answer::Credential,
    rules: |_, _, _| {},
};
