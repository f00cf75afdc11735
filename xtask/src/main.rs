//! `cargo xtask`: builds, shows and tests the npm package.

mod assemble;
mod bench;
mod closures;
mod derive;
mod docs;
mod fuzz;
mod imports;
mod package;
mod process;
mod project;
mod release;
mod serve;
mod setup;
mod size;
mod sizes;
mod stamp;
mod test;
mod tools;

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const HELP: &str = "\
cargo xtask <command>

  bench [node|chromium|firefox|webkit ...] [list|scale|payload|call|start|memory ...]
                      measures the package beside its peers; tables, and target/bench.json; webkit only on call
  build [--dev]       writes the npm package to pkg/; --dev: quickly, not optimised
  demo [--port N] [--credentials N]
                      builds the package and serves the demo page with the sandbox, with N credentials in it
  demo --static [FOLDER] [--credentials N]
                      builds the package and writes the demo for any static host, to target/demo/ unless told
  docs                writes the API pages of the crate and of the npm package to target/doc/
  fuzz [seconds]      feeds the reader and the walker with whatever libFuzzer finds, 60 s each unless told
  release --dry-run   builds again from scratch, compares the bytes, prints what would be published
  sandbox [--port N]  serves the sandbox alone: the eight credentials endpoints, in memory
  size [FILE.wasm] [--top N]
                      where the bytes of the module go, by crate and module, and its N largest functions
  test [step ...]     runs every check, or the named steps only
  test --all          runs every check, with every tool that the README's matrix names
  test --list         names the steps

What a command needs is set up when it is missing: the wasm target, the standard library's source, npm packages, wasm-bindgen's
tools and cargo-deny (kept in ACS_CREDENTIALS_CACHE, else ~/.cache/acs-credentials) and, for test, Debian's browsers.
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<ExitCode> {
    match args {
        [] | ["help" | "-h" | "--help", ..] => print!("{HELP}"),
        ["build"] => package::build_within_budget()?,
        ["build", "--dev"] => _ = package::build(package::Profile::Dev)?,
        ["demo", rest @ ..] => serve::demo(&serve::Demo::from_args(rest)?)?,
        ["docs"] => docs::docs()?,
        ["fuzz"] => fuzz::fuzz(60)?,
        ["fuzz", seconds] => fuzz::fuzz(
            seconds
                .parse()
                .with_context(|| format!("expected seconds, got {seconds}"))?,
        )?,
        ["release", "--dry-run"] => release::dry_run()?,
        ["bench", rest @ ..] => bench::bench(rest)?,
        ["sandbox", rest @ ..] => serve::sandbox(port(rest)?)?,
        ["size", rest @ ..] => size::size(rest)?,
        ["test", "--list"] => test::list(),
        ["test", rest @ ..] => return test::run(rest),
        ["build" | "docs" | "fuzz" | "release", ..] => {
            bail!(
                "this is how it is called, not {}:\n\n{HELP}",
                args.join(" ")
            )
        }
        _ => bail!("no such command: {}\n\n{HELP}", args.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}

fn port(args: &[&str]) -> Result<Option<u16>> {
    match args {
        [] => Ok(None),
        ["--port", number] => match number.parse() {
            Ok(port) => Ok(Some(port)),
            Err(_) => bail!("--port takes a number up to 65535, not {number}"),
        },
        _ => bail!("expected --port N, got {}", args.join(" ")),
    }
}
