//! WebKitGTK's own small browser, its driver, and a screen for it: it has no headless mode.

use std::path::Path;

use super::debian;
use crate::{Result, process};

/// Where Debian puts what is not meant to be called by hand.
const LIBRARIES: &str = "/usr/lib";
const BROWSER: &str = "webkit2gtk-4.1/MiniBrowser";

/// Installs them when they are missing.
pub(crate) fn ensure() -> Result<()> {
    debian::ensure("WebKitGTK", "webkit2gtk-driver xvfb", || {
        process::find("WebKitWebDriver").is_some() && process::find("Xvfb").is_some() && browser()
    })
}

fn browser() -> bool {
    let Ok(folders) = Path::new(LIBRARIES).read_dir() else {
        return false;
    };
    folders
        .flatten()
        .any(|folder| folder.path().join(BROWSER).is_file())
}
