//! The console's Launch Complete HTML box, as an integrator uses it.

use browser_tests::{Page, Path, Result, Stage, run};
use serde_json::json;

/// Everything that attributes can say.
const OWN_MARKUP: &str = r##"<!doctype html>
<html lang="de">
<head><meta charset="utf-8"><title>Fertig</title><link rel="icon" href="data:,"></head>
<body class="complete">
  <p id="message">–</p>
  <button id="go" type="button">Los</button>
  <p id="state"></p>
  <script src="../lib/launch-complete.js" data-target-origin="http://elsewhere.localhost:1 HOST" data-via="opener"
    data-ack="required" data-trigger="#go" data-status="#state" data-message="#message"
    data-text-idle="Bereit" data-text-delivered="Angekommen"></script>
</body>
</html>"##;

const ON_LOAD: &str = r#"<h1>Done</h1>
<script src="../lib/launch-complete.js" data-target-origin="HOST" data-when="load" data-ack="required"></script>"#;

const MARKUP: &str = "<img src=x onerror=alert(1)> & \"{{InstallCompleteMessage}}\" $& '";

#[test]
fn the_merge_field_is_text() {
    run("merge field", async |stage| {
        let console = open(stage).await?;
        console
            .run(
                "const preset = document.getElementById('preset'); \
                     preset.value = 'merge-field'; preset.dispatchEvent(new Event('change'))",
                Vec::new(),
            )
            .await?;
        console
            .until(
                "the example",
                "document.getElementById('html').value.includes('{{')",
            )
            .await?;
        console.fill("#message", MARKUP).await?;
        let page = stage
            .browser
            .opened(async || console.click("#run").await)
            .await?;
        page.until(
            "the page",
            "document.querySelector('h1')?.innerText.startsWith('Congrats')",
        )
        .await?;
        assert_eq!(
            page.text("document.querySelector('h1 + p').innerText")
                .await?,
            MARKUP
        );
        assert_eq!(page.eval("document.images.length").await?, 0);
        Ok(())
    });
}

#[test]
fn own_markup_is_driven_by_attributes_alone() {
    run("own markup", async |stage| {
        // Posted to both origins; only one is there.
        stage.allow_console("does not match the recipient window's origin");
        save(stage, OWN_MARKUP, false).await?;
        let host = stage.host().await?;
        let launch = host.connect_with(Path::OPENER, "several", "saved").await?;
        launch.install().await?;
        let page = &launch.market;
        page.until(
            "the script",
            "document.getElementById('state').innerText === 'Bereit'",
        )
        .await?;
        let message = "Orders, refunds and stock are now <synchronised> & up to date";
        assert_eq!(
            page.text("document.getElementById('message').innerText")
                .await?,
            message
        );
        assert_eq!(
            page.eval("document.querySelectorAll('button').length")
                .await?,
            1
        );
        let sent = launch.result_text().await?;
        page.eval("void (window.close = () => {})").await?;
        page.click("#go").await?;
        launch.outcome().await?;
        assert_eq!(launch.arrived().await?, sent);
        page.until(
            "its own words",
            "document.getElementById('state').innerText.startsWith('Angekommen')",
        )
        .await?;
        Ok(())
    });
}

#[test]
fn it_can_be_sent_without_a_click() {
    run("on load", async |stage| {
        save(stage, ON_LOAD, false).await?;
        let host = stage.host().await?;
        for path in [Path::OPENER, Path::PROXY] {
            let launch = host.connect_with(path, "one", "saved").await?;
            for step in ["#continue", "#authorise"] {
                launch.market.click(step).await?;
            }
            launch.market.click_last("#install").await?;
            launch.outcome().await?;
            launch.popup.gone().await?;
        }
        Ok(())
    });
}

#[test]
fn the_switch_back_to_the_marketplace_sends_nothing() {
    run("redirect back", async |stage| {
        save(stage, ON_LOAD, true).await?;
        let host = stage.host().await?;
        for path in [Path::OPENER, Path::PROXY, Path::FRAGMENT] {
            println!("{}", path.name);
            let launch = host.connect(path, "one").await?;
            for step in ["#continue", "#authorise", "#install"] {
                launch.market.click(step).await?;
            }
            let back = "document.getElementById('installed')?.innerText.includes('is installed')";
            launch
                .market
                .until("the marketplace's start page", back)
                .await?;
            let heard = "it.outcome ?? it.error ?? it.status.find(({ status }) => !['opening', 'waiting', 'found'].includes(status))";
            assert!(launch.record(&format!("{heard} ?? null")).await?.is_null());
            host.page.click("#cancel").await?;
            assert_eq!(launch.failure().await?, "CLOSED");
            launch.popup.gone().await?;
        }
        Ok(())
    });
}

async fn open(stage: &Stage) -> Result<Page> {
    let console = stage
        .open(&stage.marketplace_url("marketplace/console.html"))
        .await?;
    console
        .until("the console", "!document.getElementById('save').disabled")
        .await?;
    Ok(console)
}

/// Pastes HTML into the marketplace's console and saves it. `HOST` stands for the host app's origin.
pub(crate) async fn save(stage: &Stage, html: &str, redirect_back: bool) -> Result {
    let console = open(stage).await?;
    let html = html.replace("HOST", stage.demo.host_origin());
    console
        .run(
            "document.getElementById('html').value = arguments[0]",
            vec![json!(html)],
        )
        .await?;
    if redirect_back {
        console.click("#redirectBack").await?;
    }
    console.click("#save").await?;
    console
        .until(
            "it to be saved",
            "/Saved/.test(document.getElementById('status').textContent)",
        )
        .await?;
    console.close().await
}
