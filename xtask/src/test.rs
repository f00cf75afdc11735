//! `cargo xtask test`: runs the checks one after the other, each named and timed.

mod steps;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail, ensure};

use crate::setup;
use steps::STEPS;

struct Step {
    name: &'static str,
    about: &'static str,
    /// Steps without which this one makes no sense; they run too when this one is asked for.
    needs: &'static [&'static str],
    check: fn() -> Result<()>,
}

pub fn list() {
    for step in STEPS {
        println!("{:<14}{}", step.name, step.about);
    }
}

pub fn run(args: &[&str]) -> Result<ExitCode> {
    let steps = select(args)?;
    setup::wasm_target()?;
    setup::npm_packages()?;

    let mut failed = Vec::new();
    let mut summary = Vec::new();
    for step in &steps {
        println!("\n── {} · {}", step.name, step.about);
        let start = Instant::now();
        let result = match step.needs.iter().find(|needed| failed.contains(*needed)) {
            Some(needed) => Err(anyhow!("not run, because {needed} has failed")),
            None => (step.check)(),
        };
        let verdict = if let Err(error) = result {
            println!("{}: {error:#}", step.name);
            failed.push(step.name);
            "FAILED"
        } else {
            "ok"
        };
        summary.push(format!(
            "{verdict:<8}{:<14}{:>7}",
            step.name,
            seconds(start.elapsed())
        ));
    }

    println!("\n{}", summary.join("\n"));
    println!(
        "{} passed, {} failed",
        steps.len() - failed.len(),
        failed.len()
    );
    Ok(if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The step of the quick consumers, and the long one that takes its place with `--all`.
const CONSUMERS: [&str; 2] = ["consumers", "consumers-all"];

/// All steps, or those named and what they need.
fn select(args: &[&str]) -> Result<Vec<&'static Step>> {
    let mut wanted: Vec<&str> = args.iter().copied().filter(|arg| *arg != "--").collect();
    if let [] | ["--all"] = wanted[..] {
        let left_out = CONSUMERS[usize::from(wanted.is_empty())];
        return Ok(STEPS.iter().filter(|step| step.name != left_out).collect());
    }
    ensure!(
        !wanted.contains(&"--all"),
        "--all runs every step: it goes with no names"
    );
    if let Some(unknown) = wanted
        .iter()
        .find(|name| !STEPS.iter().any(|step| step.name == **name))
    {
        bail!("no step {unknown}; cargo xtask test --list names them");
    }
    // What a step needs stands before it, so one pass from the end finds everything.
    for step in STEPS.iter().rev() {
        if wanted.contains(&step.name) {
            wanted.extend(step.needs);
        }
    }
    Ok(STEPS
        .iter()
        .filter(|step| wanted.contains(&step.name))
        .collect())
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f32())
}

#[cfg(test)]
mod tests {
    use super::{STEPS, select};

    fn names(args: &[&str]) -> Vec<&'static str> {
        select(args)
            .unwrap_or_default()
            .iter()
            .map(|step| step.name)
            .collect()
    }

    #[test]
    fn selects_steps_with_what_they_need() {
        assert_eq!(names(&[]).len(), STEPS.len() - 1);
        assert!(names(&[]).contains(&"consumers"));
        assert!(names(&["--all"]).contains(&"consumers-all"));
        assert_eq!(
            names(&["--", "e2e", "fmt"]),
            ["fmt", "browsers", "build", "e2e"]
        );
        assert!(select(&["fmt", "typo"]).is_err());
        assert!(
            select(&["fmt", "--all"]).is_err_and(|error| error.to_string().contains("no names"))
        );
    }

    #[test]
    fn needed_steps_come_first() {
        for (index, step) in STEPS.iter().enumerate() {
            for needed in step.needs {
                assert!(
                    STEPS
                        .iter()
                        .take(index)
                        .any(|earlier| earlier.name == *needed),
                    "{}",
                    step.name
                );
            }
        }
    }
}
