//! The built pages, copied so that a build that runs meanwhile does not take them away.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::Result;

/// The root of the project.
#[must_use]
pub fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).into()
}

/// The folder with this test's own pages.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Copies the built pages, and the host's test pages into them.
pub(crate) fn copy_to(target: &Path) -> Result {
    let built = built();
    if !built.join("lib").is_dir() {
        return Err(format!("{} not found: run cargo xtask build", built.display()).into());
    }
    copy(&built, target)?;
    copy(&fixtures().join("host"), &target.join("host"))
}

/// The folder with the built pages. `BROWSER_TESTS_WWW` names another one.
#[must_use]
pub fn built() -> PathBuf {
    env::var_os("BROWSER_TESTS_WWW").map_or_else(|| workspace().join("dist/www"), PathBuf::from)
}

/// The built pages, from their folder on. What is only a part of a page does not count.
pub fn documents() -> Result<Vec<String>> {
    let root = built();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "html")
                && fs::read_to_string(&path)?.starts_with("<!doctype html>")
            {
                found.push(path.strip_prefix(&root)?.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies the library's files once more: a test may have broken them.
pub(crate) fn copy_library(www: &Path) -> Result {
    for file in PAGE.iter().chain(&HOST) {
        fs::copy(built().join(file), www.join(file))?;
    }
    Ok(())
}

/// Where the WebAssembly module runs. Where it does not, its fallback does the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modules {
    /// On the Launch Complete page.
    pub page: bool,
    /// On the host's pages: app, proxy and landing.
    pub host: bool,
}

impl Modules {
    /// On both sides, and every way to do without.
    pub const ALL: [Self; 4] = [
        Self::on(true, true),
        Self::on(false, true),
        Self::on(true, false),
        Self::on(false, false),
    ];

    const fn on(page: bool, host: bool) -> Self {
        Self { page, host }
    }
}

const PAGE: [&str; 2] = ["lib/launch-complete.js", "lib/launch-complete.mjs"];
const HOST: [&str; 5] = [
    "lib/launch-complete-host.mjs",
    "lib/launch-complete-proxy.mjs",
    "lib/launch-complete-landing.mjs",
    "host/launch-complete-proxy.js",
    "host/launch-complete-landing.js",
];

/// Breaks the module in the library's files, where it shall not run.
pub(crate) fn break_modules(www: &Path, modules: Modules) -> Result {
    let page = PAGE.iter().filter(|_| !modules.page);
    let host = HOST.iter().filter(|_| !modules.host);
    for file in page.chain(host) {
        corrupt(&www.join(file))?;
    }
    Ok(())
}

/// Puts the builds in two files in the place of the single ones, and pages that load them as modules.
pub(crate) fn split_library(www: &Path, with_wasm: bool) -> Result {
    for name in ["page", "host", "proxy", "landing"] {
        for entry in fs::read_dir(workspace().join("dist").join(name))? {
            let path = entry?.path();
            let is = |wanted: &str| path.extension().is_some_and(|it| it == wanted);
            if is("mjs") || (is("wasm") && with_wasm) {
                let name = path.file_name().unwrap_or_default();
                fs::copy(&path, www.join("lib").join(name))?;
            }
        }
    }
    edit(&www.join("host"), &|page| {
        ["proxy", "landing"].into_iter().fold(page, |page, name| {
            page.replace(
                &format!("launch-complete-{name}.js"),
                &format!("{name}-modules.js"),
            )
        })
    })
}

/// Turns characters in the middle of the encoded module into others.
fn corrupt(file: &Path) -> Result {
    let text = fs::read_to_string(file)?;
    let longest = text
        .split('"')
        .max_by_key(|part| part.len())
        .unwrap_or_default();
    let middle = longest.len() / 2;
    let (before, after) = (&longest[..middle], &longest[middle + 64..]);
    let broken = format!("{before}{}{after}", "A".repeat(64));
    Ok(fs::write(file, text.replacen(longest, &broken, 1))?)
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(path, target)?;
        }
    }
    Ok(())
}

/// The pages, those of the faults among them, with a script that stands first in every one.
pub(crate) fn copy_with_probe(target: &Path) -> Result {
    copy_to(target)?;
    for site in ["host", "marketplace"] {
        let pages = target.join(site);
        copy(&fixtures().join("faults").join(site), &pages.join("faults"))?;
        add_first(&pages, "probe.js")?;
    }
    Ok(())
}

/// Makes the pages of both sites load the script that watches their policies.
pub(crate) fn watch_policies(www: &Path) -> Result {
    fs::copy(
        fixtures().join("policy/watch.js"),
        www.join("shared/watch.js"),
    )?;
    for site in ["host", "marketplace"] {
        add_first(&www.join(site), "watch.js")?;
    }
    Ok(())
}

/// Makes every page in a folder load a script of the shared folder before anything else.
pub(crate) fn add_first(folder: &Path, script: &str) -> Result {
    edit(folder, &|page| {
        // After the line that keeps the address from going along with the request.
        let first = [
            "<meta name=\"referrer\" content=\"no-referrer\">",
            "<meta charset=\"utf-8\">",
        ];
        let Some(first) = first.into_iter().find(|line| page.contains(line)) else {
            return page;
        };
        let with = format!("{first}<script src=\"/shared/{script}\"></script>");
        page.replacen(first, &with, 1)
    })
}

/// Changes every page in a folder and below.
pub(crate) fn edit(folder: &Path, change: &dyn Fn(String) -> String) -> Result {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            edit(&path, change)?;
        } else if path.extension().is_some_and(|it| it == "html") {
            let page = fs::read_to_string(&path)?;
            fs::write(&path, change(page))?;
        }
    }
    Ok(())
}
