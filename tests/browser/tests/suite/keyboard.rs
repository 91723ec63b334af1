//! A launch by keyboard alone. Whatever has the focus shows it, and the focus is never lost.

use browser_tests::{Host, Key, Launch, Page, Path, Result, run};

#[test]
fn a_launch_by_keyboard_alone() {
    run("keyboard", async |stage| {
        if !stage.browser.engine().takes_devtools_commands() {
            return Ok(());
        }
        let host = stage.host().await?;
        let page = &host.page;
        skip_link(page).await?;
        page.eval("void (window.told = document.getElementById('status'))")
            .await?;
        for (number, path) in [(1, Path::OPENER), (2, Path::PROXY)] {
            println!("{}", path.name);
            reach(page, page, "#path").await?;
            if number == 2 {
                page.key(Key::Down).await?;
            }
            let chosen = page.text("document.activeElement.value").await?;
            assert_eq!(chosen, path.name);
            for next in ["#package", "[name=box]", "#launch summary"] {
                reach(page, page, next).await?;
            }
            for open in [true, false] {
                page.key(Key::Enter).await?;
                assert_eq!(
                    page.eval("!!document.querySelector('#launch details[open]')")
                        .await?,
                    open
                );
            }
            reach(page, page, "#connect").await?;
            let popup = stage
                .browser
                .opened(async || page.key(Key::Enter).await)
                .await?;
            let launch = Launch::started(host.clone(), popup, path, number - 1);
            install(&launch, number == 1).await?;
            launch.outcome().await?;
            launch.popup.close().await?;
            read_result(&host, number).await?;
        }
        retry(&stage.open(&stage.host_url("host/proxy.html")).await?).await
    });
}

/// The first thing in the tab order leads past the rest of the head.
async fn skip_link(page: &Page) -> Result {
    reach(page, page, ".skip").await?;
    page.key(Key::Enter).await?;
    let main = "document.activeElement.id === 'main'";
    page.until("the focus to be on the content", main).await?;
    Ok(())
}

/// Through the marketplace's steps, in the window or in its frame, to OK.
async fn install(launch: &Launch<'_>, choose: bool) -> Result {
    let (window, market) = (&launch.popup, &launch.market);
    reach(window, market, "[name=package]").await?;
    if choose {
        let chosen = "document.activeElement.value";
        let first = market.text(chosen).await?;
        window.key(Key::Down).await?;
        assert_ne!(market.text(chosen).await?, first);
        assert_eq!(market.eval("document.activeElement.checked").await?, true);
        window.key(Key::Up).await?;
        assert_eq!(market.text(chosen).await?, first);
    }
    for (step, key) in [
        ("#continue", Key::Enter),
        ("#authorise", Key::Space),
        ("#install", Key::Enter),
    ] {
        reach(window, market, step).await?;
        window.key(key).await?;
    }
    launch.completed().await?;
    reach(window, market, "body.complete button").await?;
    // A key whose window goes while it is down can leave Chromium's driver without an answer: this one stays.
    window.eval("void (window.close = () => {})").await?;
    window.key(Key::Enter).await?;
    market
        .until(
            "the page to know",
            "!!document.querySelector('[role=status][data-state=delivered]')",
        )
        .await
        .map(drop)
}

/// The status text tells, the focus is where it was, and what arrived can be read on from there.
async fn read_result(host: &Host<'_>, number: u64) -> Result {
    let page = &host.page;
    let told = "window.told === document.getElementById('status') && told.role === 'status' && told.innerText";
    assert_eq!(
        page.text(told).await?,
        format!("Launch {number}: The result arrived.")
    );
    assert_eq!(page.text("document.activeElement.id").await?, "connect");
    let summary = format!("[data-launch='{number}'] summary");
    reach(page, page, &summary).await?;
    let open = format!("document.querySelector(\"{summary}\").parentElement.open");
    let before = page.eval(&open).await?;
    page.key(Key::Space).await?;
    assert_ne!(page.eval(&open).await?, before);
    page.key(Key::Space).await?;
    reach(page, page, &format!("[data-launch='{number}'] .scroll")).await
}

/// A button that goes away when it is pressed hands the focus on.
async fn retry(proxy: &Page) -> Result {
    let button = "[data-launch-status] + button";
    proxy
        .until("Retry", &format!("!!document.querySelector('{button}')"))
        .await?;
    reach(proxy, proxy, button).await?;
    proxy.key(Key::Enter).await?;
    let kept = "document.activeElement.matches('[data-launch-status]')";
    assert_eq!(proxy.eval(kept).await?, true);
    Ok(())
}

/// Presses Tab until something has the focus; `within` is where it is, in the window or in its frame.
async fn reach(window: &Page, within: &Page, css: &str) -> Result {
    let there =
        format!("!!document.querySelector({css:?}) && !document.querySelector({css:?}).disabled");
    within.until(css, &there).await?;
    for _ in 0..60 {
        window.key(Key::Tab).await?;
        let problem = within.text(SEEN).await?;
        assert_eq!(problem, "", "on the way to {css}");
        if within
            .eval(&format!("document.activeElement.matches({css:?})"))
            .await?
            == true
        {
            return Ok(());
        }
    }
    Err(format!("Tab does not reach {css}").into())
}

/// Why one cannot see what has the focus; empty where one can, or where another document has it.
const SEEN: &str = "(() => {
    const it = document.activeElement;
    if (!it || it === document.body || it === document.documentElement || it.localName === 'iframe') return '';
    if (!it.matches(':focus-visible')) return `${it.outerHTML} hides its focus`;
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return `${it.outerHTML} has no outline`;
    const { top, bottom, left, right } = it.getBoundingClientRect();
    const shown = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return shown ? '' : `${it.outerHTML} is out of sight`;
})()";
