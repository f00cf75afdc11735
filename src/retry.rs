//! When to send a request again, and after how long.

use crate::endpoints::Method;
use crate::values::{Instant, is_digits};

/// Why an attempt came to nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trouble {
    /// No answer, or none in time.
    NoAnswer,
    /// An answer that is no success.
    Status {
        /// Its HTTP status.
        status: u16,
        /// Its `Retry-After`, in seconds.
        retry_after: Option<f64>,
    },
}

/// How long to wait before the next attempt, in milliseconds; `None`: give up.
///
/// Only GET and DELETE are repeated: a second POST could make a second credential. About 200 ms, then 400 ms and so on, unless
/// the server says when. A server that wants more than a minute gets no second attempt: a person is waiting.
///
/// `attempt` counts from 1, `random` lies between 0 and 1.
#[must_use]
pub fn wait(
    method: Method,
    trouble: Trouble,
    attempt: u32,
    retries: u32,
    random: f64,
) -> Option<f64> {
    const LONGEST: f64 = 60_000.0;
    const FIRST: f64 = 200.0;
    const JITTER: f64 = 0.2;

    let retry_after = match trouble {
        Trouble::NoAnswer => None,
        Trouble::Status {
            status,
            retry_after,
        } if status == 429 || status >= 500 => retry_after,
        Trouble::Status { .. } => return None,
    };
    if attempt > retries || !method.is_repeatable() {
        return None;
    }
    let doubled = FIRST * f64::from(1_u32 << attempt.saturating_sub(1).min(16));
    let own = (doubled * (1.0 + JITTER * random)).min(LONGEST);
    let wait = retry_after.map_or(own, |seconds| seconds * 1000.0);
    (wait <= LONGEST).then_some(wait)
}

/// Reads a `Retry-After` header: seconds, or a date of RFC 9110 against `now` (milliseconds since 1970). In seconds, 0 at the least.
#[must_use]
pub fn retry_after(header: &str, now: f64) -> Option<f64> {
    let header = header.trim_ascii().as_bytes();
    if is_digits(header) {
        let append = |number: u32, digit: &u8| {
            let tens = number.saturating_mul(10);
            tens.saturating_add(u32::from(digit & 15))
        };
        return Some(f64::from(header.iter().fold(0, append)));
    }
    let millis = http_date(header)? - now;
    Some((millis / 1000.0).max(0.0))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, as milliseconds since 1970.
fn http_date(text: &[u8]) -> Option<f64> {
    const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    const NUMBERS: &[u8] = b"010203040506070809101112";
    let [_, _, _, b',', b' ', day @ .., b' ', b'G', b'M', b'T'] = text else {
        return None;
    };
    let (day, rest) = day.split_first_chunk::<2>()?;
    let (month, rest) = rest.strip_prefix(b" ")?.split_first_chunk::<3>()?;
    let (year, rest) = rest.strip_prefix(b" ")?.split_first_chunk::<4>()?;
    let time = rest.strip_prefix(b" ")?;
    let month = MONTHS
        .as_chunks()
        .0
        .iter()
        .position(|known| known == month)?;
    let month = NUMBERS.as_chunks::<2>().0.get(month)?;
    let parts: [&[u8]; 8] = [year, b"-", month, b"-", day, b"T", time, b"Z"];
    Some(Instant::parse(&parts.concat()).ok()?.clock().millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: Trouble = Trouble::Status {
        status: 503,
        retry_after: None,
    };

    fn limited(seconds: f64) -> Trouble {
        Trouble::Status {
            status: 429,
            retry_after: Some(seconds),
        }
    }

    #[test]
    fn waits() {
        for (method, trouble, attempt, retries, expected) in [
            (Method::Get, Trouble::NoAnswer, 1, 2, Some(200.0)),
            (Method::Get, Trouble::NoAnswer, 2, 2, Some(400.0)),
            (Method::Get, Trouble::NoAnswer, 3, 2, None),
            (Method::Get, Trouble::NoAnswer, 10, 10, Some(60_000.0)),
            (Method::Delete, BUSY, 1, 2, Some(200.0)),
            (Method::Delete, BUSY, 1, 0, None),
            (Method::Post, BUSY, 1, 2, None),
            (Method::Patch, Trouble::NoAnswer, 1, 2, None),
            (Method::Get, limited(3.0), 1, 2, Some(3000.0)),
            (Method::Get, limited(0.0), 1, 2, Some(0.0)),
            (Method::Get, limited(61.0), 1, 2, None),
            (
                Method::Get,
                Trouble::Status {
                    status: 404,
                    retry_after: None,
                },
                1,
                2,
                None,
            ),
            (
                Method::Get,
                Trouble::Status {
                    status: 400,
                    retry_after: Some(1.0),
                },
                1,
                2,
                None,
            ),
        ] {
            assert_eq!(
                wait(method, trouble, attempt, retries, 0.0),
                expected,
                "{method:?} {trouble:?} {attempt}/{retries}"
            );
        }
        assert_eq!(wait(Method::Get, BUSY, 1, 2, 1.0), Some(240.0));
    }

    #[test]
    fn retry_after_headers() {
        let now = 784_111_777_000.0; // Sun, 06 Nov 1994 08:49:37 GMT
        for (header, expected) in [
            ("120", Some(120.0)),
            (" 0 ", Some(0.0)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10.0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0.0)),
            ("Sat, 05 Nov 1994 08:49:37 GMT", Some(0.0)),
            ("99999999999", Some(4_294_967_295.0)),
            ("-1", None),
            ("+1", None),
            ("soon", None),
            ("Sun, 06 Nov 1994", None),
            ("Mon, 31 Feb 1994 08:49:37 GMT", None),
            ("Sun, 6 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37 UTC", None),
            ("", None),
        ] {
            assert_eq!(retry_after(header, now), expected, "{header}");
        }
    }
}
