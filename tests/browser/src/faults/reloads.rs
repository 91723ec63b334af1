//! F03, F04, F05: reloads, and back and forward.

use super::{
    launch::Launch,
    play::Play,
    table::{Code, Way},
};
use crate::{Page, Result};

/// Loads the page again, and waits until the old one is gone.
pub(super) async fn reload(page: &Page) -> Result {
    page.eval("void (window.isOld = true)").await?;
    page.leave("location.reload()").await?;
    page.until(
        "the page to be new",
        "!window.isOld && document.readyState !== 'loading'",
    )
    .await
    .map(drop)
}

pub(super) async fn complete_page(play: &Play<'_>) -> Result<Code> {
    let launch = play.launch(&play.plan()).await?;
    reload(&launch.popup).await?;
    launch.completed().await?;
    if play.way == Way::Proxy {
        let turn = launch
            .market
            .text("new URLSearchParams(location.search).get('turn')")
            .await?;
        assert_eq!(turn, "2", "the URL is for one use");
    }
    let text = launch.send().await?;
    launch.resumed_and_delivered(&text).await
}

pub(super) async fn back_and_forward(play: &Play<'_>) -> Result<Code> {
    let note = "addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; })";
    play.inject("/marketplace/faults/complete.html", note)?;
    let launch = play
        .connect(&play.plan().through("faults/step.html"))
        .await?;
    launch.market.click("#next").await?;
    launch.completed().await?;
    launch.market.leave("history.back()").await?;
    launch
        .market
        .until("the page before", "!!document.querySelector('#next')")
        .await?;
    launch.market.leave("history.forward()").await?;
    launch.completed().await?;
    let persisted = launch.market.eval("window.persisted").await?;
    println!("F04 {}: persisted {persisted}", play.way.name());
    let text = launch.send().await?;
    launch.resumed_and_delivered(&text).await
}

pub(super) async fn host_page(play: &Play<'_>) -> Result<Code> {
    let plan = play.plan();
    let host = play.open(&play.host_app(&plan, "&resume")).await?;
    play.host_ready(&host).await?;
    let launch = play.connect_in(&host, &plan).await?;
    launch.completed().await?;
    reload(&launch.host).await?;
    taken_up(&launch).await?;
    let text = launch.send().await?;
    launch.resumed_and_delivered(&text).await
}

/// The host app, loaded again, has taken up its launch.
pub(super) async fn taken_up(launch: &Launch<'_>) -> Result {
    launch
        .host
        .until(
            "the launch to be taken up",
            "window.ready && window.records?.length === 1",
        )
        .await
        .map(drop)
}
