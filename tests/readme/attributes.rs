//! `docs/attributes.md` has every attribute and text that the scripts read, and no other.

use std::{collections::BTreeSet, fs};

use crate::document::{files, quoted, read, section};

/// The words that start with `data-` in a text.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !(c.is_ascii_lowercase() || c == '-'))
        .filter(|word| word.starts_with("data-"))
        .map(|word| word.trim_end_matches('-').into())
        .collect()
}

fn documented(heading: &str) -> BTreeSet<String> {
    let document = read("docs/attributes.md");
    quoted(section(&document, heading))
        .into_iter()
        .flat_map(words)
        .collect()
}

/// `data-deliver-to` as a script names it: `deliverTo`.
fn camel(attribute: &str) -> String {
    let mut name = String::new();
    for part in attribute.split('-').skip(1) {
        match name.is_empty() {
            true => name.push_str(part),
            false => {
                name.push_str(&part[..1].to_ascii_uppercase());
                name.push_str(&part[1..]);
            }
        }
    }
    name
}

#[test]
fn every_attribute_of_the_page_is_there() {
    let script = read("src/js/page.js");
    assert_eq!(words(&script), documented("The Launch Complete page"));
}

#[test]
fn every_attribute_of_proxy_and_landing_page_is_read() {
    let scripts: String = ["proxy", "landing", "landing-first", "stage"]
        .map(|name| read(&format!("src/js/{name}.js")))
        .concat();
    for attribute in documented("The proxy page and the landing page") {
        let name = camel(&attribute);
        let read = [
            format!("[{attribute}]"),
            format!("dataset.{name}"),
            format!(" {name},"),
            format!(" {name} }}"),
        ];
        // `data-text` stands for `data-text-…`, which is put together.
        let known = attribute == "data-text" || read.iter().any(|read| scripts.contains(read));
        assert!(known, "{attribute}");
    }
}

#[test]
fn every_text_can_be_replaced() {
    let document = read("docs/attributes.md");
    for (script, heading) in [
        ("src/js/page.js", "The Launch Complete page"),
        ("src/js/stage.js", "The proxy page and the landing page"),
    ] {
        let source = read(script);
        let (_, texts) = source.split_once(" TEXTS = {").expect("the texts");
        let texts = texts.split("};").next().unwrap_or_default();
        let section = section(&document, heading);
        for line in texts.lines().filter(|line| line.contains(": \"")) {
            let name = line.split(':').next().unwrap_or_default().trim();
            assert!(section.contains(&format!("`{name}`")), "{script}: {name}");
        }
    }
}

#[test]
fn the_pages_use_documented_attributes_only() {
    let known: BTreeSet<String> = [
        "The Launch Complete page",
        "The proxy page and the landing page",
    ]
    .into_iter()
    .flat_map(documented)
    .collect();
    let snippets = [
        files("www/marketplace/presets", &[".html"]),
        files("tests/readme/pages", &[".html"]),
    ]
    .concat();
    assert!(!snippets.is_empty());
    for file in snippets {
        let used: BTreeSet<String> = words(&fs::read_to_string(&file).unwrap())
            .into_iter()
            // That each of these texts is there is the test above.
            .map(|word| match word.starts_with("data-text-") {
                true => "data-text".into(),
                false => word,
            })
            .collect();
        assert!(used.is_subset(&known), "{}", file.display());
    }
}
