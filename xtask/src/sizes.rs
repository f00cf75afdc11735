//! How large the package is: as it is, with gzip and with brotli.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::assemble::files;
use crate::process::node;
use crate::stamp::Stamp;

/// What has been measured.
pub struct Sizes {
    pub table: String,
    /// Whether a page loads no more than it may. If not, the script has said so.
    pub is_within_budget: bool,
}

/// Measured again only when a file has changed: brotli at its best takes its time. Without `has_budget`, any size will do.
pub fn measure(pkg: &Path, work: &Path, has_budget: bool) -> Result<Sizes> {
    const SCRIPT: &str = "xtask/sizes.mjs";
    let contents = files(pkg)?
        .into_iter()
        .map(|file| fs::read(pkg.join(&file)).map(|content| (file, content)))
        .collect::<Result<Vec<_>, _>>()?;
    let script = fs::read(crate::project::root().join(SCRIPT))?;
    let stamp = Stamp::new(work.join("sizes.stamp"), (contents, script, has_budget));
    let cached = work.join("sizes.txt");
    if stamp.is_fresh() && cached.is_file() {
        return Ok(Sizes {
            table: fs::read_to_string(cached)?,
            is_within_budget: true,
        });
    }
    let mut script = node(SCRIPT);
    script.arg(pkg).stderr(Stdio::inherit());
    if !has_budget {
        script.arg("--any-size");
    }
    let output = script.output().context(SCRIPT)?;
    let table = String::from_utf8(output.stdout).context(SCRIPT)?;
    ensure!(!table.is_empty(), "{SCRIPT} has measured nothing");
    let is_within_budget = output.status.success();
    if is_within_budget {
        fs::write(cached, &table)?;
        stamp.save()?;
    }
    Ok(Sizes {
        table,
        is_within_budget,
    })
}
