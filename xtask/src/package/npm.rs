//! The npm package: `dist/npm`, and one file made of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::contents::Entry;
use super::documents;
use crate::build::{ALL, BACK_END, drop_in};
use crate::layout::Layout;
use crate::progress::timed;
use crate::{Result, disk, process};

/// What people read first.
const TEXTS: [&str; 3] = ["CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Types that all declarations share.
const SHARED_TYPES: &str = "launch-types.d.ts";

/// The folder that is packed.
pub(super) fn folder(layout: &Layout) -> PathBuf {
    layout.dist.join("npm")
}

/// Puts the package together from what is built.
pub(super) fn assemble(layout: &Layout) -> Result<()> {
    let target = folder(layout);
    disk::remove_folder(&target)?;
    let (lib, split) = (target.join("lib"), target.join("split"));
    for artefact in ALL.iter().chain([&BACK_END]) {
        let module = artefact.module(layout);
        for file in [Some(module.clone()), artefact.classic(layout)]
            .into_iter()
            .flatten()
        {
            into(&file, &lib)?;
        }
        let types = module.with_extension("d.mts");
        // Those of the classic script; the others name them for its global.
        let classic = artefact.global.map(|_| module.with_extension("d.ts"));
        for file in [Some(types), classic].into_iter().flatten() {
            into(&file, &lib)?;
            into(&file, &split)?;
        }
        into(&artefact.split_module(layout), &split)?;
        into(&artefact.split_wasm(layout), &split)?;
    }
    for folder in [&lib, &split] {
        into(&layout.dist.join(SHARED_TYPES), folder)?;
    }
    for file in disk::list(&drop_in(layout))? {
        into(&file, &target.join("pages"))?;
    }
    let own = layout.root.join("npm");
    into(&own.join("never-in-a-browser.mjs"), &lib)?;
    for file in ["package.json", "README.md"] {
        into(&own.join(file), &target)?;
    }
    for file in TEXTS {
        into(&layout.root.join(file), &target)?;
    }
    documents::copy_linked(&layout.root, &target)?;
    every_export_is_there(&target)
}

/// Makes one file of the folder, as npm would upload it.
pub(super) fn pack(layout: &Layout) -> Result<PathBuf> {
    let said = timed("npm pack", || {
        process::output(Command::new("npm").current_dir(&layout.dist).args([
            "pack",
            "./npm",
            "--silent",
            "--ignore-scripts",
        ]))
    })?;
    let name = said.trim().lines().last().unwrap_or_default();
    Ok(layout.dist.join(name))
}

/// Every file of the package.
pub(super) fn files(layout: &Layout) -> Result<Vec<Entry>> {
    let folder = folder(layout);
    let files = disk::below(&folder)?.into_iter();
    Ok(files
        .map(|file| Entry::new(file.strip_prefix(&folder).unwrap_or(&file), &file))
        .collect())
}

fn into(file: &Path, folder: &Path) -> Result<()> {
    disk::copy(file, &folder.join(disk::name(file)))
}

/// A path in package.json that leads nowhere is found by whoever installs the package, and too late.
fn every_export_is_there(folder: &Path) -> Result<()> {
    let package: serde_json::Value =
        serde_json::from_slice(&disk::read(&folder.join("package.json"))?)?;
    let mut paths = Vec::new();
    for field in ["main", "module", "types", "unpkg", "jsdelivr", "exports"] {
        collect(&package[field], &mut paths);
    }
    for path in paths {
        // A pattern stands for whatever is in its folder.
        let (there, _) = path.split_once('*').unwrap_or((path, ""));
        if !folder.join(there).exists() {
            return Err(format!("npm/package.json names {path}, which is not there").into());
        }
    }
    Ok(())
}

fn collect<'a>(value: &'a serde_json::Value, paths: &mut Vec<&'a str>) {
    match value {
        serde_json::Value::String(path) => paths.push(path),
        serde_json::Value::Object(conditions) => {
            conditions.values().for_each(|value| collect(value, paths));
        }
        _ => {}
    }
}
