//! What wasm-bindgen leaves behind in a module. It asks each function through which JavaScript can call Rust closures what it takes,
//! also those that js-sys has for its own closures and that nobody uses, so the table of functions holds them all. JavaScript calls
//! those that it needs by their exports: with their places in the table taken by an import, wasm-opt drops the rest.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use wasmparser::{ElementItems, KnownCustom, Name, Parser, Payload};

/// What their names begin with.
pub const INVOKE: &str = "wasm_bindgen::convert::closures::_::invoke::<";

/// Takes them out of the table of a module whose functions have names.
pub fn take_out(module: &mut [u8]) -> Result<()> {
    for place in places(module)? {
        // Function 0, an import, in a number as long as the one that was there.
        for byte in &mut module[place..] {
            let is_last = *byte & 0x80 == 0;
            *byte &= 0x80;
            if is_last {
                break;
            }
        }
    }
    Ok(())
}

/// Where the table names them.
fn places(module: &[u8]) -> Result<Vec<usize>> {
    let mut table = Vec::new();
    let mut invokes = BTreeSet::new();
    let mut has_imports = false;
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => has_imports = section.count() > 0,
            Payload::ElementSection(section) => {
                for segment in section {
                    if let ElementItems::Functions(functions) = segment?.items {
                        for function in functions.into_iter_with_offsets() {
                            table.push(function?);
                        }
                    }
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(names) = subsection? {
                            for naming in names {
                                let naming = naming?;
                                if without_hashes(naming.name).starts_with(INVOKE) {
                                    invokes.insert(naming.index);
                                }
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    ensure!(
        has_imports && !invokes.is_empty(),
        "the module has lost its names, or wasm-bindgen has changed: closures cannot be told from other functions"
    );
    table.retain(|(_, function)| invokes.contains(function));
    Ok(table.into_iter().map(|(place, _)| place).collect())
}

/// A name as wasm-bindgen or rustc writes it.
fn without_hashes(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        name + part.split_once(']').map_or(part, |(_, rest)| rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in [
            "wasm_bindgen[9843176eabbbe9df]::convert::closures::_::invoke::<wasm_bindgen[9843176eabbbe9df]::JsValue, (), true>",
            "_RINvNvNtNtCsd4udNcvnxVj_12wasm_bindgen7convert8closuress2_1__6invokeNtB8_7JsValueuKb1_ECsavft6OeQlre_15acs_credentials",
        ] {
            assert!(without_hashes(name).starts_with(INVOKE), "{name}");
        }
    }

    /// A table of two functions, of which the second one is called through by nobody.
    #[test]
    fn the_table() {
        let name = format!("{INVOKE}()>");
        let named = |name: &str| [&[u8::try_from(name.len()).unwrap()], name.as_bytes()].concat();
        let section = |id: u8, content: &[u8]| {
            [&[id, u8::try_from(content.len()).unwrap()], content].concat()
        };
        let module = |second: &[u8]| {
            let import = [&[1], &*named("m"), &named("f"), &[0, 0]].concat();
            let elements = [b"\x01\x00\x41\x01\x0b\x02\x01".as_slice(), second].concat();
            let functions = [&[1, 130, 1], &*named(&name)].concat();
            let naming = [&*named("name"), &section(1, &functions)].concat();
            let sections = [
                section(2, &import),
                section(9, &elements),
                section(0, &naming),
            ];
            [b"\0asm\x01\0\0\0".as_slice(), &sections.concat()].concat()
        };
        let mut taken = module(&[130, 1]);
        take_out(&mut taken).expect("a module");
        assert_eq!(taken, module(&[128, 0]));
        assert!(take_out(&mut taken[..8].to_vec()).is_err());
    }
}
