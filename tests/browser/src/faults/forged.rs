//! F20, F22: messages that are well-formed and not of this launch.

use launch_complete_demo::{Site, Switch};
use serde_json::json;

use super::{
    launch::page_state,
    play::Play,
    table::{Code, Way},
};
use crate::{Result, encoded};

/// A result that is well-formed and nobody's.
pub(super) const FORGED: &str = r#"{"accountId":"forged","cycles":[{"cycleId":"f-1"}]}"#;

/// The account of the usual result.
const ACCOUNT: &str = "6d0f3a91-4b1e-4c7d-9a52-000000000001";

pub(super) async fn foreign_origin(play: &Play<'_>) -> Result<Code> {
    let plan = play.plan();
    let host_origin = play.demo.host_origin();
    match play.way {
        Way::Opener => {
            // The stranger opened the host app, so it has its window.
            let host = encoded(&play.host_app(&plan, ""));
            let trap = play
                .open(&play.attacker.url(&format!("trap.html?url={host}")))
                .await?;
            let host = play
                .browser
                .opened(async || trap.click("#open").await)
                .await?;
            play.host_ready(&host).await?;
            let launch = play.connect_in(&host, &plan).await?;
            launch.completed().await?;
            let post = "window.victim.postMessage(arguments[0], arguments[1])";
            trap.run(post, vec![json!(FORGED), json!(host_origin)])
                .await?;
            launch.counted("ignored", 1).await?;
            launch.still_accepted().await
        }
        Way::Proxy => {
            // The proxy page of the demo would not even frame a stranger.
            let open = Switch::on("/host/proxy.html").without_header("content-security-policy");
            play.switch(Site::Host, vec![open])?;
            let launch = play.launch(&plan).await?;
            let back = launch.market.text("location.href").await?;
            let go = "location.assign(arguments[0])";
            launch
                .market
                .run(go, vec![json!(play.forge(FORGED, host_origin))])
                .await?;
            launch
                .market
                .until("the forger", "document.title === 'Forged'")
                .await?;
            launch.counted("ignored", 1).await?;
            launch.market.run(go, vec![json!(back)]).await?;
            launch.completed().await?;
            launch.still_accepted().await
        }
        Way::Redirect => {
            let launch = play.launch(&plan).await?;
            let value = play.landing_value(&launch.host, FORGED).await?;
            let typed = play
                .open(&play.host_url(&format!("host/landing.html#launch_result={value}")))
                .await?;
            assert_eq!(page_state(&typed, "failed").await?, "LAUNCH_UNKNOWN");
            launch.still_accepted().await
        }
    }
}

pub(super) async fn unexpected(play: &Play<'_>) -> Result<Code> {
    let plan = play
        .plan()
        .option("expect", json!({ "accountId": ACCOUNT }));
    let launch = play
        .launch(&plan.clone().query("account", "another"))
        .await?;
    launch.ok().await?;
    let refused = "it.statuses.find(({ status }) => status === 'refused')?.code";
    assert_eq!(
        launch.until("the refusal", refused).await?,
        "EXPECT_MISMATCH"
    );
    if play.way == Way::Redirect {
        assert_eq!(
            page_state(&launch.popup, "refused").await?,
            "EXPECT_MISMATCH"
        );
        launch.popup.goto(&plan.complete()).await?;
        launch.completed().await?;
    } else {
        assert_eq!(launch.page_state("refused").await?, "REFUSED");
        let right =
            format!("void (window.result = window.makeResult({{ accountId: '{ACCOUNT}' }}))");
        launch.market.eval(&right).await?;
    }
    launch.still_accepted().await
}
