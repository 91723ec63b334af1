//! Whether the bound and optimised wasm is still the one these inputs make.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use super::artefact::Artefact;
use super::{bind, compile};
use crate::layout::Layout;
use crate::{Result, disk};

/// The code that makes it: a change there must show. (A change of wasm-bindgen's version shows in the
/// compiled wasm.)
const MAKERS: [&str; 11] = [
    include_str!("bind.rs"),
    include_str!("start.js"),
    include_str!("imports.rs"),
    include_str!("names.rs"),
    include_str!("rename.rs"),
    include_str!("silence.rs"),
    include_str!("optimize.rs"),
    include_str!("order.rs"),
    include_str!("tolerate.rs"),
    include_str!("transfer.rs"),
    include_str!("pass.js"),
];

/// A fingerprint of everything that goes into an artefact's wasm.
pub(super) struct Stamp {
    file: PathBuf,
    content: String,
}

impl Stamp {
    /// The fingerprint of the inputs as they are now.
    pub(super) fn of(layout: &Layout, artefact: &Artefact, optimised: bool) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        disk::read(&compile::compiled(layout, artefact))?.hash(&mut hasher);
        disk::read(&layout.tools().join("package-lock.json"))?.hash(&mut hasher);
        optimised.hash(&mut hasher);
        MAKERS.hash(&mut hasher);
        Ok(Self {
            file: bind::folder(layout, artefact).join("stamp"),
            content: format!("{:016x}", hasher.finish()),
        })
    }

    /// Whether the last finished run had the same inputs.
    pub(super) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|written| written == self.content)
    }

    /// Marks the run as finished.
    pub(super) fn write(&self) -> Result<()> {
        disk::write(&self.file, &self.content)
    }
}
