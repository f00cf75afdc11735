//! The checks themselves.

use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Step;
use crate::package;
use crate::process::{Running, cargo, command, node, run, run_again};
use crate::project;
use crate::setup;
use crate::tools;

/// In the order in which they run. `compile` and `compile-wasm` come first, so that code that does not compile is reported once.
pub const STEPS: &[Step] = &[
    step("fmt", "Rust is formatted", &[], fmt),
    step(
        "compile",
        "the library, its host tests and xtask compile",
        &[],
        compile,
    ),
    step(
        "compile-wasm",
        "the library and its browser tests compile",
        &[],
        compile_wasm,
    ),
    step("clippy", "no lint on the host", &["compile"], clippy),
    step(
        "clippy-wasm",
        "no lint in the code for wasm",
        &["compile-wasm"],
        clippy_wasm,
    ),
    step(
        "deny",
        "licences, duplicates and sources of the crates in the package",
        &[],
        deny,
    ),
    step("docs", "rustdoc has no complaint", &["compile"], docs),
    step(
        "prettier",
        "JavaScript, TypeScript, CSS and HTML are formatted",
        &[],
        prettier,
    ),
    step("eslint", "no lint in JavaScript", &[], eslint),
    step(
        "rust",
        "host tests of the library and xtask",
        &["compile"],
        rust,
    ),
    step(
        "browsers",
        "the browsers are installed",
        &[],
        setup::browsers,
    ),
    step(
        "browser",
        "Rust tests inside Chromium",
        &["compile-wasm", "browsers"],
        browser,
    ),
    step("build", "the npm package", &[], build),
    step(
        "types",
        "TypeScript users' view of the package",
        &["build"],
        types,
    ),
    step("sandbox", "the sandbox itself", &[], || {
        node_tests("tests/sandbox")
    }),
    step("package", "the package in Node", &["build"], || {
        node_tests("tests/package")
    }),
    step(
        "proof",
        "the package against ajv and a JSON corpus",
        &["build"],
        || node_tests("tests/proof"),
    ),
    step(
        "consumers",
        "the packed package in quick tools, publint and attw",
        &["build", "browsers"],
        || consumers(&[]),
    ),
    step(
        "consumers-all",
        "the packed package in every tool; writes the README's matrix",
        &["build", "browsers"],
        || consumers(&["--all"]),
    ),
    step(
        "recipes",
        "the README's forms in Chromium",
        &["build", "browsers"],
        || node_tests("tests/recipes"),
    ),
    step(
        "wire",
        "faults, aborts and Seam's own client; SOAK=100000 for a long soak",
        &["build", "browsers"],
        || node_tests("tests/wire"),
    ),
    step(
        "e2e",
        "pages that use the package, in every engine",
        &["build", "browsers"],
        || node_tests("tests/e2e"),
    ),
];

const fn step(
    name: &'static str,
    about: &'static str,
    needs: &'static [&'static str],
    check: fn() -> Result<()>,
) -> Step {
    Step {
        name,
        about,
        needs,
        check,
    }
}

/// Everything but wasm-bindgen's tools, which are somebody else's code behind two one-line functions.
const HOST: &str = "--package acs-credentials --package xtask";
const BROWSER: &str = "--package acs-credentials --test browser --target wasm32-unknown-unknown";

fn fmt() -> Result<()> {
    run(&mut cargo("fmt --all --check"))?;
    run(&mut cargo(
        "fmt --manifest-path tests/fuzz/Cargo.toml --check",
    ))
}

fn compile() -> Result<()> {
    run(&mut cargo(&format!("test {HOST} --no-run")))
}

fn compile_wasm() -> Result<()> {
    run(&mut cargo(&format!("test {BROWSER} --no-run")))
}

fn deny() -> Result<()> {
    let flags = "--config .cargo/deny.toml check --hide-inclusion-graph licenses bans sources";
    run(command(tools::cargo_deny()?).args(flags.split_whitespace()))
}

fn docs() -> Result<()> {
    run(cargo("doc --no-deps --quiet --package acs-credentials").env("RUSTDOCFLAGS", "-D warnings"))
}

fn clippy() -> Result<()> {
    run(&mut cargo(&format!(
        "clippy {HOST} --all-targets -- -D warnings"
    )))
}

fn clippy_wasm() -> Result<()> {
    run(&mut cargo(&format!(
        "clippy {BROWSER} --lib -- -D warnings"
    )))
}

fn prettier() -> Result<()> {
    let files = "**/*.{js,mjs,cjs,ts,mts,cts,css,html}";
    run(node(project::npm_bin("prettier")).args(["--log-level", "warn", "--check", files]))
}

fn eslint() -> Result<()> {
    run(node(project::npm_bin("eslint")).args(["--max-warnings", "0", "."]))
}

fn rust() -> Result<()> {
    run(&mut cargo(&format!("test {HOST}")))
}

fn browser() -> Result<()> {
    let chromedriver =
        env::var_os("CHROMEDRIVER").unwrap_or_else(|| "/usr/bin/chromedriver".into());
    // The runner's server would forget one of the page's connections, now and then: see the script.
    let mut proxy = node("xtask/one-at-a-time.mjs");
    let mut proxy = Running::start(proxy.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
    let _stdin = proxy.child.stdin.take();
    let stdout = proxy
        .child
        .stdout
        .take()
        .context("the proxy has no stdout")?;
    let mut address = String::new();
    BufReader::new(stdout).read_line(&mut address)?;

    let template = fs::read_to_string(project::root().join("xtask/webdriver.json"))?;
    let webdriver = project::work().join("webdriver.json");
    fs::create_dir_all(project::work())?;
    fs::write(&webdriver, template.replace("PROXY", address.trim()))?;
    let mut tests = cargo(&format!("test {BROWSER}"));
    tests
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            tools::test_runner()?,
        )
        .env("CHROMEDRIVER", chromedriver)
        // The runner would prefer Firefox, had the user named its driver.
        .env_remove("GECKODRIVER")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    // The tests take seconds.
    run_again(&mut tests, Duration::from_secs(120), 3)
}

fn build() -> Result<()> {
    package::build_within_budget()
}

fn types() -> Result<()> {
    let flags = "--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess \
                 --module nodenext --target es2022 --lib es2022,dom,dom.iterable";
    run(node(project::npm_bin("tsc"))
        .args(flags.split_whitespace())
        .arg("tests/package/types.ts"))
}

fn consumers(args: &[&str]) -> Result<()> {
    // Two runs at once would install into the same folder.
    let lock = File::create(project::work().join("consumers.lock"))?;
    lock.lock()?;
    run(node("tests/consumers/run.mjs").args(args))
}

fn node_tests(folder: &str) -> Result<()> {
    let mut tests: Vec<PathBuf> = fs::read_dir(project::root().join(folder))
        .with_context(|| format!("reading {folder}"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    tests.sort();
    ensure!(!tests.is_empty(), "{folder} holds no *.test.mjs");
    run(command("node")
        .args([
            "--expose-gc",
            "--test",
            "--test-reporter=spec",
            "--test-timeout=600000",
        ])
        .args(tests))
}
