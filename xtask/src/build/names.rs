//! The names of functions, which browsers do not load and `cargo xtask sizes --names` shows.

use std::ops::Range;
use std::path::{Path, PathBuf};

use walrus::ModuleConfig;

use super::artefact::Artefact;
use super::bind;
use crate::layout::Layout;
use crate::{Result, disk};

/// The section that holds names is a custom one; these have the id 0.
const CUSTOM: u8 = 0;
const DATA: u8 = 11;

/// Takes the names out of a module and keeps the module that has them beside it.
pub(super) fn set_aside(file: &Path) -> Result<()> {
    let mut bytes = disk::read(file)?;
    disk::write(&named(file), &bytes)?;
    let sections = sections(&bytes)?;
    for (id, section) in sections.into_iter().rev() {
        if id == CUSTOM {
            bytes.drain(section);
        }
    }
    disk::write(file, bytes)
}

/// The same module with names.
fn named(file: &Path) -> PathBuf {
    file.with_extension("named.wasm")
}

/// The bytes of one function, or of the data.
pub(crate) struct Part {
    /// Its name.
    pub(crate) name: String,
    /// How many they are before compression.
    pub(crate) bytes: usize,
}

/// What an artefact's wasm consists of, the heaviest first.
pub(crate) fn parts(layout: &Layout, artefact: &Artefact) -> Result<Vec<Part>> {
    let bytes = disk::read(&named(&bind::wasm(layout, artefact)))?;
    let module = ModuleConfig::new().parse(&bytes)?;
    let mut parts = Vec::new();
    for (id, function) in module.funcs.iter_local() {
        let name = module.funcs.get(id).name.as_deref().unwrap_or("(unnamed)");
        parts.push(Part {
            name: plain(name),
            bytes: function.original_range.as_ref().map_or(0, Range::len),
        });
    }
    for (id, section) in sections(&bytes)? {
        if id == DATA {
            parts.push(Part {
                name: "(data)".into(),
                bytes: section.len(),
            });
        }
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.bytes));
    Ok(parts)
}

/// A name without the hashes of crates and functions: `core[c5930c85a12de822]::fmt::h0123456789abcdef` is
/// `core::fmt`.
pub(super) fn plain(name: &str) -> String {
    let is_hash =
        |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        rest = match after.split_once(']') {
            Some((hash, after)) if is_hash(hash) => after,
            _ => {
                plain.push('[');
                after
            }
        };
    }
    plain.push_str(rest);
    if let Some((path, hash)) = plain.rsplit_once("::h")
        && is_hash(hash)
    {
        plain.truncate(path.len());
    }
    plain
}

/// The sections of a module, by id, each with its header.
fn sections(module: &[u8]) -> Result<Vec<(u8, Range<usize>)>> {
    let mut sections = Vec::new();
    let mut at = b"\0asm\x01\0\0\0".len();
    while let Some(id) = module.get(at) {
        let (length, start) = number(module, at + 1).ok_or("the module ends within a section")?;
        sections.push((*id, at..start + length));
        at = start + length;
    }
    Ok(sections)
}

/// An unsigned LEB128 number, and where what follows it starts.
fn number(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(at)?;
        at += 1;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((number, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A custom section `ab`, a type section, another custom section.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\0\x03\x02ab\x01\x01\0\0\x01\0";

    #[test]
    fn sections_are_found_with_their_headers() {
        let found = sections(MODULE).unwrap();
        assert_eq!(found, [(0, 8..13), (1, 13..16), (0, 16..19)]);
        assert!(sections(b"\0asm\x01\0\0\0\x01\x80").is_err());
    }

    #[test]
    fn a_number_may_have_several_bytes() {
        assert_eq!(number(&[0xe5, 0x8e, 0x26], 0), Some((624_485, 3)));
        assert_eq!(number(&[0x80], 0), None);
    }

    #[test]
    fn a_name_is_shown_without_hashes() {
        let name = "<core[c5930c85a12de822]::fmt::Arguments>::new::h0123456789abcdef";
        assert_eq!(plain(name), "<core::fmt::Arguments>::new");
        assert_eq!(plain("<[u8; 4] as a::B>::host"), "<[u8; 4] as a::B>::host");
    }
}
