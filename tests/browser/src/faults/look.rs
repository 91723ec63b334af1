//! What every window shows, for a cell that failed.

use std::fmt::Write;

use super::play::Play;
use crate::Page;

const LOOK: &str = r"(() => {
    const cut = (text, length) => text.length > length ? text.slice(0, length) + '…' : text;
    const lines = [cut(location.origin + location.pathname, 120)];
    for (const each of document.querySelectorAll('[role=status]')) {
        const { state, code } = each.dataset;
        lines.push(`    status ${state ?? '-'} ${code ?? ''}: ${each.textContent}`);
    }
    for (const { id, statuses, settled, error, outcome } of window.records ?? []) {
        const { text, result, ...rest } = outcome ?? {};
        const told = statuses.map(({ at, ...status }) => JSON.stringify(status)).join(' ');
        lines.push(`    launch ${id} settled ${settled} ${JSON.stringify(error ?? rest)} ${cut(told, 600)}`);
    }
    for (const key of window.probe?.kept() ?? []) lines.push(`    kept ${key} ${localStorage.getItem(key)}`);
    if (window.probe?.errors.length) lines.push('    errors ' + JSON.stringify(probe.errors));
    return lines.join('\n');
})()";

pub(super) async fn around(play: &Play<'_>) -> String {
    let mut text = String::new();
    for window in play.browser.windows().await.unwrap_or_default() {
        let page = Page::new(play.browser.clone(), window);
        describe(&mut text, "  ", &page).await;
        let frames = page
            .eval("document.querySelectorAll('iframe').length")
            .await;
        if frames.is_ok_and(|frames| frames != 0) {
            describe(&mut text, "  in a frame: ", &page.frame("iframe")).await;
        }
    }
    text
}

async fn describe(text: &mut String, before: &str, page: &Page) {
    let shown = page.text(LOOK).await.unwrap_or_else(|error| {
        error
            .to_string()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    let _ = writeln!(text, "{before}{shown}");
}
