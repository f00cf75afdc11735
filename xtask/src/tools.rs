//! wasm-bindgen's commands and cargo-deny, built once into a cache that outlives clones.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::process::{cargo, run};
use crate::project;
use crate::setup::say;

const COMMAND: &str = "wasm-bindgen";
const TEST_RUNNER: &str = "wasm-bindgen-test-runner";

pub fn wasm_bindgen() -> Result<PathBuf> {
    Ok(folder()?.join(COMMAND))
}

pub fn test_runner() -> Result<PathBuf> {
    Ok(folder()?.join(TEST_RUNNER))
}

/// The folder of the two commands; builds them when they are not there.
fn folder() -> Result<PathBuf> {
    let version = project::version_of("wasm-bindgen")?;
    let locked = project::version_of("wasm-bindgen-cli")?;
    ensure!(
        version == locked,
        "wasm-bindgen is {version} in Cargo.lock and wasm-bindgen-cli {locked}: set both versions in xtask/wasm-bindgen/Cargo.toml to {version}",
    );

    let folder = cache()?.join(format!("{COMMAND}-{version}"));
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    // Two sessions that start at once: the second waits here and then finds everything done.
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    if [COMMAND, TEST_RUNNER]
        .iter()
        .any(|name| !folder.join(name).is_file())
    {
        build(&folder, &version)?;
    }
    Ok(folder)
}

fn build(folder: &Path, version: &str) -> Result<()> {
    say(&format!(
        "building wasm-bindgen {version} into {}, once; this takes a minute",
        folder.display()
    ));
    let target = folder.join("build");
    // The dev profile is the quickest to build, and on a module as small as ours unoptimised tools are fast enough.
    run(
        cargo("build --package wasm-bindgen-tools --bins --target-dir")
            .arg(&target)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY", "never"),
    )?;
    for name in [COMMAND, TEST_RUNNER] {
        fs::rename(target.join("debug").join(name), folder.join(name))?;
    }
    fs::remove_dir_all(target)?;
    Ok(())
}

/// Its version is here alone.
const CARGO_DENY: &str = "0.20.2";

/// The command that judges the crates in the package; installs it when it is not there.
pub fn cargo_deny() -> Result<PathBuf> {
    let folder = cache()?.join(format!("cargo-deny-{CARGO_DENY}"));
    let command = folder.join("bin/cargo-deny");
    if !command.is_file() {
        say(&format!(
            "installing cargo-deny {CARGO_DENY} into {}, once; this takes some minutes",
            folder.display()
        ));
        run(
            cargo("install cargo-deny --locked --debug --quiet --version")
                .arg(CARGO_DENY)
                .arg("--root")
                .arg(&folder),
        )?;
    }
    Ok(command)
}

fn cache() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("ACS_CREDENTIALS_CACHE") {
        return Ok(project::root().join(folder));
    }
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let base = base.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    Ok(base
        .context("no home folder; set ACS_CREDENTIALS_CACHE to a folder for built tools")?
        .join("acs-credentials"))
}
