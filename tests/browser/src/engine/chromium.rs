//! Chromium by chromedriver.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use super::{Flavour, program};
use crate::Result;

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// No window on a screen, no sandbox (it refuses to run as root), and nothing that talks to the network by
/// itself.
const ARGUMENTS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

const THROTTLED: &str = "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/0";

pub(super) fn driver() -> Result<Command> {
    let program = program(&["chromedriver"]).ok_or_else(not_found)?;
    let mut command = Command::new(program);
    command.arg("--port=0");
    Ok(command)
}

pub(super) fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches(['.', '\r', '\n']).parse().ok()
}

pub(super) fn browser() -> Result<PathBuf> {
    program(&BROWSERS).ok_or_else(|| not_found().into())
}

/// The browser without a user interface. By itself it opens no window, and the driver waits for the first: a
/// script in the profile's folder asks for one.
pub(super) fn headless_shell(profile: &Path) -> Result<PathBuf> {
    let shell = program(&["chromium-headless-shell"])
        .ok_or("chromium-headless-shell not found: run apt-get install chromium-headless-shell")?;
    let script = profile.join("start");
    fs::write(
        &script,
        format!("#!/bin/sh\nexec '{}' \"$@\" about:blank\n", shell.display()),
    )?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700))?;
    Ok(script)
}

pub(super) fn capabilities(binary: PathBuf, flavour: Flavour, profile: &Path) -> Result<Value> {
    let mut arguments: Vec<String> = ARGUMENTS.map(Into::into).into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    let mut options = json!({ "binary": binary });
    match flavour {
        // Who watches it does not need the driver.
        Flavour::Watched | Flavour::Usual => {}
        // The driver lets every popup through unless it is told not to.
        Flavour::PopupsBlocked => options["excludeSwitches"] = json!(["disable-popup-blocking"]),
        Flavour::StorageBlocked => {
            options["prefs"] = json!({
                "profile.block_third_party_cookies": true,
                "profile.cookie_controls_mode": 1,
            });
        }
        // From the start, not after minutes: once a minute.
        Flavour::Throttled => arguments.push(THROTTLED.into()),
    }
    options["args"] = json!(arguments);
    Ok(json!({ "browserName": "chrome", "goog:chromeOptions": options }))
}

fn not_found() -> &'static str {
    "chromium not found: run apt-get install chromium chromium-driver"
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_port_is_read_from_the_drivers_own_line() {
        let line = "ChromeDriver was started successfully on port 39021.\n";
        assert_eq!(super::port(line), Some(39021));
        assert_eq!(super::port("Starting ChromeDriver 156 on port 0"), None);
    }
}
