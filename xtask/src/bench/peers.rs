//! The peers and their versions, as their lock files have them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::{Result, disk};

/// Folders of the peers: in a browser, and in Node.
pub(super) const FOLDERS: [&str; 2] = ["benches/browser", "benches/node"];

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, Package>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Package {
    version: String,
    dependencies: BTreeMap<String, String>,
    resolved: Option<String>,
}

/// Name and version of every package that a folder asks for.
pub(super) fn versions(folder: &Path) -> Result<Vec<(String, String)>> {
    let text = disk::read_text(&folder.join("package-lock.json"))?;
    let lock: Lock = serde_json::from_str(&text)?;
    let wanted = lock.packages.get("").ok_or("a lock file without a root")?;
    wanted
        .dependencies
        .keys()
        .map(|name| {
            let found = lock.packages.get(&format!("node_modules/{name}"));
            let version = &found.ok_or("not in the lock file")?.version;
            Ok((name.clone(), version.clone()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;

    #[derive(Deserialize)]
    struct Manifest {
        dependencies: BTreeMap<String, String>,
    }

    #[test]
    fn peers_are_pinned_to_what_their_lock_files_have() {
        for folder in FOLDERS {
            let folder = Layout::new().root.join(folder);
            let manifest = disk::read_text(&folder.join("package.json")).unwrap();
            let manifest: Manifest = serde_json::from_str(&manifest).unwrap();
            let pinned: Vec<_> = manifest.dependencies.into_iter().collect();
            assert_eq!(versions(&folder).unwrap(), pinned);
        }
    }

    #[test]
    fn lock_files_name_no_address() {
        for folder in FOLDERS {
            let lock = Layout::new().root.join(folder).join("package-lock.json");
            let lock: Lock = serde_json::from_str(&disk::read_text(&lock).unwrap()).unwrap();
            for (name, package) in lock.packages {
                assert_eq!(package.resolved, None, "{name}");
            }
        }
    }
}
