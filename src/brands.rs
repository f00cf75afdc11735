//! What the brand of an access system adds to the rules. Known only when the caller passes the system's `external_type` or its
//! entrances in; brands that are not named here follow the common rules alone.

use std::borrow::Cow;
use std::collections::BinaryHeap;

use crate::check::{Code, Context, Given, Issue, Issues, items};
use crate::models::metadata::CardFunctionType;
use crate::models::{AccessMethod, AcsEntrance};
use crate::shape::{Model, values};
use crate::values::{is_digits, is_uuid};

values! {
    /// The access systems that have rules of their own, by `acs_system.external_type`.
    pub enum SystemType {
        /// Salto KS: codes, entrances and schedules are the system's business.
        SaltoKs = "salto_ks_site",
        /// Latch: one entrance for a code, and the system makes the code.
        Latch = "latch_building",
        /// Salto Space: a card needs a new key to be written on.
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
        code(given, system, issues);
        match system {
            SystemType::SaltoKs => salto_ks_schedule(
                given,
                &["allowed_acs_entrance_ids", "starts_at", "ends_at"],
                issues,
            ),
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
pub(crate) fn on_update(given: &Given<'_>, context: &Context, issues: &mut Issues) {
    let Some(system) = context.system_type else {
        return;
    };
    code(given, system, issues);
    if system == SystemType::SaltoKs {
        salto_ks_schedule(given, &["ends_at"], issues);
    }
}

fn code(given: &Given<'_>, system: SystemType, issues: &mut Issues) {
    if system.refuses_codes() && given.has_good("code") {
        let message = [
            "Must be left out: ",
            system.display_name(),
            " makes the code itself.",
        ]
        .concat();
        issues.push(Issue::error(Code::Brand, "code", message));
    }
    if system == SystemType::Pti
        && given
            .text("code")
            .is_some_and(|code| is_digits(code.as_bytes()) && !is_pti_code(&code))
    {
        issues.push(Issue::error(
            Code::Brand,
            "code",
            "Must be a number from 1 to 4294967296 for PTI.",
        ));
    }
}

fn is_pti_code(digits: &str) -> bool {
    digits
        .trim_start_matches('0')
        .parse::<u64>()
        .is_ok_and(|number| (1..=4_294_967_296).contains(&number))
}

fn salto_ks_schedule(given: &Given<'_>, names: &[&'static str], issues: &mut Issues) {
    for name in names.iter().copied().filter(|name| given.has_good(name)) {
        let message = match name {
            "allowed_acs_entrance_ids" => {
                "Has no effect with Salto KS: entrances come from the user's access groups."
            }
            _ => "Has no effect with Salto KS: the schedule is the user's.",
        };
        issues.push(Issue::warning(Code::Brand, name, message));
    }
}

fn latch_entrance(given: &Given<'_>, method: Option<AccessMethod>, issues: &mut Issues) {
    const NAME: &str = "allowed_acs_entrance_ids";
    let count = given.list(NAME).map(|list| items(list).count());
    let is_one = count == Some(1);
    // A value that is no list has its own issue.
    let is_other = count.is_none() && given.has(NAME);
    if method == Some(AccessMethod::Code) && !is_one && !is_other {
        issues.push(Issue::error(
            Code::Brand,
            NAME,
            "Must name exactly one entrance for a Latch code.",
        ));
    }
}

fn multi_phone_sync(
    given: &Given<'_>,
    method: Option<AccessMethod>,
    system: SystemType,
    issues: &mut Issues,
) {
    const NAME: &str = "is_multi_phone_sync_credential";
    let is_off = !given.has(NAME) || given.boolean(NAME) == Some(false);
    if system.needs_multi_phone_sync() && method == Some(AccessMethod::MobileKey) && is_off {
        let message = [
            "Must be true for a mobile_key in ",
            system.display_name(),
            ".",
        ]
        .concat();
        issues.push(Issue::error(Code::Brand, NAME, message));
    }
}

fn salto_space_card(given: &Given<'_>, method: Option<AccessMethod>, issues: &mut Issues) {
    let Some(metadata) = Metadata::of(given, "salto_space_metadata") else {
        return;
    };
    if method == Some(AccessMethod::Card) && !metadata.has("assign_new_key") {
        issues.push(Issue::warning(
            Code::Brand,
            ("salto_space_metadata", "assign_new_key"),
            "Should be given: without a new key the card has nothing to be written on.",
        ));
    }
}

fn visionline(given: &Given<'_>, method: Option<AccessMethod>, issues: &mut Issues) {
    const NAME: &str = "visionline_metadata";
    let Some(metadata) = Metadata::of(given, NAME) else {
        return;
    };
    if !metadata.has("card_format") {
        issues.push(Issue::error(
            Code::Brand,
            (NAME, "card_format"),
            "Is required by Visionline: TLCode or rfid48.",
        ));
    }
    if !["override", "auto_join", "joiner_acs_credential_ids"]
        .iter()
        .any(|name| metadata.has(name))
    {
        let message = "Should say what becomes of earlier credentials: override, auto_join or joiner_acs_credential_ids.";
        issues.push(Issue::warning(Code::Brand, NAME, message));
    }
    let is_joining = metadata
        .list("joiner_acs_credential_ids")
        .is_some_and(|list| items(list).next().is_some());
    let is_without_entrances = match given.list("allowed_acs_entrance_ids") {
        Some(list) => items(list).next().is_none(),
        None => !given.has("allowed_acs_entrance_ids"),
    };
    if is_joining && is_without_entrances {
        let message = "Is required by Visionline together with joiner_acs_credential_ids.";
        issues.push(Issue::error(
            Code::Brand,
            "allowed_acs_entrance_ids",
            message,
        ));
    }
    if method == Some(AccessMethod::MobileKey)
        && metadata.text("card_function_type").as_deref() == Some(CardFunctionType::Staff.as_str())
    {
        let message = "Should be guest: Visionline mobile keys are for guests.";
        issues.push(Issue::warning(
            Code::Brand,
            (NAME, "card_function_type"),
            message,
        ));
    }
}

/// The metadata of a brand: what is given, or nothing. A value that is no object has its own issue, and no metadata.
struct Metadata<'a>(Option<Given<'a>>);

impl<'a> Metadata<'a> {
    fn of(given: &Given<'a>, name: &str) -> Option<Self> {
        match given.object(name) {
            None if given.has(name) => None,
            object => Some(Self(object)),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.0.as_ref().is_some_and(|given| given.has(name))
    }

    fn list(&self, name: &str) -> Option<&'a str> {
        self.0.as_ref()?.list(name)
    }

    fn text(&self, name: &str) -> Option<std::borrow::Cow<'a, str>> {
        self.0.as_ref()?.text(name)
    }
}

/// No allowed entrance may be one that the access method does not open.
fn entrances_fit(given: &Given<'_>, method: AccessMethod, entrances: &str, issues: &mut Issues) {
    const NAME: &str = "allowed_acs_entrance_ids";
    let can_unlock = match method {
        AccessMethod::Code => "can_unlock_with_code",
        AccessMethod::Card => "can_unlock_with_card",
        AccessMethod::MobileKey => "can_unlock_with_mobile_key",
        AccessMethod::CloudKey => "can_unlock_with_cloud_key",
    };
    // In a heap of the type that `repeats` uses: sorted without another sort in the module.
    let closed: BinaryHeap<(Cow<'_, str>, usize)> = items(entrances)
        .map(|entrance| Given::new(AcsEntrance::SHAPE, entrance))
        .filter(|entrance| entrance.boolean(can_unlock) == Some(false))
        .filter_map(|entrance| {
            let id = entrance.text("acs_entrance_id")?.to_ascii_lowercase();
            Some((Cow::Owned(id), 0))
        })
        .collect();
    let closed = closed.into_sorted_vec();
    for (index, id) in given.texts(NAME).into_iter().enumerate() {
        let Some(id) = id.filter(|id| is_uuid(id.as_bytes())) else {
            continue;
        };
        let id = id.to_ascii_lowercase();
        if closed
            .binary_search_by(|(known, _)| (**known).cmp(&*id))
            .is_ok()
        {
            let message = ["Is an entrance that a ", method.as_str(), " does not open."].concat();
            issues.push(Issue::error(Code::Entrance, (NAME, index), message));
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
