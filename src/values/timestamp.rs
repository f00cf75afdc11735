//! RFC 3339 date-times, read strictly and compared exactly.

use std::cmp::Ordering;
use std::{error, fmt};

/// A moment, kept exactly: a minute of UTC, a second of it (60 is a leap second) and the digits of the fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant<'a> {
    /// Minutes since 1970-01-01T00:00Z.
    minute: i64,
    /// 0 to 60.
    second: u8,
    fraction: Fraction<'a>,
}

/// Decimal digits after the point, without trailing zeros, so that comparing the digits compares the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fraction<'a>(&'a [u8]);

impl<'a> Fraction<'a> {
    fn new(digits: &'a [u8]) -> Self {
        let end = digits
            .iter()
            .rposition(|digit| *digit != b'0')
            .map_or(0, |last| last + 1);
        Self(digits.get(..end).unwrap_or_default())
    }
}

/// Why a text is no date-time. The texts complete "Must be a date and time such as …, ".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not even close.
    Form,
    /// A date without a time.
    NoTime,
    /// A space between date and time.
    Space,
    /// A lower-case `t` or `z`.
    LowerCase,
    /// `hh:mm` without seconds.
    NoSeconds,
    /// No `Z` and no offset.
    NoZone,
    /// An offset that is not `±hh:mm` up to 23:59.
    Offset,
    /// A day that no calendar has.
    Day,
    /// An hour, minute or second that no clock shows.
    Time,
    /// `:60` where UTC is not 23:59:60.
    LeapSecond,
}

impl Fault {
    /// How the text should be instead, as the end of a message.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Form => "in exactly that form",
            Self::NoTime => "not a date alone",
            Self::Space => "with a T, not a space, between date and time",
            Self::LowerCase => "with an upper-case T and Z",
            Self::NoSeconds => "with seconds",
            Self::NoZone => "ending in Z or an offset such as +02:00",
            Self::Offset => "with an offset of the form +02:00, up to 23:59",
            Self::Day => "on a day that exists",
            Self::Time => "at a time of day that exists",
            Self::LeapSecond => "with second 60 only at 23:59:60 UTC",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a date and time, {}", self.text())
    }
}

impl error::Error for Fault {}

impl<'a> Instant<'a> {
    /// Reads a date-time.
    ///
    /// # Errors
    /// The first [`Fault`]: of the form, from left to right; then of the day, of the time of day, and of a leap second.
    pub fn parse(text: &'a [u8]) -> Result<Self, Fault> {
        let mut rest = Cursor(text);
        let (year, month, day) = rest.date().ok_or(Fault::Form)?;
        match rest.next() {
            Some(b'T') => {}
            None => return Err(Fault::NoTime),
            Some(b't') => return Err(Fault::LowerCase),
            Some(b' ') => return Err(Fault::Space),
            Some(_) => return Err(Fault::Form),
        }
        let hour = rest.number(2).ok_or(Fault::Form)?;
        rest.expect(b':').ok_or(Fault::Form)?;
        let minute = rest.number(2).ok_or(Fault::Form)?;
        rest.expect(b':').ok_or(Fault::NoSeconds)?;
        let second = rest.number(2).ok_or(Fault::Form)?;
        let fraction = if rest.expect(b'.').is_some() {
            rest.digits().ok_or(Fault::Form)?
        } else {
            &[]
        };
        let offset = rest.offset()?;

        if !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
            return Err(Fault::Day);
        }
        if hour > 23 || minute > 59 || second > 60 {
            return Err(Fault::Time);
        }
        let minute = (days_since_1970(year, month, day) * 24 + hour) * 60 + minute - offset;
        if second == 60 && minute.rem_euclid(MINUTES_IN_DAY) != MINUTES_IN_DAY - 1 {
            return Err(Fault::LeapSecond);
        }
        Ok(Self {
            minute,
            second: u8::try_from(second).map_err(|_| Fault::Time)?,
            fraction: Fraction::new(fraction),
        })
    }

    /// What a clock of milliseconds shows at this moment; finer digits are dropped, and a leap second counts as the last one.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let digit = |place: usize| {
            self.fraction
                .0
                .get(place)
                .map_or(0, |digit| u16::from(digit - b'0'))
        };
        let millisecond = digit(0) * 100 + digit(1) * 10 + digit(2);
        let second = u16::from(self.second.min(59));
        Clock {
            minute: self.minute,
            millisecond: second * 1000 + millisecond,
        }
    }

    /// Where this moment lies, seen from `clock`.
    #[must_use]
    pub fn cmp_clock(&self, clock: Clock) -> Ordering {
        let Clock {
            minute,
            millisecond,
        } = clock;
        let second = u8::try_from(millisecond / 1000).unwrap_or(u8::MAX);
        let digit = |divisor: u16| b'0' + u8::try_from(millisecond / divisor % 10).unwrap_or(0);
        let digits = [digit(100), digit(10), digit(1)];
        self.cmp(&Instant {
            minute,
            second,
            fraction: Fraction::new(&digits),
        })
    }
}

const MINUTES_IN_DAY: i64 = 24 * 60;

/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

/// The present, as a clock of milliseconds shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Minutes since 1970-01-01T00:00Z.
    minute: i64,
    /// 0 to 59,999.
    millisecond: u16,
}

impl Clock {
    /// From milliseconds since 1970-01-01T00:00Z, as JavaScript's `Date.now()` counts them; `None` for what is no time.
    #[must_use]
    pub fn from_millis(millis: f64) -> Option<Self> {
        /// The range of a JavaScript `Date`.
        const RANGE: f64 = 8.64e15;
        if !(-RANGE..=RANGE).contains(&millis) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation)]
        // within the range above, an i64 holds every whole number
        let millis = millis.floor() as i64;
        let millisecond = u16::try_from(millis.rem_euclid(60_000)).ok()?;
        Some(Self {
            minute: millis.div_euclid(60_000),
            millisecond,
        })
    }
}

/// Whether a text is a date and time as servers write them, `2025-06-19T21:08:08.123Z`, on one of the first 28 days of a month; others
/// may be as good. Eight bytes at a time: answers are full of such texts.
pub(crate) fn is_usual(text: &[u8; 24]) -> bool {
    const PARTS: [Part; 3] = [
        Part(b"0000-00-", b"\x09\x09\x09\x09\0\x01\x09\0"),
        Part(b"00T00:00", b"\x02\x09\0\x02\x09\0\x05\x09"),
        Part(b":00.000Z", b"\0\x05\x09\0\x09\x09\x09\0"),
    ];
    let mut wrong = 0;
    let mut words = [0; 3];
    for ((word, eight), part) in words.iter_mut().zip(text.as_chunks().0).zip(PARTS) {
        let (numbers, others) = part.look(*eight);
        *word = numbers;
        wrong |= others;
    }
    let [date, time, _] = words;
    let (month, day, hour) = (number(date, 5), number(time, 0), number(time, 3));
    wrong == 0 && (1..=12).contains(&month) && (1..=28).contains(&day) && hour <= 23
}

/// A pattern for eight bytes: the bytes, with `0` for each digit; and the largest digit that each may be, or 0 for a separator.
struct Part(&'static [u8; 8], &'static [u8; 8]);

impl Part {
    /// For each byte, the number that it and the next one make as two digits; and bits that are set where a byte is wrong.
    fn look(&self, eight: [u8; 8]) -> (u64, u64) {
        const HIGHS: u64 = 0x8080_8080_8080_8080;
        let digits = u64::from_le_bytes(eight) ^ u64::from_le_bytes(*self.0);
        // Carries into the high bit what is larger; what has that bit already is wrong anyway.
        let larger = digits.wrapping_add(!HIGHS - u64::from_le_bytes(*self.1));
        let numbers = digits.wrapping_mul(10).wrapping_add(digits >> 8);
        (numbers, (digits | larger) & HIGHS)
    }
}

/// The number that begins at `place`.
fn number(numbers: u64, place: u32) -> i64 {
    i64::from(
        numbers
            .to_le_bytes()
            .get(place as usize)
            .copied()
            .unwrap_or_default(),
    )
}

/// What is left of the text.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        (*first == byte).then(|| self.0 = rest)
    }

    /// A number of exactly `digits` digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.iter().try_fold(0, |value, byte| {
            byte.is_ascii_digit()
                .then(|| value * 10 + i64::from(byte - b'0'))
        })
    }

    /// One or more digits.
    fn digits(&mut self) -> Option<&'a [u8]> {
        let end = self
            .0
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        (!digits.is_empty()).then_some(digits)
    }

    fn date(&mut self) -> Option<(i64, i64, i64)> {
        let year = self.number(4)?;
        self.expect(b'-')?;
        let month = self.number(2)?;
        self.expect(b'-')?;
        Some((year, month, self.number(2)?))
    }

    /// The zone, in minutes east of UTC, which must end the text.
    fn offset(&mut self) -> Result<i64, Fault> {
        let sign = match self.next() {
            Some(b'Z') => 0,
            Some(b'+') => 1,
            Some(b'-') => -1,
            Some(b'z') => return Err(Fault::LowerCase),
            None => return Err(Fault::NoZone),
            Some(_) => return Err(Fault::Form),
        };
        let mut minutes = 0;
        if sign != 0 {
            let hours = self.number(2).ok_or(Fault::Offset)?;
            self.expect(b':').ok_or(Fault::Offset)?;
            let rest = self.number(2).ok_or(Fault::Offset)?;
            if hours > 23 || rest > 59 {
                return Err(Fault::Offset);
            }
            minutes = hours * 60 + rest;
        }
        if self.0.is_empty() {
            Ok(sign * minutes)
        } else {
            Err(Fault::Form)
        }
    }
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the proleptic Gregorian calendar. The year is taken to begin in March, so that the leap day comes last.
const fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let before_year = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let before_month = (month * 153 + 2) / 5;
    before_year + before_month + day - 1 - DAYS_TO_1970
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)] // a test that cannot go on may say so
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<Fault> {
        Instant::parse(text.as_bytes()).err()
    }

    /// Two bytes anywhere put in the place of others.
    #[test]
    fn usual_ones() {
        const OTHERS: &[u8] = b"0123456789:;/TZ-.+\0\x80\xB0\xFF";
        let usual = *b"2024-02-19T21:08:08.123Z";
        assert!(is_usual(&usual));
        for (first, second) in
            (0..24).flat_map(|first| (0..=first).map(move |second| (first, second)))
        {
            for (one, other) in OTHERS
                .iter()
                .flat_map(|one| OTHERS.iter().map(move |other| (one, other)))
            {
                let mut text = usual;
                text[first] = *one;
                text[second] = *other;
                let is_early = &text[8..10] <= b"28".as_slice();
                let expected = Instant::parse(&text).is_ok() && is_early;
                assert_eq!(is_usual(&text), expected, "{}", text.escape_ascii());
            }
        }
    }

    #[test]
    fn accepted() {
        for text in [
            "2025-06-19T21:08:08Z",
            "2025-06-19T21:08:08.946514Z",
            "2025-06-19T21:08:08+02:00",
            "2025-06-19T21:08:08-00:00",
            "2024-02-29T00:00:00Z",
            "2000-02-29T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999999999999999999999999Z",
            "1990-12-31T23:59:60Z",
            "1990-12-31T15:59:60-08:00",
            "2017-01-01T23:58:60+23:59",
            "2025-06-19T00:00:00+23:59",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn refused() {
        for (text, expected) in [
            ("", Fault::Form),
            ("tomorrow", Fault::Form),
            ("2025-06-19", Fault::NoTime),
            ("2025-06-19 21:08:08Z", Fault::Space),
            ("2025-06-19t21:08:08Z", Fault::LowerCase),
            ("2025-06-19T21:08:08z", Fault::LowerCase),
            ("2025-06-19T21:08Z", Fault::NoSeconds),
            ("2025-06-19T21:08:08", Fault::NoZone),
            ("2025-06-19T21:08:08.Z", Fault::Form),
            ("2025-06-19T21:08:08,5Z", Fault::Form),
            ("2025-06-19T21:08:08+0530", Fault::Offset),
            ("2025-06-19T21:08:08+24:00", Fault::Offset),
            ("2025-06-19T21:08:08+02:60", Fault::Offset),
            ("2025-06-19T21:08:08+02", Fault::Offset),
            ("2025-06-19T21:08:08Z ", Fault::Form),
            (" 2025-06-19T21:08:08Z", Fault::Form),
            ("2025-02-30T00:00:00Z", Fault::Day),
            ("1900-02-29T00:00:00Z", Fault::Day),
            ("2023-02-29T00:00:00Z", Fault::Day),
            ("2025-04-31T00:00:00Z", Fault::Day),
            ("2025-00-10T00:00:00Z", Fault::Day),
            ("2025-13-10T00:00:00Z", Fault::Day),
            ("2025-01-00T00:00:00Z", Fault::Day),
            ("2025-06-19T24:00:00Z", Fault::Time),
            ("2025-06-19T23:60:00Z", Fault::Time),
            ("2025-06-19T23:59:61Z", Fault::Time),
            ("2025-06-19T21:08:60Z", Fault::LeapSecond),
            ("1990-12-31T23:59:60+01:00", Fault::LeapSecond),
            ("12025-06-19T21:08:08Z", Fault::Form),
        ] {
            assert_eq!(fault(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn order_is_exact() {
        let ordered = [
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.9Z",
            "1970-01-01T00:00:00Z",
            "1990-12-31T23:59:59.999Z",
            "1990-12-31T15:59:60-08:00",
            "1990-12-31T23:59:60.5Z",
            "1991-01-01T00:00:00Z",
            "2025-06-19T21:08:08.0000001Z",
            "2025-06-19T23:08:08.00000010000001+02:00",
            "2025-06-19T21:08:08.1Z",
            "2025-06-19T21:08:08.11Z",
            "2025-06-19T21:08:09+00:00",
        ];
        for pair in ordered.windows(2) {
            let [earlier, later] = pair else { continue };
            assert!(
                Instant::parse(earlier.as_bytes()).ok() < Instant::parse(later.as_bytes()).ok(),
                "{earlier} < {later}"
            );
        }
        assert_eq!(
            Instant::parse(b"2025-06-19T21:08:08.10Z"),
            Instant::parse(b"2025-06-19T23:08:08.1+02:00")
        );
    }

    #[test]
    fn the_end_of_february_by_two_names() {
        for (text, same) in [
            ("2025-03-01T00:30:00+01:00", "2025-02-28T23:30:00Z"),
            ("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z"),
            ("1900-03-01T00:30:00+01:00", "1900-02-28T23:30:00Z"),
            ("2000-03-01T00:30:00+01:00", "2000-02-29T23:30:00Z"),
            ("2025-02-01T00:30:00+01:00", "2025-01-31T23:30:00Z"),
        ] {
            assert_eq!(
                Instant::parse(text.as_bytes()),
                Instant::parse(same.as_bytes()),
                "{text}"
            );
        }
    }

    #[test]
    fn clock() {
        let clock = Clock::from_millis(1_750_367_288_946.5).expect("a time");
        for (text, order) in [
            ("2025-06-19T21:08:08.946Z", Ordering::Equal),
            ("2025-06-19T21:08:08.9460000001Z", Ordering::Greater),
            ("2025-06-19T21:08:08.945999Z", Ordering::Less),
            ("2025-06-19T23:08:08.946+02:00", Ordering::Equal),
        ] {
            assert_eq!(
                Instant::parse(text.as_bytes()).map(|instant| instant.cmp_clock(clock)),
                Ok(order),
                "{text}"
            );
        }
        for text in ["2025-06-19T21:08:08.946Z", "2025-06-19T23:08:08.9469+02:00"] {
            assert_eq!(
                Instant::parse(text.as_bytes()).map(|instant| instant.clock()),
                Ok(clock),
                "{text}"
            );
        }
        let second = |text: &'static str| Instant::parse(text.as_bytes()).map(|it| it.clock());
        assert_eq!(
            second("2016-12-31T23:59:60.5Z"),
            second("2016-12-31T23:59:59.5Z")
        );
        assert_eq!(Clock::from_millis(f64::NAN), None);
        assert_eq!(Clock::from_millis(9e15), None);
        assert!(Clock::from_millis(-1.0).is_some());
    }
}
