//! `cargo xtask release --dry-run`: everything of a release but the publishing, which is CI's (it alone can prove the provenance).

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::assemble::files;
use crate::package::build_within_budget;
use crate::process::{command, run};
use crate::project;

pub fn dry_run() -> Result<()> {
    let version = project::version_of("acs-credentials")?;
    let changelog =
        fs::read_to_string(project::root().join("CHANGELOG.md")).context("reading CHANGELOG.md")?;
    let heading = newest(&changelog).context("CHANGELOG.md has no version")?;
    ensure!(
        heading.split(' ').next() == Some(version.as_str()),
        "Cargo.toml says {version}, CHANGELOG.md begins with {heading}"
    );

    let readme =
        fs::read_to_string(project::root().join("README.md")).context("reading README.md")?;
    if readme.contains("not published yet") {
        println!("note: README.md still says that the package is not published yet");
    }

    build_within_budget()?;
    let first = contents()?;
    build_again()?;
    let second = contents()?;
    let differing: Vec<_> = first
        .keys()
        .chain(second.keys())
        .filter(|file| first.get(*file) != second.get(*file))
        .collect();
    ensure!(
        differing.is_empty(),
        "two builds differ in {differing:?}; was a source changed meanwhile?"
    );
    println!("a second build, from scratch, gave the same bytes");

    run(command("npm")
        .args(["publish", "--dry-run"])
        .current_dir(project::pkg()))?;
    if heading.contains("unreleased") {
        println!("before publishing, date the version in CHANGELOG.md: {heading}");
    }
    Ok(())
}

/// Builds with nothing of the first build at hand.
fn build_again() -> Result<()> {
    let target = project::work().join("again");
    if target.is_dir() {
        fs::remove_dir_all(&target)?;
    }
    let built = run(command(env::current_exe()?)
        .arg("build")
        .env("CARGO_TARGET_DIR", &target));
    fs::remove_dir_all(&target)?;
    built
}

fn contents() -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let pkg = project::pkg();
    files(&pkg)?
        .into_iter()
        .map(|file| Ok((file.clone(), fs::read(pkg.join(file))?)))
        .collect()
}

/// The first heading of a version.
fn newest(changelog: &str) -> Option<&str> {
    changelog.lines().find_map(|line| line.strip_prefix("## "))
}

#[cfg(test)]
mod tests {
    use super::newest;

    #[test]
    fn finds_the_newest_version() {
        let changelog = "# Changelog\n\n## 0.2.0 (unreleased)\n\n## 0.1.0";
        assert_eq!(newest(changelog), Some("0.2.0 (unreleased)"));
        assert_eq!(newest("# Changelog"), None);
    }
}
