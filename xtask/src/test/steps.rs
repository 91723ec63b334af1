//! The steps of `cargo xtask test`, cheap ones first.

use std::process::Command;

use super::count;
use super::files::{js_tests, type_tests, wasm_tests};
use super::tally::Tally;
use crate::build::{self, Tooling};
use crate::layout::Layout;
use crate::process::cargo;
use crate::progress::timed;
use crate::{Result, process, setup, sizes};

const TRIPLE: &str = "wasm32-unknown-unknown";
const DENY: [&str; 3] = ["--", "-D", "warnings"];

/// One step.
pub(super) struct Step {
    /// What it is called on the command line and in the summary.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) title: &'static str,
    /// Whether it needs neither wasm nor a browser.
    pub(super) fast: bool,
    /// Does it. An error counts as one failure.
    pub(super) work: fn(&Layout) -> Result<Tally>,
}

type Work = fn(&Layout) -> Result<Tally>;

/// All steps there is something to do for, in order.
pub(super) fn all(layout: &Layout) -> Result<Vec<Step>> {
    let steps: [(&'static str, &'static str, bool, bool, Work); 12] = [
        ("fmt", "cargo fmt --check", true, true, format),
        (
            "clippy",
            "clippy on the whole workspace, warnings denied",
            true,
            true,
            clippy,
        ),
        (
            "clippy-wasm",
            "clippy on each feature alone, warnings denied",
            false,
            true,
            clippy_wasm,
        ),
        (
            "test",
            "cargo test, without the browser tests",
            true,
            true,
            native,
        ),
        (
            "wasm-build",
            "cargo build for wasm32-unknown-unknown",
            false,
            true,
            wasm_build,
        ),
        ("doc", "cargo doc, warnings denied", false, true, doc),
        ("build", "cargo xtask build", false, true, dist),
        ("sizes", "the size budgets", false, true, budgets),
        (
            "wasm-test",
            "wasm tests in Node",
            false,
            !wasm_tests(layout)?.is_empty(),
            wasm_test,
        ),
        (
            "types",
            "the TypeScript declarations in use",
            false,
            !type_tests(layout)?.is_empty(),
            types,
        ),
        (
            "js",
            "JavaScript tests in Node",
            false,
            !js_tests(layout)?.is_empty(),
            js,
        ),
        ("browser", "browser tests", false, true, browser),
    ];
    Ok(steps
        .into_iter()
        .filter(|(_, _, _, present, _)| *present)
        .map(|(name, title, fast, _, work)| Step {
            name,
            title,
            fast,
            work,
        })
        .collect())
}

fn format(layout: &Layout) -> Result<Tally> {
    Ok(count::check(
        cargo(&layout.root).args(["fmt", "--all", "--check"]),
    ))
}

fn clippy(layout: &Layout) -> Result<Tally> {
    Ok(count::check(
        cargo(&layout.root)
            .args(["clippy", "--workspace", "--all-targets"])
            .args(DENY),
    ))
}

/// Each feature must stand alone, on the target it is for.
fn clippy_wasm(layout: &Layout) -> Result<Tally> {
    setup::wasm_target(layout)?;
    let mut tally = Tally::default();
    for features in ["", "json"] {
        tally += count::check(clippy_lib(layout, features).args(DENY));
    }
    let artefacts = build::ALL.iter().map(|artefact| artefact.name);
    for features in artefacts.chain(["", "default"]) {
        tally += count::check(
            clippy_lib(layout, features)
                .args(["--target", TRIPLE])
                .args(DENY),
        );
    }
    Ok(tally)
}

fn clippy_lib(layout: &Layout, features: &str) -> Command {
    let mut command = cargo(&layout.root);
    command.args([
        "clippy",
        "--lib",
        "--no-default-features",
        "--features",
        features,
    ]);
    command
}

fn native(layout: &Layout) -> Result<Tally> {
    count::tests(
        cargo(&layout.root).args([
            "test",
            "--workspace",
            "--exclude",
            "browser-tests",
            "--no-fail-fast",
        ]),
        count::cargo_line,
    )
}

fn wasm_build(layout: &Layout) -> Result<Tally> {
    setup::wasm_target(layout)?;
    Ok(count::check(
        cargo(&layout.root).args(["build", "--target", TRIPLE]),
    ))
}

fn doc(layout: &Layout) -> Result<Tally> {
    Ok(count::check(
        cargo(&layout.root)
            .env("RUSTDOCFLAGS", "-D warnings")
            .args(["doc", "--workspace", "--no-deps"]),
    ))
}

fn dist(layout: &Layout) -> Result<Tally> {
    build::artefacts(layout, Tooling::Required)?;
    build::site(layout, &[])?;
    Ok(Tally::PASSED)
}

fn budgets(layout: &Layout) -> Result<Tally> {
    sizes::gate(layout)?;
    Ok(Tally::PASSED)
}

/// wasm-bindgen's own runner is built only here: nothing else needs it.
fn wasm_test(layout: &Layout) -> Result<Tally> {
    setup::wasm_target(layout)?;
    timed("compiling the wasm test runner", || {
        let arguments = ["build", "--quiet", "--package", "xtask"];
        let selection = ["--features", "test-runner", "--bin", "wasm-test-runner"];
        process::run(cargo(&layout.root).args(arguments).args(selection))
    })?;
    let runner = layout.target.join("debug/wasm-test-runner");
    let mut command = cargo(&layout.root);
    command
        .env("WASM_BINDGEN_TEST_ONLY_NODE", "1")
        // As a list, so that a folder with a space in its name does not split.
        .arg("--config")
        .arg(format!("target.{TRIPLE}.runner=[{runner:?}]"))
        .args(["test", "--target", TRIPLE, "--no-fail-fast"]);
    for file in wasm_tests(layout)? {
        command
            .arg("--test")
            .arg(file.file_stem().unwrap_or_default());
    }
    count::tests(&mut command, count::cargo_line)
}

fn types(layout: &Layout) -> Result<Tally> {
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

fn js(layout: &Layout) -> Result<Tally> {
    count::tests(
        Command::new("node")
            .current_dir(&layout.root)
            .arg("--test")
            // Each by name: what a folder means here differs between versions of Node.
            .args(js_tests(layout)?),
        count::node_line,
    )
}

fn browser(layout: &Layout) -> Result<Tally> {
    setup::chromium()?;
    count::tests(
        cargo(&layout.root).args(["test", "--package", "browser-tests", "--no-fail-fast"]),
        count::cargo_line,
    )
}
