//! Every place of a page that others can look at.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use browser_tests::{Page, Result};
use serde_json::json;

use super::token::Token;

/// Names of the places that have one of the texts.
const LOOK: &str = "
    const needles = arguments[0];
    const places = {
        markup: () => {
            const copy = document.documentElement.cloneNode(true);
            // In form mode the server puts the text here, and the page's script takes it away.
            copy.querySelector('script#launch-result')?.remove();
            return copy.outerHTML;
        },
        values: () => [...document.querySelectorAll('input, textarea, select')].map((it) => it.value).join(),
        title: () => document.title,
        address: () => location.href,
        referrer: () => document.referrer,
        name: () => window.name,
        state: () => JSON.stringify(history.state),
        entries: () => navigation.entries().map((entry) => entry.url).join(),
        requests: () => performance.getEntriesByType('resource').map((entry) => entry.name).join(),
        local: () => JSON.stringify(localStorage),
        session: () => JSON.stringify(sessionStorage),
        cookies: () => document.cookie,
    };
    return Object.keys(places).filter((name) => {
        let text;
        try { text = String(places[name]()); } catch { text = ''; }
        return needles.some((needle) => text.includes(needle));
    });
";

/// The places of a page in which the token stands.
pub(crate) async fn found_in(page: &Page, token: &Token) -> Result<Vec<String>> {
    let found = page.run(LOOK, vec![json!(token.needles())]).await?;
    // The script gives a list; nothing comes back where the window closed while it was being asked.
    let found: Option<Vec<String>> = serde_json::from_value(found)?;
    Ok(found.unwrap_or_default())
}

/// The files in a folder, and in those below, in which the token stands.
pub(crate) fn files_with(folder: &Path, token: &Token) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            found.extend(files_with(&path, token)?);
        } else if kind.is_file() && token.is_in_bytes(&fs::read(&path).or_else(vanished)?) {
            found.push(path);
        }
    }
    Ok(found)
}

/// The browser is at work in there.
fn vanished(error: io::Error) -> io::Result<Vec<u8>> {
    match error.kind() {
        io::ErrorKind::NotFound => Ok(Vec::new()),
        _ => Err(error),
    }
}
