//! Reading the documents and the files they speak of.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A fenced block.
#[derive(Debug)]
pub(crate) struct Block {
    /// The word after the fence.
    pub(crate) language: String,
    /// What is in it, with its last line end.
    pub(crate) text: String,
    /// The line of the fence.
    pub(crate) line: usize,
}

/// A file of the project by its path from the root.
#[track_caller]
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files with one of these endings in a folder and below.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, endings, found);
        } else if endings
            .iter()
            .any(|ending| path.to_string_lossy().ends_with(ending))
        {
            found.push(path);
        }
    }
}

/// A document of the project.
#[derive(Debug)]
pub(crate) struct Document {
    /// Its path from the root.
    pub(crate) path: String,
    /// All of it.
    pub(crate) text: String,
}

/// Every document that somebody may read: the README, the changelog, the guides, those of the examples.
pub(crate) fn documents() -> Vec<Document> {
    let fixed = ["README.md", "CHANGELOG.md"].map(|name| root().join(name));
    let found: Vec<Document> = fixed
        .into_iter()
        .chain(files("docs", &[".md"]))
        .chain(files("examples", &[".md"]))
        .filter(|file| file.is_file() && !file.iter().any(|part| part == "node_modules"))
        .map(|file| Document {
            path: file
                .strip_prefix(root())
                .unwrap_or(&file)
                .display()
                .to_string(),
            text: fs::read_to_string(&file).unwrap(),
        })
        .collect();
    assert!(found.len() >= 20, "{found:?}");
    found
}

/// The blocks of all documents in one language, with where each stands: `docs/a.md:7`.
pub(crate) fn all_blocks(language: &str) -> Vec<(String, String)> {
    documents()
        .iter()
        .flat_map(|document| {
            blocks(&document.text)
                .into_iter()
                .filter(|block| block.language == language)
                .map(|block| (format!("{}:{}", document.path, block.line), block.text))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a test of another folder reads this document and runs what is in it: it then names the document, and
/// those of the examples by their folder.
pub(crate) fn is_read_by_a_test_of_its_own(path: &str) -> bool {
    let names = match path.strip_prefix("examples/") {
        Some(_) => vec!["examples/", "/README.md"],
        None => vec![path],
    };
    files("tests", &[".rs", ".mjs"])
        .into_iter()
        .filter(|file| {
            let inside = file.strip_prefix(root()).unwrap_or(file);
            !inside.starts_with("tests/readme") && !file.iter().any(|part| part == "node_modules")
        })
        .map(|file| fs::read_to_string(file).unwrap())
        .any(|test| names.iter().all(|name| test.contains(name)))
}

/// The fenced blocks of a document.
pub(crate) fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = document.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != "```")
                .flat_map(|line| [line, "\n"])
                .collect();
            blocks.push(Block {
                language: language.into(),
                text,
                line: number + 1,
            });
        }
    }
    blocks
}

/// The texts between single backticks, outside of fenced blocks.
pub(crate) fn quoted(document: &str) -> Vec<&str> {
    let mut outside = true;
    document
        .lines()
        .filter(|line| {
            let fence = line.starts_with("```");
            outside ^= fence;
            outside && !fence
        })
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .collect()
}

/// The part of a document below a heading, up to the next one of the same rank.
#[track_caller]
pub(crate) fn section<'a>(document: &'a str, heading: &str) -> &'a str {
    let (_, rest) = document
        .split_once(&format!("\n## {heading}\n"))
        .unwrap_or_else(|| panic!("no section {heading}"));
    rest.split("\n## ").next().unwrap_or(rest)
}

#[test]
fn blocks_and_quotes_are_told_apart() {
    let document = "a `b` c `d`\n```js\nlet `x`;\n```\n```\n```\n`e`\n";
    let found = blocks(document);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[0].language.as_str(), found[0].line), ("js", 2));
    assert_eq!(found[0].text, "let `x`;\n");
    assert_eq!(quoted(document), ["b", "d", "e"]);
}
