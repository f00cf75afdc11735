//! `cargo xtask docs`: the API pages, of the crate by rustdoc and of the npm package by `TypeDoc`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::package::{self, Profile};
use crate::process::{cargo, command, node, run};
use crate::project;
use crate::setup::say;
use crate::stamp::Stamp;

/// `TypeDoc`, and the newest TypeScript that it can read with.
const TOOLS: [&str; 2] = ["typedoc@0.28.20", "typescript@6.0.3"];

const FLAGS: &str = "--name acs-credentials --readme none --disableSources --treatWarningsAsErrors --logLevel Warn \
                     --entryPoints index.d.ts --tsconfig tsconfig.json";

const TSCONFIG: &str = r#"{
  "compilerOptions": { "strict": true, "target": "es2022", "lib": ["es2022", "dom", "dom.iterable"], "types": [], "noEmit": true },
  "files": ["index.d.ts"]
}"#;

pub fn docs() -> Result<()> {
    package::build(Profile::Release)?;
    run(&mut cargo("doc --no-deps --package acs-credentials"))?;

    let folder = typedoc()?;
    fs::copy(project::pkg().join("index.d.ts"), folder.join("index.d.ts"))?;
    fs::write(folder.join("tsconfig.json"), TSCONFIG)?;
    let pages = project::target().join("doc");
    run(node("node_modules/typedoc/bin/typedoc")
        .args(FLAGS.split_whitespace())
        .arg("--out")
        .arg(pages.join("npm"))
        .current_dir(&folder))?;

    for page in ["acs_credentials/index.html", "npm/index.html"] {
        println!("{}", pages.join(page).display());
    }
    Ok(())
}

/// A folder with `TypeDoc` in it, apart from the project's own npm packages: their TypeScript is too new for it.
fn typedoc() -> Result<PathBuf> {
    let folder = project::work().join("typedoc");
    let stamp = Stamp::new(folder.join(".installed-from"), TOOLS);
    if !stamp.is_fresh() {
        say("installing TypeDoc");
        fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        // Or npm would install into the project that it finds above.
        fs::write(folder.join("package.json"), r#"{ "private": true }"#)?;
        run(command("npm")
            .args([
                "install",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
            ])
            .args(TOOLS)
            .current_dir(&folder))?;
        stamp.save()?;
    }
    Ok(folder)
}
