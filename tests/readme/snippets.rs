//! The README's snippets are files that browsers and Node run in other tests.

use std::{collections::BTreeSet, fs, process::Command};

use crate::document::{blocks, files, read, root};

/// The README's origins and folders, and those of the pages that are tested.
const PLACES: [(&str, &str); 4] = [
    ("https://app.example/lib/", "../lib/"),
    (
        "https://app.example/connect/",
        "http://host.localhost:8080/host/",
    ),
    ("https://app.example", "http://host.localhost:8080"),
    (
        "https://marketplace.example",
        "http://marketplace.localhost:8081",
    ),
];

fn texts(language: &str) -> Vec<(usize, String)> {
    blocks(&read("README.md"))
        .into_iter()
        .filter(|block| block.language == language)
        .map(|block| (block.line, block.text))
        .collect()
}

#[test]
fn every_block_says_what_it_is() {
    for document in files("docs", &[".md"])
        .into_iter()
        .chain([root().join("README.md")])
    {
        for block in blocks(&fs::read_to_string(&document).unwrap()) {
            assert!(
                ["html", "js", "rust", "sh", "text"].contains(&block.language.as_str()),
                "{}:{}: {:?}",
                document.display(),
                block.line,
                block.language
            );
        }
    }
}

/// The presets of the marketplace's box, and the proxy and landing pages.
#[test]
fn every_page_snippet_is_part_of_a_page_that_is_clicked_in_tests() {
    let pages = files("www", &[".html"]);
    let pages: Vec<String> = pages
        .iter()
        .map(|page| lines(&fs::read_to_string(page).unwrap()))
        .collect();
    for (line, mut snippet) in texts("html") {
        for (written, tested) in PLACES {
            snippet = snippet.replace(written, tested);
        }
        let snippet = lines(&snippet);
        assert!(
            pages.iter().any(|page| page.contains(&snippet)),
            "README.md:{line}: no page below www/ has these lines:\n{snippet}"
        );
    }
}

/// Without indentation, each line ended.
fn lines(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim(), "\n"]).collect()
}

#[test]
fn the_first_snippet_is_a_whole_preset() {
    let (_, mut first) = texts("html").swap_remove(0);
    for (written, tested) in PLACES {
        first = first.replace(written, tested);
    }
    assert_eq!(first, read("www/marketplace/presets/ours.html"));
}

#[test]
fn every_script_snippet_is_a_file_of_its_own() {
    let written: BTreeSet<String> = texts("js").into_iter().map(|(_, text)| text).collect();
    let kept: BTreeSet<String> = files("tests/readme/snippets", &[".mjs"])
        .into_iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    if let Some(text) = written.symmetric_difference(&kept).next() {
        panic!("only in one of README.md and tests/readme/snippets/:\n{text}");
    }
}

/// Checked by Node where there is one; plain `cargo test` needs none.
#[test]
fn every_script_snippet_is_javascript() {
    if Command::new("node").arg("--version").output().is_err() {
        return;
    }
    for file in files("tests/readme", &[".mjs"]) {
        let checked = Command::new("node")
            .arg("--check")
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success(), "{}: {said}", file.display());
    }
}

/// What a snippet imports is exported by the shell of that artefact.
#[test]
fn every_import_is_an_export() {
    for (line, text) in texts("js") {
        for import in text.lines().filter(|line| line.starts_with("import ")) {
            let (names, module) = import
                .trim_start_matches("import { ")
                .split_once(" } from ")
                .unwrap_or_else(|| panic!("README.md:{line}: {import}"));
            let shell = match module {
                "\"/lib/launch-complete-host.mjs\";" => "host",
                "\"./launch-complete-subscriptions.mjs\";" => "subscriptions",
                other => panic!("README.md:{line}: {other}"),
            };
            let shell = read(&format!("src/js/{shell}.js"));
            for name in names.split(", ") {
                assert!(
                    shell.contains(&format!("export function {name}("))
                        || shell.contains(&format!("export async function {name}(")),
                    "README.md:{line}: {name}"
                );
            }
        }
    }
}

#[test]
fn the_readme_is_short_and_its_links_lead_somewhere() {
    let readme = read("README.md");
    assert!(readme.lines().count() < 250);
    for document in [
        "README.md",
        "CHANGELOG.md",
        "docs/attributes.md",
        "docs/coverage.md",
        "docs/coverage-subscriptions.md",
        "docs/faults.md",
        "docs/packages.md",
        "docs/security.md",
        "docs/subscriptions.md",
        "docs/verify-it-yourself.md",
    ] {
        let folder = root().join(document);
        for link in read(document).split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap_or_default();
            if target.starts_with("https://") {
                continue;
            }
            let file = folder.with_file_name(target);
            assert!(
                target.is_empty() || file.is_file(),
                "{document} links to {target}"
            );
        }
    }
}
