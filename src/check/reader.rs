//! JSON bytes, token by token. Strict RFC 8259; nesting is limited by memory only.

use std::borrow::Cow;

use crate::words::end_of_plain;

/// A place in UTF-8 JSON.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    json: &'a str,
    at: usize,
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// The offending byte's offset.
    pub at: usize,
    /// What should be there.
    pub expected: &'static str,
}

/// A string as it stands in the text, without its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text<'a> {
    raw: &'a str,
    escaped: bool,
}

impl<'a> Text<'a> {
    /// The string that is meant. A lone surrogate becomes U+FFFD.
    pub fn decode(self) -> Cow<'a, str> {
        if self.escaped {
            Cow::Owned(unescape(self.raw))
        } else {
            Cow::Borrowed(self.raw)
        }
    }
}

impl<'a> Reader<'a> {
    pub const fn new(json: &'a str) -> Self {
        Self { json, at: 0 }
    }

    /// Begins in the midst of a text.
    pub const fn at_place(json: &'a str, at: usize) -> Self {
        Self { json, at }
    }

    pub const fn at(&self) -> usize {
        self.at
    }

    /// The text from `start` to here.
    pub fn since(&self, start: usize) -> &'a str {
        self.json.get(start..self.at).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    pub const fn fault(&self, expected: &'static str) -> Syntax {
        Syntax {
            at: self.at,
            expected,
        }
    }

    /// Passes over white space and shows the next byte.
    #[inline(never)] // in many places, none of which is in a hurry
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Passes over white space and, if it comes next, over `byte`.
    pub fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Reads a string; the next byte must be its opening quote.
    pub fn string(&mut self) -> Result<Text<'a>, Syntax> {
        if !self.take(b'"') {
            return Err(self.fault("a string"));
        }
        let start = self.at;
        let mut escaped = false;
        loop {
            self.at = end_of_plain(self.json.as_bytes(), self.at);
            match self.byte() {
                Some(b'"') => {
                    let raw = self.since(start);
                    self.at += 1;
                    return Ok(Text { raw, escaped });
                }
                Some(b'\\') => {
                    escaped = true;
                    self.at += 1;
                    self.escape()?;
                }
                Some(0..0x20) => {
                    return Err(self.fault("an escape in place of a control character"));
                }
                Some(_) => self.at += 1,
                None => return Err(self.fault("the end of the string")),
            }
        }
    }

    /// Reads what follows a backslash.
    pub fn escape(&mut self) -> Result<(), Syntax> {
        match self.byte() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.byte().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return Err(self.fault("a group of four hexadecimal digits"));
                    }
                    self.at += 1;
                }
            }
            _ => return Err(self.fault("an escape that JSON knows")),
        }
        Ok(())
    }

    /// Reads a number.
    pub fn number(&mut self) -> Result<&'a str, Syntax> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(self.since(start))
    }

    fn digits(&mut self) -> Result<(), Syntax> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            Err(self.fault("a digit"))
        } else {
            Ok(())
        }
    }

    /// Reads `true`, `false` or `null`.
    pub fn word(&mut self, word: &'static str) -> Result<(), Syntax> {
        let rest = self.json.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            if word.as_bytes().starts_with(rest) {
                // Cut off: as elsewhere, the fault is at the end of the text.
                self.at = self.json.len();
            }
            return Err(self.fault("a value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Reads any value that is no object and no array.
    pub fn scalar(&mut self) -> Result<(), Syntax> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => Err(self.fault("a value")),
        }
    }

    /// Passes over any value and tells how deep it nests: 0 for a scalar.
    ///
    /// The open brackets are kept in a vector, so that no input can exhaust the stack.
    pub fn skip(&mut self) -> Result<usize, Syntax> {
        let mut open: Vec<u8> = Vec::new();
        let mut deepest = 0;
        loop {
            // At the start of a value.
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    self.at += 1;
                    let close = bracket + 2; // in ASCII, '}' and ']' are two after their partners
                    open.push(close);
                    deepest = deepest.max(open.len());
                    if !self.take(close) {
                        if close == b'}' {
                            self.key()?;
                        }
                        continue;
                    }
                    open.pop();
                }
                _ => self.scalar()?,
            }
            // After a value.
            loop {
                let Some(close) = open.last().copied() else {
                    return Ok(deepest);
                };
                if self.take(close) {
                    open.pop();
                } else if self.take(b',') {
                    if close == b'}' {
                        self.key()?;
                    }
                    break;
                } else {
                    return Err(self.fault(if close == b'}' {
                        "a comma or the closing brace"
                    } else {
                        "a comma or the closing bracket"
                    }));
                }
            }
        }
    }

    /// Reads a property's name and the colon behind it.
    pub fn key(&mut self) -> Result<Text<'a>, Syntax> {
        if self.peek() != Some(b'"') {
            return Err(self.fault("a property name in double quotes"));
        }
        let key = self.string()?;
        if self.take(b':') {
            Ok(key)
        } else {
            Err(self.fault("a colon"))
        }
    }

    /// Makes sure that nothing but white space is left.
    pub fn end(&mut self) -> Result<(), Syntax> {
        if self.peek().is_none() {
            Ok(())
        } else {
            Err(self.fault("the end of the text"))
        }
    }
}

fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    loop {
        let end = rest.bytes().position(|byte| byte == b'\\');
        let (before, escape) = rest
            .split_at_checked(end.unwrap_or(rest.len()))
            .unwrap_or_default();
        text.push_str(before);
        let Some(letter) = escape.as_bytes().get(1) else {
            return text;
        };
        let mut length = 2;
        text.push(match letter {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let char;
                (char, length) = code_point(escape);
                char
            }
            other => char::from(*other),
        });
        rest = escape.get(length..).unwrap_or_default();
    }
}

/// What `\u` and its digits stand for, and how long the escape is. The first half of a surrogate pair is read together with the second.
fn code_point(escape: &str) -> (char, usize) {
    const LENGTH: usize = 6;
    let first = hex4(escape);
    if (0xD800..0xDC00).contains(&first)
        && let Some(behind) = escape.get(LENGTH..)
        && behind.starts_with("\\u")
    {
        let second = hex4(behind);
        if (0xDC00..0xE000).contains(&second) {
            let both = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            return (
                char::from_u32(both).unwrap_or(char::REPLACEMENT_CHARACTER),
                2 * LENGTH,
            );
        }
    }
    (
        char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER),
        LENGTH,
    )
}

/// The four digits behind `\u`.
#[inline(never)] // seldom asked, in places that it would make large
fn hex4(escape: &str) -> u32 {
    let digits = escape.bytes().skip(2).take(4);
    digits.fold(0, |value, digit| {
        value * 16 + char::from(digit).to_digit(16).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_json(text: &str) -> bool {
        let mut reader = Reader::new(text);
        reader.skip().and_then(|_| reader.end()).is_ok()
    }

    /// `serde_json` is the judge: every text gets the same verdict from both.
    #[test]
    fn same_verdict_as_serde_json() {
        let texts = [
            "",
            " ",
            "null",
            "nul",
            "nullx",
            "true",
            "false",
            "tru",
            "0",
            "-0",
            "-",
            "+1",
            "01",
            "1.",
            ".5",
            "1.5",
            "1e5",
            "1E+5",
            "1e",
            "1e-",
            "-1.25e-3",
            "1.e1",
            "0x1",
            "NaN",
            "Infinity",
            "\"\"",
            "\"a",
            "\"\\n\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12G4\"",
            "\"\\u1234\"",
            "\"\t\"",
            "\"\u{7f}\"",
            "\"é\u{10ffff}\"",
            "[]",
            "[",
            "]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1,2]",
            "[[],[[]]]",
            "[}",
            "{}",
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{\"a\":1}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":{\"b\":[{}]}}",
            "{,}",
            "{]",
            " \n\r\t[ 1 , 2 ] ",
            "1 1",
            "[1]x",
            "\u{feff}1",
            "\u{a0}1",
            "/**/1",
            "{\"a\":1,\"a\":2}",
            "1e400",
        ];
        for text in texts {
            let judge = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
            assert_eq!(is_json(text), judge, "{text:?}");
        }
    }

    #[test]
    fn depth_is_limited_by_memory_only() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(Reader::new(&deep).skip(), Ok(100_000));
        assert!(!is_json(&"{\"a\":".repeat(100_000)));
    }

    #[test]
    fn escapes() {
        for (json, text) in [
            (r#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{c}\n\r\t"),
            (r#""\u00e9\u0041""#, "éA"),
            (r#""\ud83d\ude00!""#, "😀!"),
            (r#""\ud83d!""#, "\u{fffd}!"),
            (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
        ] {
            assert_eq!(
                Reader::new(json).string().expect("a string").decode(),
                text,
                "{json}"
            );
        }
    }
}
