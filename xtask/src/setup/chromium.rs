//! Chromium or Chrome, and its driver.

use super::debian;
use crate::{Result, process};

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Installs both when they are missing.
pub(crate) fn ensure() -> Result<()> {
    debian::ensure("chromium", "chromium chromium-driver", || {
        process::find("chromedriver").is_some()
            && BROWSERS.iter().any(|name| process::find(name).is_some())
    })
}

/// The same without the user interface, for long runs.
pub(crate) fn ensure_headless_shell() -> Result<()> {
    debian::ensure(
        "chromium-headless-shell",
        "chromium-headless-shell chromium-driver",
        || {
            process::find("chromedriver").is_some()
                && process::find("chromium-headless-shell").is_some()
        },
    )
}
