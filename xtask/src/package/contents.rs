//! What is in a package, for a person to look at before it is published.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::layout::Layout;
use crate::{Result, disk, process, setup};

/// One file of a package.
pub(super) struct Entry {
    /// Its path in the package.
    name: String,
    /// Where it is.
    file: PathBuf,
}

impl Entry {
    pub(super) fn new(name: &Path, file: &Path) -> Self {
        Self {
            name: name.display().to_string(),
            file: file.into(),
        }
    }

    /// The line it is counted in: files of a folder below a folder are too many to be listed.
    fn group(&self) -> String {
        match self.name.match_indices('/').nth(1) {
            Some((end, _)) => format!("{}/**", &self.name[..end]),
            None => self.name.clone(),
        }
    }
}

#[derive(Default)]
struct Sum {
    files: usize,
    raw: usize,
    brotli: usize,
}

impl Sum {
    fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.raw += other.raw;
        self.brotli += other.brotli;
    }
}

/// Prints a package: its name and length, and each file or folder with its bytes and what brotli makes of them.
pub(super) fn print(layout: &Layout, package: &Path, entries: Vec<Entry>) -> Result<()> {
    let tools = setup::tools(layout)?;
    let files = entries.iter().map(|entry| &entry.file);
    let weighed = process::output(tools.script("weigh.mjs").args(files))?;
    let mut groups: BTreeMap<String, Sum> = BTreeMap::new();
    let mut total = Sum::default();
    for (entry, line) in entries.iter().zip(weighed.lines()) {
        let numbers: Vec<usize> = line.split(' ').flat_map(str::parse).collect();
        let [raw, _, brotli] = numbers[..] else {
            return Err(format!("cannot read the weight `{line}`").into());
        };
        let one = Sum {
            files: 1,
            raw,
            brotli,
        };
        total.add(&one);
        groups.entry(entry.group()).or_default().add(&one);
    }
    println!(
        "\n{}, {} bytes\n{}",
        disk::name(package),
        disk::read(package)?.len(),
        table(&groups, &total)
    );
    Ok(())
}

fn table(groups: &BTreeMap<String, Sum>, total: &Sum) -> String {
    let mut table = format!("{:<46}{:>6}{:>10}{:>10}\n", "", "files", "bytes", "brotli");
    let total = [(&String::from("in all"), total)];
    for (name, Sum { files, raw, brotli }) in groups.iter().chain(total) {
        table.push_str(&format!("{name:<46}{files:>6}{raw:>10}{brotli:>10}\n"));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_deeper_than_one_folder_are_counted_together() {
        for (name, group) in [
            ("README.md", "README.md"),
            ("lib/a.mjs", "lib/a.mjs"),
            ("src/launch/a.rs", "src/launch/**"),
            ("src/launch/b/c.rs", "src/launch/**"),
        ] {
            let entry = Entry::new(Path::new(name), Path::new(name));
            assert_eq!(entry.group(), group);
        }
    }
}
