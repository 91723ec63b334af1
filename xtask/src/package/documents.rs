//! The documents a README leads to, so that its links work in the package.

use std::collections::BTreeSet;
use std::path::Path;

use crate::{Result, disk};

/// Copies every document of `docs/` that the package's README links to, and those that these link to.
pub(super) fn copy_linked(root: &Path, package: &Path) -> Result<()> {
    let readme = disk::read_text(&package.join("README.md"))?;
    let mut waiting: Vec<String> = linked(&readme, "docs/");
    let mut copied = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if copied.insert(name.clone()) {
            let text = disk::read_text(&root.join("docs").join(&name))?;
            waiting.extend(linked(&text, ""));
            disk::write(&package.join("docs").join(&name), text)?;
        }
    }
    Ok(())
}

/// The names of the documents that a text links to in this folder.
fn linked(text: &str, folder: &str) -> Vec<String> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next())
        .filter_map(|target| target.strip_prefix(folder))
        .filter(|name| name.ends_with(".md") && !name.contains('/'))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn links_to_documents_are_found() {
        let text = "[a](docs/a.md) [b](docs/b.md#part) [c](https://c.example/d.md) [d](../d.md)";
        assert_eq!(linked(text, "docs/"), ["a.md", "b.md"]);
        assert!(linked("[e](e.txt)", "").is_empty());
    }
}
