//! The table of features says what there is, and what is on.

use std::collections::BTreeMap;

use crate::document::read;

/// Every feature with whether it is on by default, as the documentation has it.
fn documented() -> BTreeMap<String, bool> {
    let source = read("src/lib.rs");
    let rows = source
        .lines()
        .filter_map(|line| line.strip_prefix("//! | `"));
    let mut features = BTreeMap::new();
    for row in rows {
        let mut cells = row.split(" | ");
        let names = cells.next().unwrap_or_default().replace('`', "");
        let default = cells.next() == Some("yes");
        features.extend(names.split(", ").map(|name| (name.to_owned(), default)));
    }
    features
}

/// The same as the manifest has it; what a default one switches on is on as well.
fn declared() -> BTreeMap<String, bool> {
    let manifest = read("Cargo.toml");
    let (_, section) = manifest.split_once("\n[features]\n").expect("features");
    let section = section.split("\n[").next().unwrap_or_default();
    let lines = section.lines().filter_map(|line| line.split_once(" = "));
    let lists: BTreeMap<&str, &str> = lines.filter(|(name, _)| !name.starts_with('#')).collect();
    let mut on: Vec<&str> = vec!["default"];
    let mut features: BTreeMap<String, bool> = lists
        .keys()
        .map(|name| ((*name).to_owned(), false))
        .collect();
    while let Some(name) = on.pop() {
        for other in lists[name].split('"').skip(1).step_by(2) {
            if let Some(is_on) = features.get_mut(other)
                && !*is_on
            {
                *is_on = true;
                on.push(lists.get_key_value(other).expect("a feature").0);
            }
        }
    }
    features.remove("default");
    features
}

#[test]
fn the_table_has_every_feature() {
    let documented = documented();
    assert!(documented.len() >= 10, "{documented:?}");
    assert_eq!(documented, declared());
}
