//! Events about credentials.

use crate::shape::{Open, model, values};
use crate::values::{Id, Timestamp};

values! {
    /// What happened to a credential. There is no event for its creation.
    pub enum AcsCredentialEventType {
        /// It was deleted.
        Deleted = "acs_credential.deleted",
        /// It was issued: it opens doors from now on.
        Issued = "acs_credential.issued",
        /// It was issued again, for instance after a change of its schedule.
        Reissued = "acs_credential.reissued",
        /// It stopped working, for instance because another card replaced it.
        Invalidated = "acs_credential.invalidated",
    }
}

model! {
    /// Something that happened to a credential, as webhooks and the events endpoint tell it.
    pub struct AcsCredentialEvent {
        /// Id of the event.
        pub event_id: Id,
        /// What happened.
        pub event_type: Open<AcsCredentialEventType>,
        /// Workspace of the credential.
        pub workspace_id: Id,
        /// Access system of the credential.
        pub acs_system_id: Id,
        /// The credential.
        pub acs_credential_id: Id,
        /// Connected account of the access system.
        pub connected_account_id: Option<Id>,
        /// When the event was recorded.
        pub created_at: Timestamp,
        /// When it happened.
        pub occurred_at: Timestamp,
        /// What happened, in words.
        pub event_description: Option<String>,
    }
}
