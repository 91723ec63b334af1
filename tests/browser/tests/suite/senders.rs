//! Somebody else as sender: nothing is accepted, and the good result afterwards still is.

use browser_tests::{
    Host, Launch, Path, Result, Stage, encoded, run_with_and_without_modules, until,
};
use launch_complete_demo::{Site, Switch};
use serde_json::json;

use crate::{attackers::NOT_SENT, forged::FORGED, good::delivers};

#[test]
fn what_a_stranger_sends_to_the_host_is_ignored() {
    run_with_and_without_modules("foreign sender", async |stage| {
        // The stranger opened the host app, so it has its window.
        let trap = stage.attacker.url(&format!(
            "trap.html?url={}",
            encoded(&stage.host_url("host/"))
        ));
        let trap = stage.open(&trap).await?;
        let host = stage
            .browser
            .opened(async || trap.click("#open").await)
            .await?;
        let host = Host::of(stage, host).await?;
        let launch = host.connect(Path::OPENER, "one").await?;
        launch.install().await?;
        for text in [FORGED, "launch-complete:ack:1", "", "{}"] {
            let post = "victim.postMessage(arguments[0], arguments[1])";
            trap.run(post, vec![json!(text), json!(stage.demo.host_origin())])
                .await?;
        }
        ignored(&launch, 4).await?;
        delivers(&launch).await
    });
}

#[test]
fn another_window_of_the_marketplace_is_ignored() {
    run_with_and_without_modules("wrong window", async |stage| {
        let other = stage.open(&stage.marketplace_url("marketplace/")).await?;
        let open = "window.victim = window.open(arguments[0], '_blank', 'popup')";
        let url = vec![json!(stage.host_url("host/"))];
        let host = stage
            .browser
            .opened(async || other.run(open, url).await.map(drop))
            .await?;
        let host = Host::of(stage, host).await?;
        let launch = host.connect(Path::OPENER, "one").await?;
        launch.install().await?;
        let post = "victim.postMessage(arguments[0], arguments[1])";
        other
            .run(post, vec![json!(FORGED), json!(stage.demo.host_origin())])
            .await?;
        ignored(&launch, 1).await?;
        delivers(&launch).await
    });
}

#[test]
fn the_right_window_at_another_origin_is_ignored() {
    run_with_and_without_modules("wrong origin", async |stage| {
        let host = stage.host().await?;
        let launch = host.connect(Path::OPENER, "one").await?;
        launch.install().await?;
        let back = launch.popup.text("location.href").await?;
        let go = "location.assign(arguments[0])";
        launch.popup.run(go, vec![json!(forge(stage))]).await?;
        launch
            .popup
            .until("the forger", "document.title === 'Forged'")
            .await?;
        ignored(&launch, 1).await?;
        launch.popup.run(go, vec![json!(back)]).await?;
        launch.completed().await?;
        delivers(&launch).await
    });
}

#[test]
fn a_frame_beside_or_inside_the_right_one_is_ignored() {
    run_with_and_without_modules("wrong frame", async |stage| {
        // The forger writes to every window in reach, whoever has it.
        stage.allow_console(NOT_SENT);
        let open = Switch::on("/host/proxy.html").without_header("content-security-policy");
        stage.demo.switches().set(Site::Host, vec![open])?;
        let host = stage.host().await?;
        let launch = host.connect(Path::PROXY, "one").await?;
        launch.install().await?;
        let add = "const frame = document.body.appendChild(document.createElement('iframe')); \
                   frame.id = arguments[1]; frame.src = arguments[0]; \
                   if (arguments[2]) frame.sandbox = 'allow-scripts'";

        // Beside it: a stranger, one without any origin, and another page of the marketplace.
        launch
            .popup
            .run(add, vec![json!(forge(stage)), json!("stranger")])
            .await?;
        launch
            .popup
            .run(add, vec![json!(forge(stage)), json!("nobody"), json!(true)])
            .await?;
        let other =
            stage.marketplace_url("marketplace/complete.html?package=several&preset=ours-parent");
        launch
            .popup
            .run(add, vec![json!(other), json!("other")])
            .await?;
        let other = launch.popup.frame("#other");
        other
            .until(
                "the other page",
                "!!document.querySelector('body.complete button')",
            )
            .await?;
        other.click("body.complete button").await?;
        let failed = "!!document.querySelector('[role=status][data-code=NOT_ACKNOWLEDGED]')";
        other.until("nobody to answer it", failed).await?;
        // Inside it, one level deeper.
        launch
            .market
            .run(add, vec![json!(forge(stage)), json!("deep")])
            .await?;
        for frame in ["#stranger", "#nobody"] {
            launch
                .popup
                .frame(frame)
                .until(frame, "document.title === 'Forged'")
                .await?;
        }
        until("the one inside to forge", async || {
            let asked = launch
                .market
                .eval("performance.getEntriesByName(document.getElementById('deep').src).length");
            Ok((asked.await? == 1).then_some(()))
        })
        .await?;
        // All of them also wrote to the host app itself, which is the opener of their top window.
        ignored(&launch, 3).await?;
        delivers(&launch).await
    });
}

/// The attacker's page that posts a forged result to every window in reach.
fn forge(stage: &Stage) -> String {
    let (text, at) = (encoded(FORGED), encoded(stage.demo.host_origin()));
    stage
        .attacker
        .url(&format!("trap.html?forge={text}&at={at}"))
}

/// The host app counted at least so many messages, and made nothing of them.
async fn ignored(launch: &Launch<'_>, least: u64) -> Result {
    until("the messages to be ignored", async || {
        let most = "Math.max(0, ...it.status.map(({ counts }) => counts?.ignored ?? 0))";
        let counted = launch.record(most).await?;
        Ok(counted
            .as_u64()
            .is_some_and(|counted| counted >= least)
            .then_some(()))
    })
    .await?;
    assert!(launch.record("it.outcome ?? it.error").await?.is_null());
    Ok(())
}
