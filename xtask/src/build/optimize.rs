//! wasm-opt.

use std::path::Path;

use crate::setup::Tools;
use crate::{Result, process};

/// Optimises a module for size, in place.
pub(super) fn wasm(tools: &Tools, file: &Path) -> Result<()> {
    // Which WebAssembly features may be used is read from the module's own target_features section.
    process::output(
        tools
            .program("binaryen/bin/wasm-opt")
            .arg("-Oz")
            .arg(file)
            .arg("-o")
            .arg(file),
    )
    .map(drop)
}
