//! F13, F14, F42: a double click, and a window that the browser does not close.

use super::{
    launch::{Launch, OK},
    play::Play,
    table::{Code, Way},
};
use crate::Result;

/// In the host app of the demo: what a second click means is the app's affair.
pub(super) async fn connect(play: &Play<'_>) -> Result<Code> {
    let path = match play.way {
        Way::Opener => "opener",
        Way::Proxy => "proxy",
        Way::Redirect => "redirect-fragment",
    };
    let host = play
        .open(&play.host_url(&format!("host/?path={path}&package=several")))
        .await?;
    let ready = "window.launches && !document.getElementById('connect').disabled";
    host.until("the host app", ready).await?;
    let before = play.browser.windows().await?.len();
    let popup = play
        .browser
        .opened(async || host.double_click("#connect").await)
        .await?;
    let launch = Launch::new(play, host, popup, play.way, 0);
    for step in ["#continue", "#authorise", "#install"] {
        launch.market.click(step).await?;
    }
    launch
        .market
        .until(
            "the Launch Complete page",
            &format!("!!document.querySelector('{OK}')"),
        )
        .await?;
    let text = launch.send().await?;
    launch
        .host
        .until("the outcome", "window.launches[0].outcome")
        .await?;
    assert_eq!(
        launch.host.text("window.launches[0].outcome.text").await?,
        text
    );
    launch.popup.gone().await?;
    assert_eq!(play.browser.windows().await?.len(), before, "windows");
    assert_eq!(launch.host.eval("window.launches.length").await?, 1);
    play.no_traces(&launch.host).await?;
    Ok(Code::Delivered)
}

pub(super) async fn ok(play: &Play<'_>) -> Result<Code> {
    let launch = play.launch(&play.plan()).await?;
    let text = launch.text().await?;
    launch.market.double_click_last(OK).await?;
    let code = launch.delivered(&text).await?;
    assert_eq!(launch.count("duplicates").await?, 0);
    Ok(code)
}

pub(super) async fn close_refused(play: &Play<'_>) -> Result<Code> {
    for page in ["/marketplace/", "/host/proxy.html", "/host/landing.html"] {
        play.inject(page, "window.close = () => {};")?;
    }
    let launch = play.launch(&play.plan()).await?;
    let text = launch.send().await?;
    launch.arrived(&text).await?;
    let said = "[...document.querySelectorAll('[role=status][data-state=delivered]')]\
                .some((it) => it.textContent.endsWith('You can close this window.'))";
    launch
        .popup
        .until("the page to say that it may be closed", said)
        .await?;
    play.no_traces(&launch.popup).await?;
    launch.popup.close().await?;
    play.clean(&launch.host).await?;
    Ok(Code::Delivered)
}
