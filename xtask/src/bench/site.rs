//! The pages that measure themselves, and the browser that shows them.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::Value;

use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, disk, process, setup};

/// The package and the program in it.
const PROGRAM: [&str; 4] = ["--package", "browser-tests", "--bin", "measure"];

/// Everything that is needed to measure in a browser.
pub(super) struct Site {
    /// Ours and the peers', bundled.
    pub(super) folder: PathBuf,
    program: PathBuf,
}

#[derive(Deserialize)]
struct Printed {
    rows: Value,
}

impl Site {
    /// Installs and bundles the peers beside ours, which is built, and sees to the browser.
    pub(super) fn prepare(layout: &Layout) -> Result<Self> {
        let peers = setup::packages(layout.root.join("benches/browser"), "the browser's peers")?;
        let folder = layout.stage("bench").join("site");
        disk::remove_folder(&folder)?;
        for file in disk::list(&layout.dist.join("www/lib"))? {
            disk::copy(&file, &folder.join("lib").join(disk::name(&file)))?;
        }
        timed("bundling the peers", || {
            process::run(peers.script("bundle.mjs").arg(&folder))
        })?;
        setup::chromium()?;
        timed("compiling what drives the browser", || {
            let mut cargo = process::cargo(&layout.root);
            process::run(cargo.args(["build", "--quiet"]).args(PROGRAM))
        })?;
        let program = layout.target.join("debug/measure");
        Ok(Self { folder, program })
    }

    /// Lets a group of pages measure itself, and gives its rows. Its progress goes to standard error.
    pub(super) fn measure(&self, group: &str, quick: bool) -> Result<Value> {
        let mut command = Command::new(&self.program);
        command
            .arg(&self.folder)
            .arg(group)
            .stderr(Stdio::inherit());
        if quick {
            command.arg("--quick");
        }
        eprintln!("measuring {group} in Chromium …");
        let printed: Printed = serde_json::from_str(&process::output(&mut command)?)?;
        Ok(printed.rows)
    }
}
