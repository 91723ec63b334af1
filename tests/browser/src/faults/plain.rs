//! F47, F48: one side without our library.

use serde_json::json;

use super::{
    launch::page_state,
    play::Play,
    table::{Code, Way},
};
use crate::Result;

/// A host that parses what it hears, and the page's word for that.
pub(super) async fn host(play: &Play<'_>) -> Result<Code> {
    for page in ["/marketplace/", "/host/proxy.html"] {
        play.inject(page, "window.close = () => {};")?;
    }
    let mut plan = play.plan().attribute("ack", "optional");
    let inside = plan.complete();
    if play.way == Way::Proxy {
        plan = plan
            .option("url", play.host_url("host/proxy.html"))
            .option("frame", inside);
        let optional = "document.addEventListener('readystatechange', () => {
            document.querySelector('[data-launch-proxy]').dataset.ack = 'optional';
        }, { once: true });";
        play.inject("/host/proxy.html", optional)?;
    }
    let host = play.open(&play.host_app(&plan, "&deaf")).await?;
    play.host_ready(&host).await?;
    let launch = play.connect_in(&host, &plan).await?;
    launch.completed().await?;
    let text = launch.send().await?;
    host.until("the message", "window.heard.length").await?;
    launch.popup.eval("probe.advance(3000)").await?;
    page_state(&launch.popup, "sent").await?;
    let heard = host.eval("window.heard.map(({ data }) => data)").await?;
    assert_eq!(heard, json!([text]), "exactly one message");
    play.no_traces(&launch.popup).await?;
    Ok(Code::Delivered)
}

/// The sample script of the document, and for the proxy page what the document says in its place.
pub(super) async fn sender(play: &Play<'_>) -> Result<Code> {
    let plan = match play.way {
        Way::Proxy => play.plan().query("sample", "parent"),
        _ => {
            let url =
                play.marketplace_url("marketplace/complete.html?package=several&preset=sample");
            play.plan().option("url", url)
        }
    };
    let launch = play.launch(&plan).await?;
    let text = launch.send().await?;
    launch.delivered(&text).await
}
