//! `cargo xtask size`: where the bytes of the module go, by crate and module or function by function.
//!
//! It measures the module that is shipped, but built with the names kept: after wasm-bindgen, after wasm-opt. A function that was
//! inlined counts where it went: much of what the endpoints do is inside `wasm::tasks`, which runs them.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::package;

/// `[FILE.wasm] [--top N]`: without a file, builds the module first; with `--top`, lists the largest functions too.
pub fn size(args: &[&str]) -> Result<()> {
    let (file, top) = match args {
        [] => (None, 0),
        ["--top", top] => (None, count(top)?),
        [file] if !file.starts_with("--") => (Some(file), 0),
        [file, "--top", top] => (Some(file), count(top)?),
        _ => bail!("expected [FILE.wasm] [--top N], got {}", args.join(" ")),
    };
    let file = match file {
        Some(file) => PathBuf::from(file),
        None => package::named_module()?,
    };
    let module = Module::read(&file)?;
    print!("{}", module.table());
    if top > 0 {
        print!("\n{}", module.largest(top));
    }
    Ok(())
}

fn count(text: &str) -> Result<usize> {
    text.parse()
        .with_context(|| format!("--top takes a number, not {text}"))
}

struct Function {
    /// Demangled, without the hash.
    name: String,
    bytes: usize,
}

struct Module {
    functions: Vec<Function>,
    /// Everything that is no function body: what it is, and how long.
    rest: BTreeMap<String, usize>,
}

impl Module {
    fn read(file: &Path) -> Result<Self> {
        let wasm = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let mut bodies = Vec::new();
        let mut names = HashMap::new();
        let mut imported = 0;
        let mut rest = BTreeMap::new();
        let mut names_length = 0;
        for payload in Parser::new(0).parse_all(&wasm) {
            let payload = payload.with_context(|| format!("parsing {}", file.display()))?;
            match &payload {
                Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
                Payload::ImportSection(section) => {
                    for import in section.clone().into_imports() {
                        imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        names_length = section.range().len();
                        for subsection in subsections {
                            if let Name::Function(map) = subsection? {
                                for naming in map {
                                    let naming = naming?;
                                    names.insert(naming.index, naming.name);
                                }
                            }
                        }
                        continue;
                    }
                }
                // Counted body by body.
                Payload::CodeSectionStart { .. } => continue,
                _ => {}
            }
            if let Some((id, range)) = payload.as_section() {
                *rest.entry(section(id, &payload)).or_default() += range.len();
            }
        }
        ensure!(
            !names.is_empty(),
            "{} does not name its functions, as what is released does not: without a file, cargo xtask size builds one that does",
            file.display()
        );
        let functions: Vec<Function> = (imported..)
            .zip(bodies)
            .map(|(index, bytes)| Function {
                name: names.get(&index).map_or_else(
                    || format!("function {index}"),
                    |name| format!("{:#}", rustc_demangle::demangle(name)),
                ),
                bytes,
            })
            .collect();
        let known = functions
            .iter()
            .map(|function| function.bytes)
            .chain(rest.values().copied())
            .sum::<usize>();
        rest.insert(
            "[section headers]".to_owned(),
            wasm.len() - names_length - known,
        );
        Ok(Self { functions, rest })
    }

    /// Bytes of each group, largest first, and of everything but the names together.
    fn table(&self) -> String {
        let mut groups: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let paths: Vec<String> = self.functions.iter().map(|f| group(&f.name)).collect();
        for (path, function) in paths.iter().zip(&self.functions) {
            let (bytes, functions) = groups.entry(path).or_default();
            *bytes += function.bytes;
            *functions += 1;
        }
        groups.extend(
            self.rest
                .iter()
                .map(|(what, bytes)| (what.as_str(), (*bytes, 0))),
        );
        let total: usize = groups.values().map(|(bytes, _)| bytes).sum();
        let mut rows: Vec<_> = groups.into_iter().collect();
        rows.sort_by_key(|(path, (bytes, _))| (std::cmp::Reverse(*bytes), *path));

        let mut crates: BTreeMap<&str, usize> = BTreeMap::new();
        for (path, (bytes, _)) in &rows {
            *crates
                .entry(path.split("::").next().unwrap_or(path))
                .or_default() += bytes;
        }
        let mut crates: Vec<_> = crates.into_iter().collect();
        crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));

        let mut table = String::from("  bytes       %  functions  module\n");
        for (path, (bytes, functions)) in rows {
            let functions = match functions {
                0 => String::new(),
                some => some.to_string(),
            };
            let _ = writeln!(
                table,
                "{bytes:>7}  {:>6}  {functions:>9}  {path}",
                percent(bytes, total)
            );
        }
        table.push_str("\n  bytes       %  crate\n");
        for (name, bytes) in crates {
            let _ = writeln!(table, "{bytes:>7}  {:>6}  {name}", percent(bytes, total));
        }
        let _ = writeln!(table, "{total:>7}          total");
        table
    }

    fn largest(&self, top: usize) -> String {
        let mut functions: Vec<&Function> = self.functions.iter().collect();
        functions.sort_by_key(|function| std::cmp::Reverse(function.bytes));
        let mut table = String::new();
        for function in functions.iter().take(top) {
            let _ = writeln!(table, "{:>7}  {}", function.bytes, function.name);
        }
        table
    }
}

#[expect(clippy::cast_precision_loss, reason = "for a person to read")]
fn percent(bytes: usize, total: usize) -> String {
    format!("{:.1} %", bytes as f64 * 100.0 / total as f64)
}

/// The row of a section that is not code.
fn section(id: u8, payload: &Payload) -> String {
    match payload {
        Payload::CustomSection(section) => format!("[custom section {}]", section.name()),
        Payload::DataSection(_) => "[data]".to_owned(),
        Payload::ImportSection(_) => "[imports]".to_owned(),
        Payload::ExportSection(_) => "[exports]".to_owned(),
        Payload::ElementSection(_) => "[elements: tables of functions]".to_owned(),
        Payload::TypeSection(_) | Payload::FunctionSection(_) => "[types]".to_owned(),
        Payload::TableSection(_) | Payload::MemorySection(_) | Payload::GlobalSection(_) => {
            "[tables, memory, globals]".to_owned()
        }
        _ => format!("[section {id}]"),
    }
}

/// The module that a function stands in: its whole path for our own crate, two steps for others.
///
/// `<acs_credentials::check::walk::Walker as core::fmt::Debug>::fmt` belongs to `acs_credentials::check::walk`.
fn group(name: &str) -> String {
    let first = first_path(name);
    let path = match first.split_once("::") {
        Some(_) => first,
        // `<T as core::convert::Into<U>>::into`: the type is of no crate, the trait is.
        None => name
            .split_once(" as ")
            .map_or(first, |(_, rest)| first_path(rest)),
    };
    let Some((krate, _)) = path.split_once("::") else {
        return "[exports and compiler's own]".to_owned();
    };
    let depth = if krate == "acs_credentials" { 9 } else { 2 };
    let segments: Vec<&str> = path.split("::").collect();
    let modules = segments
        .iter()
        .take(segments.len() - 1)
        .take_while(|segment| segment.starts_with(|c: char| c.is_ascii_lowercase() || c == '_'))
        .take(depth)
        .copied();
    modules.collect::<Vec<_>>().join("::")
}

/// The first path in a demangled name, past references, brackets and the like.
fn first_path(name: &str) -> &str {
    let mut rest = name;
    while let Some(next) = ["<", "&", "*", "[", "(", "mut ", "const ", "dyn "]
        .iter()
        .find_map(|prefix| rest.strip_prefix(prefix))
    {
        rest = next;
    }
    let end = rest.find(['<', '>', '[', ']', '(', ')', ' ', '{', ',', ';']);
    let path = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
    // A closure belongs to the function before it.
    path.strip_suffix("::").unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::group;

    #[test]
    fn finds_the_module_of_a_function() {
        for (name, module) in [
            (
                "acs_credentials::check::walk::Walker::object",
                "acs_credentials::check::walk",
            ),
            (
                "<acs_credentials::check::walk::Walker as core::fmt::Debug>::fmt",
                "acs_credentials::check::walk",
            ),
            ("<&mut T as core::convert::Into<U>>::into", "core::convert"),
            (
                "core::ptr::drop_in_place<acs_credentials::error::Error>",
                "core::ptr",
            ),
            ("core::slice::sort::stable::drift::sort", "core::slice"),
            (
                "<alloc::vec::Vec<T,A> as core::clone::Clone>::clone",
                "alloc::vec",
            ),
            (
                "acs_credentials::wasm::exports::validate::{{closure}}",
                "acs_credentials::wasm::exports",
            ),
            ("__rustc::__rdl_realloc", "__rustc"),
            ("createCredential", "[exports and compiler's own]"),
        ] {
            assert_eq!(group(name), module, "{name}");
        }
    }
}
