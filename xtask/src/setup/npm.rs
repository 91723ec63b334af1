//! Packages from npm, exactly those of a lock file.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::progress::timed;
use crate::{Result, disk, process};

/// Installs what the folder's lock file says unless exactly that is installed already.
pub(super) fn install(folder: &Path, what: &str) -> Result<()> {
    let lock = disk::read(&folder.join("package-lock.json"))?;
    // The lock file as it was installed; written last, so a broken-off install is repeated.
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    timed(&format!("installing {what} (npm ci)"), || {
        // None of the packages needs its install script, so none is run.
        process::output(
            Command::new("npm")
                .current_dir(folder)
                .args(["ci", "--ignore-scripts"]),
        )
    })?;
    disk::write(&stamp, lock)
}
