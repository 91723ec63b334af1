//! F32, F33: what cannot stand in an address, and addresses that nobody registered.

use super::{
    play::Play,
    table::{Code, Way},
};
use crate::Result;

pub(super) async fn many_cycles(play: &Play<'_>) -> Result<Code> {
    let plan = play.plan().query("cycles", "200");
    if play.way != Way::Redirect {
        let launch = play.launch(&plan).await?;
        let text = launch.send().await?;
        assert!(text.len() > 100_000, "{} characters", text.len());
        return launch.delivered(&text).await;
    }
    let launch = play.launch(&plan).await?;
    launch.ok().await?;
    launch.shows_error("failed", "RESULT_TOO_LONG").await?;
    launch.untouched().await?;
    launch.host.eval("window.handles[0].close()").await?;
    assert_eq!(launch.failure().await?.0, "CLOSED");
    launch.ended().await?;

    let launch = play
        .launch(&plan.attribute("response-mode", "fragment form_post"))
        .await?;
    let text = launch.send().await?;
    let known = launch.visited("/host/landing.html").await?;
    launch.delivered_by(&text, "landing", known).await
}

pub(super) async fn unregistered(play: &Play<'_>) -> Result<Code> {
    let elsewhere = play.attacker.url("trap.html");
    let launch = play
        .launch(&play.plan().attribute("redirect-to", elsewhere))
        .await?;
    let before = launch.market.text("location.href").await?;
    for _ in 0..2 {
        launch
            .shows_error("failed", "REDIRECT_NOT_REGISTERED")
            .await?;
        launch.ok().await?;
    }
    launch
        .shows_error("failed", "REDIRECT_NOT_REGISTERED")
        .await?;
    assert_eq!(launch.market.text("location.href").await?, before);
    let asked = play.demo.log().lines();
    assert!(
        !asked
            .iter()
            .any(|line| line.target.starts_with("/host/landing"))
    );
    launch.untouched().await?;
    Ok(Code::Kept)
}
