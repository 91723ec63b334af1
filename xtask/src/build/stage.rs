//! Shell, bindings and wasm side by side, as the shell's imports expect them.

use std::fs;
use std::path::{Path, PathBuf};

use super::artefact::Artefact;
use super::{bind, encode};
use crate::Result;
use crate::layout::Layout;

/// The two ways an artefact carries its wasm.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Inside the script.
    Single,
    /// In a file beside it.
    Split,
}

/// Lays out both forms and writes the two-file build's wasm.
pub(super) fn prepare(layout: &Layout, artefact: &Artefact) -> Result<()> {
    let wasm = fs::read(bind::wasm(layout, artefact))?;
    let beside = artefact.split_wasm(layout);
    let name = beside
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    for (form, module) in [
        (Form::Single, encode::inline_module(&wasm)),
        (Form::Split, encode::fetching_module(&name)),
    ] {
        let folder = folder(layout, artefact, form);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        copy_scripts(&layout.root.join("src/js"), &folder)?;
        copy_scripts(&bind::folder(layout, artefact), &folder)?;
        fs::write(folder.join("wasm.js"), module)?;
    }
    fs::create_dir_all(artefact.split_folder(layout))?;
    fs::write(&beside, wasm)?;
    Ok(())
}

/// The module a bundle of this form starts from.
pub(super) fn entry(layout: &Layout, artefact: &Artefact, form: Form) -> PathBuf {
    folder(layout, artefact, form).join(artefact.shell)
}

fn folder(layout: &Layout, artefact: &Artefact, form: Form) -> PathBuf {
    layout.stage(artefact.name).join(match form {
        Form::Single => "single",
        Form::Split => "split",
    })
}

/// Copies every `.js` file, folders included.
fn copy_scripts(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        let target = to.join(name);
        if path.is_dir() {
            copy_scripts(&path, &target)?;
        } else if path.extension().is_some_and(|extension| extension == "js") {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}
