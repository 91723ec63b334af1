//! Steps that need what is built, Node or a browser.

use std::process::{Command, Stdio};
use std::thread;

use super::count;
use super::files::{js_tests, type_tests, wasm_tests};
use super::tally::Tally;
use crate::build::{self, Tooling};
use crate::layout::Layout;
use crate::process::cargo;
use crate::progress::timed;
use crate::setup::{self, WASM_TRIPLE};
use crate::{Result, faults, process, sizes};

/// The compiler makes one module after the other, each on one core. Another one compiles what the next steps run:
/// in a folder of its own, and what does not compile is told where it is run.
pub(super) fn dist(layout: &Layout) -> Result<Tally> {
    let mut ahead = browser_tests(layout)
        .args(["--no-run", "--quiet"])
        .stderr(Stdio::null())
        .spawn()?;
    let built = build::artefacts(layout, Tooling::Required).and_then(|()| build::site(layout, &[]));
    ahead.wait()?;
    built?;
    Ok(Tally::PASSED)
}

fn browser_tests(layout: &Layout) -> Command {
    let mut tests = cargo(&layout.root);
    tests.args(["test", "--package", "browser-tests"]);
    tests
}

pub(super) fn budgets(layout: &Layout) -> Result<Tally> {
    sizes::gate(layout)?;
    Ok(Tally::PASSED)
}

/// wasm-bindgen's own runner is built only here: nothing else needs it.
pub(super) fn wasm(layout: &Layout) -> Result<Tally> {
    setup::wasm_target(layout)?;
    timed("compiling the wasm test runner", || {
        let arguments = ["build", "--quiet", "--package", "xtask"];
        let selection = ["--features", "test-runner", "--bin", "wasm-test-runner"];
        process::run(
            cargo(&layout.root)
                // About dependencies of the runner that nobody here can change.
                .env("CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY", "never")
                .args(arguments)
                .args(selection),
        )
    })?;
    let runner = layout.target.join("debug/wasm-test-runner");
    let mut command = cargo(&layout.root);
    command
        .env("WASM_BINDGEN_TEST_ONLY_NODE", "1")
        // As a list, so that a folder with a space in its name does not split.
        .arg("--config")
        .arg(format!("target.{WASM_TRIPLE}.runner=[{runner:?}]"))
        .args(["test", "--target", WASM_TRIPLE, "--no-fail-fast"]);
    for file in wasm_tests(layout)? {
        command
            .arg("--test")
            .arg(file.file_stem().unwrap_or_default());
    }
    count::tests(&mut command, count::cargo_line)
}

pub(super) fn types(layout: &Layout) -> Result<Tally> {
    let tools = setup::tools(layout)?;
    Ok(count::check(
        tools
            .program("typescript/bin/tsc")
            .current_dir(&layout.root)
            .args([
                "--noEmit", "--strict", "--target", "es2022", "--module", "esnext",
            ])
            .args(["--moduleResolution", "bundler", "--lib", "es2022,dom"])
            .args(type_tests(layout)?),
    ))
}

pub(super) fn js(layout: &Layout) -> Result<Tally> {
    count::tests(
        Command::new("node")
            .current_dir(&layout.root)
            .arg("--test")
            // Each by name: what a folder means here differs between versions of Node.
            .args(js_tests(layout)?),
        count::node_line,
    )
}

/// Most of it in Chromium's headless shell; what needs the whole browser asks for it.
pub(super) fn browser(layout: &Layout) -> Result<Tally> {
    setup::chromium()?;
    setup::chromium_headless_shell()?;
    setup::nginx()?;
    // Among them is the one that looks for what is not accessible.
    setup::tools(layout)?;
    // A test waits for a third of its time, such as for an app that is not there to be given up.
    let cores = thread::available_parallelism().map_or(1, usize::from);
    count::tests(
        browser_tests(layout)
            .env("RUST_TEST_THREADS", (cores + cores.div_ceil(2)).to_string())
            .arg("--no-fail-fast"),
        count::cargo_line,
    )
}

/// What the other engines are shown every time: opener policies, reloads, double clicks, forgeries, hostile
/// keys, a back end that fails twice. The whole table is `cargo xtask faults --browser NAME`.
const CHIEF_FAULTS: &str = "F02,F05,F10,F14,F20,F25,F36,F46";

/// What Chromium's headless shell cannot play, or plays otherwise: blocked windows and storage, hidden pages.
const OF_THE_USER_INTERFACE: &str = "F12,F31,F41";

/// The shell is the same engine at half the work.
pub(super) fn faults(layout: &Layout) -> Result<Tally> {
    let mut shell = faults::program(layout, "chromium-headless-shell")?;
    let mut tally = count::tests(&mut shell, count::faults_line)?;
    let mut whole = faults::program(layout, "chromium")?;
    whole
        .args(["--only", OF_THE_USER_INTERFACE, "--report"])
        .arg(layout.target.join("faults-interface.json"));
    tally += count::tests(&mut whole, count::faults_line)?;
    Ok(tally)
}

pub(super) fn engines(layout: &Layout) -> Result<Tally> {
    let mut tally = Tally::default();
    for browser in ["firefox", "webkit"] {
        let mut program = faults::program(layout, browser)?;
        tally += count::tests(program.args(["--only", CHIEF_FAULTS]), count::faults_line)?;
        tally += policies(layout, browser)?;
    }
    Ok(tally)
}

/// What a policy forbids and who complains is each engine's own affair.
fn policies(layout: &Layout, browser: &str) -> Result<Tally> {
    count::tests(
        browser_tests(layout)
            .env("PATH", faults::path_with(layout, browser)?)
            .env("BROWSER_TESTS_ENGINE", browser)
            .args(["--test", "suite", "--no-fail-fast", "policy::all_pages"]),
        count::cargo_line,
    )
}
