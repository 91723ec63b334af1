//! The MAC alone as WebAssembly, built exactly like the receiver: same flags, same optimiser.

use std::path::PathBuf;

use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::layout::Layout;
use crate::progress::timed;
use crate::setup::{Tools, WASM_TRIPLE};
use crate::{Result, build, disk, process};

const PACKAGE: &str = "launch-complete-mac";

/// Builds it, and says in which folder it is.
pub(super) fn build(layout: &Layout, tools: &Tools) -> Result<PathBuf> {
    let folder = layout.stage("mac");
    timed("compiling the MAC alone as WebAssembly", || {
        let mut cargo = process::cargo(&layout.root);
        build::for_speed(&mut cargo, &[]);
        let selection = ["--package", PACKAGE, "--target", WASM_TRIPLE];
        process::run(
            cargo
                .args(["build", "--quiet", "--release"])
                .args(selection),
        )?;
        let file = PACKAGE.replace('-', "_") + ".wasm";
        let made = layout.target.join(WASM_TRIPLE).join("release").join(file);
        disk::remove_folder(&folder)?;
        Bindgen::new()
            .input_path(made)
            .web(true)?
            .typescript(false)
            .out_name("bindings")
            .encode_into(EncodeInto::Always)
            .omit_default_module_path(true)
            .generate(&folder)?;
        // Node reads it as a module by its name only.
        disk::copy(&folder.join("bindings.js"), &folder.join("bindings.mjs"))?;
        build::optimize(tools, &folder.join("bindings_bg.wasm"))
    })?;
    Ok(folder)
}
