//! What the brand of an access system adds to the rules. Known only when the caller passes the system's `external_type` or its
//! entrances in; brands that are not named here follow the common rules alone.
//!
//! The rules are what Seam's guides say of each brand; which numbers PTI takes is in none of them.
//!
//! | brand | on | guide |
//! | --- | --- | --- |
//! | Salto KS | codes | [PIN code credentials](https://docs.seam.co/device-and-system-integration-guides/salto-ks-access-control-system/programming-code-based-salto-ks-credentials) |
//! | | mobile keys | [mobile credentials](https://docs.seam.co/device-and-system-integration-guides/salto-ks-access-control-system/programming-salto-ks-mobile-credentials) |
//! | Latch | codes, one entrance | [code-based credentials](https://docs.seam.co/device-and-system-integration-guides/latch-access-control-system/programming-code-based-latch-credentials) |
//! | Salto Space | cards | [card-based credentials](https://docs.seam.co/device-and-system-integration-guides/salto-proaccess-space-access-system/programming-salto-space-card-based-credentials) |
//! | | mobile keys | [mobile credentials](https://docs.seam.co/device-and-system-integration-guides/salto-proaccess-space-access-system/programming-salto-space-mobile-credentials) |
//! | Visionline | cards | [card-based credentials](https://docs.seam.co/device-and-system-integration-guides/assa-abloy-visionline-access-control-system/creating-visionline-card-based-credentials) |
//! | | mobile keys | [mobile credentials' properties](https://docs.seam.co/device-and-system-integration-guides/assa-abloy-visionline-access-control-system/mobile-credential-related-properties) |
//! | PTI | | [Storlogix Cloud](https://docs.seam.co/device-and-system-integration-guides/pti-storlogix-cloud) |

use std::borrow::Cow;
use std::collections::BinaryHeap;

use crate::check::{Code, Context, Given, Issues, items, properties, text};
use crate::endpoints::create::props::{
    CODE, ENDS_AT, ENTRANCES, MULTI_PHONE_SYNC, SALTO_SPACE, STARTS_AT, VISIONLINE,
};
use crate::endpoints::create::{CreateSaltoSpace, CreateVisionline};
use crate::models::metadata::CardFunctionType;
use crate::models::{AccessMethod, AcsEntrance};
use crate::shape::{Model, Prop, values};
use crate::values::{is_digits, is_uuid};

values! {
    /// The access systems that have rules of their own, by `acs_system.external_type`.
    pub enum SystemType {
        /// Salto KS: codes, entrances and schedules are the system's business.
        SaltoKs = "salto_ks_site",
        /// Latch: one entrance for a code, and the system makes the code.
        Latch = "latch_building",
        /// Salto Space: a card is a new one, or the one that the person has.
        SaltoSpace = "salto_space_system",
        /// Visionline: wants to know how the card is encoded and what becomes of earlier credentials.
        Visionline = "visionline_system",
        /// PTI: its codes are numbers.
        Pti = "pti_site",
    }
}

impl SystemType {
    /// Whether a mobile key must be one on all phones.
    const fn needs_multi_phone_sync(self) -> bool {
        !matches!(self, Self::Pti)
    }

    /// Whether the system makes all codes itself.
    const fn refuses_codes(self) -> bool {
        matches!(self, Self::SaltoKs | Self::Latch)
    }

    /// Whether the usual 4 to 9 digits say anything about its codes.
    const fn has_usual_codes(self) -> bool {
        !self.refuses_codes() && !matches!(self, Self::Pti)
    }

    /// The name that people know.
    const fn display_name(self) -> &'static str {
        match self {
            Self::SaltoKs => "Salto KS",
            Self::Latch => "Latch",
            Self::SaltoSpace => "Salto Space",
            Self::Visionline => "Visionline",
            Self::Pti => "PTI",
        }
    }
}

/// Whether the common rule about the length of codes holds.
pub(crate) fn has_usual_codes(context: &Context) -> bool {
    context.system_type.is_none_or(SystemType::has_usual_codes)
}

/// Whether the brand's system makes all codes itself.
pub(crate) fn refuses_codes(context: &Context) -> bool {
    context.system_type.is_some_and(SystemType::refuses_codes)
}

/// Whether the brand says more about mobile keys than the common warning does.
pub(crate) fn needs_multi_phone_sync(context: &Context) -> bool {
    context
        .system_type
        .is_some_and(SystemType::needs_multi_phone_sync)
}

/// The rules for a new credential.
pub(crate) fn on_create(
    given: &Given<'_>,
    method: Option<AccessMethod>,
    context: &Context,
    issues: &mut Issues,
) {
    if let Some(system) = context.system_type {
        self::code(given, CODE, system, issues);
        match system {
            SystemType::SaltoKs => {
                let message =
                    "Has no effect with Salto KS: entrances come from the user's access groups.";
                unused(given, ENTRANCES, message, issues);
                unused(given, STARTS_AT, SALTO_KS_SCHEDULE, issues);
                unused(given, ENDS_AT, SALTO_KS_SCHEDULE, issues);
            }
            SystemType::Latch => latch_entrance(given, method, issues),
            SystemType::SaltoSpace | SystemType::Visionline | SystemType::Pti => {}
        }
        multi_phone_sync(given, method, system, issues);
        match system {
            SystemType::SaltoSpace => salto_space_card(given, method, issues),
            SystemType::Visionline => visionline(given, method, issues),
            SystemType::SaltoKs | SystemType::Latch | SystemType::Pti => {}
        }
    }
    if let (Some(method), Some(entrances)) = (method, &context.entrances) {
        entrances_fit(given, method, entrances, issues);
    }
}

/// The rules for a change: those that speak of the code and of dates.
pub(crate) fn on_update(
    given: &Given<'_>,
    code: Prop,
    ends_at: Prop,
    context: &Context,
    issues: &mut Issues,
) {
    let Some(system) = context.system_type else {
        return;
    };
    self::code(given, code, system, issues);
    if system == SystemType::SaltoKs {
        unused(given, ends_at, SALTO_KS_SCHEDULE, issues);
    }
}

fn code(given: &Given<'_>, code: Prop, system: SystemType, issues: &mut Issues) {
    if system.refuses_codes() && given.has_good(code) {
        let message = [
            "Must be left out: ",
            system.display_name(),
            " makes the code itself.",
        ]
        .concat();
        issues.error(Code::Brand, code, message);
    }
    if system == SystemType::Pti
        && given
            .text(code)
            .is_some_and(|digits| is_digits(digits.as_bytes()) && !is_pti_code(&digits))
    {
        issues.error(
            Code::Brand,
            code,
            "Must be a number from 1 to 4294967296 for PTI.",
        );
    }
}

fn is_pti_code(digits: &str) -> bool {
    digits
        .trim_start_matches('0')
        .parse::<u64>()
        .is_ok_and(|number| (1..=4_294_967_296).contains(&number))
}

const SALTO_KS_SCHEDULE: &str = "Has no effect with Salto KS: the schedule is the user's.";

fn unused(given: &Given<'_>, prop: Prop, message: &'static str, issues: &mut Issues) {
    if given.has_good(prop) {
        issues.warning(Code::Brand, prop, message);
    }
}

fn latch_entrance(given: &Given<'_>, method: Option<AccessMethod>, issues: &mut Issues) {
    let count = given.count(ENTRANCES);
    let is_one = count == Some(1);
    // A value that is no list has its own issue.
    let is_other = count.is_none() && given.has(ENTRANCES);
    if method == Some(AccessMethod::Code) && !is_one && !is_other {
        issues.error(
            Code::Brand,
            ENTRANCES,
            "Must name exactly one entrance for a Latch code.",
        );
    }
}

fn multi_phone_sync(
    given: &Given<'_>,
    method: Option<AccessMethod>,
    system: SystemType,
    issues: &mut Issues,
) {
    let is_off = !given.has(MULTI_PHONE_SYNC) || given.boolean(MULTI_PHONE_SYNC) == Some(false);
    if system.needs_multi_phone_sync() && method == Some(AccessMethod::MobileKey) && is_off {
        let message = [
            "Must be true for a mobile_key in ",
            system.display_name(),
            ".",
        ]
        .concat();
        issues.error(Code::Brand, MULTI_PHONE_SYNC, message);
    }
}

fn salto_space_card(given: &Given<'_>, method: Option<AccessMethod>, issues: &mut Issues) {
    const ASSIGN_NEW_KEY: Prop = CreateSaltoSpace::SHAPE.prop("assign_new_key");
    let Some(metadata) = Metadata::of(given, SALTO_SPACE) else {
        return;
    };
    if method == Some(AccessMethod::Card) && !metadata.has(ASSIGN_NEW_KEY) {
        issues.warning(
            Code::Brand,
            (SALTO_SPACE, ASSIGN_NEW_KEY),
            "Should be given: true for a new card, false to change the one that the person has.",
        );
    }
}

fn visionline(given: &Given<'_>, method: Option<AccessMethod>, issues: &mut Issues) {
    const fn prop(name: &'static str) -> Prop {
        CreateVisionline::SHAPE.prop(name)
    }
    const CARD_FORMAT: Prop = prop("card_format");
    const CARD_FUNCTION_TYPE: Prop = prop("card_function_type");
    const JOINERS: Prop = prop("joiner_acs_credential_ids");
    const FOR_EARLIER: [Prop; 3] = [prop("override"), prop("auto_join"), JOINERS];
    let Some(metadata) = Metadata::of(given, VISIONLINE) else {
        return;
    };
    if !metadata.has(CARD_FORMAT) {
        issues.error(
            Code::Brand,
            (VISIONLINE, CARD_FORMAT),
            "Is required by Visionline: TLCode or rfid48.",
        );
    }
    if !FOR_EARLIER.into_iter().any(|prop| metadata.has(prop)) {
        let message = "Should say what becomes of earlier credentials: override, auto_join or joiner_acs_credential_ids.";
        issues.warning(Code::Brand, VISIONLINE, message);
    }
    let is_joining = metadata.count(JOINERS).is_some_and(|count| count > 0);
    let is_without_entrances = match given.count(ENTRANCES) {
        Some(count) => count == 0,
        None => !given.has(ENTRANCES),
    };
    if is_joining && is_without_entrances {
        let message = "Is required by Visionline together with joiner_acs_credential_ids.";
        issues.error(Code::Brand, ENTRANCES, message);
    }
    if method == Some(AccessMethod::MobileKey)
        && metadata.text(CARD_FUNCTION_TYPE).as_deref() == Some(CardFunctionType::Staff.as_str())
    {
        let message = "Should be guest: Visionline mobile keys are for guests.";
        issues.warning(Code::Brand, (VISIONLINE, CARD_FUNCTION_TYPE), message);
    }
}

/// The metadata of a brand: what is given, or nothing. A value that is no object has its own issue, and no metadata.
struct Metadata<'a>(Option<Given<'a>>);

impl<'a> Metadata<'a> {
    fn of(given: &Given<'a>, prop: Prop) -> Option<Self> {
        match given.object(prop) {
            None if given.has(prop) => None,
            object => Some(Self(object)),
        }
    }

    fn has(&self, prop: Prop) -> bool {
        self.0.as_ref().is_some_and(|given| given.has(prop))
    }

    fn count(&self, prop: Prop) -> Option<usize> {
        self.0.as_ref()?.count(prop)
    }

    fn text(&self, prop: Prop) -> Option<Cow<'a, str>> {
        self.0.as_ref()?.text(prop)
    }
}

/// All that rules look at of an entrance: its id, and whether each method opens it. The package tells the module no more of one. A name
/// that entrances do not have does not compile.
pub const OF_ENTRANCES: [&str; 5] = {
    const fn named(name: &'static str) -> &'static str {
        AcsEntrance::SHAPE.prop(name).name
    }
    [
        named("acs_entrance_id"),
        named("can_unlock_with_code"),
        named("can_unlock_with_card"),
        named("can_unlock_with_mobile_key"),
        named("can_unlock_with_cloud_key"),
    ]
};

/// No allowed entrance may be one that the access method does not open.
fn entrances_fit(given: &Given<'_>, method: AccessMethod, entrances: &str, issues: &mut Issues) {
    if !given.texts(ENTRANCES).any(|id| id.is_some()) {
        return;
    }
    let [entrance_id, code, card, mobile_key, cloud_key] = OF_ENTRANCES;
    let can_unlock = match method {
        AccessMethod::Code => code,
        AccessMethod::Card => card,
        AccessMethod::MobileKey => mobile_key,
        AccessMethod::CloudKey => cloud_key,
    };
    let closed = |entrance| {
        let mut id = None;
        let mut is_closed = false;
        for (name, value) in properties(entrance) {
            if name == entrance_id {
                id = text(value);
            } else if name == can_unlock {
                is_closed = value == "false";
            }
        }
        Some(id.filter(|_| is_closed)?.to_ascii_lowercase())
    };
    let closed: Vec<String> = items(entrances).filter_map(closed).collect();
    // In a heap of the type that `repeats` uses: sorted without another sort in the module.
    let sorted: BinaryHeap<(&str, usize)> = closed.iter().map(|id| (&**id, 0)).collect();
    let sorted = sorted.into_sorted_vec();
    for (index, id) in given.texts(ENTRANCES).enumerate() {
        let Some(id) = id.filter(|id| is_uuid(id.as_bytes())) else {
            continue;
        };
        let id = id.to_ascii_lowercase();
        if sorted
            .binary_search_by(|(known, _)| (*known).cmp(&*id))
            .is_ok()
        {
            let message = ["Is an entrance that a ", method.as_str(), " does not open."].concat();
            issues.error(Code::Entrance, (ENTRANCES, index), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_pti_code;

    #[test]
    fn pti_codes() {
        for (digits, expected) in [
            ("1", true),
            ("0001", true),
            ("4294967296", true),
            ("0", false),
            ("4294967297", false),
            ("99999999999999999999999", false),
        ] {
            assert_eq!(is_pti_code(digits), expected, "{digits}");
        }
    }
}
