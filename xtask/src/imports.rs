//! The names between the module and its glue. wasm-bindgen ends each with a hash, or makes it of all types in it, so that modules of many
//! crates can be linked; in a finished package these are 3 KB that nothing compresses.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};

const HASH: usize = 16;
const PREFIX: &str = "__wbg_";
/// What calls a Rust closure, among the module's exports.
const INVOKE: &str = "___convert__closures_____invoke___";
/// Sections of a module.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// Magic number and version.
const HEADER: usize = 8;
/// What the glue says of a function that the module may import.
const EXPORT: &str = "export function ";
/// The package calls it.
const SETTER: &str = "__wbg_set_wasm";

/// The glue and its module with shorter names. Functions of the glue keep theirs, without the hash, for who reads a stack trace; the
/// module imports them by single letters.
pub fn shorten(glue: &str, module: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut exports = Vec::new();
    let mut letters = BTreeMap::new();
    for line in glue.lines().filter_map(|line| line.strip_prefix(EXPORT)) {
        let name = line.split('(').next().unwrap_or_default();
        let is_import = name.starts_with("__wb") && name != SETTER;
        if is_import {
            letters.insert(name, letter(letters.len()));
            exports.push(name);
        }
    }
    let names = names(glue);
    let new = |name: &str| names.get(name).map_or(name, String::as_str).to_owned();
    let mut code = rename_words(glue, &names);
    let mut clauses = Vec::new();
    for name in exports {
        let new = new(name);
        code = code.replace(&format!("{EXPORT}{new}("), &format!("function {new}("));
        clauses.push(format!("{new} as {}", letters[name]));
    }
    code.extend(["export { ", &clauses.join(", "), " };\n"]);
    let sections = BTreeMap::from([(IMPORTS, &letters), (EXPORTS, &names)]);
    Ok((code, rename_sections(module, &sections)?))
}

/// `a` to `z`, `A` to `Z`, `a1` and so on.
fn letter(number: usize) -> String {
    let letter = ('a'..='z').chain('A'..='Z').nth(number % 52);
    let letter = letter.map(String::from).unwrap_or_default();
    match number / 52 {
        0 => letter,
        round => format!("{letter}{round}"),
    }
}

/// A new name for each one that is too long; of equal ones, the second and further ones are numbered.
fn names(glue: &str) -> BTreeMap<&str, String> {
    let long: BTreeSet<&str> = words(glue).filter(|word| shorter(word).is_some()).collect();
    let mut taken = BTreeMap::new();
    let mut names = BTreeMap::new();
    for name in long {
        let short = shorter(name).unwrap_or(name);
        let count = taken.entry(short).or_insert(0);
        *count += 1;
        let new = match count {
            1 => short.to_owned(),
            number => format!("{short}_{number}"),
        };
        names.insert(name, new);
    }
    names
}

fn shorter(word: &str) -> Option<&str> {
    if word.contains(INVOKE) {
        return Some("invoke");
    }
    let (name, hash) = word.rsplit_once('_')?;
    let is_hash = hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash && name.starts_with(PREFIX)).then_some(name)
}

fn is_of_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '$'
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char| !is_of_word(char))
}

fn rename_words(text: &str, names: &BTreeMap<&str, String>) -> String {
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    for word in words(text) {
        let Some((before, behind)) = rest.split_once(word) else {
            break;
        };
        renamed.push_str(before);
        renamed.push_str(names.get(word).map_or(word, String::as_str));
        rest = behind;
    }
    renamed + rest
}

/// The module with names in some of its sections replaced; all else stays as it is, byte by byte.
fn rename_sections(
    module: &[u8],
    names: &BTreeMap<u8, &BTreeMap<&str, String>>,
) -> Result<Vec<u8>> {
    let mut renamed = module
        .get(..HEADER)
        .context("the module is too short")?
        .to_vec();
    let mut rest = &module[HEADER..];
    while let Some((id, behind)) = rest.split_first() {
        let (length, behind) = number(behind)?;
        let (section, behind) = behind
            .split_at_checked(length)
            .context("a section is cut off")?;
        let section = match names.get(id) {
            Some(names) => rename_section(section, names)?,
            None => section.to_vec(),
        };
        renamed.push(*id);
        write_number(section.len(), &mut renamed);
        renamed.extend(section);
        rest = behind;
    }
    Ok(renamed)
}

/// Names are written as their length and their letters, so a name is found wherever both stand.
fn rename_section(section: &[u8], names: &BTreeMap<&str, String>) -> Result<Vec<u8>> {
    let mut renamed = section.to_vec();
    for (old, new) in names {
        let written = |name: &str| {
            let mut bytes = Vec::new();
            write_number(name.len(), &mut bytes);
            bytes.extend(name.as_bytes());
            bytes
        };
        let old = written(old);
        let places = renamed.windows(old.len()).enumerate();
        let found: Vec<usize> = places
            .filter(|(_, window)| *window == old)
            .map(|(place, _)| place)
            .collect();
        ensure!(found.len() <= 1, "a name is there twice");
        if let [place] = *found {
            renamed.splice(place..place + old.len(), written(new));
        }
    }
    Ok(renamed)
}

/// Reads an unsigned LEB128 number.
fn number(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[index + 1..]));
        }
    }
    anyhow::bail!("a number is cut off")
}

fn write_number(mut value: usize, bytes: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import { a } from './a.js';
export function __wbg_get_0123456789abcdef(a) { return wasm.__wbg_x; }
export function __wbg_get_fedcba9876543210() { __wbg_get_0123456789abcdef(1) }
function x___convert__closures_____invoke___y(a) { wasm.x___convert__closures_____invoke___y(a); }
export function __wbg_set_wasm(val) {}
";

    #[test]
    fn words_of_the_glue() {
        let (glue, _) = shorten(GLUE, b"\0asm\x01\0\0\0").expect("a module");
        assert_eq!(
            glue,
            "import { a } from './a.js';
function __wbg_get(a) { return wasm.__wbg_x; }
function __wbg_get_2() { __wbg_get(1) }
function invoke(a) { wasm.invoke(a); }
export function __wbg_set_wasm(val) {}
export { __wbg_get as a, __wbg_get_2 as b };
"
        );
        let letters = [0, 25, 26, 51, 52, 104].map(letter);
        assert_eq!(letters, ["a", "z", "A", "Z", "a1", "a2"]);
    }

    #[test]
    fn names_in_their_sections_only() {
        let old = "__wbg_get_0123456789abcdef";
        let invoke = "x___convert__closures_____invoke___y";
        let named = |name: &str| [&[u8::try_from(name.len()).unwrap()], name.as_bytes()].concat();
        let module = |import: &str, export: &str| {
            let section = |id: u8, content: &[u8]| {
                [&[id, u8::try_from(content.len()).unwrap()], content].concat()
            };
            let import = [b"\x01\x02./".as_slice(), &named(import), &[0, 0]].concat();
            let export = [&[1], &*named(export), &[0, 0]].concat();
            let data = named(&[old, invoke].concat());
            [
                b"\0asm\x01\0\0\0".to_vec(),
                section(2, &import),
                section(7, &export),
                section(11, &data),
            ]
            .concat()
        };
        let (_, renamed) = shorten(GLUE, &module(old, invoke)).expect("a module");
        assert_eq!(renamed, module("a", "invoke"));
        assert!(shorten(GLUE, &module(old, invoke)[..20]).is_err());
    }
}
