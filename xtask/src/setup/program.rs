//! Programs from crates: each is compiled once, in exactly one version, into `target/`.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, process};

/// A program, such as `cargo-deny`, which is then also a command of cargo's.
pub(crate) struct Program {
    /// The crate and the program.
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// Compiled without optimisation, in half the time: for one that waits more than it works.
    pub(crate) debug: bool,
}

impl Program {
    /// Installs it unless this version is there, and tells the folder to put into `PATH`.
    pub(crate) fn ensure(&self, layout: &Layout) -> Result<PathBuf> {
        let Self {
            name,
            version,
            debug,
        } = self;
        let root = layout
            .target
            .join("tools")
            .join(format!("{name}-{version}"));
        let programs = root.join("bin");
        if programs.join(name).is_file() {
            return Ok(programs);
        }
        timed(
            &format!("compiling {name} {version} (once, some minutes)"),
            || {
                process::output(
                    process::cargo(&layout.root)
                        .args(["install", "--quiet", "--locked", name])
                        .args(["--version", version])
                        .args(debug.then_some("--debug"))
                        .arg("--root")
                        .arg(&root),
                )
            },
        )
        .map_err(|error| format!("{name} could not be installed: {error}"))?;
        Ok(programs)
    }

    /// A cargo that knows it, in the workspace.
    pub(crate) fn cargo(&self, layout: &Layout) -> Result<Command> {
        let mut command = process::cargo(&layout.root);
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = [self.ensure(layout)?]
            .into_iter()
            .chain(env::split_paths(&path));
        command.env("PATH", env::join_paths(folders)?);
        Ok(command)
    }
}
