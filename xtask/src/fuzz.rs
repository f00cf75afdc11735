//! `cargo xtask fuzz`: libFuzzer on the reader and the walker (`tests/fuzz`), with the stable compiler.
//!
//! cargo-fuzz asks for nightly because of the sanitizers. What finds its way by coverage is an LLVM pass that stable has too,
//! and safe code has little to fear from memory errors.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::{cargo, command, output, run};
use crate::project;

/// As in `tests/fuzz/Cargo.toml`.
const TARGETS: [&str; 2] = ["reader", "walker"];

/// What cargo-fuzz passes, without a sanitizer.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// A hang is longer than this.
const SECONDS_FOR_ONE_INPUT: u64 = 10;

pub fn fuzz(seconds: u64) -> Result<()> {
    let work = project::target().join("fuzz");
    let programs = build(&work)?;
    let seeds = work.join("seeds");
    write_seeds(&seeds)?;
    for target in TARGETS {
        // What was found is kept and gone on from the next time.
        let corpus = work.join("corpus").join(target);
        let log = work.join(format!("{target}.log"));
        fs::create_dir_all(&corpus)?;
        let result = run(command(programs.join(target))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-timeout={SECONDS_FOR_ONE_INPUT}"))
            .arg(format!("-artifact_prefix={}/{target}-", work.display()))
            .args(["-verbosity=0", "-print_final_stats=1", "-max_len=4096"])
            .args([&corpus, &seeds])
            .stderr(fs::File::create(&log)?));
        let text = fs::read_to_string(&log)?;
        for line in text.lines().filter(|line| line.starts_with("stat::")) {
            println!("{target} {line}");
        }
        // The log names the input; the program repeats the failure when it is given that.
        result.with_context(|| format!("{} tells what went wrong", log.display()))?;
    }
    Ok(())
}

/// The folder with the programs.
fn build(work: &Path) -> Result<PathBuf> {
    let host = output(command("rustc").args(["--print", "host-tuple"]))?;
    let host = host.trim();
    run(
        // A named target keeps the flags away from build scripts.
        cargo("build --release --manifest-path tests/fuzz/Cargo.toml")
            .args(["--target", host, "--target-dir"])
            .arg(work)
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTFLAGS", COVERAGE),
    )?;
    Ok(work.join(host).join("release"))
}

/// The rows of the tables: every model, good and bad.
fn write_seeds(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let tables = project::root().join("tests/fixtures");
    for table in fs::read_dir(&tables).with_context(|| format!("reading {}", tables.display()))? {
        let table = table?.path();
        let rows: Vec<Value> = serde_json::from_str(&fs::read_to_string(&table)?)
            .with_context(|| table.display().to_string())?;
        let name = table.file_stem().unwrap_or_default().to_string_lossy();
        for (index, row) in rows.iter().enumerate() {
            let json = match row.get("json").and_then(Value::as_str) {
                Some(json) => json.to_owned(),
                None => row.get("value").map(Value::to_string).unwrap_or_default(),
            };
            fs::write(folder.join(format!("{name}-{index}")), json)?;
        }
    }
    Ok(())
}
