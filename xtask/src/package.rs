//! `cargo xtask build`: Rust → wasm → glue → a complete npm package in `pkg/`. Each stage runs again only when what it is made from
//! has changed.

use std::env;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::assemble;
use crate::closures;
use crate::process::{cargo, command, node, run};
use crate::project;
use crate::setup;
use crate::sizes;
use crate::stamp::Stamp;
use crate::tools;

/// For speed where the module spends its time; the size is watched by the table at the end of a build.
const WASM_OPT: [&str; 17] = [
    "-O3",
    // Many functions compress better than a few large ones.
    "--one-caller-inline-max-function-size=40",
    // Brotli packs zeros better than a data segment for each run of other bytes does, and would rather see a value computed twice.
    "--skip-pass=memory-packing",
    "--skip-pass=local-cse",
    // The stack's end is there.
    "--low-memory-unused",
    // What belongs together is alike.
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    // What rustc's target uses by default, and SIMD for the checker.
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

#[derive(Clone, Copy, PartialEq)]
pub enum Profile {
    /// For trying things out: quick to build, checks arithmetic, keeps function names.
    Dev,
    Release,
}

/// Builds what may be released: an error if it is larger than it may be.
pub fn build_within_budget() -> Result<()> {
    let is_within_budget = build(Profile::Release)?;
    ensure!(is_within_budget, "the package is larger than its budget");
    Ok(())
}

/// Returns whether the package is as small as it has to be; if not, the script that measures it has said so.
pub fn build(profile: Profile) -> Result<bool> {
    let start = Instant::now();
    setup::wasm_target()?;
    setup::npm_packages()?;

    let work = project::work();
    fs::create_dir_all(&work).with_context(|| format!("creating {}", work.display()))?;
    // Two builds at once would write the same files.
    let lock = File::create(work.join("lock"))?;
    lock.lock()?;

    let module = compile(profile)?;
    let glue = bind(profile, &module.file, &work)?;
    let staged = work.join("staged");
    assemble::stage(&glue, &staged)?;
    let changed = assemble::sync(&staged, &project::pkg())?;
    link()?;

    let mut is_within_budget = true;
    if profile == Profile::Release {
        let sizes = sizes::measure(&staged, &work, module.is_smallest)?;
        print!("{}", sizes.table);
        is_within_budget = sizes.is_within_budget;
    }
    if changed {
        println!("pkg/ written in {:.1} s", start.elapsed().as_secs_f32());
    } else {
        println!("pkg/ is up to date");
    }
    Ok(is_within_budget)
}

/// The module as it is shipped, but with its functions named.
pub fn named_module() -> Result<PathBuf> {
    setup::wasm_target()?;
    setup::npm_packages()?;
    let module = compile(Profile::Release)?;
    let folder = project::work().join("named");
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    // Mangled, because demangled ones would carry their hashes.
    run(bindgen(&folder, &module.file)?.arg("--no-demangle"))?;
    let flags = WASM_OPT.iter().filter(|flag| **flag != "--strip-debug");
    optimise(&folder, flags.copied().chain(["-g"]))
}

/// Makes a bound module small and fast; returns where it is.
fn optimise<'a>(folder: &Path, flags: impl Iterator<Item = &'a str>) -> Result<PathBuf> {
    let wasm = folder.join(assemble::BOUND_WASM);
    let mut module = fs::read(&wasm)?;
    closures::take_out(&mut module)?;
    fs::write(&wasm, module)?;
    run(node(project::npm_bin("wasm-opt"))
        .args(flags)
        .arg(&wasm)
        .arg("-o")
        .arg(&wasm))?;
    Ok(wasm)
}

/// Lets tests and scripts import the package by its name, as users do. `npm install` removes what it does not know.
fn link() -> Result<()> {
    let link = project::root().join("node_modules/acs-credentials");
    if fs::read_link(&link).is_err() {
        symlink("../pkg", &link).with_context(|| format!("linking {}", link.display()))?;
    }
    Ok(())
}

/// A module as cargo leaves it.
struct Compiled {
    file: PathBuf,
    /// Whether it is made as those are that are released, and so has to be as small.
    is_smallest: bool,
}

/// Compiles the library; cargo knows whether there is something to do.
fn compile(profile: Profile) -> Result<Compiled> {
    let mut build = cargo("build --package acs-credentials --lib --features package --target");
    build.arg(setup::TARGET);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    let is_smallest = profile == Profile::Release && setup::std_source()?;
    if profile == Profile::Release {
        build.arg("--release");
        let mut flags = vec![CODE.to_owned()];
        flags.extend(remap_paths()?);
        if is_smallest {
            build.arg("-Zbuild-std=std,panic_abort");
            build.env(setup::UNSTABLE.0, setup::UNSTABLE.1);
            flags.push(setup::ABORT_AT_ONCE.to_owned());
        }
        build.env(RUSTFLAGS, flags.join(" "));
    }
    run(&mut build)?;
    let target = project::target().join(setup::TARGET);
    Ok(Compiled {
        file: target.join(folder).join("acs_credentials.wasm"),
        is_smallest,
    })
}

const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// SIMD for the checker. LLVM inlines less than it would, for 3 % of the module's bytes and 1 to 4 % of its speed: what the scan
/// needs inlined says so itself. Values computed twice on some ways and addresses computed anew in loops stay so: to mend that takes 2 %
/// of the bytes, and no list is the faster for it. No call goes deep, so a quarter of the usual stack is plenty.
const CODE: &str = "-Ctarget-feature=+simd128 -Cllvm-args=-inline-threshold=100 \
     -Cllvm-args=-enable-pre=false -Cllvm-args=-disable-lsr -Clink-arg=-zstack-size=262144";

/// Panics name their files. Without this machine's folders in their names, every machine builds the same bytes.
fn remap_paths() -> Result<[String; 3]> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let home = home.context("no home folder; set CARGO_HOME")?;
    let remap = |folder: &Path, name| format!("--remap-path-prefix={}={name}", folder.display());
    Ok([
        remap(&home, "/cargo"),
        remap(project::root(), "/acs-credentials"),
        remap(&setup::sysroot()?.join(setup::STD_SOURCE), "/rust"),
    ])
}

/// Makes the JavaScript glue and the final module from cargo's output; returns the folder that holds them.
fn bind(profile: Profile, module: &Path, work: &Path) -> Result<PathBuf> {
    let wasm_bindgen = tools::wasm_bindgen()?;
    let folder = work.join("glue");
    let stamp = Stamp::new(
        work.join("glue.stamp"),
        (
            fs::read(module).with_context(|| format!("reading {}", module.display()))?,
            &wasm_bindgen,
            fs::read(project::root().join("package-lock.json"))?,
            closures::INVOKE,
            WASM_OPT,
            profile == Profile::Release,
        ),
    );
    if stamp.is_fresh() && folder.is_dir() {
        return Ok(folder);
    }
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    run(&mut bindgen(&folder, module)?)?;
    if profile == Profile::Release {
        optimise(&folder, WASM_OPT.into_iter())?;
    }
    stamp.save()?;
    Ok(folder)
}

/// wasm-bindgen's command, which writes the glue and the bound module to a folder.
fn bindgen(folder: &Path, module: &Path) -> Result<Command> {
    let mut bindgen = command(tools::wasm_bindgen()?);
    bindgen
        .args([
            "--target",
            "bundler",
            "--no-typescript",
            "--out-name",
            "glue",
            "--out-dir",
        ])
        .arg(folder)
        .arg(module);
    Ok(bindgen)
}
