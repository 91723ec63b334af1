//! F26, F27: pages that load slowly, or never.

use launch_complete_demo::{Site, Switch};

use super::{
    play::Play,
    table::{Code, Way},
};
use crate::Result;

/// How long a page takes here; the clocks of the others go on by ten seconds meanwhile.
const SLOW: u64 = 1_200;

const LIMIT: f64 = 1_500.0;

pub(super) async fn slow(play: &Play<'_>) -> Result<Code> {
    let slow = |page: &str| vec![Switch::on(page).delay_ms(SLOW)];
    play.switch(Site::Marketplace, slow("/marketplace/faults/complete.html"))?;
    play.switch(Site::Host, slow("/host/landing.html"))?;
    let launch = play.connect(&play.plan()).await?;
    if play.way == Way::Proxy {
        let framed = "!!document.querySelector('iframe')?.src";
        launch.popup.until("the frame", framed).await?;
        launch.popup.eval("probe.advance(10_000)").await?;
    }
    launch.host.eval("probe.advance(10_000)").await?;
    launch.completed().await?;
    let text = launch.text().await?;
    launch.ok().await?;
    if play.way == Way::Redirect {
        launch.host.eval("probe.advance(10_000)").await?;
    }
    launch.delivered(&text).await
}

pub(super) async fn never(play: &Play<'_>) -> Result<Code> {
    // Nobody listens on this port.
    let plan = play
        .plan()
        .option("url", "http://marketplace.localhost:9/")
        .option("timeout", LIMIT);
    let launch = play.connect(&plan).await?;
    launch.times_out(LIMIT).await
}
