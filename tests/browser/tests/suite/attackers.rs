//! Somebody else as opener, as parent, as sender. Nothing leaves, nothing is accepted, and a good result
//! afterwards still is.

use browser_tests::{Host, Launch, Page, Path, Result, Stage, encoded, run, until};
use launch_complete_demo::{Site, Switch};
use serde_json::json;

use crate::forged::FORGED;

/// What Chromium writes when a text is posted to a window of another origin than the one named.
const NOT_SENT: &str = "does not match the recipient window's origin";

#[test]
fn a_foreign_opener_gets_nothing() {
    run("foreign opener", async |stage| {
        stage.allow_console(NOT_SENT);
        for (preset, state, code) in [
            ("ours-opener", "failed", "NOT_ACKNOWLEDGED"),
            ("ours-parent", "failed", "NO_WINDOW"),
            // It cannot know who is there, and says no more than that it posted the text.
            ("ours-plain-host", "sent", ""),
        ] {
            println!("{preset}");
            let (trap, popup) = trapped(stage, "one", preset).await?;
            popup.eval("void (window.close = () => {})").await?;
            popup.click("body.complete button").await?;
            // An answer only counts from the one it was sent to.
            for lie in [
                "launch-complete:hello:1",
                "launch-complete:ack:1",
                "launch-complete:hello:1:proxy",
            ] {
                let post = "victim.postMessage(arguments[0], arguments[1])";
                trap.run(
                    post,
                    vec![json!(lie), json!(stage.demo.marketplace_origin())],
                )
                .await?;
            }
            let wanted = format!("document.querySelector('[role=status][data-state={state}]')");
            popup
                .until(&format!("page state {state}"), &format!("!!{wanted}"))
                .await?;
            assert_eq!(
                popup.text(&format!("{wanted}.dataset.code ?? ''")).await?,
                code
            );
            assert_eq!(trap.eval("caught").await?, json!([]));
            popup.close().await?;
            trap.close().await?;
        }
        good(stage).await
    });
}

#[test]
fn a_foreign_opener_is_not_told_by_the_landing_page_either() {
    run("foreign opener, redirect", async |stage| {
        stage.allow_console(NOT_SENT);
        for preset in ["ours", "ours-redirect-fragment", "ours-redirect-backend"] {
            println!("{preset}");
            let (trap, popup) = trapped(stage, "one", preset).await?;
            popup.click("body.complete button").await?;
            crate::forged::is_refused(&popup).await?;
            assert_eq!(trap.eval("caught").await?, json!([]));
            popup.close().await?;
            trap.close().await?;
        }
        assert_eq!(crate::forged::handed_off(stage), 0);
        good(stage).await
    });
}

#[test]
fn a_foreign_parent_gets_nothing() {
    run("foreign parent", async |stage| {
        stage.allow_console(NOT_SENT);
        stage.allow_console("frame-ancestors");
        stage.allow_console("Refused to frame");
        let framed = async |preset: &str| {
            let page = format!("marketplace/complete.html?package=one&preset={preset}");
            let url = encoded(&stage.marketplace_url(&page));
            stage
                .open(&stage.attacker.url(&format!("trap.html?frame={url}")))
                .await
        };

        // The demo's marketplace does not let itself be framed by anybody.
        let trap = framed("ours-parent").await?;
        trap.until(
            "the frame to be asked for",
            "document.querySelector('iframe')",
        )
        .await?;
        let inside = trap.frame("iframe");
        until("the browser's own page", async || {
            let shown = inside.eval("location.protocol").await;
            Ok(shown
                .is_ok_and(|shown| shown == "chrome-error:")
                .then_some(()))
        })
        .await?;
        assert_eq!(trap.eval("caught").await?, json!([]));
        trap.close().await?;

        // A marketplace that does: the page itself is as careful.
        let open = Switch::on("/marketplace/").without_header("content-security-policy");
        stage.demo.switches().set(Site::Marketplace, vec![open])?;
        for preset in ["ours-parent", "ours-opener"] {
            println!("{preset}");
            let trap = framed(preset).await?;
            let inside = trap.frame("iframe");
            inside
                .until(
                    "the page in the frame",
                    "!!document.querySelector('body.complete button')",
                )
                .await?;
            inside.click("body.complete button").await?;
            let failed = "!!document.querySelector('[role=status][data-state=failed]')";
            inside.until("it to fail", failed).await?;
            assert_eq!(trap.eval("caught").await?, json!([]));
            trap.close().await?;
        }
        stage.demo.switches().clear();
        good(stage).await
    });
}

#[test]
fn what_a_stranger_sends_to_the_host_is_ignored() {
    run("foreign sender", async |stage| {
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
        accepted(&launch).await
    });
}

#[test]
fn another_window_of_the_marketplace_is_ignored() {
    run("wrong window", async |stage| {
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
        accepted(&launch).await
    });
}

#[test]
fn the_right_window_at_another_origin_is_ignored() {
    run("wrong origin", async |stage| {
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
        accepted(&launch).await
    });
}

#[test]
fn a_frame_beside_or_inside_the_right_one_is_ignored() {
    run("wrong frame", async |stage| {
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
        accepted(&launch).await
    });
}

#[test]
fn the_proxy_page_does_nothing_in_a_strangers_frame() {
    run("framed proxy", async |stage| {
        let open = Switch::on("/host/").without_header("content-security-policy");
        stage.demo.switches().set(Site::Host, vec![open])?;
        let host = stage.host().await?;
        let launch = host.connect(Path::PROXY, "one").await?;
        launch.install().await?;
        let page = encoded(&stage.host_url("host/proxy.html"));
        let trap = stage
            .open(&stage.attacker.url(&format!("trap.html?frame={page}")))
            .await?;
        let inside = trap.frame("iframe");
        let told = "document.querySelector('[data-launch-status][data-state=failed]')?.innerText";
        inside.until("it to refuse", told).await?;
        assert_eq!(
            inside
                .eval("document.querySelectorAll('iframe').length")
                .await?,
            0
        );
        assert_eq!(trap.eval("caught").await?, json!([]));
        accepted(&launch).await
    });
}

/// The attacker's page, and the Launch Complete page in the popup that it opened.
async fn trapped(stage: &Stage, package: &str, preset: &str) -> Result<(Page, Page)> {
    let page = format!("marketplace/complete.html?package={package}&preset={preset}");
    let url = encoded(&stage.marketplace_url(&page));
    let trap = stage
        .open(&stage.attacker.url(&format!("trap.html?url={url}")))
        .await?;
    let popup = stage
        .browser
        .opened(async || trap.click("#open").await)
        .await?;
    popup
        .until(
            "the Launch Complete page",
            "!!document.querySelector('body.complete button')",
        )
        .await?;
    Ok((trap, popup))
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

/// The result of the page itself arrives, as if nothing had happened.
async fn accepted(launch: &Launch<'_>) -> Result {
    let sent = launch.result_text().await?;
    launch.ok().await?;
    launch.outcome().await?;
    assert_eq!(launch.arrived().await?, sent);
    launch.popup.gone().await
}

/// A launch as any other.
async fn good(stage: &Stage) -> Result {
    let launch = stage.host().await?.connect(Path::OPENER, "one").await?;
    launch.install().await?;
    accepted(&launch).await
}
