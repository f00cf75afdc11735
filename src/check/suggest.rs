//! The nearest known name.

/// The name out of `known` that `given` was probably meant to be.
///
/// Tried in this order: the end of a name (`user_id` for `acs_user_id`), if that name is also the end of all others that end so; the same
/// letters in another style (`cardFormat`); few typing errors (`assign_new_card`); a name with letters left out (`joiners` for
/// `joiner_acs_credential_ids`).
pub(crate) fn nearest(given: &str, known: &[&'static str]) -> Option<&'static str> {
    /// No known name is longer; a longer text is no typing error of one.
    const LONGEST: usize = 64;
    /// Below this, leaving letters out is guesswork.
    const SHORTEST_ABBREVIATION: usize = 4;

    let letters = plain(given);
    if letters.is_empty() || letters.len() > LONGEST {
        return None;
    }
    let is_worth_a_guess = letters.len() >= SHORTEST_ABBREVIATION;
    let known = || known.iter().copied();
    let ends = |name: &&str| is_worth_a_guess && plain(name).ends_with(&letters);
    if let Some(shortest) = known().filter(ends).min_by_key(|name| name.len())
        && known().filter(ends).all(|name| name.ends_with(shortest))
    {
        return Some(shortest);
    }
    let farthest = letters.len() / 3;
    let distance_to = |name| {
        let full = plain(name);
        // So many letters have to be typed or deleted at least: most names are told apart by that.
        if full.len().abs_diff(letters.len()) > farthest {
            usize::MAX
        } else {
            distance(&letters, &full)
        }
    };
    let close = known()
        .map(|name| (distance_to(name), name))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= farthest);
    close.map(|(_, name)| name).or_else(|| {
        known().find(|name| is_worth_a_guess && is_abbreviation(&letters, &plain(name)))
    })
}

/// Lower case, letters and digits only.
fn plain(name: &str) -> Vec<u8> {
    name.bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|byte| byte.to_ascii_lowercase())
        .collect()
}

/// How many letters must be typed, deleted or replaced (Levenshtein).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, byte) in a.iter().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut cells = row.iter_mut();
        if let Some(first) = cells.next() {
            *first = left;
        }
        for (cell, other) in cells.zip(b) {
            let best = (diagonal + usize::from(byte != other))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = std::mem::replace(cell, best);
            left = best;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Whether leaving letters out of `full` gives `short`, the first letter kept.
fn is_abbreviation(short: &[u8], full: &[u8]) -> bool {
    let mut rest = full.iter();
    short.first() == full.first() && short.iter().all(|byte| rest.any(|other| other == byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoints::create::{CreateCredential, CreateSaltoSpace, CreateVisionline};
    use crate::shape::{Model, Shape};

    #[test]
    fn suggestions() {
        let rows: [(&Shape, &str, Option<&str>); 22] = [
            (CreateVisionline::SHAPE, "cardFormat", Some("card_format")),
            (
                CreateVisionline::SHAPE,
                "cardType",
                Some("card_function_type"),
            ),
            (
                CreateVisionline::SHAPE,
                "joiners",
                Some("joiner_acs_credential_ids"),
            ),
            (CreateVisionline::SHAPE, "Override", Some("override")),
            (CreateVisionline::SHAPE, "ids", None),
            (
                CreateSaltoSpace::SHAPE,
                "assign_new_card",
                Some("assign_new_key"),
            ),
            (CreateCredential::SHAPE, "acsUserId", Some("acs_user_id")),
            (CreateCredential::SHAPE, "user_id", Some("acs_user_id")),
            (CreateCredential::SHAPE, "userId", Some("acs_user_id")),
            (CreateCredential::SHAPE, "system_id", Some("acs_system_id")),
            (CreateCredential::SHAPE, "metadata", None),
            (
                CreateCredential::SHAPE,
                "vostio_metadata",
                Some("assa_abloy_vostio_metadata"),
            ),
            (CreateCredential::SHAPE, "metadata", None), // of which brand?
            (CreateVisionline::SHAPE, "join", Some("auto_join")),
            (CreateCredential::SHAPE, "acs-user-id", Some("acs_user_id")),
            (CreateCredential::SHAPE, "start_at", Some("starts_at")),
            (CreateCredential::SHAPE, "label", None),
            (CreateCredential::SHAPE, "x", None),
            (CreateCredential::SHAPE, "", None),
            (CreateCredential::SHAPE, "ключ", None),
            (
                CreateVisionline::SHAPE,
                "assa_abloy_credential_service_mobile_endpoint_id_xxxxxxxxxxxxxxxxxxxxx",
                Some("assa_abloy_credential_service_mobile_endpoint_id"),
            ),
            (
                CreateVisionline::SHAPE,
                "assa_abloy_credential_service_mobile_endpoint_id_xxxxxxxxxxxxxxxxxxxxxx",
                None,
            ),
        ];
        for (shape, given, expected) in rows {
            assert_eq!(nearest(given, &shape.names()), expected, "{given}");
        }
    }

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("abc", "", 3),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("flaw", "lawn", 2),
            ("a", "ab", 1),
            ("ab", "a", 1),
            ("ab", "ba", 2),
            ("b", "aab", 2),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
        }
    }
}
