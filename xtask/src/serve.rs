//! `cargo xtask sandbox` and `cargo xtask demo`.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{self, PathBuf};
use std::process::Stdio;
use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};

use crate::package::{self, Profile};
use crate::process::{Running, node, run};
use crate::project;
use crate::setup;

const FIRST_PORT: u16 = 4400;

pub fn sandbox(port: Option<u16>) -> Result<()> {
    setup::npm_packages()?;
    serve(
        port,
        &[],
        "the API is at {url}/acs/credentials, and what can go wrong at {url}/_sandbox/",
    )
}

/// What `cargo xtask demo` is asked for.
#[derive(Debug, Default, PartialEq)]
pub struct Demo {
    port: Option<u16>,
    /// How many the sandbox holds, if more than its seed.
    credentials: Option<u32>,
    /// Written there instead of served.
    folder: Option<PathBuf>,
}

impl Demo {
    pub fn from_args(args: &[&str]) -> Result<Self> {
        let mut demo = Self::default();
        let mut args = args.iter().copied().peekable();
        while let Some(arg) = args.next() {
            match arg {
                "--port" => demo.port = Some(number(arg, args.next())?),
                "--credentials" => demo.credentials = Some(number(arg, args.next())?),
                "--static" => {
                    let named = args.next_if(|next| !next.starts_with("--"));
                    demo.folder =
                        Some(named.map_or_else(|| project::target().join("demo"), PathBuf::from));
                }
                _ => bail!("demo takes --port N, --credentials N, --static [FOLDER], not {arg}"),
            }
        }
        ensure!(
            demo.port.is_none() || demo.folder.is_none(),
            "--port makes no sense with --static: nothing is served"
        );
        Ok(demo)
    }
}

fn number<T: FromStr>(flag: &str, value: Option<&str>) -> Result<T> {
    let number = value.and_then(|value| value.parse().ok());
    number.with_context(|| format!("{flag} takes a number, not {}", value.unwrap_or("nothing")))
}

pub fn demo(demo: &Demo) -> Result<()> {
    package::build(Profile::Release)?;
    let credentials = demo.credentials.map(|number| number.to_string());
    let mut args = Vec::new();
    if let Some(number) = &credentials {
        args.extend(["--credentials".as_ref(), OsStr::new(number)]);
    }
    if let Some(folder) = &demo.folder {
        let folder = path::absolute(folder)?;
        run(node("xtask/static.mjs").arg(&folder).args(args))?;
        println!(
            "{} is ready for any static host, under any path",
            folder.display()
        );
        return Ok(());
    }
    let (www, pkg) = (project::root().join("www"), project::pkg());
    args.extend(["--www".as_ref(), www.as_os_str()]);
    args.extend(["--pkg".as_ref(), pkg.as_os_str()]);
    serve(demo.port, &args, "open {url}/")
}

/// Runs the sandbox server until it or xtask ends; says `ready` when it listens.
fn serve(port: Option<u16>, args: &[&OsStr], ready: &str) -> Result<()> {
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
    server.args(args);
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

#[cfg(test)]
mod tests {
    use super::Demo;

    #[test]
    fn reads_what_the_demo_is_asked_for() {
        let served = Demo::from_args(&["--credentials", "10000", "--port", "4500"]).ok();
        assert_eq!(
            served,
            Some(Demo {
                port: Some(4500),
                credentials: Some(10_000),
                folder: None
            })
        );
        let written = Demo::from_args(&["--static", "out", "--credentials", "50"]).ok();
        assert_eq!(written.and_then(|demo| demo.folder), Some("out".into()));
        let usual = Demo::from_args(&["--static", "--credentials", "50"]).ok();
        assert!(
            usual.is_some_and(|demo| demo.folder.is_some_and(|folder| folder.ends_with("demo")))
        );
        for wrong in [
            &["--static", "--port", "1"][..],
            &["--port", "many"],
            &["--credentials"],
            &["out"],
        ] {
            assert!(Demo::from_args(wrong).is_err(), "{wrong:?}");
        }
    }
}
