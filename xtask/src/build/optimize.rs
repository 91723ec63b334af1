//! wasm-opt.

use std::path::Path;

use super::{names, order};
use crate::setup::Tools;
use crate::{Result, process};

/// Rebuilding the control flow between two rounds is worth 1.5 per cent after brotli. wasm-opt's
/// options that assume more than the compiler promises (no trap ever happens, low memory is not
/// used) are left alone: a bounds check is a trap. What is called once is worth its place only where it is
/// short: in one long function with many variables the compressor finds less that it has seen before.
const PASSES: [&str; 6] = [
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=26",
];

/// Optimises a module for size, in place, and keeps its names beside it.
pub(crate) fn wasm(tools: &Tools, file: &Path) -> Result<()> {
    process::output(
        tools
            .program("binaryen/bin/wasm-opt")
            .args(PASSES)
            .arg("-g")
            // Read to know which features may be used, and of no use to a browser.
            .arg("--strip-target-features")
            .arg(file)
            .arg("-o")
            .arg(file),
    )?;
    names::set_aside(file)?;
    order::by_likeness(file)
}
