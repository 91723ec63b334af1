//! Every link of every document leads somewhere: to a file, to a heading in it, or to an address that is known.

use std::{fs, path::Path};

use crate::document::{documents, files, root};

/// Addresses outside of the project that somebody has opened. Reserved names are for snippets, not for links.
const KNOWN: [&str; 2] = [
    "https://keepachangelog.com/en/1.1.0/",
    "https://semver.org/spec/v2.0.0.html",
];

/// The text without what is no prose: fenced blocks, and what stands between backticks.
fn prose(text: &str) -> String {
    let mut outside = true;
    let mut prose = String::new();
    for line in text.lines() {
        let fence = line.starts_with("```");
        outside ^= fence;
        if outside && !fence {
            for (number, part) in line.split('`').enumerate() {
                prose.push_str(if number % 2 == 0 { part } else { "`" });
            }
        }
        prose.push('\n');
    }
    prose
}

/// What stands in `](…)` and behind `[…]:`, with its line.
fn links(text: &str) -> Vec<(usize, String)> {
    let prose = prose(text);
    let mut links = Vec::new();
    for (number, line) in prose.lines().enumerate() {
        let inline = line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        let defined = line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "));
        let defined = defined.map(|(_, target)| target.trim());
        links.extend(
            inline
                .chain(defined)
                .map(|target| (number + 1, target.to_owned())),
        );
    }
    links
}

/// The anchors of a document, made of its headings as hosts of repositories make them.
fn anchors(text: &str) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    let mut anchors = Vec::new();
    let mut outside = true;
    for line in text.lines() {
        outside ^= line.starts_with("```");
        let title = line.trim_start_matches('#');
        if !outside || title.len() == line.len() || !title.starts_with(' ') {
            continue;
        }
        let slug: String = title
            .trim()
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        // The second one of a name is `name-1`.
        let before = slugs.iter().filter(|known| **known == slug).count();
        anchors.push(match before {
            0 => slug.clone(),
            more => format!("{slug}-{more}"),
        });
        slugs.push(slug);
    }
    anchors
}

/// Why a link leads nowhere, if it does.
fn broken(document: &Path, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return (!KNOWN.contains(&target)).then(|| "an address nobody has vouched for".into());
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let file = match file {
        "" => document.to_owned(),
        // A colon or a slash at the start leaves the project.
        file if file.starts_with('/') || file.contains(':') => {
            return Some("no path from here".into());
        }
        file => document.with_file_name(file),
    };
    if !file.exists() {
        return Some("no such file".into());
    }
    if anchor.is_empty() {
        return None;
    }
    let text = fs::read_to_string(&file).unwrap_or_default();
    (!anchors(&text).iter().any(|it| it == anchor)).then(|| "no such heading".into())
}

#[test]
fn every_link_leads_somewhere() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for document in documents() {
        for (line, target) in links(&document.text) {
            count += 1;
            if let Some(why) = broken(&root().join(&document.path), &target) {
                wrong.push(format!("{}:{line}: {target}: {why}", document.path));
            }
        }
    }
    assert!(count > 80, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An address that is written out in prose is a link, too.
#[test]
fn no_address_stands_in_prose_alone() {
    for document in documents() {
        for (number, line) in prose(&document.text).lines().enumerate() {
            for (at, _) in line.match_indices("http") {
                let (before, address) = line.split_at(at);
                let linked = before.ends_with("](") || before.ends_with("]: ");
                assert!(
                    linked || !address.contains("://"),
                    "{}:{}: {address}",
                    document.path,
                    number + 1
                );
            }
        }
    }
}

/// What is nowhere linked is found by nobody.
#[test]
fn the_index_leads_to_every_document() {
    let index = fs::read_to_string(root().join("docs/README.md")).unwrap();
    let targets: Vec<String> = links(&index)
        .into_iter()
        .map(|(_, target)| target)
        .collect();
    for file in files("docs", &[".md"]) {
        let name = file.file_name().unwrap_or_default().display().to_string();
        assert!(
            name == "README.md" || targets.contains(&name),
            "docs/README.md does not lead to {name}"
        );
    }
}

#[test]
fn links_and_anchors_are_read() {
    let text = "# A\n[b](c.md#d) `[x](y)` [e](#f)\n```\n[g](h)\n# I\n```\n## `J_K`: l & m!\n## A\n[n]: o\n";
    let found: Vec<String> = links(text).into_iter().map(|(_, target)| target).collect();
    assert_eq!(found, ["c.md#d", "#f", "o"]);
    assert_eq!(anchors(text), ["a", "j_k-l--m", "a-1"]);
    let here = root().join("README.md");
    for (target, good) in [
        ("docs/security.md", true),
        ("docs/security.md#the-binding", true),
        ("docs/security.md#nothing", false),
        ("docs/none.md", false),
        ("#errors", true),
        ("#nothing", false),
        ("https://semver.org/spec/v2.0.0.html", true),
        ("https://app.example/", false),
        ("/docs/security.md", false),
    ] {
        assert_eq!(broken(&here, target).is_none(), good, "{target}");
    }
}
