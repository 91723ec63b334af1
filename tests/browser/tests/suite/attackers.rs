//! Somebody else as opener or as parent: nothing leaves, and a good result afterwards still arrives.

use browser_tests::{Page, Path, Result, Stage, encoded, run_with_and_without_modules, until};
use launch_complete_demo::{Site, Switch};
use serde_json::json;

use crate::good::{delivers, good};

/// What Chromium writes when a text is posted to a window of another origin than the one named.
pub(crate) const NOT_SENT: &str = "does not match the recipient window's origin";

#[test]
fn a_foreign_opener_gets_nothing() {
    run_with_and_without_modules("foreign opener", async |stage| {
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
    run_with_and_without_modules("foreign opener, redirect", async |stage| {
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
    run_with_and_without_modules("foreign parent", async |stage| {
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
fn the_proxy_page_does_nothing_in_a_strangers_frame() {
    run_with_and_without_modules("framed proxy", async |stage| {
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
        delivers(&launch).await
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
