//! `cargo xtask faults`: every fault of the table in a real browser.

use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::build::{self, Tooling};
use crate::layout::Layout;
use crate::process::cargo;
use crate::progress::timed;
use crate::{Result, arguments, process, setup};

/// The package and the program in it.
const PROGRAM: [&str; 4] = ["--package", "browser-tests", "--bin", "faults"];

/// Builds everything, sees to the browser, and hands over.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let layout = Layout::new();
    let browser = arguments::value(&mut given, "--browser")?;
    build::artefacts(&layout, Tooling::IfNode)?;
    build::site(&layout, &[])?;
    let browser = browser.as_deref().unwrap_or("chromium");
    let status = program(&layout, browser)?.args(given).status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The program, with the browser in place and what is to be played built before.
pub(crate) fn program(layout: &Layout, browser: &str) -> Result<Command> {
    let path = path_with(layout, browser)?;
    timed("compiling the fault matrix", || {
        process::run(cargo(&layout.root).args(["build", "--quiet"]).args(PROGRAM))
    })?;
    let mut program = cargo(&layout.root);
    program
        .env("PATH", path)
        .args(["run", "--quiet"])
        .args(PROGRAM)
        .args(["--", "--browser", browser])
        .arg("--report")
        .arg(layout.target.join("faults.json"));
    Ok(program)
}

/// A search path on which a browser and its driver are found: they are put in place.
pub(crate) fn path_with(layout: &Layout, browser: &str) -> Result<OsString> {
    let mut search = Vec::new();
    match browser {
        "chromium" => setup::chromium()?,
        "chromium-headless-shell" => setup::chromium_headless_shell()?,
        "firefox" => search.push(setup::firefox(layout)?),
        "webkit" => setup::webkit()?,
        other => {
            return Err(format!(
                "no browser `{other}`: chromium, chromium-headless-shell, firefox or webkit"
            )
            .into());
        }
    }
    search.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(env::join_paths(search)?)
}
