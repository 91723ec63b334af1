//! `cargo xtask deny`: licences, origins and duplicates of every dependency, and their known weaknesses.

use std::process::ExitCode;

use crate::layout::Layout;
use crate::progress::note;
use crate::setup::Program;
use crate::{Result, arguments, process};

const TOOL: Program = Program {
    name: "cargo-deny",
    version: "0.20.2",
    debug: false,
};

/// The task itself; `deny.toml` has the rules.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let offline = arguments::switch(&mut given, "--offline");
    arguments::nothing_left(&given)?;
    let layout = Layout::new();
    let mut checks = vec!["licenses", "bans", "sources"];
    if offline {
        note("known weaknesses are not looked up: their list is fetched from the network");
    } else {
        checks.push("advisories");
    }
    process::run(
        TOOL.cargo(&layout)?
            .args([
                "deny",
                "--workspace",
                "--all-features",
                "check",
                "--hide-inclusion-graph",
            ])
            .args(&checks),
    )?;
    Ok(ExitCode::SUCCESS)
}
