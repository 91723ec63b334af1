//! The compiler's standard library for WebAssembly.

use std::path::Path;
use std::process::Command;

use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, process};

/// The only target the browser artefacts are built for.
pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

/// Adds the target when the toolchain in use does not have it. A toolchain that came without rustup
/// is asked, not assumed, so that a distribution's own one with the target works too.
pub(crate) fn ensure(layout: &Layout) -> Result<()> {
    let libraries = process::output(Command::new("rustc").current_dir(&layout.root).args([
        "--print",
        "target-libdir",
        "--target",
        TRIPLE,
    ]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    timed(&format!("rustup target add {TRIPLE}"), || {
        process::output(
            Command::new("rustup")
                .current_dir(&layout.root)
                .args(["target", "add", TRIPLE]),
        )
        .map(drop)
    })
}
