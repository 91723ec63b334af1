//! F15, F16, F17: the host app listens late, never, or its answer is lost.

use serde_json::json;

use super::{
    checks::shows_error,
    launch::{Launch, page_state},
    play::Play,
    reloads::taken_up,
    table::{Code, Way},
};
use crate::Result;

pub(super) async fn listener(play: &Play<'_>) -> Result<Code> {
    if play.way == Way::Opener {
        return opened_by_hand(play).await;
    }
    let plan = play.plan();
    let launch = play.launch(&plan).await?;
    launch
        .host
        .goto(&play.host_url("host/faults/silent.html"))
        .await?;
    let text = launch.send().await?;
    page_state(&launch.popup, "delivering").await?;
    launch.popup.eval("probe.advance(3000)").await?;
    launch.host.goto(&play.host_app(&plan, "&resume")).await?;
    taken_up(&launch).await?;
    launch.delivered(&text).await
}

/// The window was open, and OK clicked, long before anybody listened.
async fn opened_by_hand(play: &Play<'_>) -> Result<Code> {
    let plan = play.plan().option("adopt", true);
    let host = play.host(&plan).await?;
    host.eval("void (window.by_hand = true)").await?;
    let launch = play.connect_in(&host, &plan).await?;
    launch.completed().await?;
    let text = launch.send().await?;
    launch.market.eval("probe.advance(3000)").await?;
    assert_eq!(launch.page_state("failed").await?, "NOT_ACKNOWLEDGED");
    host.eval("window.start()").await?;
    launch.delivered(&text).await
}

pub(super) async fn never(play: &Play<'_>) -> Result<Code> {
    let plan = play.plan();
    match play.way {
        Way::Opener => {
            let host = play.open(&play.host_app(&plan, "&deaf")).await?;
            play.host_ready(&host).await?;
            let launch = play.connect_in(&host, &plan).await?;
            launch.completed().await?;
            launch.ok().await?;
            launch.shows_error("failed", "NOT_ACKNOWLEDGED").await
        }
        // A proxy page without an app has nothing to show, and says so.
        Way::Proxy => {
            let plan = plan.option("url", play.host_url("host/proxy.html"));
            let host = play.open(&play.host_app(&plan, "&deaf")).await?;
            play.host_ready(&host).await?;
            let launch = play.connect_in(&host, &plan).await?;
            page_state(&launch.popup, "asking").await?;
            launch.popup.eval("probe.advance(15000)").await?;
            shows_error(&launch.popup, "failed", "NOT_ACKNOWLEDGED").await?;
            assert_eq!(host.eval("window.heard").await?, json!([]));
            Ok(Code::Error)
        }
        Way::Redirect => {
            let launch = play.launch(&plan).await?;
            launch
                .host
                .goto(&play.host_url("host/faults/silent.html"))
                .await?;
            launch.ok().await?;
            shows_error(&launch.popup, "failed", "NOT_ACKNOWLEDGED").await?;
            play.no_traces(&launch.popup).await?;
            Ok(Code::Error)
        }
    }
}

/// Swallows the next post of a kind of channel.
const SWALLOW: &str = "((channel) => {
    const post = channel.prototype.postMessage;
    channel.prototype.postMessage = function (...all) {
        channel.prototype.postMessage = post;
        window.swallowed = String(all[0]?.ack ?? all[0]);
    };
})";

pub(super) async fn lost_answer(play: &Play<'_>) -> Result<Code> {
    let launch = play.launch(&play.plan()).await?;
    let channel = match play.way {
        Way::Opener => "MessagePort",
        Way::Proxy | Way::Redirect => "probe.real.BroadcastChannel",
    };
    launch.host.eval(&format!("{SWALLOW}({channel})")).await?;
    let text = launch.send().await?;
    launch
        .host
        .until("the answer to be lost", "window.swallowed")
        .await?;
    launch.arrived(&text).await?;
    repeat(&launch).await?;
    launch.counted("duplicates", 1).await?;
    launch.delivered(&text).await
}

/// Nobody answered in time: the page asks the customer, proxy and landing page try another way themselves.
async fn repeat(launch: &Launch<'_>) -> Result {
    if launch.play.way == Way::Opener {
        launch.market.eval("probe.advance(1600)").await?;
        assert_eq!(launch.page_state("failed").await?, "NOT_ACKNOWLEDGED");
        return launch.ok().await;
    }
    // Where time has passed by itself the window is gone already.
    drop(launch.popup.eval("probe.advance(1600)").await);
    Ok(())
}
