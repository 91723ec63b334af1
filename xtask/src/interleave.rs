//! `cargo xtask interleave`: random orders of everything that can happen around the delivery state machines, a million of
//! them. `cargo xtask test` plays a few hundred.

use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;

use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, arguments, process};

/// How many worlds are played unless told otherwise.
const WORLDS: u64 = 1_000_000;

/// The program of tests, and the one of them that plays by chance.
const PROGRAM: &str = "interleaving";
const TEST: &str = "whatever_happens_a_result_arrives_once";

/// The task itself. Each processor plays its share, from a beginning of its own.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let worlds = arguments::number(&mut given, "--worlds")?.unwrap_or(WORLDS);
    arguments::nothing_left(&given)?;
    let layout = Layout::new();
    let players = thread::available_parallelism().map_or(1, usize::from) as u64;
    let share = worlds.div_ceil(players);
    timed("compiling the state machines for speed", || {
        process::output(cargo(&layout).arg("--no-run")).map(drop)
    })?;
    timed(&format!("playing {} worlds", share * players), || {
        let playing: Vec<Child> = (0..players)
            .map(|_| play(&layout, share))
            .collect::<Result<_>>()?;
        // All are waited for, whatever became of the first.
        let outcomes: Vec<Result<()>> = playing.into_iter().map(ended).collect();
        outcomes.into_iter().collect::<Result<()>>()
    })?;
    println!(
        "{} worlds, in each at most one delivery, and one where there was a way",
        share * players
    );
    Ok(ExitCode::SUCCESS)
}

/// Optimised, and in a folder of its own: in the usual one this build and that of `cargo test` would each undo the other.
fn cargo(layout: &Layout) -> Command {
    let mut cargo = process::cargo(&layout.root);
    cargo
        .args([
            "test",
            "--quiet",
            "--package",
            "launch-complete",
            "--test",
            PROGRAM,
        ])
        .args(["--config", "profile.test.opt-level=3"])
        .env("CARGO_TARGET_DIR", layout.target.join("interleave"));
    cargo
}

fn play(layout: &Layout, worlds: u64) -> Result<Child> {
    let mut command = cargo(layout);
    command
        .args(["--", "--exact", TEST])
        .env("LAUNCH_INTERLEAVINGS", worlds.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Ok(command.spawn()?)
}

/// Waits for one. A test that is no longer there would pass as well, so it has to say that it ran.
fn ended(player: Child) -> Result<()> {
    let output = player.wait_with_output()?;
    let told = String::from_utf8_lossy(&output.stdout);
    if output.status.success() && told.contains("1 passed") {
        return Ok(());
    }
    eprintln!("\n{told}{}", String::from_utf8_lossy(&output.stderr));
    Err(format!(
        "a world went wrong ({}); what happened in it stands above",
        output.status
    )
    .into())
}
