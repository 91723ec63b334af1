//! Firefox from Debian's packages, its driver from its crate: Debian has none.

use std::path::{Path, PathBuf};

use super::{Program, debian};
use crate::layout::Layout;
use crate::{Result, process};

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];
const DRIVER: Program = Program {
    name: "geckodriver",
    version: "0.37.1",
    debug: true,
};

/// Installs both when they are missing; the folder of the driver.
pub(crate) fn ensure(layout: &Layout) -> Result<PathBuf> {
    debian::ensure("firefox", "firefox-esr", || {
        BROWSERS.iter().any(|name| process::find(name).is_some())
    })?;
    let found = process::find(DRIVER.name);
    match found.as_deref().and_then(Path::parent) {
        Some(folder) => Ok(folder.into()),
        None => DRIVER.ensure(layout),
    }
}
