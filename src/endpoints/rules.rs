//! Rules across properties that several endpoints share.

use std::borrow::Cow;

use crate::brands;
use crate::check::{Code, Context, Given, Issues, repeated};
use crate::shape::Prop;
use crate::values::{Instant, is_digits, is_uuid};

/// `acs_user_id` or `user_identity_id`: to give both is an error, to give none a warning.
pub(super) fn one_receiver(given: &Given<'_>, user: Prop, identity: Prop, issues: &mut Issues) {
    match (given.has(user), given.has(identity)) {
        (true, true) if given.has_good(user) && given.has_good(identity) => {
            issues.error(
                Code::Conflict,
                identity,
                "Must not be given together with acs_user_id: name the person in one way.",
            );
        }
        (false, false) => issues.warning(
            Code::Receiver,
            user,
            "Names nobody: give acs_user_id or user_identity_id.",
        ),
        _ => {}
    }
}

/// An id that appears twice in a list, in whatever case.
pub(super) fn distinct_ids(given: &Given<'_>, list: Prop, issues: &mut Issues) {
    let lower = |id: Option<Cow<'_, str>>| Cow::Owned(id.unwrap_or_default().to_ascii_lowercase());
    let ids: Vec<_> = given.texts(list).map(lower).collect();
    for (index, (is_repeated, id)) in repeated(&ids).into_iter().zip(&ids).enumerate() {
        if is_repeated && is_uuid(id.as_bytes()) {
            issues.warning(Code::Duplicate, (list, index), "Is in the list already.");
        }
    }
}

/// Access systems take codes of 4 to 9 digits, with few exceptions.
pub(super) fn code_length(given: &Given<'_>, code: Prop, context: &Context, issues: &mut Issues) {
    let Some(digits) = given.text(code).filter(|code| is_digits(code.as_bytes())) else {
        return;
    };
    if brands::has_usual_codes(context) && !(4..=9).contains(&digits.len()) {
        issues.warning(
            Code::Length,
            code,
            "Should have 4 to 9 digits: few access systems take others.",
        );
    }
}

/// `ends_at` must lie after `starts_at`, if there is one, and in the future: so the reference of `update` has it.
pub(super) fn end_is_late(
    given: &Given<'_>,
    starts_at: Option<Prop>,
    ends_at: Prop,
    context: &Context,
    issues: &mut Issues,
) {
    let Some(end) = given.text(ends_at) else {
        return;
    };
    let Ok(end) = Instant::parse(end.as_bytes()) else {
        return;
    };
    if let Some(start) = starts_at.and_then(|starts_at| given.text(starts_at))
        && Instant::parse(start.as_bytes()).is_ok_and(|start| end <= start)
    {
        let message = ["Must be after starts_at (", &start, ")."].concat();
        issues.error(Code::Order, ends_at, message);
    }
    if context.now.is_some_and(|now| end.cmp_clock(now).is_le()) {
        issues.error(Code::Past, ends_at, "Must be in the future.");
    }
}

/// Ids that the API declares as plain strings, but that are UUIDs all the same.
pub(super) fn likely_uuid(given: &Given<'_>, id: Prop, issues: &mut Issues) {
    if given
        .text(id)
        .is_some_and(|id| !id.is_empty() && !is_uuid(id.as_bytes()))
    {
        issues.warning(
            Code::Uuid,
            id,
            "Should be a UUID, as all credential ids are.",
        );
    }
}
