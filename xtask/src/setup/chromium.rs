//! The browser for the browser tests.

use std::path::Path;
use std::process::Command;

use crate::progress::timed;
use crate::{Result, process};

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const INSTALL: &str = "apt-get install --no-install-recommends chromium chromium-driver";

/// Installs Chromium and its driver from Debian's packages when they are missing and this user may
/// do so; otherwise says how to.
pub(crate) fn ensure() -> Result<()> {
    if present() {
        return Ok(());
    }
    if is_debian() && is_root() {
        timed("installing chromium and chromium-driver (apt-get)", || {
            apt(&["update", "-qq"])?;
            let (_, arguments) = INSTALL.split_once(' ').unwrap_or_default();
            let mut arguments: Vec<&str> = arguments.split(' ').collect();
            arguments.extend(["--yes", "-qq"]);
            apt(&arguments)
        })?;
    }
    if present() {
        return Ok(());
    }
    Err(if is_debian() {
        format!("chromium not found: run `sudo {INSTALL}`")
    } else {
        "chromium not found: install Chromium or Chrome and its chromedriver, both in PATH".into()
    }
    .into())
}

fn present() -> bool {
    process::find("chromedriver").is_some()
        && BROWSERS.iter().any(|name| process::find(name).is_some())
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && process::find("apt-get").is_some()
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn apt(arguments: &[&str]) -> Result<()> {
    process::output(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments),
    )
    .map(drop)
}
