//! `cargo xtask bench`: the package beside its peers, in Node and browsers.

use anyhow::Result;

use crate::package::{self, Profile};
use crate::process::{node, run};
use crate::setup;

/// The names of engines (`node`, `chromium` …) and groups (`list`, `payload` …); `tests/bench/run.mjs` knows them.
pub fn bench(names: &[&str]) -> Result<()> {
    package::build(Profile::Release)?;
    setup::browsers()?;
    setup::npm_packages_in("tests/bench")?;
    run(node("--expose-gc").arg("tests/bench/run.mjs").args(names))
}
