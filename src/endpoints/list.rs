//! `GET /acs/credentials/list`

use super::{Answer, Endpoint, Method};
use crate::shape::{Model, Nullable, model};
use crate::values::{Count, Id, NonEmpty, Timestamp};

model! {
    /// Chooses credentials; all filters apply together.
    pub struct ListCredentials {
        /// Only those of this access system user.
        pub acs_user_id: Option<Id>,
        /// Only those of this access system.
        pub acs_system_id: Option<Id>,
        /// Only those of this user identity.
        pub user_identity_id: Option<Id>,
        /// How many a page holds at the most; the server's default is 500.
        pub limit: Option<Count>,
        /// Only those created before this moment.
        pub created_before: Option<Timestamp>,
        /// Only mobile keys on all phones of their holder, or only the others.
        pub is_multi_phone_sync_credential: Option<bool>,
        /// Only those that match this text.
        pub search: Option<NonEmpty>,
        /// Where to go on: `next_page_cursor` of the last page, with all other parameters unchanged.
        pub page_cursor: Option<Nullable<String>>,
    }
}

/// The endpoint.
pub static ENDPOINT: Endpoint = Endpoint {
    name: "list",
    path: "/acs/credentials/list",
    method: Method::Get,
    payload: ListCredentials::SHAPE,
    answer: Answer::Page,
    rules: |_, _, _| {},
};
