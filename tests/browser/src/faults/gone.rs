//! F06, F07, F08: the host app is not there any more.

use super::{
    checks::{heard_nothing, shows_error},
    launch::Launch,
    plan::Plan,
    play::Play,
    reloads::taken_up,
    table::{Code, Way},
};
use crate::Result;

/// What the page says where nobody answers.
const UNANSWERED: &str = "NOT_ACKNOWLEDGED";

/// With the back end where the table says so.
fn plan(play: &Play<'_>) -> Plan {
    match play.way {
        Way::Redirect => play.plan().back_end(),
        Way::Opener | Way::Proxy => play.plan(),
    }
}

pub(super) async fn silent_page(play: &Play<'_>) -> Result<Code> {
    let plan = plan(play);
    let launch = play.launch(&plan).await?;
    launch
        .host
        .goto(&play.host_url("host/faults/silent.html"))
        .await?;
    let text = launch.send().await?;
    if play.way == Way::Redirect {
        launch.stored(&text).await?;
        launch.popup.gone().await?;
        play.no_traces(&launch.host).await?;
        return Ok(Code::Delivered);
    }
    launch.shows_error("failed", UNANSWERED).await?;
    retried(&launch, &plan, &text).await?;
    Ok(Code::Error)
}

/// The result was kept: once the host app is back, the retry brings it.
pub(super) async fn retried(launch: &Launch<'_>, plan: &Plan, text: &str) -> Result {
    launch
        .host
        .goto(&launch.play.host_app(plan, "&resume"))
        .await?;
    taken_up(launch).await?;
    launch.ok().await?;
    launch.delivered(text).await.map(drop)
}

pub(super) async fn other_origin(play: &Play<'_>) -> Result<Code> {
    let launch = play.launch(&plan(play)).await?;
    launch.host.goto(&play.attacker.url("trap.html")).await?;
    let text = launch.send().await?;
    if play.way == Way::Redirect {
        launch.stored(&text).await?;
        launch.popup.gone().await?;
        heard_nothing(&launch.host).await?;
        return Ok(Code::Delivered);
    }
    launch.shows_error("failed", UNANSWERED).await?;
    heard_nothing(&launch.host).await?;
    Ok(Code::Kept)
}

pub(super) async fn closed_tab(play: &Play<'_>) -> Result<Code> {
    if play.way == Way::Opener {
        let launch = play.launch(&play.plan()).await?;
        launch.host.close().await?;
        launch.ok().await?;
        return launch.shows_error("failed", "NO_WINDOW").await;
    }
    // Without the back end nobody can have it.
    let launch = play.launch(&play.plan()).await?;
    launch.host.close().await?;
    launch.ok().await?;
    shows_error(&launch.popup, "failed", UNANSWERED).await?;
    assert_eq!(play.demo.store().list()?, []);
    launch.popup.close().await?;

    let launch = play.launch(&play.plan().back_end()).await?;
    launch.host.close().await?;
    let text = launch.send().await?;
    launch.stored(&text).await?;
    launch.popup.gone().await?;
    Ok(Code::Delivered)
}
