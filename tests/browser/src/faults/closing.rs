//! F01, F02: the customer closes the window.

use launch_complete_demo::{Site, Switch};
use serde_json::json;

use super::{
    checks::now,
    launch::Launch,
    play::Play,
    table::{Code, Way},
};
use crate::Result;

/// Closes the page at the moment its status text is about this, as nobody could by hand.
fn close_while(state: &str) -> String {
    format!(
        "new MutationObserver(() => {{
            if (document.querySelector('[data-state={state}]')) probe.real.close();
        }}).observe(document, {{ subtree: true, childList: true, attributes: true }});"
    )
}

const LOST_LIMIT: f64 = 700.0;

pub(super) async fn before_the_end(play: &Play<'_>) -> Result<Code> {
    if play.way == Way::Proxy {
        let launch = play.launch(&play.plan()).await?;
        let text = launch.text().await?;
        launch.popup.close().await?;
        launch.is_closed(now()).await?;
        say_late(&launch, &text).await?;
        play.clean(&launch.host).await?;
        return Ok(Code::Closed);
    }
    // What comes late still counts: the window may only have read closed.
    let launch = play.launch(&play.plan()).await?;
    let text = launch.text().await?;
    launch.popup.close().await?;
    launch.is_lost(now()).await?;
    say_late(&launch, &text).await?;
    launch.arrived(&text).await?;
    play.clean(&launch.host).await?;

    let launch = play
        .launch(&play.plan().option("lostLimit", LOST_LIMIT))
        .await?;
    launch.popup.close().await?;
    launch.is_lost(now()).await?;
    closed_at_the_limit(&launch).await?;
    Ok(Code::Lost)
}

pub(super) async fn after_ok(play: &Play<'_>) -> Result<Code> {
    let close =
        "addEventListener('click', ({ target }) => target.matches('button') && probe.real.close())";
    match play.way {
        Way::Opener => play.inject("/marketplace/faults/complete.html", close)?,
        Way::Proxy => play.inject("/host/proxy.html", &close_while("delivering"))?,
        Way::Redirect => play.inject("/host/landing.html", &close_while("delivering"))?,
    }
    let launch = play.launch(&play.plan()).await?;
    let text = launch.send().await?;
    let code = launch.delivered(&text).await?;
    if play.way == Way::Redirect {
        before_the_landing(play).await?;
    }
    Ok(code)
}

/// Closed before the landing page was there: the result is lost, and the host is told what can be known.
async fn before_the_landing(play: &Play<'_>) -> Result {
    let slow = Switch::on("/host/landing.html").delay_ms(5_000);
    play.switch(Site::Host, vec![slow])?;
    play.inject(
        "/marketplace/faults/complete.html",
        &close_while("redirecting"),
    )?;
    let launch = play
        .launch(&play.plan().option("lostLimit", LOST_LIMIT))
        .await?;
    launch.ok().await?;
    closed_at_the_limit(&launch).await
}

async fn closed_at_the_limit(launch: &Launch<'_>) -> Result {
    let lost = launch.told("lost").await?;
    let (code, at) = launch.failure().await?;
    assert_eq!(code, "CLOSED");
    let took = at - lost;
    assert!(
        took > LOST_LIMIT - 50.0 && took < LOST_LIMIT + 1000.0,
        "{took} ms after it was lost"
    );
    launch.play.clean(&launch.host).await
}

/// A landing page of this launch speaks, in a window that the host could not see.
async fn say_late(launch: &Launch<'_>, text: &str) -> Result {
    let id = launch.record("it.id").await?;
    let page = launch
        .play
        .open(&launch.play.host_url("host/faults/silent.html"))
        .await?;
    let say = "new probe.real.BroadcastChannel('launch-complete').postMessage({ v: 1, launchId: arguments[0], text: arguments[1] })";
    page.run(say, vec![id, json!(text)]).await.map(drop)
}
