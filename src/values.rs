//! The values that have a rule of their own: ids, times, PIN codes.

mod timestamp;

use serde::{Deserialize, Serialize};

pub(crate) use timestamp::is_usual;
pub use timestamp::{Clock, Fault as TimestampFault, Instant};

use crate::shape::{Kind, Value};

macro_rules! text_values {
    ($($(#[doc = $doc:literal])* $name:ident: $kind:expr;)*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl Value for $name {
            const KIND: Kind = $kind;
        }
    )* };
}

text_values! {
    /// A UUID: `8-4-4-4-12` hexadecimal digits with hyphens, in either case, of any version.
    Id: Kind::Id;
    /// A date and time with a zone, as RFC 3339 writes it: `2025-06-19T21:08:08Z`. Kept as text, so that no digit of it is lost.
    Timestamp: Kind::Timestamp;
    /// A PIN code: one or more decimal digits. A text, since it may begin with zeros.
    PinCode: Kind::Digits;
    /// A text of at least one character.
    NonEmpty: Kind::NonEmpty;
}

/// A whole number of at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Count(pub f64);

impl Value for Count {
    const KIND: Kind = Kind::Count;
}

/// A boolean that is always `true`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct True(pub bool);

impl Value for True {
    const KIND: Kind = Kind::True;
}

/// Whether `text` is a UUID.
///
/// Braces, `urn:uuid:` and digits without hyphens are refused; version and variant are not looked at, since Seam's own
/// documents use `33333333-3333-3333-3333-333333333333`.
#[must_use]
pub fn is_uuid(text: &[u8]) -> bool {
    crate::words::is_uuid(text)
}

/// Whether `text` is one or more decimal digits.
#[must_use]
pub fn is_digits(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

/// Whether the JSON number `text` is finite, whole and at least 1.
///
/// Decided on the digits: reading them into a float would cost the module 10 KB of parser.
#[must_use]
pub fn is_count(text: &str) -> bool {
    /// The largest double begins with these digits, and has so many before the point.
    const LARGEST: u64 = 17_976_931_348_623_157;
    const LARGEST_DIGITS: i32 = 309;

    Decimal::read(text).is_some_and(|number| {
        let before_point = number.before_point;
        let is_finite = before_point < LARGEST_DIGITS
            || before_point == LARGEST_DIGITS && number.first <= LARGEST;
        // Zero has no digit that matters.
        (1..=before_point).contains(&number.significant) && is_finite
    })
}

/// The digits of a number that is not negative, from the first that is not 0: 0.0120 has three.
struct Decimal {
    /// How many of them there are without the zeros at the end: two.
    significant: i32,
    /// How many of them stand before the point, once the exponent has moved it: -1.
    before_point: i32,
    /// The first of them, filled up with zeros.
    first: u64,
}

impl Decimal {
    /// How many digits `first` has.
    const FIRST: i32 = 17;

    /// Reads a JSON number.
    fn read(text: &str) -> Option<Self> {
        let (mut length, mut significant, mut before_point, mut first) = (0, 0, 0_i32, 0);
        let mut is_fraction = false;
        let mut bytes = text.bytes();
        for byte in &mut bytes {
            match byte {
                b'-' => return None,
                b'.' => is_fraction = true,
                b'e' | b'E' => break,
                b'0' if length == 0 => before_point -= i32::from(is_fraction),
                digit => {
                    length += 1;
                    before_point += i32::from(!is_fraction);
                    if digit != b'0' {
                        significant = length;
                    }
                    if length <= Self::FIRST {
                        first = first * 10 + u64::from(digit & 15);
                    }
                }
            }
        }
        for _ in length..Self::FIRST {
            first *= 10;
        }
        Some(Self {
            significant,
            before_point: before_point.saturating_add(exponent(bytes)),
            first,
        })
    }
}

/// What stands behind the `e` of a JSON number; 0 if there is none.
fn exponent(digits: impl Iterator<Item = u8>) -> i32 {
    let mut exponent = 0_i32;
    let mut is_negative = false;
    for byte in digits {
        match byte {
            b'-' => is_negative = true,
            b'+' => {}
            digit => {
                exponent = exponent
                    .saturating_mul(10)
                    .saturating_add(i32::from(digit & 15));
            }
        }
    }
    if is_negative { -exponent } else { exponent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids() {
        for good in [
            "33333333-3333-3333-3333-333333333333",
            "0f0E0d0c-0000-0000-0000-000000000000",
        ] {
            assert!(is_uuid(good.as_bytes()), "{good}");
        }
        for bad in [
            "",
            "33333333-3333-3333-3333-33333333333",
            "33333333-3333-3333-3333-3333333333333",
            "{33333333-3333-3333-3333-333333333333}",
            "urn:uuid:33333333-3333-3333-3333-333333333333",
            "33333333333333333333333333333333",
            "3333333-33333-3333-3333-333333333333",
            "g3333333-3333-3333-3333-333333333333",
        ] {
            assert!(!is_uuid(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn counts() {
        for good in [
            "1",
            "500",
            "1e2",
            "1.50e1",
            "10.0",
            "0.1e1",
            "1e308",
            "1E+3",
            "1.7976931348623157e308",
            "0.00017976931348623157e312",
        ] {
            assert!(is_count(good), "{good}");
        }
        for bad in [
            "0",
            "-0",
            "-1",
            "0.5",
            "1.5",
            "1e-1",
            "15e-1",
            "1e309",
            "2e308",
            "1.7976931348623159e308",
            "1e99999999999999999999",
            "1e-99999999999999999999",
        ] {
            assert!(!is_count(bad), "{bad}");
        }
    }
}
