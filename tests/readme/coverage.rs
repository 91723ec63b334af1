//! The documents of coverage name files and tests that are there.

use crate::document::{quoted, read, root};

/// Each of them, and how many rows it has at least.
const DOCUMENTS: [(&str, usize); 2] = [
    ("docs/coverage.md", 25),
    ("docs/coverage-subscriptions.md", 20),
];

fn rows(document: &str) -> Vec<[&str; 3]> {
    document
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| ---"))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            <[&str; 3]>::try_from(cells)
                .unwrap_or_else(|cells| panic!("{} cells: {line}", cells.len()))
        })
        .filter(|[sentence, ..]| !matches!(*sentence, "sentence" | "row"))
        .collect()
}

/// A path, and the test in it that is meant.
fn reference(text: &str) -> Option<(&str, Option<&str>)> {
    let (path, test) = match text.split_once("::") {
        Some((path, test)) => (path, Some(test)),
        None => (text, None),
    };
    let is_path =
        path.contains('/') && !path.contains([' ', ':', '<', '(']) && !path.ends_with('/');
    is_path.then_some((path, test))
}

#[test]
fn every_file_and_test_is_there() {
    let documents = DOCUMENTS.map(|(document, _)| read(document));
    for text in documents.iter().flat_map(|document| quoted(document)) {
        let Some((path, test)) = reference(text) else {
            continue;
        };
        assert!(root().join(path).is_file(), "{path} is not there");
        if let Some(test) = test {
            let source = read(path);
            // A test of Rust is a function, or a line of a macro that makes one; others go by their titles.
            let macro_line = format!("{test}: ");
            let there = match path.ends_with(".rs") {
                true => {
                    source.contains(&format!("fn {test}("))
                        || source
                            .lines()
                            .any(|line| line.trim_start().starts_with(&macro_line))
                }
                false => source.contains(test),
            };
            assert!(there, "{path} has no test {test}");
        }
    }
}

#[test]
fn every_sentence_has_a_place_and_a_test() {
    for (document, least) in DOCUMENTS {
        let document = read(document);
        let rows = rows(&document);
        assert!(rows.len() >= least, "{}", rows.len());
        for [sentence, place, test] in rows {
            let references = |cell| quoted(cell).into_iter().filter_map(reference);
            assert!(references(place).next().is_some(), "no place: {sentence}");
            assert!(
                references(test).any(|(_, test)| test.is_some()),
                "no test: {sentence}"
            );
        }
    }
}
