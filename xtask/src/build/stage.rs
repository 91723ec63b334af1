//! Shell, bindings and wasm side by side, as the shell's imports expect them.

use std::path::{Path, PathBuf};

use super::artefact::Artefact;
use super::{bind, encode, pages};
use crate::layout::Layout;
use crate::{Result, disk};

/// The two ways an artefact carries its wasm.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Inside the script.
    Single,
    /// In a file beside it.
    Split,
}

/// Lays out both forms.
pub(super) fn prepare(layout: &Layout, artefact: &Artefact) -> Result<()> {
    let wasm = disk::read(&bind::wasm(layout, artefact))?;
    let beside = disk::name(&artefact.split_wasm(layout));
    let split = if artefact.is_for_workers() {
        encode::importing_module(&beside)
    } else {
        encode::fetching_module(&beside)
    };
    for (form, module) in [
        (Form::Single, encode::inline_module(&wasm)?),
        (Form::Split, split),
    ] {
        let folder = folder(layout, artefact.name, form);
        disk::remove_folder(&folder)?;
        copy_scripts(&layout.root.join("src/js"), &folder)?;
        copy_scripts(&bind::folder(layout, artefact), &folder)?;
        disk::write(&folder.join("wasm.js"), module)?;
        disk::write(&folder.join("launch-css.js"), pages::look(layout)?)?;
    }
    Ok(())
}

/// The module a bundle of this form starts from.
pub(super) fn entry(layout: &Layout, artefact: &Artefact, form: Form) -> PathBuf {
    entry_of(layout, artefact.name, form, artefact.shell)
}

/// The same for another module beside the shell.
pub(super) fn entry_of(layout: &Layout, artefact: &str, form: Form, module: &str) -> PathBuf {
    folder(layout, artefact, form).join(module)
}

fn folder(layout: &Layout, artefact: &str, form: Form) -> PathBuf {
    layout.stage(artefact).join(match form {
        Form::Single => "single",
        Form::Split => "split",
    })
}

/// Copies every `.js` file, folders included.
fn copy_scripts(from: &Path, to: &Path) -> Result<()> {
    for path in disk::list(from)? {
        let target = to.join(disk::name(&path));
        if path.is_dir() {
            copy_scripts(&path, &target)?;
        } else if path.extension().is_some_and(|extension| extension == "js") {
            disk::copy(&path, &target)?;
        }
    }
    Ok(())
}
