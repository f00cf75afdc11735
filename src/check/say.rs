//! The sentences of the checker. Put together by hand: `format!` and its machinery would be the largest part of the module.

use crate::shape::{Care, Kind};

/// A number in decimal.
pub(crate) fn decimal(number: usize) -> String {
    let mut text = match number / 10 {
        0 => String::new(),
        tens => decimal(tens),
    };
    text.push(char::from_digit(u32::try_from(number % 10).unwrap_or(0), 10).unwrap_or('0'));
    text
}

/// A text to be quoted, cut if it is long, and what closes the quotation. A UUID is quoted whole, and nothing is altered but by the cut:
/// `pkg-template/known.js` searches messages for the values that they quote.
fn cut(text: &str) -> (&str, &'static str) {
    const LONGEST: usize = 40;
    // Bytes first: where they are few, so are the characters.
    let end = match text.len() {
        ..=LONGEST => None,
        _ => text.char_indices().nth(LONGEST),
    };
    match end {
        Some((end, _)) => (text.get(..end).unwrap_or_default(), "…\""),
        None => (text, "\""),
    }
}

/// A sentence that ends with what was found.
fn but_not(sentence: &str, found: &str, behind: &str) -> String {
    let (found, quote) = cut(found);
    [sentence, ", not \"", found, quote, ".", behind].concat()
}

/// `Must be "a", "b" or "c"`
fn alternatives(texts: &[&str]) -> String {
    let mut sentence = "Must be ".to_owned();
    for (index, text) in texts.iter().enumerate() {
        sentence.push_str(match index {
            0 => "",
            _ if index + 1 == texts.len() => " or ",
            _ => ", ",
        });
        sentence.push('"');
        sentence.push_str(text);
        sentence.push('"');
    }
    sentence
}

/// What the kind wants, as the end of "Must be …".
const fn wanted(kind: &Kind) -> &'static str {
    match kind {
        Kind::Id => "a UUID",
        Kind::Timestamp => "a date and time",
        Kind::Digits => "a string of digits",
        Kind::Text | Kind::NonEmpty | Kind::OneOf(_) | Kind::Open(_) => "a string",
        Kind::Boolean | Kind::True => "true or false",
        Kind::Number | Kind::Count => "a number",
        Kind::Object(_) => "an object",
        Kind::List(_) => "an array",
    }
}

pub(crate) fn wrong_type(kind: &Kind, found: &str) -> String {
    ["Must be ", wanted(kind), ", not ", found, "."].concat()
}

pub(crate) fn not_one_of(texts: &[&str], found: &str, suggestion: Option<&str>) -> String {
    but_not(&alternatives(texts), found, &did_you_mean(suggestion))
}

pub(crate) fn new_value(found: &str) -> String {
    let (found, quote) = cut(found);
    [
        "\"",
        found,
        quote,
        " is a value that this version does not know.",
    ]
    .concat()
}

/// `inner` is the object in which the property is known.
pub(crate) fn unknown_in_payload(suggestion: Option<&str>, inner: Option<&str>) -> String {
    let unknown = "Is not a known property; the server ignores it.";
    match inner {
        Some(inner) => [unknown, " It belongs in ", inner, "."].concat(),
        None => [unknown, &did_you_mean(suggestion)].concat(),
    }
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(String::new, |name| [" Did you mean ", name, "?"].concat())
}

pub(crate) fn uuid(found: &str) -> String {
    but_not("Must be a UUID (8-4-4-4-12 hexadecimal digits)", found, "")
}

pub(crate) fn date_time(fault: &str) -> String {
    [
        "Must be a date and time such as 2025-06-19T21:08:08Z, ",
        fault,
        ".",
    ]
    .concat()
}

pub(crate) fn range(found: &str) -> String {
    let (found, quote) = cut(found);
    let more = if quote.len() > 1 { "…" } else { "" };
    [
        "Must be a whole number of at least 1, not ",
        found,
        more,
        ".",
    ]
    .concat()
}

pub(crate) fn care(care: Care) -> String {
    match care {
        Care::Deprecated(instead) => ["Is deprecated. ", instead].concat(),
        Care::Unused => "Has no effect.".to_owned(),
    }
}

/// Why a text is not JSON, and where.
pub(crate) fn not_json(expected: &str, place: &str) -> String {
    ["Is not JSON: ", expected, " was expected ", place, "."].concat()
}

/// A place in a text.
pub(crate) fn line_and_column(json: &str, at: usize) -> String {
    // Byte by byte: the lines and characters of `str` come with 1 KB of their own.
    let before = json.get(..at).unwrap_or(json).as_bytes();
    let is_break = |byte: &u8| *byte == b'\n';
    let is_begin = |byte: &&u8| **byte & 0xC0 != 0x80; // of a character
    let line = before.iter().filter(|byte| is_break(byte)).count() + 1;
    let in_line = before.iter().rev().take_while(|byte| !is_break(byte));
    let column = in_line.filter(is_begin).count() + 1;
    ["at line ", &decimal(line), ", column ", &decimal(column)].concat()
}

/// A place in a text of which not all is there any more.
pub(crate) fn after(bytes: usize) -> String {
    ["after ", &decimal(bytes), " bytes"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for number in [0, 7, 10, 1234, usize::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }

    #[test]
    fn sentences() {
        assert_eq!(alternatives(&["a"]), r#"Must be "a""#);
        assert_eq!(alternatives(&["a", "b", "c"]), r#"Must be "a", "b" or "c""#);
        for (found, quoted) in [
            ("é".repeat(41), format!("{}…", "é".repeat(40))),
            ("é".repeat(40), "é".repeat(40)),
            ("x".repeat(41), format!("{}…", "x".repeat(40))),
            (String::new(), String::new()),
        ] {
            assert_eq!(
                but_not("A", &found, " B"),
                format!("A, not \"{quoted}\". B")
            );
        }
        assert_eq!(
            not_json("a", &line_and_column("{\n  é!", 6)),
            "Is not JSON: a was expected at line 2, column 4."
        );
    }
}
