//! The root crate as WebAssembly, straight from the compiler.

use std::path::PathBuf;
use std::process::Command;

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
        if artefact.is_fast() {
            for_speed(&mut cargo);
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

/// Sets what a module for a back end is built with. SHA-256 has a vector form, and unrolled loops pay where every
/// request is hashed. Takes the place of the flags for the pages in the cargo configuration.
pub(crate) fn for_speed(cargo: &mut Command) {
    cargo.env("RUSTFLAGS", "-Ctarget-feature=+simd128");
    cargo.args(["--config", "profile.release.opt-level=3"]);
}

/// The compiler's output for an artefact.
pub(super) fn compiled(layout: &Layout, artefact: &Artefact) -> PathBuf {
    layout.stage(artefact.name).join("compiled.wasm")
}
