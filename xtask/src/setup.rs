//! What the commands need on this machine. Each step acts only when something is missing, and says so in one line.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::process::{command, is_installed, output, run};
use crate::project;
use crate::stamp::Stamp;

pub const TARGET: &str = "wasm32-unknown-unknown";
/// What the strictest of the npm packages, `ESLint`, asks for.
const NODE: (u32, u32) = (20, 19);

/// Debian packages of the browsers that `test` drives, each with a program by which it is recognised.
const BROWSERS: [(&str, &str); 6] = [
    ("chromium", "chromium"),
    ("chromium-driver", "chromedriver"),
    ("firefox-esr", "firefox-esr"),
    ("webkit2gtk-driver", "WebKitWebDriver"),
    ("xvfb", "Xvfb"),
    ("xauth", "xauth"),
];

pub fn wasm_target() -> Result<()> {
    let libraries =
        output(command("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    say(&format!("adding the Rust target {TARGET}"));
    run(command("rustup").args(["target", "add", TARGET]))
        .with_context(|| format!("the wasm target is missing; run: rustup target add {TARGET}"))
}

/// Whether the standard library can be built with the module, so that its panics leave no texts and no formatting behind: 5 % of the
/// module. It needs the library's source, and a compiler that can do what is not stable yet; where either is missing, the module
/// is larger and otherwise the same.
pub fn std_source() -> Result<bool> {
    if can_abort_at_once() && (has_std_source()? || (add_std_source() && has_std_source()?)) {
        return Ok(true);
    }
    say(
        "the standard library cannot be built here, so the module is larger than what is released; \
         for the same, take the newest stable Rust and run: rustup component add rust-src",
    );
    Ok(false)
}

/// What makes rustc and cargo take options that are not stable yet.
pub const UNSTABLE: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// A panic ends the module without a word, for nobody would hear it.
pub const ABORT_AT_ONCE: &str = "-Zunstable-options -Cpanic=immediate-abort";

fn can_abort_at_once() -> bool {
    let mut rustc = command("rustc");
    rustc
        .args(ABORT_AT_ONCE.split(' '))
        .args(["--print", "cfg", "--target", TARGET])
        .env(UNSTABLE.0, UNSTABLE.1);
    output(&mut rustc).is_ok()
}

/// The folder of the Rust that cargo runs.
pub fn sysroot() -> Result<PathBuf> {
    let sysroot = output(command("rustc").args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(sysroot.trim()))
}

/// Where rustup puts the standard library's source, in the sysroot.
pub const STD_SOURCE: &str = "lib/rustlib/src/rust";

fn has_std_source() -> Result<bool> {
    let lock = sysroot()?.join(STD_SOURCE).join("library/Cargo.lock");
    Ok(lock.is_file())
}

fn add_std_source() -> bool {
    say("adding the source of Rust's standard library");
    run(command("rustup").args(["component", "add", "rust-src"])).is_ok()
}

pub fn node() -> Result<()> {
    let found = output(command("node").arg("--version")).unwrap_or_default();
    let here = if found.is_empty() {
        "there is none here"
    } else if release(&found).is_none_or(|found| found < NODE) {
        "what is here is older"
    } else if !is_installed("npm") {
        "npm is not here"
    } else {
        return Ok(());
    };
    bail!(
        "Node.js {}.{} or newer and npm are needed, but {here}; run: sudo apt-get install nodejs npm\n\
         (or take it from https://nodejs.org if that one is older)",
        NODE.0,
        NODE.1,
    )
}

/// `v20.19.2` → (20, 19)
fn release(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

pub fn npm_packages() -> Result<()> {
    npm_packages_in("")
}

/// The packages that a folder's lock names.
pub fn npm_packages_in(folder: &str) -> Result<()> {
    node()?;
    let folder = project::root().join(folder);
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("reading package-lock.json in {}", folder.display()))?;
    let stamp = Stamp::new(folder.join("node_modules/.installed-from"), lock);
    if stamp.is_fresh() {
        return Ok(());
    }
    say("installing npm packages");
    run(command("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder))
    .with_context(|| {
        format!(
            "npm packages are missing; run: cd {} && npm ci",
            folder.display()
        )
    })?;
    stamp.save()
}

pub fn browsers() -> Result<()> {
    let missing: Vec<&str> = BROWSERS
        .iter()
        .filter(|(_, program)| !is_installed(program))
        .map(|(package, _)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    let by_hand = format!(
        "{packages} missing; run: sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}"
    );
    ensure!(is_installed("apt-get") && is_root()?, by_hand);
    say(&format!("installing {packages}"));
    apt_get(&["update"])
        .and_then(|()| {
            apt_get(
                &[
                    &["install", "-y", "--no-install-recommends"],
                    missing.as_slice(),
                ]
                .concat(),
            )
        })
        .context(by_hand)
}

fn apt_get(args: &[&str]) -> Result<()> {
    run(command("apt-get")
        .arg("-q")
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_root() -> Result<bool> {
    Ok(output(command("id").arg("-u"))?.trim() == "0")
}

pub fn say(what: &str) {
    println!("setup: {what}");
}

#[cfg(test)]
mod tests {
    use super::release;

    #[test]
    fn reads_node_versions() {
        assert_eq!(release("v20.19.2\n"), Some((20, 19)));
        assert_eq!(release("v22.0.0\n"), Some((22, 0)));
        assert_eq!(release(""), None);
    }
}
