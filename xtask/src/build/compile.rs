//! The root crate as WebAssembly, straight from the compiler.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use super::artefact::Artefact;
use crate::layout::Layout;
use crate::progress::timed;
use crate::setup::WASM_TRIPLE;
use crate::{Result, disk, process};

/// The builds differ in features only and so overwrite each other's file in the target folder:
/// each is set aside as soon as it is made.
pub(super) fn wasm(layout: &Layout, artefact: &Artefact) -> Result<()> {
    timed(&format!("compiling {}.wasm", artefact.name), || {
        let mut cargo = process::cargo(&layout.root);
        let remap = remapped_paths()?;
        if artefact.is_fast() {
            for_speed(&mut cargo, &remap);
        } else {
            let key = format!("target.{WASM_TRIPLE}.rustflags");
            cargo.args(["--config", &format!("{key}={remap:?}")]);
        }
        process::run(cargo.args([
            "build",
            "--quiet",
            "--release",
            "--lib",
            "--target",
            WASM_TRIPLE,
            "--no-default-features",
            "--features",
            artefact.name,
        ]))
    })?;
    let made = layout
        .target
        .join(WASM_TRIPLE)
        .join("release/launch_complete.wasm");
    disk::copy(&made, &compiled(layout, artefact))
}

/// Panics name the file they are in. Where it lies on the machine that built it is nobody's business, makes
/// builds differ, and is a few hundred bytes that no page needs.
fn remapped_paths() -> Result<Vec<String>> {
    let home = env::var_os("CARGO_HOME").map_or_else(
        || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cargo"),
        PathBuf::from,
    );
    // Where crates are vendored there is no such folder.
    let registries = fs::read_dir(home.join("registry/src"));
    registries
        .into_iter()
        .flatten()
        .map(|registry| {
            Ok(format!(
                "--remap-path-prefix={}=",
                registry?.path().display()
            ))
        })
        .collect()
}

/// Sets what a module for a back end is built with, and more flags. SHA-256 has a vector form, and unrolled loops
/// pay where every request is hashed. Takes the place of the flags for the pages in the cargo configuration.
pub(crate) fn for_speed(cargo: &mut Command, flags: &[String]) {
    cargo.env(
        "RUSTFLAGS",
        format!("-Ctarget-feature=+simd128 {}", flags.join(" ")),
    );
    cargo.args(["--config", "profile.release.opt-level=3"]);
}

/// The compiler's output for an artefact.
pub(super) fn compiled(layout: &Layout, artefact: &Artefact) -> PathBuf {
    layout.stage(artefact.name).join("compiled.wasm")
}
