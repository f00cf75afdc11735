//! When to send a request again, and after how long.

use crate::endpoints::Method;

/// Why an attempt came to nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trouble {
    /// No answer, none in time, or one that is cut off.
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
    // `max` ignores NaN, which a test's own `Math.random` may give.
    let own = doubled.max(doubled * (1.0 + JITTER * random)).min(LONGEST);
    let wait = retry_after.map_or(own, |seconds| seconds * 1000.0);
    (wait <= LONGEST).then_some(wait)
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
        assert_eq!(wait(Method::Get, BUSY, 1, 2, f64::NAN), Some(200.0));
    }
}
