//! F09, F10, F11, F46: `window.opener` is cut off.

use launch_complete_demo::{Site, Switch};

use super::{
    checks::now,
    launch::Launch,
    plan::Plan,
    play::Play,
    table::{Code, Way},
};
use crate::Result;

const LANDING: &str = "host/landing.html";

/// The header on a page.
pub(super) fn coop(page: &str, value: &str) -> Switch {
    Switch::on(page).header("cross-origin-opener-policy", value)
}

/// With the redirect behind the opener.
fn with_redirect(play: &Play<'_>) -> Plan {
    match play.way {
        Way::Opener => play.plan().redirect_to(LANDING),
        Way::Proxy | Way::Redirect => play.plan(),
    }
}

/// Delivered by the landing page, although the window had read closed.
async fn lands(launch: &Launch<'_>) -> Result<Code> {
    let text = launch.send().await?;
    let known = launch.visited("/host/landing.html").await?;
    launch.delivered_by(&text, "landing", known).await
}

pub(super) async fn host_page(play: &Play<'_>) -> Result<Code> {
    let cut = || coop("/host/faults/host.html", "same-origin");
    play.switch(Site::Host, vec![cut()])?;
    let launch = play.launch(&with_redirect(play)).await?;
    match play.way {
        Way::Opener => {
            launch.told("lost").await?;
            lands(&launch).await
        }
        // The window reads closed, but its proxy page speaks.
        Way::Proxy => {
            let text = launch.send().await?;
            let code = launch.delivered_by(&text, "proxy", now()).await?;
            // With the same on the proxy page nothing is cut at all.
            play.switch(
                Site::Host,
                vec![cut(), coop("/host/proxy.html", "same-origin")],
            )?;
            let launch = play.launch(&play.plan()).await?;
            let text = launch.send().await?;
            launch.delivered(&text).await?;
            assert!(!launch.was_told("lost").await?);
            Ok(code)
        }
        Way::Redirect => {
            let text = launch.send().await?;
            launch.delivered(&text).await
        }
    }
}

pub(super) async fn complete_page(play: &Play<'_>) -> Result<Code> {
    let cut = coop("/marketplace/faults/complete.html", "same-origin");
    play.switch(Site::Marketplace, vec![cut])?;
    let launch = play.launch(&with_redirect(play)).await?;
    if play.way == Way::Opener {
        launch.told("lost").await?;
        return lands(&launch).await;
    }
    let text = launch.send().await?;
    launch.delivered(&text).await
}

pub(super) async fn noopener(play: &Play<'_>) -> Result<Code> {
    let plan = with_redirect(play)
        .option("features", "popup,noopener")
        .option("unboundLanding", "single");
    let launch = play.launch(&plan).await?;
    let code = match play.way {
        Way::Opener => lands(&launch).await?,
        Way::Proxy => {
            let text = launch.send().await?;
            launch.delivered_by(&text, "proxy", now()).await?
        }
        Way::Redirect => {
            let text = launch.send().await?;
            launch.delivered(&text).await?
        }
    };
    assert_eq!(launch.record("it.outcome.bound").await?, false);
    Ok(code)
}

pub(super) async fn login_page(play: &Play<'_>) -> Result<Code> {
    let cut = coop("/marketplace/faults/step.html", "same-origin");
    play.switch(Site::Marketplace, vec![cut])?;
    let launch = play
        .connect(&with_redirect(play).through("faults/step.html"))
        .await?;
    launch.market.click("#next").await?;
    launch.completed().await?;
    launch.told("lost").await?;
    if play.way == Way::Opener {
        return lands(&launch).await;
    }
    let text = launch.send().await?;
    launch.delivered(&text).await
}
