//! `POST /acs/credentials/create`

use self::props::{ACCESS_METHOD, CODE, IDENTITY, MULTI_PHONE_SYNC, SYSTEM, USER};
use super::{Answer, Endpoint, Method, rules};
use crate::brands;
use crate::check::{Code, Context, Findings, Given, Issues};
use crate::models::AccessMethod;
use crate::models::metadata::CardFunctionType;
use crate::shape::{Model, OneOf, model, values};
use crate::values::{Id, PinCode, Timestamp};

values! {
    /// How a Visionline card is encoded.
    pub enum VisionlineCardFormat {
        /// As a `TLCode`.
        TlCode = "TLCode",
        /// 48-bit RFID.
        Rfid48 = "rfid48",
    }
}

model! {
    /// What a Visionline credential needs.
    pub struct CreateVisionline {
        /// How the card is encoded.
        pub card_format: Option<VisionlineCardFormat>,
        /// Whom the card is for. Default: `guest`.
        pub card_function_type: Option<CardFunctionType>,
        /// Whether it replaces the credentials that the doors accept.
        pub r#override: Option<bool>,
        /// Whether it joins the credentials that the doors accept.
        pub auto_join: Option<bool>,
        /// Credentials that it joins; `allowed_acs_entrance_ids` must be given with them.
        pub joiner_acs_credential_ids: Option<Vec<Id>>,
        /// The old name of `override`.
        #[care(Deprecated("Use override instead."))]
        pub is_override_key: Option<bool>,
        /// Endpoint of the receiving phone.
        #[care(Deprecated("Seam finds the phone by itself."))]
        pub assa_abloy_credential_service_mobile_endpoint_id: Option<Id>,
    }
}

model! {
    /// What an Assa Abloy Vostio credential needs.
    pub struct CreateVostio {
        /// Whether it joins the credentials that the doors accept.
        pub auto_join: Option<bool>,
        /// Whether it joins the credentials that all guest doors accept.
        pub join_all_guest_acs_entrances: Option<bool>,
        /// Whether it replaces the credentials that all guest doors accept.
        pub override_all_guest_acs_entrances: Option<bool>,
        /// Guest doors at which it replaces the credentials that they accept.
        pub override_guest_acs_entrance_ids: Option<Vec<Id>>,
    }
}

model! {
    /// What a Salto Space credential needs.
    pub struct CreateSaltoSpace {
        /// `true` for a new card, `false` to change the one that the person has.
        pub assign_new_key: Option<bool>,
        /// Has no effect.
        #[care(Unused)]
        pub update_current_key: Option<bool>,
    }
}

model! {
    /// What a Hotek credential needs.
    pub struct CreateHotek {
        /// Whether it joins the credentials that the doors accept.
        pub auto_join: Option<bool>,
        /// Whether it replaces the credentials that the doors accept.
        pub r#override: Option<bool>,
    }
}

model! {
    /// Creates a credential for a user: give `acs_user_id`, or `user_identity_id` with `acs_system_id`.
    pub struct CreateCredential {
        /// How it is used at the door.
        pub access_method: AccessMethod,
        /// Receiver, as an access system user.
        pub acs_user_id: Option<Id>,
        /// Receiver, as a user identity; `acs_system_id` says in which access system.
        pub user_identity_id: Option<Id>,
        /// Access system in which the user identity receives it.
        pub acs_system_id: Option<Id>,
        /// Access system that manages the credential, if it is another one.
        pub credential_manager_acs_system_id: Option<Id>,
        /// Entrances that it opens.
        pub allowed_acs_entrance_ids: Option<Vec<Id>>,
        /// PIN code: digits only, usually 4 to 9. If left out, the access system generates one.
        pub code: Option<PinCode>,
        /// Start of its validity. Default: now.
        pub starts_at: Option<Timestamp>,
        /// End of its validity; must lie after `starts_at` and in the future.
        pub ends_at: Option<Timestamp>,
        /// Whether a mobile key works on all phones of its holder; most brands need `true`.
        pub is_multi_phone_sync_credential: Option<bool>,
        /// For Visionline: how the card is made.
        pub visionline_metadata: Option<CreateVisionline>,
        /// For Assa Abloy Vostio: which other credentials it joins or replaces.
        pub assa_abloy_vostio_metadata: Option<CreateVostio>,
        /// For Salto Space: whether it is a new card.
        pub salto_space_metadata: Option<CreateSaltoSpace>,
        /// For Hotek: which other credentials it joins or replaces.
        pub hotek_metadata: Option<CreateHotek>,
    }
}

/// The properties that rules speak of.
pub(crate) mod props {
    use super::CreateCredential;
    use crate::shape::{Model, Prop};

    const fn prop(name: &'static str) -> Prop {
        CreateCredential::SHAPE.prop(name)
    }

    pub(crate) const ACCESS_METHOD: Prop = prop("access_method");
    pub(crate) const USER: Prop = prop("acs_user_id");
    pub(crate) const IDENTITY: Prop = prop("user_identity_id");
    pub(crate) const SYSTEM: Prop = prop("acs_system_id");
    pub(crate) const ENTRANCES: Prop = prop("allowed_acs_entrance_ids");
    pub(crate) const CODE: Prop = prop("code");
    pub(crate) const STARTS_AT: Prop = prop("starts_at");
    pub(crate) const ENDS_AT: Prop = prop("ends_at");
    pub(crate) const MULTI_PHONE_SYNC: Prop = prop("is_multi_phone_sync_credential");
    pub(crate) const VISIONLINE: Prop = prop("visionline_metadata");
    pub(crate) const SALTO_SPACE: Prop = prop("salto_space_metadata");
}

/// The endpoint.
pub static ENDPOINT: Endpoint = Endpoint {
    name: "create",
    path: "/acs/credentials/create",
    method: Method::Post,
    payload: CreateCredential::SHAPE,
    answer: Answer::Credential,
    rules: |given, context, found| {
        let Findings {
            in_place,
            across: issues,
        } = found;
        let method = given
            .text(ACCESS_METHOD)
            .and_then(|text| AccessMethod::parse(&text));
        receiver(given, issues);
        rules::distinct_ids(given, props::ENTRANCES, in_place);
        rules::code_length(given, props::CODE, context, in_place);
        if let Some(method) = method {
            code_goes_with_method(given, method, context, issues);
        }
        rules::end_is_late(
            given,
            Some(props::STARTS_AT),
            props::ENDS_AT,
            context,
            issues,
        );
        if let Some(method) = method {
            multi_phone_sync(given, method, context, issues);
        }
        brands::on_create(given, method, context, issues);
    },
};

fn no_effect_with(method: AccessMethod) -> String {
    ["Has no effect with access_method ", method.as_str(), "."].concat()
}

fn receiver(given: &Given<'_>, issues: &mut Issues) {
    let user = given.has(USER);
    let identity = given.has(IDENTITY);
    if given.has_good(USER) && given.has_good(IDENTITY) {
        issues.warning(
            Code::Conflict,
            IDENTITY,
            "Is not needed beside acs_user_id, which already names the receiver.",
        );
    } else if !user && !identity {
        issues.error(
            Code::Receiver,
            USER,
            "Is required, or give user_identity_id together with acs_system_id.",
        );
    } else if !user && !given.has(SYSTEM) {
        issues.error(
            Code::Receiver,
            USER,
            "Is required, or give acs_system_id beside user_identity_id.",
        );
    }
}

fn code_goes_with_method(
    given: &Given<'_>,
    method: AccessMethod,
    context: &Context,
    issues: &mut Issues,
) {
    // A brand that takes no codes at all says more.
    if method != AccessMethod::Code && given.has_good(CODE) && !brands::refuses_codes(context) {
        issues.warning(Code::Method, CODE, no_effect_with(method));
    }
}

/// From the guide on [managing credentials](https://docs.seam.co/low-level-apis/access-systems/managing-credentials).
fn multi_phone_sync(
    given: &Given<'_>,
    method: AccessMethod,
    context: &Context,
    issues: &mut Issues,
) {
    const SHOULD_BE_TRUE: &str = "Should be true for a mobile_key: most access systems need it.";
    let is_mobile = method == AccessMethod::MobileKey;
    let is_off = given.boolean(MULTI_PHONE_SYNC) == Some(false) || !given.has(MULTI_PHONE_SYNC);
    let message = if !is_mobile && given.boolean(MULTI_PHONE_SYNC) == Some(true) {
        no_effect_with(method)
    } else if is_mobile && is_off && !brands::needs_multi_phone_sync(context) {
        SHOULD_BE_TRUE.to_owned()
    } else {
        return;
    };
    issues.warning(Code::Method, MULTI_PHONE_SYNC, message);
}
