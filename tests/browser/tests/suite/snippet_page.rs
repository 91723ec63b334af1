//! The snippet builder's page, used with clicks and keys.

use browser_tests::{Page, Result, Stage, run};
use launch_complete_demo::{Site, Switch};
use serde_json::json;

use crate::pictures::take;

const READY: &str = "document.getElementById('status').textContent === 'Ready to paste.'";

/// A text of the page that would like to be more than that.
const HOSTILE: &str = "</script>\"'<img src=x onerror=alert(1)>{{InstallCompleteMessage}} & שלום";

#[test]
fn it_explains_copies_previews_and_checks() {
    run("the snippet builder", async |stage| {
        let page = open(stage).await?;
        let pictures = stage.browser.engine().takes_devtools_commands();
        explains(&page).await?;
        if pictures {
            take(&page, "host-snippet-wrong").await?;
        }
        page.fill("#appOrigin", "https://shop.example").await?;
        page.click("#texts-summary").await?;
        page.fill("#text-ok", HOSTILE).await?;
        page.until("the lines", READY).await?;
        copies(stage, &page).await?;
        previews(&page, HOSTILE).await?;
        page.click("#texts-summary").await?;
        launches(stage, &page).await?;
        checks(&page, &["yes"; 3]).await?;
        if pictures {
            take(&page, "host-snippet").await?;
        }
        a_policy_is_found(stage, &page).await
    });
}

async fn open(stage: &Stage) -> Result<Page> {
    let page = stage.host().await?.page;
    page.click("nav a[href='snippet.html']").await?;
    page.until("the builder", READY).await?;
    Ok(page)
}

/// Beside the field, tied to it, in the words of the library.
async fn explains(page: &Page) -> Result {
    page.fill("#appOrigin", "https://shop.example/").await?;
    let problem = "((it) => it.getAttribute('aria-invalid') === 'true' \
                   && it.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).innerText).join(' '))\
                   (document.getElementById('appOrigin'))";
    let problem = page.until("the problem", problem).await?.to_string();
    for words in ["remove path and trailing slash", "(ORIGIN_INVALID)"] {
        assert!(problem.contains(words), "{problem}");
    }
    let status = page
        .text("document.getElementById('status').innerText")
        .await?;
    assert_eq!(status, "Not ready: Your app's origin.");
    assert_eq!(
        page.eval("document.querySelectorAll('textarea').length")
            .await?,
        0
    );
    assert_eq!(
        page.eval("document.getElementById('run').disabled").await?,
        true
    );

    page.fill("#appOrigin", "https://shop.example").await?;
    page.until("it to be mended", READY).await?;
    page.click("#via option[value=redirect]").await?;
    page.fill("#landing", "https://shop.example/landing#here")
        .await?;
    let problem = "document.querySelector('#landing[aria-invalid=true]') && document.getElementById('landing-problem').innerText";
    let problem = page.until("the problem", problem).await?.to_string();
    assert!(
        problem.contains("no fragment") && problem.contains("(REDIRECT_INVALID)"),
        "{problem}"
    );
    page.click("#via option[value=opener]").await?;
    page.until("what is hidden to be no problem", READY).await?;
    page.fill("#appOrigin", "*").await?;
    page.until(
        "the wrong origin",
        "document.querySelector('#appOrigin[aria-invalid=true]')",
    )
    .await?;
    Ok(())
}

async fn copies(stage: &Stage, page: &Page) -> Result {
    page.click("#lines button").await?;
    let said = "document.getElementById('copied').textContent === 'Copied: Lines to paste'";
    page.until("it to be copied", said).await?;
    let lines = page
        .text("document.querySelector('#lines textarea').value")
        .await?;
    for part in [
        "data-target-origin=\"https://shop.example\"",
        "integrity=\"sha384-",
        "data-via=\"opener\"",
    ] {
        assert!(lines.contains(part), "{lines}");
    }
    if stage.browser.engine().takes_devtools_commands() {
        let read =
            json!({ "permissions": ["clipboardReadWrite"], "origin": stage.demo.host_origin() });
        page.devtools("Browser.grantPermissions", read).await?;
        assert_eq!(page.text("navigator.clipboard.readText()").await?, lines);
    }
    // The browser reads the lines as they were meant.
    let lines = page
        .text("document.querySelector('#lines textarea').value")
        .await?;
    let parsed = "return [...new DOMParser().parseFromString(arguments[0], 'text/html').body.children]\
                  .map((it) => it.localName + ':' + (it.dataset.textOk ?? ''))";
    let expected = json!(["h1:", "p:", format!("script:{HOSTILE}")]);
    // In a page that may make markup of text, as the app's own may not.
    let blank = stage.open("about:blank").await?;
    assert_eq!(blank.run(parsed, vec![lines.into()]).await?, expected);
    blank.close().await?;
    Ok(())
}

/// The page in the frame has the chosen text, and what it sends arrives.
pub(crate) async fn previews(page: &Page, label: &str) -> Result {
    let frame = page.frame("#frame iframe");
    let label =
        format!("document.querySelector('body.complete button')?.textContent === {label:?}");
    frame.until("the button in the frame", &label).await?;
    frame.click("body.complete button").await?;
    let arrived =
        "/arrived: DELIVERED, from /.test(document.getElementById('frame-status').textContent)";
    page.until("the frame's result", arrived).await?;
    let state = "document.querySelector('[role=status]').dataset.state";
    assert_eq!(frame.text(state).await?, "delivered");
    Ok(())
}

async fn launches(stage: &Stage, page: &Page) -> Result {
    let popup = stage
        .browser
        .opened(async || page.click("#run").await)
        .await?;
    popup.click_last("body.complete button").await?;
    let arrived = "/arrived: DELIVERED by window.opener/.test(document.getElementById('run-status').textContent)";
    page.until("the result", arrived).await?;
    popup.gone().await
}

/// Presses "Check all paths" and waits for the table.
pub(crate) async fn checks(page: &Page, expected: &[&str; 3]) -> Result {
    page.click("#checkAll").await?;
    let told =
        "/^(Works|Does not work): /.test(document.getElementById('check-status').textContent)";
    page.until("the checks to end", told).await?;
    let rows = "[...document.querySelectorAll('#checks tbody tr')].map((it) => it.dataset.works)";
    let table = page
        .text("document.querySelector('#checks table').innerText")
        .await?;
    assert_eq!(page.eval(rows).await?, json!(expected), "{table}");
    let ways = [
        "DELIVERED by window.opener",
        "DELIVERED by the proxy page",
        "DELIVERED by the landing page",
    ];
    for (way, works) in ways.into_iter().zip(expected) {
        assert_eq!(table.contains(way), *works == "yes", "{table}");
    }
    Ok(())
}

async fn a_policy_is_found(stage: &Stage, page: &Page) -> Result {
    let policy = Switch::on("/marketplace/complete.html")
        .header("cross-origin-opener-policy", "same-origin");
    stage.demo.switches().set(Site::Marketplace, vec![policy])?;
    checks(page, &["no", "yes", "yes"]).await?;
    let cell = |name: &str| {
        format!("document.querySelector('[data-path=opener] [data-cell={name}]').innerText")
    };
    assert_eq!(
        page.text(&cell("evidence")).await?,
        "CLOSED, the window reads closed"
    );
    let advice = page.text(&cell("advice")).await?;
    assert!(advice.contains("Cross-Origin-Opener-Policy"), "{advice}");
    Ok(())
}
