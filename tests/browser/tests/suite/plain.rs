//! The document's own sample, and hosts that know no library.

use browser_tests::{Page, Path, Result, Stage, encoded, run};
use serde_json::json;

#[test]
fn the_documents_sample_reaches_our_host() {
    run("the sample", async |stage| {
        let host = stage.host().await?;
        for package in ["one", "several", "surrogates", "single"] {
            println!("{package}");
            let launch = host.connect_with(Path::OPENER, package, "sample").await?;
            launch.install().await?;
            let sent = launch.result_text().await?;
            launch.ok().await?;
            let outcome = launch.outcome().await?;
            assert_eq!(outcome["via"], "opener");
            assert_eq!(launch.arrived().await?, sent);
            launch.popup.gone().await?;
        }
        Ok(())
    });
}

#[test]
fn a_plain_host_gets_one_message_and_the_page_says_sent() {
    run("a plain host", async |stage| {
        for package in ["one", "surrogates", "single"] {
            println!("{package}");
            let (host, popup) = plain(stage, package).await?;
            // So that its last words can be read.
            popup
                .eval(
                    "void (window.close = () => { window.closings = (window.closings ?? 0) + 1 })",
                )
                .await?;
            let sent = popup.text("JSON.stringify(result)").await?;
            popup.click("body.complete button").await?;
            let last = "document.querySelector('[role=status][data-state=sent]')?.innerText.includes('You can close this window.')";
            popup.until("the page's last words", last).await?;
            assert_eq!(popup.eval("window.closings").await?, 1);

            let messages = host
                .eval("window.messages.map(({ origin, data }) => ({ origin, data }))")
                .await?;
            assert_eq!(
                messages,
                json!([{ "origin": stage.demo.marketplace_origin(), "data": sent }])
            );
            assert_eq!(
                host.text("JSON.stringify(window.messages[0].parsed)")
                    .await?,
                sent
            );
            popup.close().await?;
            host.close().await?;
        }
        Ok(())
    });
}

#[test]
fn a_window_that_sent_to_a_plain_host_closes_itself() {
    run("sent and closed", async |stage| {
        let (host, popup) = plain(stage, "several").await?;
        popup.click_last("body.complete button").await?;
        popup.gone().await?;
        assert_eq!(host.eval("window.messages.length").await?, 1);
        Ok(())
    });
}

/// A plain host in one window, the Launch Complete page in the popup it opened.
async fn plain(stage: &Stage, package: &str) -> Result<(Page, Page)> {
    let page = format!("marketplace/complete.html?package={package}&preset=ours-plain-host");
    let host = stage.host_url("host/plain-host.html");
    let host = stage
        .open(&format!(
            "{host}?url={}",
            encoded(&stage.marketplace_url(&page))
        ))
        .await?;
    let popup = stage
        .browser
        .opened(async || host.click("#connect").await)
        .await?;
    popup
        .until(
            "the Launch Complete page",
            "!!document.querySelector('body.complete button')",
        )
        .await?;
    Ok((host, popup))
}
