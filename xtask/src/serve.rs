//! `cargo xtask sandbox` and `cargo xtask demo`.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};

use crate::package::{self, Profile};
use crate::process::{Running, node};
use crate::project;
use crate::setup;

const FIRST_PORT: u16 = 4400;

pub fn sandbox(port: Option<u16>) -> Result<()> {
    setup::npm_packages()?;
    serve(
        port,
        &[],
        "the API is at {url}/acs/credentials; faults and resets: tests/sandbox",
    )
}

pub fn demo(port: Option<u16>) -> Result<()> {
    package::build(Profile::Release)?;
    let folders = [
        ("--www", project::root().join("www")),
        ("--pkg", project::pkg()),
    ];
    let folders = folders
        .each_ref()
        .map(|(flag, folder)| (*flag, folder.as_path()));
    serve(port, &folders, "open {url}/")
}

/// Runs the sandbox server until it or xtask ends; says `ready` when it listens.
fn serve(port: Option<u16>, folders: &[(&str, &Path)], ready: &str) -> Result<()> {
    let port = match port {
        Some(port) => port,
        None => (FIRST_PORT..=u16::MAX)
            .find(|port| is_free(*port))
            .context("no free port")?,
    };
    ensure!(
        is_free(port),
        "port {port} is taken; leave out --port to get a free one"
    );
    let mut server = node("tests/sandbox/server.mjs");
    server.args(["--exit-with-parent", "--port", &port.to_string()]);
    for (flag, folder) in folders {
        server.arg(flag).arg(folder);
    }
    let mut server = Running::start(server.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
    // Open until we end: the server ends when it closes.
    let _stdin = server.child.stdin.take();
    let stdout = server
        .child
        .stdout
        .take()
        .context("the server has no stdout")?;
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{line}");
        if let Some(url) = line.strip_prefix("sandbox on ") {
            println!("{} (Ctrl-C ends it)", ready.replace("{url}", url));
        }
    }
    bail!("the server has ended: {}", server.child.wait()?)
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}
