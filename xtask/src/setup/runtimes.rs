//! The pinned JavaScript runtimes beside Node: Deno, Bun and workerd, all from npm.

use std::path::PathBuf;
use std::process::Command;

use super::npm;
use super::tools::node_present;
use crate::layout::Layout;
use crate::{Result, disk};

/// The installed runtimes.
pub(crate) struct Runtimes {
    packages: PathBuf,
    cache: PathBuf,
}

impl Runtimes {
    /// Deno, which writes to a cache of its own.
    pub(crate) fn deno(&self) -> Command {
        let mut command = Command::new("node");
        command
            .arg(self.packages.join("deno/bin.cjs"))
            .env("DENO_DIR", &self.cache)
            .env("DENO_NO_UPDATE_CHECK", "1");
        command
    }

    /// Bun. Its package would put the program into place by an install script; it is run from where it is.
    pub(crate) fn bun(&self) -> Result<Command> {
        let mut programs = Vec::new();
        for package in disk::list(&self.packages.join("@oven"))? {
            programs.extend(["bin/bun", "bin/bun.exe"].map(|program| package.join(program)));
        }
        programs.retain(|program| program.is_file());
        let program = programs.first();
        let program =
            program.ok_or("npm has no Bun for this system: run the other steps by name")?;
        Ok(Command::new(program))
    }

    /// workerd, the runtime of Cloudflare's workers.
    pub(crate) fn workerd(&self) -> Command {
        let mut command = Command::new("node");
        command.arg(self.packages.join("workerd/bin/workerd"));
        command
    }
}

/// Installs the runtimes unless exactly these are installed already.
pub(crate) fn ensure(layout: &Layout) -> Result<Runtimes> {
    if !node_present() {
        return Err("Node and npm not found: install Node 20 or later (https://nodejs.org)".into());
    }
    let folder = layout.tools().join("runtimes");
    npm::install(&folder, "Deno, Bun and workerd, 350 MB").map_err(|error| {
        format!(
            "{error}: Deno, Bun and workerd come from npm, once; without network run the other steps by name"
        )
    })?;
    Ok(Runtimes {
        packages: folder.join("node_modules"),
        cache: layout.stage("deno"),
    })
}
