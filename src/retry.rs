//! When to send a request again, and after how long.

use crate::endpoints::Method;
use crate::values::is_digits;

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

/// Reads a `Retry-After` header: seconds, or a date as RFC 9110 has it, which `parse` turns into milliseconds since 1970, against `now`.
/// In seconds, from 0 to 2^32 - 1; whether there is such a day is up to `parse`.
#[must_use]
pub fn retry_after(header: &str, now: f64, parse: impl FnOnce(&str) -> f64) -> Option<f64> {
    const MOST: f64 = 4_294_967_295.0;
    let header = header.trim_ascii();
    if is_digits(header.as_bytes()) {
        let append = |number: f64, digit: u8| 10.0 * number + f64::from(digit & 15);
        return Some(header.bytes().fold(0.0, append).min(MOST));
    }
    // JavaScript's parser would read much else.
    let seconds = (is_date(header).then(|| parse(header))? - now) / 1000.0;
    (!seconds.is_nan()).then_some(seconds.max(0.0))
}

/// Whether a text is written as `Sun, 06 Nov 1994 08:49:37 GMT`.
fn is_date(text: &str) -> bool {
    const FORM: &[u8] = b"Aaa, 00 Aaa 0000 00:00:00 GMT";
    let fits = |(byte, form): (u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b'A' => byte.is_ascii_uppercase(),
        b'a' => byte.is_ascii_lowercase(),
        _ => byte == *form,
    };
    text.len() == FORM.len() && text.bytes().zip(FORM).all(fits)
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
        // Of the dates that get through, their seconds are the judge.
        let parse = |date: &str| {
            let second = date.get(23..25).and_then(|digits| digits.parse().ok());
            second.map_or(f64::NAN, |second: f64| now + (second - 37.0) * 1000.0)
        };
        for (header, expected) in [
            ("120", Some(120.0)),
            (" 0 ", Some(0.0)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10.0)),
            (" Sun, 06 Nov 1994 08:49:37 GMT", Some(0.0)),
            ("Sun, 06 Nov 1994 08:49:07 GMT", Some(0.0)),
            ("Sun, 06 Nov 1994 08:49:xx GMT", None),
            ("99999999999", Some(4_294_967_295.0)),
            ("-1", None),
            ("+1", None),
            ("soon", None),
            ("Sun, 06 Nov 1994", None),
            ("Sun, 06 Nov 1994 08:49:47 UTC", None),
            ("Sunday, 06-Nov-94 08:49:47 GMT", None),
            ("Sun, 06-Nov-1994 08:49:47 GMT", None),
            ("Sun; 06 Nov 1994 08:49:47 GMT", None),
            ("sun, 06 nov 1994 08:49:47 GMT", None),
            ("06 Nov 1994 08:49:47 +000 GMT", None),
            ("", None),
        ] {
            assert_eq!(retry_after(header, now, parse), expected, "{header}");
        }
    }
}
