//! `GET /acs/credentials/list_accessible_entrances`

use super::{Answer, Endpoint, Method};
use crate::shape::{Model, model};
use crate::values::Id;

model! {
    /// Names the credential whose entrances are listed.
    pub struct ListAccessibleEntrances {
        /// Credential whose entrances are listed.
        pub acs_credential_id: Id,
    }
}

/// The endpoint.
pub static ENDPOINT: Endpoint = Endpoint {
    name: "list_accessible_entrances",
    path: "/acs/credentials/list_accessible_entrances",
    method: Method::Get,
    payload: ListAccessibleEntrances::SHAPE,
    answer: Answer::Entrances,
    rules: |_, _, _| {},
};
