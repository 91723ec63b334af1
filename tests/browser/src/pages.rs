//! The built pages, copied so that a build that runs meanwhile does not take them away.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::Result;

/// The root of the project.
#[must_use]
pub fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).into()
}

/// The folder with this test's own pages.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Copies `dist/www`, and the host's test pages into it. `BROWSER_TESTS_WWW` names another folder.
pub(crate) fn copy_to(target: &Path) -> Result {
    let built = env::var_os("BROWSER_TESTS_WWW")
        .map_or_else(|| workspace().join("dist/www"), PathBuf::from);
    if !built.join("lib").is_dir() {
        return Err(format!("{} not found: run cargo xtask build", built.display()).into());
    }
    copy(&built, target)?;
    copy(&fixtures().join("host"), &target.join("host"))
}

fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(path, target)?;
        }
    }
    Ok(())
}
