//! The static pages with the artefacts they load: `dist/www`.

use std::path::Path;

use super::artefact::ALL;
use crate::layout::Layout;
use crate::{Result, disk};

/// The origins the pages are written for, and the flags that replace them.
pub(super) const DEFAULT_ORIGINS: [(&str, &str); 2] = [
    ("--host-origin", "http://host.localhost:8080"),
    ("--marketplace-origin", "http://marketplace.localhost:8081"),
];

/// What people put on their own site, of `www/host`.
pub(crate) const DROP_IN: [&str; 5] = [
    "proxy.html",
    "proxy.js",
    "landing.html",
    "landing.js",
    "launch.css",
];

/// One origin put in the place of another.
pub(crate) struct Replacement {
    from: &'static str,
    to: String,
}

impl Replacement {
    /// Refuses what is not an origin: a path or a quote would end up in the pages as it is.
    pub(super) fn new(from: &'static str, to: &str) -> Result<Self> {
        let host = to
            .strip_prefix("http://")
            .or_else(|| to.strip_prefix("https://"))
            .unwrap_or_default();
        let allowed = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if host.is_empty() || !host.chars().all(allowed) {
            return Err(format!("`{to}` is not an origin like `{from}`").into());
        }
        Ok(Self {
            from,
            to: to.to_owned(),
        })
    }
}

/// Copies `www/` and the artefacts into `dist/www`.
pub(crate) fn assemble(layout: &Layout, replacements: &[Replacement]) -> Result<()> {
    let target = layout.dist.join("www");
    if target.join("lib").is_dir() {
        // From an earlier run: a page that was deleted since must not live on.
        disk::remove_folder(&target)?;
    } else if target.exists() {
        return Err(format!("{} is in the way: it was not made here", target.display()).into());
    }
    copy(&layout.root.join("www"), &target, replacements)?;
    for artefact in &ALL {
        let files = [Some(artefact.module(layout)), artefact.classic(layout)];
        for file in files.into_iter().flatten() {
            disk::copy(&file, &target.join("lib").join(disk::name(&file)))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path, replacements: &[Replacement]) -> Result<()> {
    for path in disk::list(from)? {
        let target = to.join(disk::name(&path));
        let extension = path.extension().unwrap_or_default();
        if path.is_dir() {
            copy(&path, &target, replacements)?;
        } else if extension == "html" || extension == "json" {
            let mut text = disk::read_text(&path)?;
            for Replacement { from, to } in replacements {
                text = text.replace(from, to);
            }
            disk::write(&target, text)?;
        } else {
            disk::copy(&path, &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Replacement;

    #[test]
    fn only_origins_are_taken() {
        for origin in [
            "http://localhost:8000",
            "https://a.example",
            "http://[::1]:80",
        ] {
            assert!(Replacement::new("x", origin).is_ok(), "{origin}");
        }
        for other in [
            "",
            "a.example",
            "http://",
            "http://a/b",
            "http://a\"",
            "ftp://a",
        ] {
            assert!(Replacement::new("x", other).is_err(), "{other}");
        }
    }
}
