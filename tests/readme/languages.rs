//! `docs/languages.md` has every text with its default, and nothing in a style sheet knows left from right.

use std::fs;

use crate::document::{files, read, section};

/// Name and text of each `TEXTS` entry of a script.
fn texts(script: &str) -> Vec<(String, String)> {
    let source = read(script);
    let (_, texts) = source.split_once(" TEXTS = {").expect("the texts");
    let texts = texts.split("};").next().unwrap_or_default();
    texts
        .lines()
        .filter_map(|line| line.split_once(": \""))
        .map(|(name, text)| (name.trim().into(), text.trim_end_matches([',', '"']).into()))
        .collect()
}

#[test]
fn every_text_is_printed_with_its_default() {
    let document = read("docs/languages.md");
    for (script, heading) in [
        ("src/js/page.js", "Texts of the Launch Complete page"),
        (
            "src/js/stage.js",
            "Texts of the proxy page and the landing page",
        ),
    ] {
        let printed: Vec<(String, String)> = section(&document, heading)
            .lines()
            .filter_map(|line| line.strip_prefix("| `"))
            .map(|row| {
                let mut cells = row.split('|').map(str::trim);
                let name = cells.next().unwrap_or_default().trim_end_matches('`');
                (name.into(), cells.next().unwrap_or_default().into())
            })
            .collect();
        assert!(printed.len() > 10, "{printed:?}");
        assert_eq!(printed, texts(script), "{script}");
    }
}

#[test]
fn style_sheets_are_safe_from_right_to_left() {
    let sheets = files("www", &[".css"]);
    assert!(sheets.len() >= 2, "{sheets:?}");
    for sheet in sheets {
        let text = fs::read_to_string(&sheet).unwrap();
        for line in text
            .lines()
            .map(str::trim)
            .filter(|line| line.ends_with(';'))
        {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let words = name
                .split('-')
                .chain(value.trim_end_matches(';').split(' '));
            let sided = words
                .into_iter()
                .any(|word| word == "left" || word == "right");
            assert!(!sided, "{}: {line}", sheet.display());
        }
    }
}
