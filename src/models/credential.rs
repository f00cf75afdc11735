//! `acs_credential`: a means of access, with its errors and warnings.

use super::metadata::{AcsCredentialAkiles, AcsCredentialVisionline, AcsCredentialVostio};
use crate::shape::{Nullable, Open, model, values};
use crate::values::{Id, NonEmpty, Timestamp, True};

values! {
    /// How a person proves the right to pass.
    pub enum AccessMethod {
        /// A PIN code, typed at the door.
        Code = "code",
        /// A key card or fob.
        Card = "card",
        /// A key on a phone.
        MobileKey = "mobile_key",
        /// A key held by the access system, used through its own app or a remote unlock.
        CloudKey = "cloud_key",
    }
}

values! {
    /// What the access system's brand calls this kind of credential.
    pub enum AcsCredentialExternalType {
        /// PTI card.
        PtiCard = "pti_card",
        /// Brivo credential.
        BrivoCredential = "brivo_credential",
        /// HID credential.
        HidCredential = "hid_credential",
        /// Visionline card.
        VisionlineCard = "visionline_card",
        /// Salto KS credential.
        SaltoKsCredential = "salto_ks_credential",
        /// Assa Abloy Vostio key.
        AssaAbloyVostioKey = "assa_abloy_vostio_key",
        /// Salto Space key.
        SaltoSpaceKey = "salto_space_key",
        /// Latch access.
        LatchAccess = "latch_access",
        /// Dormakaba Ambiance credential.
        DormakabaAmbianceCredential = "dormakaba_ambiance_credential",
        /// Hotek card.
        HotekCard = "hotek_card",
        /// Salto KS tag.
        SaltoKsTag = "salto_ks_tag",
        /// Avigilon Alta credential.
        AvigilonAltaCredential = "avigilon_alta_credential",
        /// Kisi credential.
        KisiCredential = "kisi_credential",
        /// Akiles credential.
        AkilesCredential = "akiles_credential",
    }
}

values! {
    /// The kinds of conditions that a credential can be in.
    pub enum AcsCredentialWarningCode {
        /// Not issued yet: it opens no door so far.
        WaitingToBeIssued = "waiting_to_be_issued",
        /// Its schedule was changed outside Seam.
        ScheduleExternallyModified = "schedule_externally_modified",
        /// Its schedule was changed to one that the access system supports.
        ScheduleModified = "schedule_modified",
        /// It is on its way out.
        BeingDeleted = "being_deleted",
        /// Something is wrong that Seam has no name for.
        UnknownIssueWithAcsCredential = "unknown_issue_with_acs_credential",
        /// It must be issued again before it reflects the last change.
        NeedsToBeReissued = "needs_to_be_reissued",
        /// The code that was asked for is taken; the person must be given `new_code`.
        RequestedCodeUnavailable = "requested_code_unavailable",
    }
}

model! {
    /// A condition of a credential that somebody should look at.
    pub struct AcsCredentialWarning {
        /// The kind of condition.
        pub warning_code: Open<AcsCredentialWarningCode>,
        /// What it means, in words.
        pub message: String,
        /// When it occurred.
        pub created_at: Timestamp,
        /// The code that was asked for. With `requested_code_unavailable` only.
        #[with("requested_code_unavailable")]
        pub original_code: Option<String>,
        /// The code that works instead. With `requested_code_unavailable` only.
        #[with("requested_code_unavailable")]
        pub new_code: Option<String>,
    }
}

model! {
    /// Something that keeps a credential or an entrance from working.
    pub struct AcsError {
        /// The kind of problem; newer servers may add codes.
        pub error_code: String,
        /// What it means, in words.
        pub message: String,
        /// When it occurred. Older servers leave it out.
        pub created_at: Timestamp,
    }
}

model! {
    /// A means of access: a PIN code, a key card, a mobile key or a cloud key of one person in one access system.
    pub struct AcsCredential {
        /// Id of the credential.
        pub acs_credential_id: Id,
        /// Access system that it belongs to.
        pub acs_system_id: Id,
        /// Connected account of the access system. Older servers leave it out.
        pub connected_account_id: Id,
        /// Workspace that it belongs to.
        pub workspace_id: Id,
        /// How it is used at the door.
        pub access_method: Open<AccessMethod>,
        /// Its name, for people.
        pub display_name: NonEmpty,
        /// When Seam created it.
        pub created_at: Timestamp,
        /// Problems that keep it from working.
        pub errors: Vec<AcsError>,
        /// Conditions that somebody should look at.
        pub warnings: Vec<AcsCredentialWarning>,
        /// Always `true`: Seam manages it.
        pub is_managed: True,
        /// Access system user that holds it.
        pub acs_user_id: Option<Id>,
        /// User identity that holds it.
        pub user_identity_id: Option<Id>,
        /// Pool that it was taken from.
        pub acs_credential_pool_id: Option<Id>,
        /// Credential that it was made from.
        pub parent_acs_credential_id: Option<Id>,
        /// The PIN code.
        pub code: Option<Nullable<String>>,
        /// The number on the card.
        pub card_number: Option<Nullable<String>>,
        /// Start of its validity. No format is promised; mostly a date-time.
        pub starts_at: Option<String>,
        /// End of its validity. No format is promised; mostly a date-time.
        pub ends_at: Option<String>,
        /// What the brand calls this kind of credential.
        pub external_type: Option<Open<AcsCredentialExternalType>>,
        /// The brand's name for this kind of credential, for people.
        pub external_type_display_name: Option<String>,
        /// Whether it was issued: for a card, whether it was encoded.
        pub is_issued: Option<bool>,
        /// Whether it works a single time.
        pub is_one_time_use: Option<bool>,
        /// Whether it is a mobile key on all phones of its holder.
        pub is_multi_phone_sync_credential: Option<bool>,
        /// Whether the access system has the state that Seam wants it to have; `null` where that cannot be known.
        pub is_latest_desired_state_synced_with_provider: Option<Nullable<bool>>,
        /// When it was issued.
        pub issued_at: Option<Nullable<Timestamp>>,
        /// When the access system last had the wanted state.
        pub latest_desired_state_synced_with_provider_at: Option<Nullable<Timestamp>>,
        /// What Visionline adds to the credential.
        pub visionline_metadata: Option<AcsCredentialVisionline>,
        /// What Assa Abloy Vostio adds to the credential.
        pub assa_abloy_vostio_metadata: Option<AcsCredentialVostio>,
        /// What Akiles adds to the credential.
        pub akiles_metadata: Option<AcsCredentialAkiles>,
    }
}

model! {
    /// The body of an answer with one credential.
    pub struct AcsCredentialAnswer {
        /// The credential. Assign, unassign and update may leave it out.
        pub acs_credential: AcsCredential,
        /// Always `true` in a successful answer.
        pub ok: Option<True>,
    }
}

model! {
    /// The body of an answer that holds nothing.
    pub struct OkAnswer {
        /// Always `true` in a successful answer.
        pub ok: Option<True>,
    }
}
