//! One version everywhere: a package that says another one than its files helps nobody find a fault.

use crate::build::ALL;
use crate::layout::Layout;
use crate::{Result, disk, process};

/// Where a version is written, and which.
type Source = (String, String);

/// Everything that is published and says a version.
pub(super) fn sources(layout: &Layout) -> Result<Vec<Source>> {
    let npm: serde_json::Value =
        serde_json::from_slice(&disk::read(&layout.dist.join("npm/package.json"))?)?;
    let mut sources = vec![
        ("Cargo.toml".into(), of_the_crate(layout)?),
        (
            "npm/package.json".into(),
            npm["version"].as_str().unwrap_or_default().into(),
        ),
    ];
    for artefact in &ALL {
        let module = artefact.module(layout);
        let text = disk::read_text(&module)?;
        sources.push((
            disk::name(&module),
            banner(&text).unwrap_or_default().into(),
        ));
    }
    Ok(sources)
}

/// The version of the crate, as cargo reads it.
pub(super) fn of_the_crate(layout: &Layout) -> Result<String> {
    let id = process::output(process::cargo(&layout.root).args([
        "pkgid",
        "--package",
        "launch-complete",
    ]))?;
    let version = id.trim().rsplit(['@', '#']).next().unwrap_or_default();
    Ok(version.to_owned())
}

/// Refuses versions that differ.
pub(super) fn check(sources: &[Source]) -> Result<()> {
    if sources.windows(2).all(|two| two[0].1 == two[1].1) {
        return Ok(());
    }
    let list: Vec<_> = sources
        .iter()
        .map(|(place, version)| format!("{place} says `{version}`"))
        .collect();
    Err(format!("versions differ: {}", list.join(", ")).into())
}

/// `/*! launch-complete 0.1.0, …`
fn banner(script: &str) -> Option<&str> {
    let (_, rest) = script.split_once("/*! launch-complete ")?;
    rest.split(',').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(place: &str, version: &str) -> Source {
        (place.into(), version.into())
    }

    #[test]
    fn versions_that_differ_are_told() {
        let same = [source("a", "1.0.0"), source("b", "1.0.0")];
        assert!(check(&same).is_ok());
        let differ = [source("a", "1.0.0"), source("b", "1.0.1"), source("c", "")];
        let error = check(&differ).unwrap_err().to_string();
        assert_eq!(
            error,
            "versions differ: a says `1.0.0`, b says `1.0.1`, c says ``"
        );
    }

    #[test]
    fn the_banner_says_the_version() {
        let script = "/*! launch-complete 0.1.0, MIT OR Apache-2.0 */\nlet a;";
        assert_eq!(banner(script), Some("0.1.0"));
        assert_eq!(banner("let a;"), None);
    }
}
