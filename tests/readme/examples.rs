//! Every public item is in an example that runs.
//!
//! - A type with methods, a trait and a function have an example on their own page: in their own documentation,
//!   or in that of a method, a variant or a field.
//! - Everything public, plain types, methods and constants too, is named in some example of the crate.
//!
//! Where something is `pub` and cannot be reached from outside, the compiler's `unreachable_pub` says so.

use std::fs;

use crate::document::{all_blocks, files};

/// Something public.
#[derive(Debug)]
struct Item {
    kind: &'static str,
    name: String,
    /// The type whose `impl` it is in; an empty text in a macro.
    owner: Option<String>,
    /// The examples in its documentation.
    examples: String,
}

const KINDS: [&str; 6] = ["fn", "struct", "enum", "trait", "const", "type"];

/// The word at the start of a text.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_'));
    &text[..end.unwrap_or(text.len())]
}

/// What is between the fences of a documentation, where the fence says nothing or that it is Rust.
fn examples(documentation: &str) -> String {
    let mut found = String::new();
    for (number, part) in documentation.split("```").enumerate() {
        if number % 2 == 1 && matches!(word(part), "" | "rust") {
            found.push_str(part);
        }
    }
    found
}

/// `pub fn name` and the like, whatever stands between.
fn declared(line: &str) -> Option<(&'static str, &str)> {
    let rest = line.strip_prefix("pub ")?;
    let rest = rest.strip_prefix("async ").unwrap_or(rest);
    let rest = rest.strip_prefix("const fn").map_or(rest, |_| &rest[6..]);
    let kind = KINDS.into_iter().find(|kind| word(rest) == *kind)?;
    Some((kind, word(rest[kind.len()..].trim_start())))
}

/// The type of an `impl` line, or of a declaration with a body.
fn opened(line: &str) -> Option<&str> {
    if line.starts_with("impl") {
        let of = match line.split_once(" for ") {
            Some((_, of)) => of,
            // After the brackets of its own parameters.
            None => line.trim_start_matches("impl").split_once(' ')?.1,
        };
        return Some(word(of.trim_start()));
    }
    declared(line)
        .filter(|(kind, _)| matches!(*kind, "struct" | "enum" | "trait") && line.ends_with('{'))
        .map(|(_, name)| name)
}

/// Everything public of one file, and all examples in it.
fn items(source: &str) -> (Vec<Item>, String) {
    let (mut items, mut all) = (Vec::new(), String::new());
    let (mut documentation, mut owner) = (String::new(), None);
    for line in source.lines() {
        let text = line.trim_start();
        if let Some(comment) = text
            .strip_prefix("///")
            .or_else(|| text.strip_prefix("//!"))
        {
            documentation.push_str(comment.strip_prefix(' ').unwrap_or(comment));
            documentation.push('\n');
            continue;
        }
        if text.starts_with("#[") {
            continue;
        }
        let examples = examples(&std::mem::take(&mut documentation));
        all.push_str(&examples);
        let of_a_type = line.starts_with(' ');
        if line == "}" {
            owner = None;
        }
        if let Some((kind, name)) = declared(text) {
            items.push(Item {
                kind,
                name: name.into(),
                owner: of_a_type.then(|| owner.clone().unwrap_or_default()),
                examples,
            });
        } else if let Some(owner) = owner.as_ref().filter(|_| !examples.is_empty()) {
            // A variant, a field, or a method of a trait.
            items.push(Item {
                kind: "part",
                name: String::new(),
                owner: Some(String::clone(owner)),
                examples,
            });
        }
        if !of_a_type && let Some(name) = opened(line) {
            owner = Some(name.to_owned());
        }
    }
    (items, all)
}

/// Whether a word stands in a text, called where it is a function.
fn named(text: &str, item: &Item) -> bool {
    text.match_indices(&item.name).any(|(at, name)| {
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let called = after.starts_with('(') || after.starts_with("::<");
        !before.ends_with(inside) && !after.starts_with(inside) && (item.kind != "fn" || called)
    })
}

/// The sources of the pure Rust; what is below `src/js/` is called from JavaScript only.
fn sources() -> Vec<String> {
    files("src", &[".rs"])
        .into_iter()
        .filter(|file| !file.components().any(|part| part.as_os_str() == "js"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

#[test]
fn every_public_item_is_in_an_example() {
    let (mut items, mut all) = (Vec::new(), String::new());
    for source in sources() {
        let (found, examples) = self::items(&source);
        items.extend(found);
        all.push_str(&examples);
    }
    for (_, text) in all_blocks("rust") {
        all.push_str(&text);
    }
    assert!(items.len() > 250, "{}", items.len());

    let has_methods = |name: &str| {
        items
            .iter()
            .any(|item| item.kind == "fn" && item.owner.as_deref() == Some(name))
    };
    let on_its_page = |name: &str| {
        items.iter().any(|item| {
            let own = item.owner.is_none() && item.name == name;
            !item.examples.is_empty() && (own || item.owner.as_deref() == Some(name))
        })
    };
    let mut missing = Vec::new();
    // A name that a macro puts together is not known here.
    for item in items.iter().filter(|item| !item.name.is_empty()) {
        if !named(&all, item) {
            missing.push(format!("{} {} is in no example", item.kind, item.name));
        }
        let has_a_page = match item.kind {
            "struct" | "enum" => has_methods(&item.name),
            "trait" => true,
            "fn" => item.owner.is_none(),
            _ => false,
        };
        if has_a_page && !on_its_page(&item.name) {
            missing.push(format!("{} {} has no example", item.kind, item.name));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn items_and_examples_are_found() {
    let source = "/// ```\n/// a::b(A);\n/// ```\n#[must_use]\npub fn b() {}\n\npub struct A;\n\nimpl<T> A {\n    /// ```js\n    /// c()\n    /// ```\n    pub async fn c() {}\n}\n\npub enum E {\n    /// ```\n    /// E::F\n    /// ```\n    F,\n}\n";
    let (items, all) = items(source);
    assert_eq!(all, "\na::b(A);\n\nE::F\n");
    let found: Vec<_> = items
        .iter()
        .map(|item| {
            (
                item.kind,
                item.name.as_str(),
                item.owner.as_deref(),
                item.examples.len(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("fn", "b", None, 10),
            ("struct", "A", None, 0),
            ("fn", "c", Some("A"), 0),
            ("enum", "E", None, 0),
            ("part", "", Some("E"), 6),
        ]
    );
    let item = |kind, name: &str| Item {
        kind,
        name: name.into(),
        owner: None,
        examples: String::new(),
    };
    assert!(named(&all, &item("fn", "b")));
    assert!(!named(&all, &item("fn", "c")));
    assert!(named(&all, &item("struct", "A")));
    assert!(!named(&all, &item("struct", "F2")));
}
