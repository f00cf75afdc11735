//! Many bytes at a time: what the scan asks of every string. With SIMD and without, in code that is safe but for `to_str`.
//!
//! The package is built with SIMD only. Without it, lists took 1.2 (Chromium) to 1.25 times (Node) as long, and payloads no longer
//! (November 2026). A second wasm file would double the size, and a choice at the start would help only engines from before 2023.

#![allow(clippy::inline_always)] // the scan is fast as one loop: with calls in it, half as fast

use crate::shape::Key;

/// Where the first byte is, from `at` on, that does not belong to a plain ASCII string: a quote, backslash, control or other
/// character, or the end of the text.
#[inline]
pub(crate) fn end_of_plain(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let plain = lanes::plain(bytes, at);
        at += plain;
        if plain < lanes::COUNT {
            return at;
        }
    }
}

/// The text that `bytes` are, if they are UTF-8: `str::from_utf8`, but faster where nearly all is ASCII.
pub(crate) fn to_str(bytes: &[u8]) -> Option<&str> {
    let mut rest = bytes;
    loop {
        let ascii = end_of_ascii(rest);
        rest = rest.get(ascii..)?;
        let other = rest.iter().position(u8::is_ascii);
        let (others, behind) = rest.split_at_checked(other.unwrap_or(rest.len()))?;
        std::str::from_utf8(others).ok()?;
        if behind.is_empty() {
            break;
        }
        rest = behind;
    }
    // SAFETY: all of it is runs of ASCII, which stand for themselves, and runs of other bytes, each of which is UTF-8.
    #[allow(unsafe_code)]
    Some(unsafe { std::str::from_utf8_unchecked(bytes) })
}

/// `bytes` without a character at their end of which more is to come.
pub(crate) fn whole_characters(bytes: &[u8]) -> &[u8] {
    let begin = |byte: &u8| !matches!(byte, 0x80..0xC0);
    let Some(at) = bytes.iter().rposition(begin) else {
        return bytes;
    };
    let length = match bytes.get(at) {
        Some(0xF0..) => 4,
        Some(0xE0..) => 3,
        Some(0xC0..) => 2,
        _ => 1,
    };
    let is_whole = bytes.len() - at >= length;
    bytes
        .get(..if is_whole { bytes.len() } else { at })
        .unwrap_or(bytes)
}

/// Where the first byte is that is not ASCII.
fn end_of_ascii(bytes: &[u8]) -> usize {
    let mut at = ascii_chunks::<256>(bytes);
    at += ascii_chunks::<8>(bytes.get(at..).unwrap_or_default());
    let is_near_end = bytes.len() - at < 8;
    if is_near_end && bytes.last_chunk::<8>().is_some_and(is_ascii) {
        return bytes.len();
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

/// How many bytes of whole chunks of ASCII there are.
fn ascii_chunks<const SIZE: usize>(bytes: &[u8]) -> usize {
    let (chunks, _) = bytes.as_chunks::<SIZE>();
    SIZE * chunks.iter().take_while(|chunk| is_ascii(chunk)).count()
}

/// Eight bytes at a time; the compiler makes more of it.
fn is_ascii<const SIZE: usize>(chunk: &[u8; SIZE]) -> bool {
    let (eights, _) = chunk.as_chunks();
    let all = eights
        .iter()
        .fold(0, |all, eight| all | u64::from_le_bytes(*eight));
    all & 0x8080_8080_8080_8080 == 0
}

/// Whether the key stands at `at`. Near the end of the text this says no, even if it does.
#[inline(always)]
pub(crate) fn stands(bytes: &[u8], at: usize, key: &Key) -> bool {
    let rest = bytes.get(at..).and_then(<[u8]>::first_chunk);
    rest.is_some_and(|found| lanes::begins_with(found, key))
}

/// Whether `name` stands at `at`.
#[inline]
pub(crate) fn stands_at(bytes: &[u8], at: usize, name: &[u8]) -> bool {
    let Some(found) = bytes.get(at..at + name.len()) else {
        return false;
    };
    // From both ends, in parts that may overlap: no loop over single bytes.
    match name.len() {
        17.. => stands_at_long(found, name),
        16 => ends::<16>(found) == ends(name),
        8..16 => ends::<8>(found) == ends(name),
        4..8 => ends::<4>(found) == ends(name),
        _ => found.iter().eq(name),
    }
}

#[inline]
fn stands_at_long(mut found: &[u8], mut name: &[u8]) -> bool {
    while name.len() > 32 {
        let (Some((first, rest)), Some((name_first, name_rest))) =
            (found.split_first_chunk::<16>(), name.split_first_chunk())
        else {
            return false;
        };
        if first != name_first {
            return false;
        }
        (found, name) = (rest, name_rest);
    }
    ends::<16>(found) == ends(name)
}

/// The first and the last `N` bytes.
#[inline]
fn ends<const N: usize>(bytes: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
    Some((bytes.first_chunk()?, bytes.last_chunk()?))
}

/// Whether two UUIDs are the same, letter by letter.
#[inline(always)]
pub(crate) fn is_same(one: &[u8; 36], other: &[u8; 36]) -> bool {
    // The last bytes first: successive ids of a server may begin alike.
    ends::<8>(one) == ends(other) && ends::<32>(one) == ends(other)
}

/// Whether `text` is a UUID.
pub(crate) fn is_uuid(text: &[u8]) -> bool {
    <&[u8; 36]>::try_from(text).is_ok_and(lanes::is_uuid)
}

/// With SIMD, which every engine has had since 2021 (Safari since 2023) and which the build asks for.
#[cfg(target_feature = "simd128")]
mod lanes {
    use core::arch::wasm32::{
        i8x16_lt, i8x16_splat, u8x16_all_true, u8x16_bitmask, u8x16_eq, u8x16_min, u8x16_shr,
        u8x16_splat, u8x16_swizzle, u64x2, v128, v128_and, v128_andnot, v128_any_true, v128_or,
        v128_xor,
    };

    use crate::shape::Key;

    pub const COUNT: usize = 16;

    fn load(bytes: [u8; COUNT]) -> v128 {
        let both = u128::from_le_bytes(bytes);
        #[allow(clippy::cast_possible_truncation)] // the lower half and the upper half
        u64x2(both as u64, (both >> 64) as u64)
    }

    #[inline]
    pub fn plain(bytes: &[u8], at: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        let lanes = load(rest.first_chunk().copied().unwrap_or_else(|| padded(rest)));
        let quote = u8x16_eq(lanes, u8x16_splat(b'"'));
        let backslash = u8x16_eq(lanes, u8x16_splat(b'\\'));
        // As signed numbers, what is not ASCII lies below the controls.
        let others = i8x16_lt(lanes, i8x16_splat(0x20));
        let hits = u8x16_bitmask(v128_or(v128_or(quote, backslash), others));
        (u32::from(hits) | 1 << COUNT).trailing_zeros() as usize
    }

    /// The end of a text, with zeros behind it.
    #[cold]
    fn padded(rest: &[u8]) -> [u8; COUNT] {
        let mut padded = [0; COUNT];
        for (to, from) in padded.iter_mut().zip(rest) {
            *to = *from;
        }
        padded
    }

    #[inline(always)]
    pub fn begins_with(found: &[u8; Key::LONGEST], key: &Key) -> bool {
        let lane = |bytes: &[u8; Key::LONGEST], lane: usize| {
            let bytes = bytes.get(lane * COUNT..).and_then(<[u8]>::first_chunk);
            bytes.copied().map_or(u8x16_splat(0), load)
        };
        // Where the key has zeros, anything may be.
        let differs = |number: usize| {
            let wanted = lane(&key.bytes, number);
            let is_any = u8x16_eq(wanted, u8x16_splat(0));
            v128_any_true(v128_andnot(v128_xor(lane(found, number), wanted), is_any))
        };
        !differs(0)
            && (key.length <= COUNT || !differs(1))
            && (key.length <= 2 * COUNT || !(differs(2) || differs(3)))
    }

    pub fn is_uuid(text: &[u8; 36]) -> bool {
        let (first, rest) = text.split_at(COUNT);
        let chunk = |bytes: &[u8]| bytes.first_chunk().copied().map_or(u8x16_splat(0), load);
        let last = text.last_chunk().copied().map_or(u8x16_splat(0), load);
        // Zero wherever one is wrong.
        let first = wanted(chunk(first), [8, 13]);
        let rest = wanted(chunk(rest), [2, 7]);
        let last = wanted(last, [3, 3]);
        u8x16_all_true(u8x16_min(u8x16_min(first, rest), last))
    }

    /// Other than zero where there are hyphens, in two places, and hexadecimal digits, in all others.
    #[inline]
    fn wanted(lanes: v128, hyphens: [u32; 2]) -> v128 {
        const DIGIT: u8 = 1;
        const LETTER: u8 = 2;
        const HYPHEN: u8 = 4;
        /// What a byte can be by its upper half: 0x2D, 0x30 to 0x39, 0x41 to 0x46, 0x61 to 0x66.
        const UPPER: [u8; COUNT] = {
            let mut table = [0; COUNT];
            table[2] = HYPHEN;
            table[3] = DIGIT;
            table[4] = LETTER;
            table[6] = LETTER;
            table
        };
        /// And by its lower half.
        const LOWER: [u8; COUNT] = {
            let mut table = [0; COUNT];
            let mut half = 0;
            while half < 10 {
                table[half] = DIGIT;
                half += 1;
            }
            half = 1;
            while half <= 6 {
                table[half] |= LETTER;
                half += 1;
            }
            table[0xD] = HYPHEN;
            table
        };
        let upper = u8x16_swizzle(load(UPPER), u8x16_shr(lanes, 4));
        let lower = u8x16_swizzle(load(LOWER), v128_and(lanes, u8x16_splat(0xF)));
        let mut places = [DIGIT | LETTER; COUNT];
        for place in hyphens {
            if let Some(place) = places.get_mut(place as usize) {
                *place = HYPHEN;
            }
        }
        v128_and(v128_and(upper, lower), load(places))
    }
}

/// With ordinary words: on the host, and in a module built without SIMD.
#[cfg(not(target_feature = "simd128"))]
mod lanes {
    use crate::shape::Key;

    pub const COUNT: usize = 8;

    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES << 7;

    pub fn begins_with(found: &[u8; Key::LONGEST], key: &Key) -> bool {
        found.get(..key.length) == key.bytes.get(..key.length)
    }

    /// A word of eight times the same byte.
    const fn splat(byte: u8) -> u64 {
        ONES * byte as u64
    }

    /// The eight bytes at `at`; zeros where the text ends.
    #[inline]
    fn word(bytes: &[u8], at: usize) -> u64 {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest.first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => rest
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        }
    }

    #[inline]
    pub fn plain(bytes: &[u8], at: usize) -> usize {
        let word = word(bytes, at);
        let quote = (word ^ splat(b'"')).wrapping_sub(ONES);
        let backslash = (word ^ splat(b'\\')).wrapping_sub(ONES);
        let control = word.wrapping_sub(splat(b' '));
        // A borrow may spoil a byte, but only one behind a hit; the first hit is exact.
        let hits = (quote | backslash | control | word) & HIGHS;
        hits.trailing_zeros() as usize / 8
    }

    pub fn is_uuid(text: &[u8; 36]) -> bool {
        const fn hyphen(place: u32) -> u64 {
            0xFF << (8 * place)
        }
        let bad = not_hex(word(text, 0), 0)
            | not_hex(word(text, 8), hyphen(0) | hyphen(5))
            | not_hex(word(text, 16), hyphen(2) | hyphen(7))
            | not_hex(word(text, 24), 0)
            | not_hex(word(text, 28), 0);
        bad == 0
    }

    /// Bits that are set where a byte is no hexadecimal digit or, under `hyphens`, no hyphen.
    #[inline]
    const fn not_hex(word: u64, hyphens: u64) -> u64 {
        // A hyphen becomes '0', which is then the one digit that there may be.
        let word = word ^ (hyphens & splat(b'-' ^ b'0'));
        let digit = word ^ splat(b'0');
        let letter = (word | splat(0x20)) ^ splat(0x60);
        // In seven bits: sums that reach the eighth are too large.
        let above_nine = (digit & !HIGHS) + splat(0x80 - 10);
        let above_zero = (letter & !HIGHS) + splat(0x80 - 1);
        let above_six = (letter & !HIGHS) + splat(0x80 - 7);
        let is_letter = above_zero & !above_six & !hyphens;
        let not_zero = hyphens & ((digit & !HIGHS) + splat(0x7F));
        (word | (above_nine & !is_letter) | not_zero) & HIGHS
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)] // a test that cannot go on may say so
mod tests {
    use super::*;

    #[test]
    fn plain_bytes_are_counted_up_to_the_first_other() {
        for byte in 0..=u8::MAX {
            let is_plain = (b' '..0x80).contains(&byte) && byte != b'"' && byte != b'\\';
            for place in 0..8 {
                let mut text = *b"aZ0 ~!#/";
                text[place] = byte;
                let expected = if is_plain { 8 } else { place };
                let text = [text.as_slice(), b"\""].concat();
                assert_eq!(end_of_plain(&text, 0), expected, "{byte} at {place}");
            }
        }
        assert_eq!(
            end_of_plain(b"a long text that ends without a quote", 2),
            37
        );
    }

    /// The standard library is the judge.
    #[test]
    fn utf8() {
        let parts: [&[u8]; 9] = [
            b"a",
            "é".as_bytes(),
            "日".as_bytes(),
            "😀".as_bytes(),
            b"\xff",
            b"\x80",
            b"\xe6\x97",
            b"\xed\xa0\x80",
            b"\xc0\x80",
        ];
        for length in [0, 1, 15, 16, 17, 255, 256, 257, 300, 600] {
            for first in parts {
                for second in parts {
                    let ascii = vec![b'x'; length];
                    for text in [
                        [&ascii, first, second].concat(),
                        [first, &ascii, second, &ascii].concat(),
                    ] {
                        assert_eq!(to_str(&text), std::str::from_utf8(&text).ok(), "{text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn keys_are_compared_to_their_last_byte() {
        for name in [
            "ok",
            "code",
            "acs_credential_id",
            "is_latest_desired_state_synced_with_provider",
        ] {
            let key = Key::new(name);
            for behind in [Key::LONGEST, 80] {
                let mut text = ["{\"", name, "\":", &"x".repeat(behind)]
                    .concat()
                    .into_bytes();
                assert!(stands(&text, 1, &key) && !stands(&text, 0, &key));
                for place in 1..name.len() + 4 {
                    text[place] ^= 1;
                    assert!(!stands(&text, 1, &key), "{place} of {name}");
                    text[place] ^= 1;
                }
            }
        }
    }

    #[test]
    fn every_byte_at_every_place_of_a_uuid() {
        let uuid = *b"0189afAF-9fAF-0099-aAfF-0123456789ab";
        assert!(is_uuid(&uuid));
        for place in 0..uuid.len() {
            for byte in 0..=u8::MAX {
                let mut text = uuid;
                text[place] = byte;
                let expected = match place {
                    8 | 13 | 18 | 23 => byte == b'-',
                    _ => byte.is_ascii_hexdigit(),
                };
                assert_eq!(is_uuid(&text), expected, "{byte} at {place}");
            }
        }
        assert!(!is_uuid(&uuid[1..]));
        assert!(!is_uuid(b""));
    }

    #[test]
    fn names_are_compared_to_their_last_byte() {
        let name = b"acs_credential_id";
        for length in 0..=name.len() {
            let name = &name[..length];
            let mut text = [b"{\"".as_slice(), name].concat();
            assert!(stands_at(&text, 2, name));
            assert!(!stands_at(&text, 3, b"acs_credential_id"));
            for place in 2..text.len() {
                text[place] ^= 1;
                assert!(!stands_at(&text, 2, name), "{place} of {length}");
                text[place] ^= 1;
            }
        }
    }
}
