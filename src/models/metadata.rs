//! What each brand adds to credentials and entrances. Every property is optional.

use crate::shape::{Open, model, values};
use crate::values::Id;

values! {
    /// Whom a Visionline card is for.
    pub enum CardFunctionType {
        /// A guest, for the time of a stay.
        Guest = "guest",
        /// A member of the staff.
        Staff = "staff",
    }
}

model! {
    /// What Visionline adds to a credential.
    pub struct AcsCredentialVisionline {
        /// Whether it joins the credentials that the door already accepts instead of replacing them.
        pub auto_join: Option<bool>,
        /// Whom the card is for.
        pub card_function_type: Option<Open<CardFunctionType>>,
        /// Visionline's id of the card.
        pub card_id: Option<String>,
        /// Common doors that it opens.
        pub common_acs_entrance_ids: Option<Vec<Id>>,
        /// Visionline's id of the credential.
        pub credential_id: Option<String>,
        /// Guest doors that it opens.
        pub guest_acs_entrance_ids: Option<Vec<Id>>,
        /// Whether Visionline still accepts it.
        pub is_valid: Option<bool>,
        /// Credentials that it joins.
        pub joiner_acs_credential_ids: Option<Vec<Id>>,
    }
}

model! {
    /// What Assa Abloy Vostio adds to a credential.
    pub struct AcsCredentialVostio {
        /// Whether it joins the credentials that the door already accepts instead of replacing them.
        pub auto_join: Option<bool>,
        /// Doors that it opens.
        pub door_names: Option<Vec<String>>,
        /// Id of the phone's endpoint.
        pub endpoint_id: Option<String>,
        /// Vostio's id of the key.
        pub key_id: Option<String>,
        /// Vostio's id of the request that issues the key.
        pub key_issuing_request_id: Option<String>,
        /// Guest doors whose other credentials it replaces.
        pub override_guest_acs_entrance_ids: Option<Vec<String>>,
    }
}

model! {
    /// What Akiles adds to a credential.
    pub struct AcsCredentialAkiles {
        /// Akiles' id of the member's PIN.
        pub member_pin_id: Option<String>,
    }
}

model! {
    /// What can be done at an Akiles entrance.
    pub struct AkilesAction {
        /// Akiles' id of the action.
        pub id: Option<String>,
        /// Its name.
        pub name: Option<String>,
    }
}

model! {
    /// What Akiles adds to an entrance.
    pub struct AcsEntranceAkiles {
        /// What can be done there.
        pub actions: Option<Vec<AkilesAction>>,
        /// Akiles' id of the gadget.
        pub gadget_id: Option<String>,
        /// Akiles' id of the site, a text.
        pub site_id: Option<String>,
        /// The site's name.
        pub site_name: Option<String>,
    }
}

values! {
    /// What an Assa Abloy Vostio door is.
    pub enum VostioDoorType {
        /// A door of the common area.
        CommonDoor = "CommonDoor",
        /// A way into the building.
        EntranceDoor = "EntranceDoor",
        /// A guest room.
        GuestDoor = "GuestDoor",
        /// An elevator.
        Elevator = "Elevator",
    }
}

model! {
    /// What Assa Abloy Vostio adds to an entrance.
    pub struct AcsEntranceVostio {
        /// The door's name.
        pub door_name: Option<String>,
        /// The door's number.
        pub door_number: Option<f64>,
        /// What the door is.
        pub door_type: Option<Open<VostioDoorType>>,
        /// The property management system's id of the door.
        pub pms_id: Option<String>,
        /// Whether the door is kept open.
        pub stand_open: Option<bool>,
    }
}

model! {
    /// What Avigilon Alta adds to an entrance.
    pub struct AcsEntranceAvigilonAlta {
        /// The entry's name.
        pub entry_name: Option<String>,
        /// How many relays the entry has.
        pub entry_relays_total_count: Option<f64>,
        /// The organisation's name.
        pub org_name: Option<String>,
        /// Avigilon's id of the site, a number.
        pub site_id: Option<f64>,
        /// The site's name.
        pub site_name: Option<String>,
        /// Avigilon's id of the zone.
        pub zone_id: Option<f64>,
        /// The zone's name.
        pub zone_name: Option<String>,
    }
}

model! {
    /// What Brivo adds to an entrance.
    pub struct AcsEntranceBrivo {
        /// Brivo's id of the access point.
        pub access_point_id: Option<String>,
        /// Brivo's id of the site, a number.
        pub site_id: Option<f64>,
        /// The site's name.
        pub site_name: Option<String>,
    }
}

model! {
    /// What Dormakaba Ambiance adds to an entrance.
    pub struct AcsEntranceDormakabaAmbiance {
        /// The access point's name.
        pub access_point_name: Option<String>,
    }
}

model! {
    /// What Dormakaba Community adds to an entrance.
    pub struct AcsEntranceDormakabaCommunity {
        /// The access point's profile.
        pub access_point_profile: Option<String>,
    }
}

model! {
    /// What Hotek adds to an entrance.
    pub struct AcsEntranceHotek {
        /// The common area's name.
        pub common_area_name: Option<String>,
        /// The common area's number.
        pub common_area_number: Option<String>,
        /// The room's number.
        pub room_number: Option<String>,
    }
}

model! {
    /// What Latch adds to an entrance.
    pub struct AcsEntranceLatch {
        /// Who may reach the door.
        pub accessibility_type: Option<String>,
        /// The door's name.
        pub door_name: Option<String>,
        /// What the door is.
        pub door_type: Option<String>,
        /// Whether the lock is online.
        pub is_connected: Option<bool>,
    }
}

model! {
    /// What Salto KS adds to an entrance.
    pub struct AcsEntranceSaltoKs {
        /// The battery's charge, in Salto's words.
        pub battery_level: Option<String>,
        /// The door's name.
        pub door_name: Option<String>,
        /// Whether somebody is breaking in.
        pub intrusion_alarm: Option<bool>,
        /// Whether the door was left open.
        pub left_open_alarm: Option<bool>,
        /// What the lock is.
        pub lock_type: Option<String>,
        /// Whether the door is locked, in Salto's words.
        pub locked_state: Option<String>,
        /// Whether the lock is online.
        pub online: Option<bool>,
        /// Whether the person inside wants no visitors.
        pub privacy_mode: Option<bool>,
    }
}

model! {
    /// What Salto Space adds to an entrance.
    pub struct AcsEntranceSaltoSpace {
        /// Whether keys record their use at the door.
        pub audit_on_keys: Option<bool>,
        /// The door's description.
        pub door_description: Option<String>,
        /// Salto's id of the door.
        pub door_id: Option<String>,
        /// The door's name.
        pub door_name: Option<String>,
        /// The room's description.
        pub room_description: Option<String>,
        /// The room's name.
        pub room_name: Option<String>,
    }
}

values! {
    /// What a Visionline door is.
    pub enum VisionlineDoorCategory {
        /// A way into the building.
        Entrance = "entrance",
        /// A guest room.
        Guest = "guest",
        /// The reader in an elevator.
        ElevatorReader = "elevator reader",
        /// A door of the common area.
        Common = "common",
        /// A door of the common area that the property management system controls.
        CommonPms = "common (PMS)",
    }
}

values! {
    /// What a Visionline door profile is for.
    pub enum VisionlineDoorProfileType {
        /// Mobile keys over Bluetooth.
        Ble = "BLE",
        /// A door of the common area.
        CommonDoor = "commonDoor",
        /// Touch.
        Touch = "touch",
    }
}

model! {
    /// A profile of a Visionline door.
    pub struct VisionlineDoorProfile {
        /// Visionline's id of the profile.
        pub visionline_door_profile_id: Option<String>,
        /// What the profile is for.
        pub visionline_door_profile_type: Option<Open<VisionlineDoorProfileType>>,
    }
}

model! {
    /// What Visionline adds to an entrance.
    pub struct AcsEntranceVisionline {
        /// What the door is.
        pub door_category: Option<Open<VisionlineDoorCategory>>,
        /// The door's name.
        pub door_name: Option<String>,
        /// The door's profiles.
        pub profiles: Option<Vec<VisionlineDoorProfile>>,
    }
}
