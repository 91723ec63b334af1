//! `cargo xtask test`: every check and test of the project, one after the other, all of them even if
//! some fail. The last line is `N passed, N failed`.

mod count;
mod files;
mod packages;
mod runtimes;
mod rust;
mod steps;
mod summary;
mod tally;
mod web;

use std::process::ExitCode;
use std::time::Instant;

use crate::layout::Layout;
use crate::{Result, arguments};
use steps::Step;
use summary::Summary;
use tally::Tally;

/// The task itself.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let layout = Layout::new();
    let fast = arguments::switch(&mut given, "--fast");
    let steps = chosen(steps::all(&layout)?, fast, &given)?;
    let mut summary = Summary::default();
    for step in steps {
        println!("\n== {}: {}", step.name, step.title);
        let start = Instant::now();
        let tally = (step.work)(&layout).unwrap_or_else(|error| {
            println!("error: {error}");
            Tally::FAILED
        });
        summary.add(step.name, tally, start.elapsed());
    }
    print!("\n{summary}");
    Ok(if summary.is_success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The steps to run: all, the fast ones, or those named.
fn chosen(all: Vec<Step>, fast: bool, names: &[String]) -> Result<Vec<Step>> {
    for name in names {
        if !all.iter().any(|step| step.name == name) {
            let known: Vec<_> = all.iter().map(|step| step.name).collect();
            return Err(format!("no step `{name}`; there are: {}", known.join(" ")).into());
        }
    }
    let wanted = |step: &Step| {
        if names.is_empty() {
            step.fast || !fast
        } else {
            names.iter().any(|name| step.name == name)
        }
    };
    Ok(all.into_iter().filter(wanted).collect())
}
