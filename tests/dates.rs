//! Date-times and ids: what is one and what is not, and which comes first, with jiff as the judge of calendars.
#![allow(clippy::expect_used, clippy::panic)]

use std::cmp::Ordering;
use std::fmt::Write;

use acs_credentials::values::{Instant, TimestampFault as Fault, is_uuid};
use jiff::civil::{Date, Time};

fn fault(text: &str) -> Option<Fault> {
    Instant::parse(text.as_bytes()).err()
}

fn instant(text: &str) -> Instant<'_> {
    Instant::parse(text.as_bytes())
        .unwrap_or_else(|fault| panic!("{text} is refused: {}", fault.text()))
}

#[test]
fn accepted() {
    let digits = "123456789012345678901234567890";
    for fraction in (1..=30).filter_map(|count| digits.get(..count)) {
        instant(&format!("2025-06-19T21:08:08.{fraction}Z"));
        instant(&format!("2016-12-31T23:59:60.{fraction}Z"));
    }
    for text in [
        "0000-01-01T00:00:00Z",
        "0000-02-29T00:00:00Z",
        "0000-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-23:59",
        "9999-12-31T23:59:60Z",
        "1900-02-28T00:00:00Z",
        "2000-02-29T00:00:00Z",
        "2024-02-29T00:00:00Z",
        "2024-02-29T23:59:59.999999999999999999999999999999-23:59",
        "2025-06-19T00:00:00Z",
        "2025-06-19T23:59:59Z",
        "2025-06-19T21:08:08+00:00",
        "2025-06-19T21:08:08-00:00",
        "2025-06-19T21:08:08+23:59",
        "2025-06-19T21:08:08-23:59",
        "2025-06-19T23:59:60Z",
        "2025-06-20T23:58:60+23:59",
        "2025-06-19T00:00:60-23:59",
        "2025-06-19T05:29:60+05:30",
    ] {
        instant(text);
    }
}

#[test]
fn refused() {
    use Fault::{Day, Form, LeapSecond, LowerCase, NoSeconds, NoTime, NoZone, Offset, Space, Time};
    for (text, expected) in [
        ("2023-02-29T00:00:00Z", Day),
        ("1900-02-29T00:00:00Z", Day),
        ("2100-02-29T00:00:00Z", Day),
        ("2024-02-30T00:00:00Z", Day),
        ("2025-02-30T00:00:00Z", Day),
        ("2025-00-01T00:00:00Z", Day),
        ("2025-01-00T00:00:00Z", Day),
        ("2025-13-01T00:00:00Z", Day),
        ("2025-01-32T00:00:00Z", Day),
        ("2025-06-19T24:00:00Z", Time),
        ("2025-06-19T24:59:00+01:00", Time),
        ("2025-06-19T23:60:00Z", Time),
        ("2025-06-19T00:60:00+01:01", Time),
        ("2025-06-19T23:59:61Z", Time),
        ("2025-06-19T23:58:60Z", LeapSecond),
        ("2025-06-19T00:00:60Z", LeapSecond),
        ("2025-06-19T23:59:60+00:01", LeapSecond),
        ("2025-06-19T21:08:08+24:00", Offset),
        ("2025-06-19T21:08:08-24:00", Offset),
        ("2025-06-19T21:08:08+23:60", Offset),
        ("2025-06-19T21:08:08+0530", Offset),
        ("2025-06-19T21:08:08+05", Offset),
        ("2025-06-19T21:08:08+5:30", Offset),
        ("2025-06-19T21:08:08+05:30:00", Form),
        ("2025-06-19T21:08:08+", Offset),
        ("2025-06-19T21:08:08+00:00Z", Form),
        ("2025-06-19 21:08:08Z", Space),
        ("2023-01-01 10:40:00.000", Space),
        ("2025-06-19t21:08:08Z", LowerCase),
        ("2025-06-19T21:08:08z", LowerCase),
        ("2025-06-19T21:08:08.5z", LowerCase),
        ("2025-06-19", NoTime),
        ("2025-06-19T21:08Z", NoSeconds),
        ("2025-06-19T21:08", NoSeconds),
        ("2025-06-19T21:08:08", NoZone),
        ("2025-06-19T21:08:08.946514", NoZone),
        ("", Form),
        ("now", Form),
        ("2025", Form),
        ("2025-06", Form),
        ("2025-06-19T", Form),
        ("2025-06-19T21", Form),
        ("2025-06-19T21:08:", Form),
        ("2025-06-19T21:08:0Z", Form),
        ("2025-06-19T21:08:08.Z", Form),
        ("2025-06-19T21:08:08,5Z", Form),
        ("2025-06-19T21:08:08.5.5Z", Form),
        ("2025-06-19T21:08:08 Z", Form),
        ("2025-06-19T21:08:08Z ", Form),
        ("2025-06-19T21:08:08Z\n", Form),
        ("2025-06-19T21:08:08Z+00:00", Form),
        (" 2025-06-19T21:08:08Z", Form),
        ("+2025-06-19T21:08:08Z", Form),
        ("-025-06-19T21:08:08Z", Form),
        ("12025-06-19T21:08:08Z", Form),
        ("25-06-19T21:08:08Z", Form),
        ("2025-6-19T21:08:08Z", Form),
        ("20250619T210808Z", Form),
        ("2025-170T21:08:08Z", Form),
        ("2025-W25-4T21:08:08Z", Form),
        ("2025/06/19T21:08:08Z", Form),
        ("２０２５-06-19T21:08:08Z", Form),
        ("2025-06-19T21:08:08−02:00", Form),
        ("Thu, 19 Jun 2025 21:08:08 GMT", Form),
        ("1750367288946", Form),
    ] {
        assert_eq!(fault(text), Some(expected), "{text}");
    }
}

#[test]
fn every_day_of_some_years() {
    for year in [
        0, 1, 4, 100, 400, 1582, 1752, 1900, 1970, 2000, 2023, 2024, 2025, 2100, 2400, 9999,
    ] {
        for month in 0..=13 {
            for day in 0..=32 {
                let text = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
                let judge = Date::new(year, month, day).is_ok();
                assert_eq!(fault(&text), (!judge).then_some(Fault::Day), "{text}");
            }
        }
    }
}

#[test]
fn every_second_of_a_day_and_more() {
    for hour in 0..=25 {
        for minute in 0..=61 {
            for second in [0, 1, 59, 60, 61, 99] {
                let text = format!("2025-06-19T{hour:02}:{minute:02}:{second:02}Z");
                let judge = Time::new(hour, minute, second, 0).is_ok()
                    || (hour, minute, second) == (23, 59, 60);
                assert_eq!(fault(&text).is_none(), judge, "{text}");
            }
        }
    }
}

/// In each zone one minute of the day ends with a leap second.
#[test]
fn every_offset() {
    for sign in ['+', '-'] {
        for hours in 0..=24 {
            for minutes in 0..=60 {
                let zone = format!("{sign}{hours:02}:{minutes:02}");
                let is_offset = hours <= 23 && minutes <= 59;
                let text = format!("2025-06-19T12:00:00{zone}");
                assert_eq!(
                    fault(&text),
                    (!is_offset).then_some(Fault::Offset),
                    "{text}"
                );
                if is_offset {
                    assert_eq!(
                        leap_minutes(&zone),
                        [minute_before_midnight(sign, hours, minutes)]
                    );
                }
            }
        }
    }
}

fn leap_minutes(zone: &str) -> Vec<u16> {
    let is_leap = |minute: &u16| {
        let (hour, minute) = (minute / 60, minute % 60);
        fault(&format!("2025-06-19T{hour:02}:{minute:02}:60{zone}")).is_none()
    };
    (0..24 * 60).filter(is_leap).collect()
}

/// What a clock there shows at 23:59 UTC.
fn minute_before_midnight(sign: char, hours: u16, minutes: u16) -> u16 {
    let offset = hours * 60 + minutes;
    let last = 24 * 60 - 1;
    if sign == '-' {
        last - offset
    } else {
        (last + offset) % (24 * 60)
    }
}

/// A date-time, with the parts that jiff takes and the digits that it does not.
struct Sample {
    text: String,
    without_fraction: jiff::Timestamp,
    /// Thirty digits, so that texts compare as numbers do.
    fraction: String,
}

/// Date-times out of a fixed sequence, many of them close together.
fn samples() -> Vec<Sample> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = move |limit: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % limit
    };
    let mut samples = Vec::new();
    for index in 0..400 {
        let (year, month, day, hour) = match index % 4 {
            0 => (below(9999), 1 + below(12), 1 + below(28), below(24)),
            1 => (2024, 2, 28 + below(2), below(24)),
            // The same few hours, seen from everywhere.
            _ => (2025, 6, 19, 10 + below(3)),
        };
        let (minute, second) = if index % 2 == 0 {
            (below(60), below(60))
        } else {
            (30, 8)
        };
        let digits = below(31);
        let mut fraction = String::new();
        for _ in 0..digits {
            // Mostly the ends of the scale, where carries and trailing zeros are.
            let digit = match below(7) {
                0..3 => 0,
                3 => 1,
                4 | 5 => 9,
                _ => below(10),
            };
            write!(fraction, "{digit}").expect("a string");
        }
        let zone = match below(3) {
            0 => "Z".to_owned(),
            _ => format!(
                "{}{:02}:{:02}",
                if below(2) == 0 { '+' } else { '-' },
                below(24),
                below(60)
            ),
        };
        let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        let point = if fraction.is_empty() { "" } else { "." };
        samples.push(Sample {
            text: format!("{date}{point}{fraction}{zone}"),
            without_fraction: format!("{date}{zone}").parse().expect("jiff reads it"),
            fraction: format!("{fraction:0<30}"),
        });
    }
    samples
}

#[test]
fn the_order_of_every_pair() {
    let samples = samples();
    let mut equal = 0;
    for a in &samples {
        for b in &samples {
            let judge = (a.without_fraction, &a.fraction).cmp(&(b.without_fraction, &b.fraction));
            assert_eq!(
                instant(&a.text).cmp(&instant(&b.text)),
                judge,
                "{} {}",
                a.text,
                b.text
            );
            equal += usize::from(judge == Ordering::Equal);
        }
    }
    assert!(equal >= samples.len());
}

/// Where jiff can hold a moment as a whole, it says the same of it without any help from this test.
#[test]
fn the_order_of_every_pair_of_nanoseconds() {
    let samples: Vec<(String, jiff::Timestamp)> = samples()
        .into_iter()
        .filter_map(|Sample { text, .. }| Some((text.clone(), text.parse().ok()?)))
        .collect();
    assert!(samples.len() > 100, "{}", samples.len());
    for (a, left) in &samples {
        for (b, right) in &samples {
            assert_eq!(instant(a).cmp(&instant(b)), left.cmp(right), "{a} {b}");
        }
    }
}

/// What jiff has no place for: leap seconds, between the last second of a day and the first of the next.
#[test]
fn leap_seconds_lie_between_days() {
    let ordered = [
        "2016-12-31T23:59:59Z",
        "2016-12-31T23:59:59.999999999999999999999999999999Z",
        "2016-12-31T23:59:60Z",
        "2017-01-01T01:59:60.000000000000000000000000000001+02:00",
        "2016-12-31T15:59:60.5-08:00",
        "2016-12-31T23:59:60.999999999999999999999999999999Z",
        "2017-01-01T00:00:00Z",
    ];
    for (index, a) in ordered.iter().enumerate() {
        for (other, b) in ordered.iter().enumerate() {
            assert_eq!(instant(a).cmp(&instant(b)), index.cmp(&other), "{a} {b}");
        }
    }
}

#[test]
fn ids() {
    const ID: &str = "0f1e2d3c-4b5a-6978-8796-A5B4C3D2E1F0";
    assert!(is_uuid(ID.as_bytes()));
    for position in 0..ID.len() {
        for byte in 0..=u8::MAX {
            let mut id = ID.as_bytes().to_vec();
            let place = id.get_mut(position).expect("within the id");
            let is_good =
                (*place == b'-') == (byte == b'-') && (byte == b'-' || byte.is_ascii_hexdigit());
            *place = byte;
            assert_eq!(is_uuid(&id), is_good, "{}", String::from_utf8_lossy(&id));
        }
        let mut shorter = ID.as_bytes().to_vec();
        shorter.remove(position);
        assert!(!is_uuid(&shorter));
        let mut longer = ID.as_bytes().to_vec();
        longer.insert(position, b'0');
        assert!(!is_uuid(&longer));
    }
}
