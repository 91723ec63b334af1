//! The pinned JavaScript tools: bundler, minifier, compiler and wasm-opt, all from npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, disk, process};

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
    let lock = disk::read(&folder.join("package-lock.json"))?;
    // The lock file as it was installed; written last, so a broken-off install is repeated.
    let stamp = folder.join("node_modules/.installed-lock.json");
    if !fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        timed(&format!("installing {what} (npm ci)"), || {
            // None of the packages needs its install script, so none is run.
            process::output(
                Command::new("npm")
                    .current_dir(&folder)
                    .args(["ci", "--ignore-scripts"]),
            )
        })?;
        disk::write(&stamp, lock)?;
    }
    Ok(Tools { folder })
}
