//! The errors table has every code of the sources, and no other.

use std::{collections::BTreeSet, fs};

use crate::document::{files, quoted, read, section};

/// Such as `RESULT_FORM`. Shorter ones, such as `POST`, are no codes of ours.
fn is_code(text: &str) -> bool {
    text.len() > 5
        && text
            .bytes()
            .all(|byte| byte == b'_' || byte.is_ascii_uppercase())
}

fn codes_of_the_sources() -> BTreeSet<String> {
    // The subscriptions' codes are for a back end's log: `tests/subscription/errors.rs` has them all.
    files("src", &[".rs", ".js"])
        .into_iter()
        .filter(|file| !file.to_string_lossy().contains("subscription"))
        .map(|file| fs::read_to_string(file).unwrap())
        .flat_map(|source| {
            let literals: Vec<String> = source.split('"').map(String::from).collect();
            literals
        })
        .filter(|literal| is_code(literal))
        .collect()
}

#[test]
fn every_code_is_in_the_readme_and_the_other_way_round() {
    let readme = read("README.md");
    let written: BTreeSet<String> = quoted(section(&readme, "Errors"))
        .into_iter()
        .filter(|text| is_code(text))
        .map(String::from)
        .collect();
    assert_eq!(codes_of_the_sources(), written);
}

#[test]
fn every_row_says_what_to_do() {
    let readme = read("README.md");
    let rows: Vec<&str> = section(&readme, "Errors")
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    assert!(rows.len() > 15);
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{row}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{row}");
    }
}
