//! What every window shows, for a failure.

use std::fmt::Write;

use crate::{Page, Stage};

/// How many of the latest requests are shown.
const REQUESTS: usize = 12;

/// Where a page is, what its live regions say, what launches it holds, and how it reads.
const LOOK: &str = r"(() => {
    const cut = (text, length) => text.length > length ? text.slice(0, length) + '…' : text;
    const lines = [`${cut(location.href, 200)} “${document.title}”`];
    for (const each of document.querySelectorAll('[role=status]')) {
        const { state, code } = each.dataset;
        if (each.textContent) lines.push(`  status ${state ?? '-'} ${code ?? ''}: ${each.textContent}`);
    }
    for (const { path, package: id, status, outcome, error } of window.launches ?? []) {
        const { text, result, ...rest } = outcome ?? {};
        lines.push(`  launch ${JSON.stringify({ path, id, status, error, outcome: outcome && rest })}`);
    }
    lines.push(`  ${cut(document.body?.innerText.replace(/\s+/g, ' ') ?? '', 300)}`);
    return lines.join('\n');
})()";

pub(crate) async fn of(stage: &Stage) -> String {
    let mut text = String::new();
    for window in stage.browser.windows().await.unwrap_or_default() {
        let page = Page::new(stage.browser.clone(), window);
        describe(&mut text, &page).await;
        let frames = page
            .eval("document.querySelectorAll('iframe').length")
            .await;
        if frames.is_ok_and(|frames| frames != 0) {
            text += "  its frame: ";
            describe(&mut text, &page.frame("iframe")).await;
        }
    }
    for line in stage.console().await.unwrap_or_default() {
        let _ = writeln!(text, "console {}: {}", line.level, line.message);
    }
    let requests = stage.demo.log().lines();
    for line in requests
        .iter()
        .skip(requests.len().saturating_sub(REQUESTS))
    {
        let target: String = line.target.chars().take(160).collect();
        let _ = writeln!(text, "{:?} {} {target}", line.site, line.method);
    }
    text
}

async fn describe(text: &mut String, page: &Page) {
    let shown = page.text(LOOK).await;
    let _ = writeln!(text, "{}", shown.unwrap_or_else(|error| error.to_string()));
}
