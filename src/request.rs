//! From a checked payload to what goes over the wire.

use crate::check::{self, items, properties, text};
use crate::endpoints::{Endpoint, Method};
use crate::options::Auth;

/// An HTTP request, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The absolute URL, query string included.
    pub url: String,
    /// Our own headers, names in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body, JSON.
    pub body: Option<String>,
}

/// Puts a request together. `base` is the API's root without a slash at its end; `json` is a payload that has been checked.
#[must_use]
pub fn build(endpoint: &Endpoint, base: &str, auth: &Auth, json: &str) -> Request {
    let mut headers = auth.headers();
    let mut url = [base, endpoint.path].concat();
    let body = if endpoint.method.has_body() {
        headers.push(("content-type", "application/json".to_owned()));
        Some(json.to_owned())
    } else {
        let query = query(json);
        if !query.is_empty() {
            url.push('?');
            url.push_str(&query);
        }
        None
    };
    Request {
        method: endpoint.method,
        url,
        headers,
        body,
    }
}

/// The query string of a payload, as Seam's own client writes it: keys sorted, form encoding, `_strict=true` at the end.
///
/// Empty strings are left out, `null` becomes an empty value. Lists, which only unknown properties can be, repeat their key;
/// objects join theirs with dots.
fn query(json: &str) -> String {
    let mut pairs = Vec::new();
    collect(json, "", 0, &mut pairs);
    if !pairs.is_empty() {
        // Set, not added: a caller's own gives way, in its place.
        let is_strict = |(name, _): &(String, String)| name == "_strict";
        let place = pairs.iter().position(is_strict).unwrap_or(pairs.len());
        pairs.retain(|pair| !is_strict(pair));
        pairs.insert(place, ("_strict".to_owned(), "true".to_owned()));
    }
    let mut query = String::new();
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        encode(&name, &mut query);
        query.push('=');
        encode(&value, &mut query);
    }
    query
}

fn collect(json: &str, prefix: &str, depth: usize, pairs: &mut Vec<(String, String)>) {
    for (name, value) in properties(json) {
        let name = if prefix.is_empty() {
            name.into_owned()
        } else {
            [prefix, ".", &name].concat()
        };
        match value.as_bytes().first() {
            Some(b'{') if depth < check::DEEPEST => collect(value, &name, depth + 1, pairs),
            Some(b'[') => {
                let mut items: Vec<String> = items(value).map(scalar).collect();
                if items.is_empty() {
                    items.push(String::new());
                }
                for item in items {
                    insert(pairs, name.clone(), item);
                }
            }
            Some(_) if value != "\"\"" => {
                insert(pairs, name, scalar(value));
            }
            _ => {}
        }
    }
}

/// Keeps the pairs sorted as JavaScript sorts, by UTF-16 units, and equal names in the order in which they came.
fn insert(pairs: &mut Vec<(String, String)>, name: String, value: String) {
    let place =
        pairs.partition_point(|(earlier, _)| earlier.encode_utf16().le(name.encode_utf16()));
    pairs.insert(place, (name, value));
}

fn scalar(json: &str) -> String {
    match json {
        "null" => String::new(),
        _ => text(json).map_or_else(|| json.to_owned(), std::borrow::Cow::into_owned),
    }
}

/// `application/x-www-form-urlencoded`
fn encode(text: &str, query: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => {
                query.push(char::from(byte));
            }
            b' ' => query.push('+'),
            _ => {
                query.push('%');
                for nibble in [byte >> 4, byte & 15] {
                    query.push(
                        HEX.get(usize::from(nibble))
                            .copied()
                            .map_or('0', char::from),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoints;

    #[test]
    fn queries() {
        for (json, expected) in [
            ("{}", ""),
            (
                r#"{ "search": "front door & co", "limit": 10, "page_cursor": null, "acs_system_id": "a" }"#,
                "acs_system_id=a&limit=10&page_cursor=&search=front+door+%26+co&_strict=true",
            ),
            (r#"{ "search": "" }"#, ""),
            (
                r#"{ "is_multi_phone_sync_credential": false }"#,
                "is_multi_phone_sync_credential=false&_strict=true",
            ),
            (
                r#"{ "search": "é€😀~*-._ +" }"#,
                "search=%C3%A9%E2%82%AC%F0%9F%98%80%7E*-._+%2B&_strict=true",
            ),
            (
                r#"{ "x": [1, "b"], "y": { "z": true }, "e": [] }"#,
                "e=&x=1&x=b&y.z=true&_strict=true",
            ),
            (r#"{ "a": 1, "_strict": [0, 1] }"#, "_strict=true&a=1"),
        ] {
            assert_eq!(query(json), expected, "{json}");
        }
    }

    #[test]
    fn where_the_payload_goes() {
        let auth = Auth::None;
        let get = build(
            &endpoints::get::ENDPOINT,
            "https://a.test",
            &auth,
            r#"{"acs_credential_id":"1"}"#,
        );
        assert_eq!(
            get.url,
            "https://a.test/acs/credentials/get?acs_credential_id=1&_strict=true"
        );
        assert_eq!((get.headers, get.body), (vec![], None));

        let update = build(
            &endpoints::update::ENDPOINT,
            "https://a.test/x",
            &auth,
            r#"{"acs_credential_id":"1"}"#,
        );
        assert_eq!(update.url, "https://a.test/x/acs/credentials/update");
        assert_eq!(
            update.headers,
            [("content-type", "application/json".to_owned())]
        );
        assert_eq!(update.body.as_deref(), Some(r#"{"acs_credential_id":"1"}"#));
    }
}
