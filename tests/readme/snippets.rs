//! Every snippet of every document is run: a block that nothing runs is a failure here.
//!
//! | block | run by |
//! | --- | --- |
//! | `html` | a page below `www/` that browser tests click, or one of `tests/readme/pages/`, which a browser test pastes; or by a test that reads the document |
//! | `js` | a file of `tests/readme/snippets/`, which a browser or Node runs |
//! | `rust` | `cargo test`, where a crate includes the document |
//! | `sh` | see `commands.rs` |
//! | `toml` | here: the features are there |
//! | `text` | nothing: a picture |

use std::{collections::BTreeSet, fs, process::Command};

use crate::document::{all_blocks, blocks, documents, files, is_read_by_a_test_of_its_own, read};

/// The documents' origins and folders, and those of the pages that are tested.
const PLACES: [(&str, &str); 5] = [
    ("https://app.example/lib/", "../lib/"),
    // Two folders down, so that the demo's pages work below any path.
    ("\"/api/results\"", "\"../../api/results\""),
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

#[test]
fn every_block_says_what_it_is() {
    for document in documents() {
        for block in blocks(&document.text) {
            assert!(
                ["html", "js", "rust", "sh", "text", "toml"].contains(&block.language.as_str()),
                "{}:{}: nothing runs {:?}",
                document.path,
                block.line,
                block.language
            );
        }
    }
}

/// The presets of the marketplace's box, and the proxy and landing pages; what is in no page of `www/` is
/// pasted by the browser test of the documents.
#[test]
fn every_page_snippet_is_part_of_a_page_that_is_clicked_in_tests() {
    let texts = |folder: &str| -> Vec<String> {
        let pages = files(folder, &[".html"]);
        pages
            .iter()
            .map(|page| lines(&fs::read_to_string(page).unwrap()))
            .collect()
    };
    let clicked = texts("www");
    let mut pasted: BTreeSet<String> = texts("tests/readme/pages").into_iter().collect();
    let kept = pasted.clone();
    for (place, written) in all_blocks("html") {
        if kept.contains(&lines(&written)) {
            pasted.remove(&lines(&written));
            continue;
        }
        let (path, _) = place.split_once(':').unwrap_or((&place, ""));
        if is_read_by_a_test_of_its_own(path) {
            continue;
        }
        let mut snippet = lines(&written);
        for (written, tested) in PLACES {
            snippet = snippet.replace(written, tested);
        }
        assert!(
            clicked.iter().any(|page| page.contains(&snippet)),
            "{place}: no page below www/ or in tests/readme/pages/ has these lines:\n{snippet}"
        );
    }
    assert!(pasted.is_empty(), "pasted, and in no document: {pasted:?}");
}

/// Without indentation, each line ended.
fn lines(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim(), "\n"]).collect()
}

#[test]
fn the_first_snippet_is_a_whole_preset() {
    let (_, mut first) = all_blocks("html").swap_remove(0);
    for (written, tested) in PLACES {
        first = first.replace(written, tested);
    }
    assert_eq!(first, read("www/marketplace/presets/ours.html"));
}

/// The files of `tests/readme/snippets/`: name without ending, text.
fn kept() -> Vec<(String, String)> {
    let files = files("tests/readme/snippets", &[".mjs"]);
    files
        .iter()
        .map(|file| {
            let name = file.file_stem().unwrap_or_default().display().to_string();
            (name, fs::read_to_string(file).unwrap())
        })
        .collect()
}

#[test]
fn every_script_snippet_is_a_file_of_its_own() {
    let written: BTreeSet<String> = all_blocks("js").into_iter().map(|(_, text)| text).collect();
    let kept: BTreeSet<String> = kept().into_iter().map(|(_, text)| text).collect();
    if let Some(text) = written.symmetric_difference(&kept).next() {
        panic!("only in one of the documents and tests/readme/snippets/:\n{text}");
    }
}

/// What imports the host's module, or uses a window, runs in a browser; everything else in Node.
#[test]
fn every_script_snippet_is_run() {
    let browser = read("tests/browser/tests/suite/documents.rs");
    let node = read("tests/js/documents.test.mjs");
    for (name, text) in kept() {
        let of_a_page = text.contains("/lib/launch-complete-host.mjs") || text.contains("window.");
        let runner = if of_a_page { &browser } else { &node };
        assert!(
            runner.contains(&format!("\"{name}\"")),
            "nothing runs tests/readme/snippets/{name}.mjs"
        );
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
    for (place, text) in all_blocks("js") {
        for import in text.lines().filter(|line| line.starts_with("import ")) {
            let (names, module) = import
                .trim_start_matches("import { ")
                .split_once(" } from ")
                .unwrap_or_else(|| panic!("{place}: {import}"));
            let shell = match module.trim_matches(['"', ';']) {
                "/lib/launch-complete-host.mjs" => "host",
                "./launch-complete-subscriptions.mjs" => "subscriptions",
                // Node says so itself when it runs the snippet.
                module if module.starts_with("node:") => continue,
                other => panic!("{place}: {other}"),
            };
            let shell = read(&format!("src/js/{shell}.js"));
            for name in names.split(", ") {
                assert!(
                    shell.contains(&format!("export function {name}("))
                        || shell.contains(&format!("export async function {name}(")),
                    "{place}: {name}"
                );
            }
        }
    }
}

#[test]
fn every_rust_snippet_is_a_documentation_test() {
    let crates = ["src/lib.rs", "demo/src/lib.rs"].map(read).concat();
    for (place, _) in all_blocks("rust") {
        let (path, _) = place.split_once(':').unwrap_or((&place, ""));
        assert!(
            crates.contains(&format!("/{path}\")")),
            "{place}: no crate includes this document in its documentation tests"
        );
    }
}

/// The dependency a reader is to write has the name and the features of the crate.
#[test]
fn every_dependency_has_features_that_are_there() {
    let manifest = read("Cargo.toml");
    for (place, text) in all_blocks("toml") {
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("launch-complete = {"))
            .unwrap_or_else(|| panic!("{place}: no dependency on this crate"));
        let (_, features) = line
            .split_once("features = [")
            .unwrap_or_else(|| panic!("{place}: no features"));
        for feature in features.split('"').skip(1).step_by(2) {
            assert!(
                manifest.contains(&format!("\n{feature} = [")),
                "{place}: {feature}"
            );
        }
        // The other crates in the versions that this one and the demo are built with.
        for line in text.lines().filter(|line| line.contains(" = ")) {
            let (name, rest) = line.split_once(" = ").unwrap_or_default();
            let version = rest.trim_start_matches("{ version = ").split('"').nth(1);
            let same = |manifest: &str| {
                manifest.lines().any(|known| {
                    known.starts_with(&format!("{name} = "))
                        && version.is_some_and(|it| known.contains(&format!("\"{it}\"")))
                })
            };
            let known = same(&manifest) || same(&read("demo/Cargo.toml"));
            assert!(name == "launch-complete" || known, "{place}: {line}");
        }
    }
}

#[test]
fn the_readme_is_short() {
    assert!(read("README.md").lines().count() < 250);
}

/// The guides are for people with five minutes. A list of codes, texts or figures is as long as it must be.
#[test]
fn the_guides_are_short() {
    for document in documents() {
        let lines = document.text.lines().count();
        let list = ["README.md", "docs/benchmarks.md", "docs/languages.md"]
            .contains(&document.path.as_str())
            || document.path.contains("troubleshooting");
        assert!(list || lines <= 100, "{}: {lines} lines", document.path);
    }
}
