//! How large the package is: as it is, with gzip and with brotli.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::assemble::files;
use crate::process::{node, output};
use crate::stamp::Stamp;

/// The table, measured again only when a file has changed: brotli at its best takes its time. `in_budget`: too large is an error.
pub fn table(pkg: &Path, work: &Path, in_budget: bool) -> Result<String> {
    const SCRIPT: &str = "xtask/sizes.mjs";
    let contents = files(pkg)?
        .into_iter()
        .map(|file| fs::read(pkg.join(&file)).map(|content| (file, content)))
        .collect::<Result<Vec<_>, _>>()?;
    let script = fs::read(crate::project::root().join(SCRIPT))?;
    let stamp = Stamp::new(work.join("sizes.stamp"), (contents, script, in_budget));
    let cached = work.join("sizes.txt");
    if stamp.is_fresh() && cached.is_file() {
        return Ok(fs::read_to_string(cached)?);
    }
    let mut measure = node(SCRIPT);
    measure.arg(pkg);
    if !in_budget {
        measure.arg("--any-size");
    }
    let table = output(&mut measure)?;
    fs::write(cached, &table)?;
    stamp.save()?;
    Ok(table)
}
