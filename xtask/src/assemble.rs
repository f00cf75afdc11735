//! Puts the files of the npm package together.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::derive;
use crate::imports;
use crate::process::{node, run};
use crate::project;

/// The module, as wasm-bindgen names it.
pub const BOUND_WASM: &str = "glue_bg.wasm";

const GLUE: &str = "glue_bg.js";
const WASM: &str = "acs-credentials.wasm";
const WASM_INLINE: &str = "wasm-inline.js";
const FROM_ROOT: [&str; 4] = ["LICENSE-APACHE", "LICENSE-MIT", "CHANGELOG.md", "README.md"];
const TEXT_CLASSES: &str = "import { TextDecoder, TextEncoder } from './text.js';\n";
/// Stands in the template's package.json for the crate's version.
const VERSION: &str = r#""version": "0.0.0""#;
/// Every entry exports the same functions and has a source of its own.
const ENTRY: &str = "index.js";
const ENTRY_SOURCE: &str = "'./source-inline.js'";
const ENTRIES: [&str; 2] = ["external", "edge"];

/// Writes the whole package to an empty folder.
pub fn stage(glue: &Path, staged: &Path) -> Result<()> {
    if staged.is_dir() {
        fs::remove_dir_all(staged)?;
    }
    let template = project::root().join("pkg-template");
    for file in files(&template)? {
        write(staged, &file, &fs::read(template.join(&file))?)?;
    }
    for file in FROM_ROOT {
        let content =
            fs::read(project::root().join(file)).with_context(|| format!("reading {file}"))?;
        write(staged, Path::new(file), &content)?;
    }
    stamp_version(&staged.join("package.json"))?;

    let wasm = fs::read(glue.join(BOUND_WASM))?;
    let code = with_text_classes(&flatten(glue, staged)?)?;
    let (code, wasm) = imports::shorten(&code, &wasm)?;
    write(staged, Path::new(WASM_INLINE), inline(&wasm).as_bytes())?;
    write(staged, Path::new(WASM), &wasm)?;
    write(staged, Path::new(GLUE), code.as_bytes())?;
    derive::write(staged)?;
    write_entries(staged)
}

/// Makes a folder equal to another, touching only what differs; returns whether anything did.
pub fn sync(from: &Path, to: &Path) -> Result<bool> {
    let wanted = files(from)?;
    let mut changed = false;
    if to.is_dir() {
        for file in files(to)?.difference(&wanted) {
            fs::remove_file(to.join(file))?;
            changed = true;
        }
    }
    for file in &wanted {
        let content = fs::read(from.join(file))?;
        let target = to.join(file);
        if !fs::read(&target).is_ok_and(|found| found == content) {
            write_file(&target, &content)?;
            changed = true;
        }
    }
    Ok(changed)
}

/// The files of a folder and its folders, by their paths inside it.
pub fn files(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let name = PathBuf::from(entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?.iter().map(|inner| name.join(inner)));
        } else {
            found.insert(name);
        }
    }
    Ok(found)
}

fn stamp_version(package: &Path) -> Result<()> {
    let version = project::version_of("acs-credentials")?;
    let template = fs::read_to_string(package).context("reading pkg-template/package.json")?;
    ensure!(
        template.contains(VERSION),
        "pkg-template/package.json must contain {VERSION}: the build replaces it"
    );
    fs::write(
        package,
        template.replacen(VERSION, &format!(r#""version": "{version}""#), 1),
    )?;
    Ok(())
}

/// Writes the entries that follow from the default one.
fn write_entries(staged: &Path) -> Result<()> {
    let default = fs::read_to_string(staged.join(ENTRY))?;
    ensure!(
        default.matches(ENTRY_SOURCE).count() == 1,
        "pkg-template/{ENTRY} must import {ENTRY_SOURCE} once: the other entries replace it"
    );
    for entry in ENTRIES {
        let code = default.replace(ENTRY_SOURCE, &format!("'./source-{entry}.js'"));
        write(staged, Path::new(&format!("{entry}.js")), code.as_bytes())?;
    }
    let declarations = fs::read(staged.join("index.d.ts"))?;
    write(staged, Path::new("index.d.cts"), &declarations)?;
    run(node("xtask/scripts.mjs").arg(staged))
}

/// A module whose default export is a list of the wasm as hexadecimal text, which compresses better than base64 does.
fn inline(wasm: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let digits = wasm
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| DIGITS[usize::from(digit)]);
    format!("export default ['{}'];\n", digits.collect::<String>())
}

/// Copies the crate's own JavaScript out of wasm-bindgen's nested folders, and returns the glue that imports it from its new place.
fn flatten(glue: &Path, staged: &Path) -> Result<String> {
    let mut code = fs::read_to_string(glue.join(GLUE))?;
    let snippets = glue.join("snippets");
    if !snippets.is_dir() {
        return Ok(code);
    }
    for file in files(&snippets)? {
        let name = PathBuf::from(file.file_name().unwrap_or(file.as_os_str()));
        let snippet = fs::read_to_string(snippets.join(&file))?;
        let has_class = snippet.contains("new TextDecoder(");
        let head = if has_class { TEXT_CLASSES } else { "" };
        write(staged, &name, format!("{head}{snippet}").as_bytes())?;
        code = code.replace(
            &format!("./snippets/{}", file.display()),
            &format!("./{}", name.display()),
        );
    }
    ensure!(
        !code.contains("./snippets/"),
        "{GLUE} imports a snippet that wasm-bindgen has not written"
    );
    Ok(code)
}

/// Gives the glue the classes of `text.js` in place of the global ones, which not every environment has. Snippets get them too.
fn with_text_classes(glue: &str) -> Result<String> {
    for class in ["new TextDecoder(", "new TextEncoder("] {
        ensure!(
            glue.contains(class),
            "{GLUE} has no {class}…) any more: see pkg-template/text.js"
        );
    }
    Ok(format!("{TEXT_CLASSES}{glue}"))
}

/// Adds a file to the package; two sources of one file are a mistake.
fn write(staged: &Path, file: &Path, content: &[u8]) -> Result<()> {
    let target = staged.join(file);
    if target.exists() {
        bail!("{} comes from two places", file.display());
    }
    write_file(&target, content)
}

fn write_file(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{inline, with_text_classes};

    #[test]
    fn inlines_as_hex() {
        assert_eq!(inline(&[0, 0x61, 0xff]), "export default ['0061ff'];\n");
    }

    #[test]
    fn notices_that_the_glue_has_changed() {
        assert!(with_text_classes("new TextDecoder('utf-8'); new TextEncoder();").is_ok());
        assert!(with_text_classes("new TextDecoder('utf-8');").is_err());
    }
}
