//! `cargo xtask package`: the npm package and the crate, ready to be published, and what is in them.

mod cargo_package;
mod contents;
mod documents;
mod npm;
mod versions;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::build::{self, Tooling};
use crate::layout::Layout;
use crate::{Result, arguments};

/// What was made.
pub(crate) struct Packages {
    /// The npm package as one file.
    pub(crate) tarball: PathBuf,
    /// The crate as one file.
    pub(crate) krate: PathBuf,
}

/// The task itself.
pub(crate) fn command(given: Vec<String>) -> Result<ExitCode> {
    arguments::nothing_left(&given)?;
    let layout = Layout::new();
    build::artefacts(&layout, Tooling::Required)?;
    build::site(&layout, &[])?;
    make(&layout)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes both of what is in `dist/` now.
pub(crate) fn make(layout: &Layout) -> Result<Packages> {
    npm::assemble(layout)?;
    versions::check(&versions::sources(layout)?)?;
    let tarball = npm::pack(layout)?;
    let krate = cargo_package::pack(layout)?;
    contents::print(layout, &tarball, npm::files(layout)?)?;
    contents::print(layout, &krate, cargo_package::files(layout)?)?;
    Ok(Packages { tarball, krate })
}
