//! Steps that are cargo's own.

use std::process::Command;

use super::count;
use super::tally::Tally;
use crate::layout::Layout;
use crate::process::cargo;
use crate::setup::{self, WASM_TRIPLE};
use crate::{Result, build};

const DENY: [&str; 3] = ["--", "-D", "warnings"];

pub(super) fn format(layout: &Layout) -> Result<Tally> {
    Ok(count::check(
        cargo(&layout.root).args(["fmt", "--all", "--check"]),
    ))
}

pub(super) fn clippy(layout: &Layout) -> Result<Tally> {
    Ok(count::check(
        cargo(&layout.root)
            .args(["clippy", "--workspace", "--all-targets"])
            .args(DENY),
    ))
}

/// Each feature must stand alone, on the target it is for.
pub(super) fn features(layout: &Layout) -> Result<Tally> {
    setup::wasm_target(layout)?;
    let mut tally = Tally::default();
    for features in ["", "json", "subscriptions", "sqlite", "axum"] {
        tally += count::check(clippy_lib(layout, features).args(DENY));
    }
    let artefacts = build::ALL.iter().chain([&build::BACK_END]);
    let artefacts = artefacts.map(|artefact| artefact.name);
    for features in artefacts.chain(["", "default"]) {
        tally += count::check(
            clippy_lib(layout, features)
                .args(["--target", WASM_TRIPLE])
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

pub(super) fn test(layout: &Layout) -> Result<Tally> {
    count::tests(
        cargo(&layout.root).args([
            "test",
            "--workspace",
            "--exclude",
            "browser-tests",
            "--features",
            "launch-complete/sqlite,launch-complete/axum",
            "--no-fail-fast",
        ]),
        count::cargo_line,
    )
}

pub(super) fn wasm_build(layout: &Layout) -> Result<Tally> {
    setup::wasm_target(layout)?;
    Ok(count::check(cargo(&layout.root).args([
        "build",
        "--target",
        WASM_TRIPLE,
    ])))
}

pub(super) fn doc(layout: &Layout) -> Result<Tally> {
    Ok(count::check(
        cargo(&layout.root)
            .env("RUSTDOCFLAGS", "-D warnings -D missing_docs")
            .args(["doc", "--workspace", "--no-deps"]),
    ))
}
