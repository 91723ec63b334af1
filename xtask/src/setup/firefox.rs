//! Firefox from Debian's packages, its driver from its crate: Debian has none.

use std::path::PathBuf;

use super::debian;
use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, process};

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];
const DRIVER: &str = "geckodriver";
const VERSION: &str = "0.37.1";

/// Installs both when they are missing; the folder of the driver.
pub(crate) fn ensure(layout: &Layout) -> Result<PathBuf> {
    debian::ensure("firefox", "firefox-esr", || {
        BROWSERS.iter().any(|name| process::find(name).is_some())
    })?;
    let tools = layout.target.join("tools");
    let folder = tools.join("bin");
    if folder.join(DRIVER).is_file() || process::find(DRIVER).is_some() {
        return Ok(folder);
    }
    timed("compiling geckodriver (once, some minutes)", || {
        process::output(
            process::cargo(&layout.root)
                .args([
                    "install",
                    DRIVER,
                    "--version",
                    VERSION,
                    "--locked",
                    "--quiet",
                    // It waits more than it works, and is compiled in half the time.
                    "--debug",
                ])
                .arg("--root")
                .arg(&tools),
        )
    })?;
    Ok(folder)
}
