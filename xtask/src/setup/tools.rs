//! The pinned JavaScript tools: bundler, minifier, compiler and wasm-opt, all from npm.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::npm;
use crate::layout::Layout;
use crate::{Result, process};

/// The installed tools.
pub(crate) struct Tools {
    folder: PathBuf,
}

impl Tools {
    /// One of our own scripts beside `package.json`, run by Node.
    pub(crate) fn script(&self, name: &str) -> Command {
        self.node(&self.folder.join(name))
    }

    /// A program that came with an npm package.
    pub(crate) fn program(&self, path: &str) -> Command {
        self.node(&self.folder.join("node_modules").join(path))
    }

    fn node(&self, script: &Path) -> Command {
        let mut command = Command::new("node");
        command.arg(script);
        command
    }
}

/// Whether Node and npm are there at all.
pub(crate) fn node_present() -> bool {
    process::find("node").is_some() && process::find("npm").is_some()
}

/// Installs the tools unless exactly these are installed already.
pub(crate) fn ensure(layout: &Layout) -> Result<Tools> {
    install(layout.tools(), "the JavaScript tools")
}

/// Installs what the lock file of a folder names, unless exactly that is installed already.
pub(crate) fn install(folder: PathBuf, what: &str) -> Result<Tools> {
    if !node_present() {
        return Err("Node and npm not found: install Node 20 or later (https://nodejs.org)".into());
    }
    npm::install(&folder, what)?;
    Ok(Tools { folder })
}
