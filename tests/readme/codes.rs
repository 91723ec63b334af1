//! Troubleshooting has every code of the sources, and no other, each under a heading that can be linked to.

use std::{collections::BTreeSet, fs};

use crate::document::{files, quoted, read};

/// Such as `RESULT_FORM`. Shorter ones, such as `POST`, are no codes of ours.
fn is_code(text: &str) -> bool {
    text.len() > 5
        && text
            .bytes()
            .all(|byte| byte == b'_' || byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && text.starts_with(|first: char| first.is_ascii_uppercase())
}

/// The codes that stand as literals in the sources of one of the two documents of the marketplace.
fn codes_of_the_sources(subscriptions: bool) -> BTreeSet<String> {
    files("src", &[".rs", ".js"])
        .into_iter()
        .filter(|file| file.to_string_lossy().contains("subscription") == subscriptions)
        .map(|file| fs::read_to_string(file).unwrap())
        // A reply's code stands in JSON that is written out.
        .map(|source| source.replace("\"code\":\"", "\" \""))
        .flat_map(|source| {
            let literals: Vec<String> = source.split('"').map(String::from).collect();
            literals
        })
        .filter(|literal| is_code(literal) && !["COMMIT", "ROLLBACK"].contains(&literal.as_str()))
        .collect()
}

/// The headings that are codes, each with the text below it.
fn sections(document: &str) -> Vec<(&str, &str)> {
    document
        .split("\n### ")
        .skip(1)
        .filter_map(|section| section.split_once('\n'))
        .map(|(heading, text)| (heading, text.split("\n## ").next().unwrap_or_default()))
        .collect()
}

/// The codes a document speaks of before its first heading: what is no error.
fn introduced(document: &str) -> impl Iterator<Item = String> {
    let introduction = document.split("\n## ").next().unwrap_or_default();
    quoted(introduction)
        .into_iter()
        .filter(|text| is_code(text))
        .map(String::from)
}

#[track_caller]
fn has_every_code(path: &str, subscriptions: bool) {
    let document = read(path);
    let headings: Vec<String> = sections(&document)
        .into_iter()
        .map(|(heading, _)| heading.into())
        .collect();
    let mut written: BTreeSet<String> = headings.iter().cloned().collect();
    assert_eq!(written.len(), headings.len(), "a code has two headings");
    written.extend(introduced(&document));
    assert_eq!(codes_of_the_sources(subscriptions), written);
}

#[test]
fn every_code_of_a_launch_has_a_heading_and_the_other_way_round() {
    has_every_code("docs/troubleshooting.md", false);
}

#[test]
fn every_code_of_a_subscription_has_a_heading_and_the_other_way_round() {
    has_every_code("docs/troubleshooting-subscriptions.md", true);
}

#[test]
fn every_code_has_symptom_cause_and_what_to_do() {
    for path in [
        "docs/troubleshooting.md",
        "docs/troubleshooting-subscriptions.md",
    ] {
        let document = read(path);
        assert!(sections(&document).len() > 20);
        for (code, text) in sections(&document) {
            let mut rest = text;
            for word in ["**Symptom**: ", "**Cause**: ", "**Do**:"] {
                let (_, after) = rest
                    .split_once(word)
                    .unwrap_or_else(|| panic!("{path}: {code} has no {word}"));
                rest = after;
            }
        }
    }
}

#[test]
fn the_readme_names_codes_that_are_there() {
    let readme = read("README.md");
    let codes = codes_of_the_sources(false);
    let named: Vec<&str> = quoted(&readme)
        .into_iter()
        .filter(|it| is_code(it))
        .collect();
    assert!(named.len() >= 4, "{named:?}");
    for code in named {
        assert!(codes.contains(code), "{code}");
    }
}
