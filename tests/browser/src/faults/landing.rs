//! F34, F35: the landing page without a launch that waits.

use super::{
    forged::FORGED, launch::page_state, play::Play, reloads::reload, replayed::KEEP, table::Code,
};
use crate::Result;

pub(super) async fn second_time(play: &Play<'_>) -> Result<Code> {
    play.inject("/host/landing.html", KEEP)?;
    let plan = play.plan();
    let launch = play
        .launch(&plan.clone().redirect_to("host/landing.html?keep"))
        .await?;
    let text = launch.send().await?;
    launch.arrived(&text).await?;
    page_state(&launch.popup, "delivered").await?;
    reload(&launch.popup).await?;
    assert_eq!(page_state(&launch.popup, "failed").await?, "RESULT_MISSING");
    launch.popup.leave("history.back()").await?;
    launch.completed().await?;
    launch.popup.leave("history.forward()").await?;
    launch
        .popup
        .until(
            "the landing page",
            "location.pathname === '/host/landing.html'",
        )
        .await?;
    // From the browser's cache or loaded again: there is no result in it.
    let state =
        "['failed', 'delivered'].includes(document.querySelector('[role=status]')?.dataset.state)";
    launch.popup.until("its state", state).await?;
    play.no_traces(&launch.popup).await?;
    assert_eq!(launch.record("it.settled").await?, 1);
    let next = play.connect_in(&launch.host, &plan).await?;
    next.completed().await?;
    next.still_accepted().await
}

pub(super) async fn no_launch(play: &Play<'_>) -> Result<Code> {
    let plan = play.plan();
    let host = play.host(&plan).await?;
    let value = play.landing_value(&host, FORGED).await?;
    for landing in [
        "host/landing.html#",
        "host/landing.html?",
        "host/demo/landing-backend.html#",
    ] {
        let page = play
            .open(&play.host_url(&format!("{landing}launch_result={value}")))
            .await?;
        assert_eq!(
            page_state(&page, "failed").await?,
            "LAUNCH_UNKNOWN",
            "{landing}"
        );
        page.close().await?;
    }
    assert_eq!(play.demo.store().list()?, []);
    // The query stood in a request, as it does for everybody who asks for it.
    play.demo.log().clear();
    let launch = play.connect_in(&host, &plan).await?;
    launch.completed().await?;
    launch.still_accepted().await
}
