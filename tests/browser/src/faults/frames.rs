//! F28, F29, F30: frames that are refused, unwanted or sandboxed.

use launch_complete_demo::{Site, Switch};
use serde_json::json;

use super::{
    checks::{heard_nothing, now},
    launch::{Launch, page_state},
    play::Play,
    table::{Code, Way},
};
use crate::{Result, encoded};

pub(super) async fn refused(play: &Play<'_>) -> Result<Code> {
    const POLICY: &str = "content-security-policy";
    // Where there is a policy, the older header is not looked at.
    let deny = Switch::on("/marketplace/")
        .without_header(POLICY)
        .header("x-frame-options", "DENY");
    play.switch(Site::Marketplace, vec![deny])?;
    directly(play, true).await?;
    // Where the marketplace speaks from its first page, silence is enough.
    let expect = "document.addEventListener('readystatechange', () => {
        document.querySelector('[data-launch-proxy]').dataset.expectHello = '';
    }, { once: true });";
    play.inject("/host/proxy.html", expect)?;
    let deny = Switch::on("/marketplace/").header(POLICY, "frame-ancestors 'self'");
    play.switch(Site::Marketplace, vec![deny])?;
    directly(play, false).await
}

async fn directly(play: &Play<'_>, click: bool) -> Result<Code> {
    let launch = play.connect(&play.plan()).await?;
    page_state(&launch.popup, "framed").await?;
    launch.popup.eval("probe.advance(5000)").await?;
    if click {
        launch.popup.click(".launch-direct").await?;
    }
    let launch = Launch {
        market: launch.popup.clone(),
        ..launch
    };
    launch.completed().await?;
    let turn = launch
        .market
        .text("new URLSearchParams(location.search).get('turn')")
        .await?;
    assert_eq!(turn, "2", "the frame has used the first URL");
    let text = launch.send().await?;
    launch.delivered_by(&text, "opener", now()).await
}

pub(super) async fn framed_proxy(play: &Play<'_>) -> Result<Code> {
    let launch = play.launch(&play.plan()).await?;
    // A host that forgot to forbid framing.
    let open = Switch::on("/host/").without_header("content-security-policy");
    play.switch(Site::Host, vec![open])?;
    let page = encoded(&play.host_url("host/proxy.html"));
    let trap = play
        .open(&play.attacker.url(&format!("trap.html?frame={page}")))
        .await?;
    let inside = trap.frame("iframe");
    page_state(&inside, "failed").await?;
    assert_eq!(
        inside
            .eval("document.querySelectorAll('iframe').length")
            .await?,
        0
    );
    heard_nothing(&trap).await?;
    let text = launch.send().await?;
    launch.delivered(&text).await?;
    heard_nothing(&trap).await?;
    Ok(Code::Kept)
}

pub(super) async fn sandboxed(play: &Play<'_>) -> Result<Code> {
    assert_eq!(play.way, Way::Proxy);
    let sandbox = "const create = document.createElement;
        document.createElement = function (name, ...rest) {
            const element = create.call(document, name, ...rest);
            if (name === 'iframe') element.sandbox = 'allow-scripts';
            return element;
        };";
    play.inject("/host/proxy.html", sandbox)?;
    let launch = play.launch(&play.plan()).await?;
    assert_eq!(launch.market.eval("window.origin").await?, json!("null"));
    launch.ok().await?;
    let code = launch.shows_error("failed", "NOT_ACKNOWLEDGED").await?;
    launch.untouched().await?;
    Ok(code)
}
