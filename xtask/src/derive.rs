//! What is written from the Rust models: TypeScript declarations, JSON Schema, and what takes payloads and decodes answers.

mod builders;
mod json_schema;
mod payloads;
mod typescript;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The line of the template's index.d.ts that the declarations of the models replace.
const MARK: &str = "// The models: written by the build.\n";

/// Writes the derived files into the package's folder.
pub fn write(pkg: &Path) -> Result<()> {
    replace(&pkg.join("index.d.ts"), MARK, &typescript::declarations())?;
    replace(&pkg.join("decode.js"), builders::MARK, &builders::module())?;
    replace(&pkg.join("accept.js"), payloads::MARK, &payloads::table())?;
    replace(
        &pkg.join("models.js"),
        payloads::MODELS_MARK,
        &payloads::models(),
    )?;
    replace(
        &pkg.join("known.js"),
        payloads::SETS_MARK,
        &payloads::sets(),
    )?;
    replace(
        &pkg.join("options.js"),
        payloads::ENTRANCES_MARK,
        &payloads::entrances(),
    )?;
    fs::write(pkg.join("json-schema.js"), json_schema::module())?;
    Ok(())
}

/// Puts derived code where a file has its mark.
fn replace(file: &Path, mark: &str, code: &str) -> Result<()> {
    let template =
        fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    ensure!(
        template.contains(mark),
        "{} must contain the line {mark:?}",
        file.display()
    );
    fs::write(file, template.replacen(mark, code, 1))?;
    Ok(())
}
