//! What is written from the Rust models: TypeScript declarations and JSON Schema.

mod json_schema;
mod typescript;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The line of the template's index.d.ts that the declarations of the models replace.
const MARK: &str = "// The models: written by the build.\n";

/// Writes the derived files into the package's folder.
pub fn write(pkg: &Path) -> Result<()> {
    let declarations = pkg.join("index.d.ts");
    let template = fs::read_to_string(&declarations).context("reading pkg-template/index.d.ts")?;
    ensure!(
        template.contains(MARK),
        "pkg-template/index.d.ts must contain the line {MARK:?}"
    );
    fs::write(
        &declarations,
        template.replacen(MARK, &typescript::declarations(), 1),
    )?;
    fs::write(pkg.join("json-schema.js"), json_schema::module())?;
    Ok(())
}
