//! F31, F40, F41: storage, inline scripts and timers that the browser denies.

use launch_complete_demo::{Site, Switch};
use serde_json::Value;

use super::{
    play::Play,
    table::{Code, Way},
};
use crate::Result;

pub(super) async fn storage(play: &Play<'_>) -> Result<Code> {
    // What a frame sees is not what a window of the same origin sees.
    if play.way == Way::Proxy {
        let tab = play
            .open(&play.marketplace_url("marketplace/faults/step.html"))
            .await?;
        tab.eval("localStorage.setItem('a-test', 'here')").await?;
        let launch = play.launch(&play.plan()).await?;
        assert_eq!(
            launch.market.eval("localStorage.getItem('a-test')").await?,
            Value::Null
        );
        let text = launch.send().await?;
        launch.delivered(&text).await?;
    }
    // And there may be none at all.
    let denied = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }";
    play.inject("/marketplace/", denied)?;
    let launch = play.launch(&play.plan()).await?;
    let text = launch.send().await?;
    launch.delivered(&text).await
}

pub(super) async fn inline_script(play: &Play<'_>) -> Result<Code> {
    let policy = "script-src 'self' 'wasm-unsafe-eval'";
    let strict = Switch::on("/host/").header("content-security-policy", policy);
    play.switch(Site::Host, vec![strict])?;
    let launch = play.launch(&play.plan()).await?;
    let inline = "(() => {
        const script = document.createElement('script');
        script.textContent = 'window.inline = true';
        document.head.append(script);
        script.remove();
        return window.inline === undefined;
    })()";
    assert_eq!(launch.host.eval(inline).await?, true, "inline scripts run");
    let text = launch.send().await?;
    launch.delivered(&text).await
}

pub(super) async fn background(play: &Play<'_>) -> Result<Code> {
    let launch = play.launch(&play.plan()).await?;
    launch.host.minimize().await?;
    assert_eq!(
        launch.host.eval("document.visibilityState").await?,
        "hidden"
    );
    let text = launch.text().await?;
    let sent = super::checks::now();
    launch.ok().await?;
    launch.arrived(&text).await?;
    let at = launch.record("it.at").await?.as_f64().unwrap_or_default();
    assert!(at - sent < 3000.0, "{} ms in the background", at - sent);
    launch.delivered(&text).await
}
