//! Which test files there are: a step without any is left out.

use std::path::PathBuf;

use crate::layout::Layout;
use crate::{Result, disk};

/// Tests that run as WebAssembly in Node.
pub(super) fn wasm_tests(layout: &Layout) -> Result<Vec<PathBuf>> {
    files(layout, "tests", |name| {
        name.starts_with("wasm") && name.ends_with(".rs")
    })
}

/// Files that use the declarations and only have to compile.
pub(super) fn type_tests(layout: &Layout) -> Result<Vec<PathBuf>> {
    files(layout, "tests/types", |name| name.ends_with(".ts"))
}

/// Tests of node's own runner.
pub(super) fn js_tests(layout: &Layout) -> Result<Vec<PathBuf>> {
    files(layout, "tests/js", |name| {
        name.ends_with(".test.js") || name.ends_with(".test.mjs")
    })
}

/// Files of a folder, sorted; none when there is no such folder.
fn files(layout: &Layout, folder: &str, wanted: fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let folder = layout.root.join(folder);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = disk::list(&folder)?;
    files.retain(|file| wanted(&disk::name(file)));
    Ok(files)
}
