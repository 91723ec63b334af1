//! Programs that extend cargo, from their crates: each is compiled once, into `target/`.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, process};

/// A program `cargo NAME`, in exactly one version.
pub(crate) struct Subcommand {
    /// The crate, such as `cargo-deny`.
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
}

impl Subcommand {
    /// Installs it unless this version is there, and tells the folder to put into `PATH`.
    pub(crate) fn ensure(&self, layout: &Layout) -> Result<PathBuf> {
        let Self { name, version } = self;
        let root = layout
            .target
            .join("tools")
            .join(format!("{name}-{version}"));
        let programs = root.join("bin");
        if programs.join(name).is_file() {
            return Ok(programs);
        }
        timed(
            &format!("installing {name} {version} (once, some minutes)"),
            || {
                process::output(
                    process::cargo(&layout.root)
                        .args([
                            "install",
                            "--quiet",
                            "--locked",
                            "--version",
                            version,
                            name,
                            "--root",
                        ])
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
