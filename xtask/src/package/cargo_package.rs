//! The crate: `cargo package`, which also builds it from what is packed.

use std::path::{Path, PathBuf};

use super::contents::Entry;
use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, disk, process};

const NAME: &str = "launch-complete";

/// Makes the crate and builds it by itself. Not in the workspace's own target folder: both would write the same file.
pub(super) fn pack(layout: &Layout) -> Result<PathBuf> {
    let apart = layout.stage("crate");
    timed("cargo package", || {
        // What is not committed yet is packed, too, so that it can be tried out before.
        process::output(
            process::cargo(&layout.root)
                .args(["package", "--package", NAME, "--allow-dirty"])
                .arg("--target-dir")
                .arg(&apart),
        )
    })?;
    let name = format!("{NAME}-{}.crate", super::versions::of_the_crate(layout)?);
    let made = layout.target.join("package").join(&name);
    disk::copy(&apart.join("package").join(&name), &made)?;
    Ok(made)
}

/// Every file that is packed, as it is in the workspace. What cargo writes itself is left out.
pub(super) fn files(layout: &Layout) -> Result<Vec<Entry>> {
    let list = process::output(process::cargo(&layout.root).args([
        "package",
        "--package",
        NAME,
        "--allow-dirty",
        "--list",
    ]))?;
    let made = ["Cargo.toml.orig", ".cargo_vcs_info.json"];
    Ok(list
        .lines()
        .filter(|name| !made.contains(name))
        .map(|name| Entry::new(Path::new(name), &layout.root.join(name)))
        .collect())
}
