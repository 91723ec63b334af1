//! The pages to drop in: `dist/pages`. Each is an HTML file to edit and one script, which starts by itself.

use std::path::PathBuf;

use super::artefact::Artefact;
use super::site::{DEFAULT_ORIGINS, Replacement};
use super::stage::{Form, entry_of};
use crate::layout::Layout;
use crate::{Result, disk};

/// One such page.
pub(crate) struct Page {
    /// The artefact its script is made of.
    pub(crate) artefact: &'static str,
    /// What people edit, in `www/host/`.
    pub(crate) html: &'static str,
    /// Its script, beside it.
    pub(crate) script: &'static str,
    /// The module in `src/js/` the script starts from.
    starter: &'static str,
}

/// All of them.
pub(crate) const PAGES: [Page; 2] = [
    Page {
        artefact: "proxy",
        html: "proxy.html",
        script: "launch-complete-proxy.js",
        starter: "proxy-page.js",
    },
    Page {
        artefact: "landing",
        html: "landing.html",
        script: "launch-complete-landing.js",
        starter: "landing-page.js",
    },
];

/// The look of both. Their scripts bring it along; as a file it is for those who want to change it.
pub(crate) const LOOK: &str = "launch.css";

/// Whose names stand in the pages as they are handed out.
const EXAMPLE_ORIGINS: [&str; 2] = ["https://app.example", "https://marketplace.example"];

/// The page an artefact is made for, if there is one.
pub(super) fn of(artefact: &Artefact) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.artefact == artefact.name)
}

impl Page {
    /// The finished script.
    pub(crate) fn script(&self, layout: &Layout) -> PathBuf {
        folder(layout).join(self.script)
    }

    /// The module a bundle of it starts from.
    pub(super) fn entry(&self, layout: &Layout) -> PathBuf {
        entry_of(layout, self.artefact, Form::Single, self.starter)
    }
}

/// Where they are.
pub(crate) fn folder(layout: &Layout) -> PathBuf {
    layout.dist.join("pages")
}

/// The look as a module for the scripts: what a style sheet says to people is left out.
pub(super) fn look(layout: &Layout) -> Result<String> {
    let sheet = disk::read_text(&source(layout, LOOK))?;
    Ok(format!("export default {:?};\n", shortened(&sheet)))
}

/// Puts the HTML and the look beside the scripts.
pub(super) fn copy(layout: &Layout) -> Result<()> {
    let replacements: Vec<Replacement> = DEFAULT_ORIGINS
        .iter()
        .zip(EXAMPLE_ORIGINS)
        .map(|((_, from), to)| Replacement::new(from, to))
        .collect::<Result<_>>()?;
    for page in &PAGES {
        let text = disk::read_text(&source(layout, page.html))?;
        let text = Replacement::all(&replacements, text);
        disk::write(&folder(layout).join(page.html), text)?;
    }
    disk::copy(&source(layout, LOOK), &folder(layout).join(LOOK))
}

fn source(layout: &Layout, file: &str) -> PathBuf {
    layout.root.join("www/host").join(file)
}

/// A style sheet without comments and indentation.
fn shortened(sheet: &str) -> String {
    let mut rest = sheet;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_sheet_keeps_its_rules() {
        let sheet = "/* one\n two */\na > b {\n  c: d e;\n}\n\n/* x */ @media (f) {\n  g {\n    h: \"i j\";\n  }\n}\n";
        assert_eq!(
            shortened(sheet),
            "a > b {c: d e;}@media (f) {g {h: \"i j\";}}"
        );
    }
}
