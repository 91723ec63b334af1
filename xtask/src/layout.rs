//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

/// The folders the tasks read and write.
pub(crate) struct Layout {
    /// The workspace.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
    /// Where finished artefacts go.
    pub(crate) dist: PathBuf,
}

impl Layout {
    /// The folders of the workspace this task was started in.
    pub(crate) fn new() -> Self {
        // Cargo tells a program it runs where its package is; the compile-time value serves a
        // binary that is started by hand.
        let package =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package)
            .parent()
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(
            || root.join("target"),
            // A relative one is relative to where cargo was started, as cargo itself reads it.
            |target| std::path::absolute(&target).unwrap_or_else(|_| target.into()),
        );
        Self {
            dist: root.join("dist"),
            root,
            target,
        }
    }

    /// Folder of the pinned JavaScript tools.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join("xtask/tools")
    }

    /// Folder for what is made on the way to an artefact.
    pub(crate) fn stage(&self, artefact: &str) -> PathBuf {
        self.target.join("xtask").join(artefact)
    }
}
