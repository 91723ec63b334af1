//! The same tests in every JavaScript runtime that the receiver of events is for.

use std::process::Command;

use super::count;
use super::tally::Tally;
use crate::layout::Layout;
use crate::{Result, setup};

/// For the runtimes that import a file of their own.
const SUITE: &str = "tests/runtimes/run.mjs";

/// Those that do not, and are told everything by a configuration.
const WORKER: &str = "tests/runtimes/workerd.capnp";

pub(super) fn all(layout: &Layout) -> Result<Tally> {
    let runtimes = setup::runtimes(layout)?;
    let mut node = Command::new("node");
    let mut deno = runtimes.deno();
    // Nothing but reading: no network, no environment.
    deno.args([
        "run",
        "--quiet",
        "--no-config",
        "--no-remote",
        "--allow-read",
    ]);
    let mut bun = runtimes.bun()?;
    let mut workerd = runtimes.workerd();
    let mut tally = Tally::default();
    for command in [
        node.arg(SUITE),
        deno.arg(SUITE),
        bun.arg(SUITE),
        workerd.args(["test", WORKER]),
    ] {
        command.current_dir(&layout.root);
        tally += count::tests(command, count::node_line)?;
    }
    Ok(tally)
}
