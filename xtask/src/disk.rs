//! Files and folders, with errors that name them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Result;

/// The bytes of a file.
pub(crate) fn read(file: &Path) -> Result<Vec<u8>> {
    named("read", file, fs::read(file))
}

/// The text of a file.
pub(crate) fn read_text(file: &Path) -> Result<String> {
    named("read", file, fs::read_to_string(file))
}

/// Writes a file, with the folders it needs.
pub(crate) fn write(file: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    create_folder(file.parent().unwrap_or(Path::new("")))?;
    named("write", file, fs::write(file, content))
}

/// Copies a file, with the folders it needs.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, read(from)?)
}

/// Makes a folder and those above it, where they are missing.
pub(crate) fn create_folder(folder: &Path) -> Result<()> {
    named("create", folder, fs::create_dir_all(folder))
}

/// Removes a file; it need not be there.
pub(crate) fn remove_file(file: &Path) -> Result<()> {
    gone(file, fs::remove_file(file))
}

/// Removes a folder and all that is in it; it need not be there.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    gone(folder, fs::remove_dir_all(folder))
}

/// Everything directly in a folder, in the order of names.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries: io::Result<Vec<_>> = fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect()
    });
    let mut entries = named("read", folder, entries)?;
    entries.sort();
    Ok(entries)
}

/// Every file in a folder and below it, in the order of names.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in list(folder)? {
        if path.is_dir() {
            files.extend(below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// The last part of a path.
pub(crate) fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn gone(path: &Path, outcome: io::Result<()>) -> Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => named("remove", path, outcome),
    }
}

fn named<T>(action: &str, path: &Path, outcome: io::Result<T>) -> Result<T> {
    outcome.map_err(|error| format!("cannot {action} {}: {error}", path.display()).into())
}
