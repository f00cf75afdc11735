//! `acs_entrance`: a door, gate or elevator of an access system.

use super::AcsError;
use super::metadata::{
    AcsEntranceAkiles, AcsEntranceAvigilonAlta, AcsEntranceBrivo, AcsEntranceDormakabaAmbiance,
    AcsEntranceDormakabaCommunity, AcsEntranceHotek, AcsEntranceLatch, AcsEntranceSaltoKs,
    AcsEntranceSaltoSpace, AcsEntranceVisionline, AcsEntranceVostio,
};
use crate::shape::{Open, model, values};
use crate::values::{Id, Timestamp, True};

values! {
    /// The kinds of conditions that an entrance can be in.
    pub enum AcsEntranceWarningCode {
        /// Salto KS no longer supports access codes there.
        SaltoKsEntranceAccessCodeSupportRemoved = "salto_ks_entrance_access_code_support_removed",
        /// It shares its zone with other entrances.
        EntranceSharesZone = "entrance_shares_zone",
        /// It must be set up in the access system first.
        EntranceSetupRequired = "entrance_setup_required",
        /// Its Salto KS lock is in privacy mode.
        SaltoKsPrivacyMode = "salto_ks_privacy_mode",
        /// Its lock is in privacy mode.
        PrivacyMode = "privacy_mode",
    }
}

model! {
    /// A condition of an entrance that somebody should look at.
    pub struct AcsEntranceWarning {
        /// The kind of condition.
        pub warning_code: Open<AcsEntranceWarningCode>,
        /// What it means, in words.
        pub message: String,
        /// When it occurred.
        pub created_at: Timestamp,
    }
}

model! {
    /// A door, gate or elevator of an access system.
    pub struct AcsEntrance {
        /// Id of the entrance.
        pub acs_entrance_id: Id,
        /// Access system that it belongs to.
        pub acs_system_id: Id,
        /// Connected account of the access system. Older servers leave it out.
        pub connected_account_id: Id,
        /// When Seam learned of it.
        pub created_at: Timestamp,
        /// Its name, for people.
        pub display_name: String,
        /// Spaces that it belongs to.
        pub space_ids: Vec<Id>,
        /// Problems that keep it from working.
        pub errors: Vec<AcsError>,
        /// Conditions that somebody should look at.
        pub warnings: Vec<AcsEntranceWarning>,
        /// Whether a card opens it.
        pub can_unlock_with_card: Option<bool>,
        /// Whether a PIN code opens it.
        pub can_unlock_with_code: Option<bool>,
        /// Whether a mobile key opens it.
        pub can_unlock_with_mobile_key: Option<bool>,
        /// Whether a cloud key opens it.
        pub can_unlock_with_cloud_key: Option<bool>,
        /// Whether it can be part of a reservation.
        pub can_belong_to_reservation: Option<bool>,
        /// Whether it is locked.
        pub is_locked: Option<bool>,
        /// What Akiles adds to the entrance.
        pub akiles_metadata: Option<AcsEntranceAkiles>,
        /// What Assa Abloy Vostio adds to the entrance.
        pub assa_abloy_vostio_metadata: Option<AcsEntranceVostio>,
        /// What Avigilon Alta adds to the entrance.
        pub avigilon_alta_metadata: Option<AcsEntranceAvigilonAlta>,
        /// What Brivo adds to the entrance.
        pub brivo_metadata: Option<AcsEntranceBrivo>,
        /// What Dormakaba Ambiance adds to the entrance.
        pub dormakaba_ambiance_metadata: Option<AcsEntranceDormakabaAmbiance>,
        /// What Dormakaba Community adds to the entrance.
        pub dormakaba_community_metadata: Option<AcsEntranceDormakabaCommunity>,
        /// What Hotek adds to the entrance.
        pub hotek_metadata: Option<AcsEntranceHotek>,
        /// What Latch adds to the entrance.
        pub latch_metadata: Option<AcsEntranceLatch>,
        /// What Salto KS adds to the entrance.
        pub salto_ks_metadata: Option<AcsEntranceSaltoKs>,
        /// What Salto Space adds to the entrance.
        pub salto_space_metadata: Option<AcsEntranceSaltoSpace>,
        /// What Visionline adds to the entrance.
        pub visionline_metadata: Option<AcsEntranceVisionline>,
    }
}

model! {
    /// The body of an answer with entrances. There are no pages.
    pub struct AcsEntrancesAnswer {
        /// The entrances.
        pub acs_entrances: Vec<AcsEntrance>,
        /// Always `true` in a successful answer.
        pub ok: Option<True>,
    }
}
