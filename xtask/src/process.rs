//! Starts other programs, so that none of them outlives xtask.

use std::env;
use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::project;

/// A program, started in the project's folder with nothing on its stdin.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root()).stdin(Stdio::null());
    command
}

/// The cargo that runs us, with arguments as one types them.
pub fn cargo(args: &str) -> Command {
    let mut cargo = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(args.split_whitespace());
    cargo
}

/// A script or program for Node.
pub fn node(script: impl AsRef<OsStr>) -> Command {
    let mut node = command("node");
    node.arg(script);
    node
}

/// Runs to the end, with the output going where ours goes; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let mut running = Running::start(command)?;
    let status = running.child.wait().with_context(|| describe(command))?;
    ensure!(status.success(), "{status}: {}", describe(command));
    Ok(())
}

/// Runs what may hang through no fault of its own: ended after `limit`, it is started again, up to `tries` times in all.
pub fn run_again(command: &mut Command, limit: Duration, tries: u32) -> Result<()> {
    for _ in 0..tries {
        let mut running = Running::start(command)?;
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if let Some(status) = running.child.try_wait()? {
                ensure!(status.success(), "{status}: {}", describe(command));
                return Ok(());
            }
            thread::sleep(PAUSE);
        }
        println!("ended after {limit:?}: {}", describe(command));
    }
    bail!("hung {tries} times: {}", describe(command))
}

/// Between two looks at whether a program has ended.
const PAUSE: Duration = Duration::from_millis(100);

/// Runs to the end and returns what it wrote to stdout; an error unless it succeeds.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| describe(command))?;
    ensure!(
        output.status.success(),
        "{}: {}",
        output.status,
        describe(command)
    );
    String::from_utf8(output.stdout).with_context(|| describe(command))
}

/// Whether a program of this name is on the search path.
pub fn is_installed(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// A child in a process group of its own. When this is dropped, or when xtask ends in whatever way, the group ends too, with
/// everything that the child has started.
pub struct Running {
    pub child: Child,
    keeper: Child,
}

/// Waits until its stdin closes, which also happens when xtask is killed, then ends the group.
const KEEPER: &str = r#"read -r _; kill -s TERM -- "-$1" 2>/dev/null"#;

impl Running {
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| describe(command))?;
        // A group of its own as well: Ctrl-C ends xtask, not the keeper.
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper", &child.id().to_string()])
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .context("sh")?;
        Ok(Self { child, keeper })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing is left to do if these fail: the processes are gone already.
        let _ = self.keeper.wait();
        let _ = self.child.wait();
    }
}

/// The command as one would type it.
fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .display()
        .to_string();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut shell = command("sh");
        shell.args(["-c", script]);
        shell
    }

    #[test]
    fn what_hangs_is_started_again_and_what_fails_is_not() {
        let limit = Duration::from_millis(300);
        let folder = env::temp_dir().join(format!("acs-credentials-again-{}", std::process::id()));
        let mark = folder.display();
        let once = format!("mkdir '{mark}' 2>/dev/null && sleep 60; rmdir '{mark}'");
        assert!(run_again(&mut shell(&once), limit, 2).is_ok());
        let error = run_again(&mut shell("sleep 60"), limit, 2).expect_err("hangs");
        assert!(error.to_string().starts_with("hung 2 times"), "{error}");
        let error = run_again(&mut shell("exit 3"), Duration::from_secs(60), 2).expect_err("fails");
        assert!(error.to_string().contains("exit status: 3"), "{error}");
    }
}
