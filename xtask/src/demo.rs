//! `cargo xtask demo`: both sites on this machine.

use std::process::{Command, ExitCode};

use crate::build::{self, Tooling};
use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, arguments, process};

const PACKAGE: &str = "launch-complete-demo";

/// Builds everything, then becomes the demo server; flags it does not know itself go to the server.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let layout = Layout::new();
    let tooling = if arguments::switch(&mut given, "--plain") {
        Tooling::Never
    } else {
        Tooling::IfPossible
    };
    build::artefacts(&layout, tooling)?;
    build::site(&layout, &[])?;
    timed("compiling the demo server", || {
        process::run(process::cargo(&layout.root).args(["build", "--quiet", "--package", PACKAGE]))
    })?;
    let mut server = Command::new(layout.target.join("debug").join(PACKAGE));
    server.current_dir(&layout.root);
    if !given.iter().any(|flag| flag.starts_with("--www")) {
        server.arg("--www").arg(layout.dist.join("www"));
    }
    become_process(server.args(given))
}

/// The server takes this process over, so that stopping the task stops the server.
#[cfg(unix)]
fn become_process(server: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    Err(format!("cannot start the demo server: {error}").into())
}

#[cfg(not(unix))]
fn become_process(server: &mut Command) -> Result<ExitCode> {
    let status = server.status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
