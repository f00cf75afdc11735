//! Names of what the module imports from its glue. wasm-bindgen ends each with a hash, so that modules of many crates can be linked;
//! in a finished package the hashes are 2 KB that nothing compresses.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};

const HASH: usize = 16;
const PREFIX: &str = "__wbg_";
const IMPORT_SECTION: u8 = 2;
/// Magic number and version.
const HEADER: usize = 8;

/// The glue and its module with shorter names.
pub fn shorten(glue: &str, module: &[u8]) -> Result<(String, Vec<u8>)> {
    let names = names(glue);
    Ok((rename_words(glue, &names), rename_imports(module, &names)?))
}

/// A new name for each one with a hash; of equal ones, the second and further ones are numbered.
fn names(glue: &str) -> BTreeMap<&str, String> {
    let hashed: BTreeSet<&str> = words(glue)
        .filter(|word| without_hash(word).is_some())
        .collect();
    let mut taken = BTreeMap::new();
    let mut names = BTreeMap::new();
    for name in hashed {
        let short = without_hash(name).unwrap_or(name);
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

fn without_hash(word: &str) -> Option<&str> {
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

/// The module with the names in its import section replaced; all else stays as it is, byte by byte.
fn rename_imports(module: &[u8], names: &BTreeMap<&str, String>) -> Result<Vec<u8>> {
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
        let section = match *id {
            IMPORT_SECTION => rename_section(section, names)?,
            _ => section.to_vec(),
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
        ensure!(found.len() <= 1, "an import is named twice");
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
";

    #[test]
    fn words_of_the_glue() {
        let (glue, _) = shorten(GLUE, b"\0asm\x01\0\0\0").expect("a module");
        assert_eq!(
            glue,
            "import { a } from './a.js';
export function __wbg_get(a) { return wasm.__wbg_x; }
export function __wbg_get_2() { __wbg_get(1) }
"
        );
    }

    #[test]
    fn names_in_the_import_section_only() {
        let old = "__wbg_get_0123456789abcdef";
        let module = |name: &str| {
            let import = [
                b"\x01\x02./".as_slice(),
                &[u8::try_from(name.len()).unwrap()],
                name.as_bytes(),
                &[0, 0],
            ]
            .concat();
            let section = [&[2, u8::try_from(import.len()).unwrap()], import.as_slice()].concat();
            let data = [&[11, 26], old.as_bytes()].concat();
            [b"\0asm\x01\0\0\0".as_slice(), &section, &data].concat()
        };
        let (_, renamed) = shorten(GLUE, &module(old)).expect("a module");
        assert_eq!(renamed, module("__wbg_get"));
        assert!(shorten(GLUE, &module(old)[..20]).is_err());
    }
}
