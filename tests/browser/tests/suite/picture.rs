//! The picture of a launch: its rows, in words, are what the pages saw.

use browser_tests::{Host, Launch, Path, Result, Stage, run, until};
use launch_complete_demo::Site;
use serde_json::Value;

/// What the rows of a path's picture must say, in this order, with others in between.
const FRAMED: [&str; 8] = [
    "The app opens a window.",
    "proxy page is shown in the popup",
    "proxy page has the address and frames the marketplace",
    "sign-in page is shown in the frame",
    "Launch Complete page is shown in the frame",
    "Launch Complete page sends the result",
    "proxy page has the result and passes it on",
    "The app has the result by the proxy page: DELIVERED.",
];
const LANDED: [&str; 7] = [
    "The app opens a window.",
    "sign-in page is shown in the popup",
    "window.opener is there",
    "Launch Complete page goes to the app’s landing page with the result",
    "landing page is shown in the popup",
    "landing page has the result and passes it on",
    "The app has the result by the landing page: DELIVERED.",
];
const POSTED: [&str; 6] = [
    "The app opens a window.",
    "page to choose a package is shown in the popup",
    "sign-in page is shown in the popup",
    "Launch Complete page sends the result",
    "The app has the result by the marketplace’s own message: DELIVERED.",
    "Launch Complete page hears that the result is delivered",
];
const STORED: [&str; 2] = [
    "posts the result to the back end",
    "The back end answers 201: stored",
];

#[test]
fn each_path_is_drawn_from_what_its_pages_saw() {
    run("pictures of the paths", async |stage| {
        let host = stage.host().await?;
        for (path, rows) in [
            (Path::OPENER, &POSTED[..]),
            (Path::PROXY, &FRAMED),
            (Path::LANDING_BACKEND, &LANDED),
        ] {
            let launch = delivered(&host, path, "path").await?;
            drawn(&launch, rows).await?;
            if path.stored {
                drawn(&launch, &STORED).await?;
            }
        }
        // Lanes are those in which something was seen, and each arrow ends in one of them.
        let lanes = "[...document.querySelectorAll('[data-launch]')].reverse().map((launch) => \
            [...launch.querySelectorAll('.lanes [data-lane]')].map((it) => it.dataset.lane).join(' '))";
        let lanes = host.page.eval(lanes).await?;
        assert_eq!(lanes[0], "app popup marketplace");
        assert_eq!(lanes[1], "app popup frame marketplace back-end");
        assert_eq!(lanes[2], "app popup marketplace back-end");
        past(stage, &host).await
    });
}

#[test]
fn what_is_broken_on_purpose_shows_in_the_picture() {
    run("broken on purpose", async |stage| {
        stage.allow_console("/api/results");
        let host = stage.host().await?;
        set(&host, "sign-in-isolates").await?;
        set(&host, "back-end-fails-twice").await?;
        assert_eq!(broken(&host).await?.matches("window.opener").count(), 1);

        // While the customer is at it, the picture shows what has happened so far.
        let launch = host.connect_with(Path::OPENER, "one", "ours").await?;
        launch.market.click("#continue").await?;
        drawn(
            &launch,
            &[
                "page to choose a package is shown in the popup",
                "window.opener is there",
                "sign-in page is shown in the popup",
                "window.opener is gone",
            ],
        )
        .await?;
        drawn(&launch, &["To the app the window reads as closed"]).await?;
        // The snippet that chooses by itself finds no opener and goes to the landing page.
        launch.market.click("#authorise").await?;
        launch.market.click("#install").await?;
        launch.completed().await?;
        launch.ok().await?;
        assert_eq!(launch.outcome().await?["via"], "landing");
        drawn(
            &launch,
            &[
                "To the app the window reads as closed",
                "Launch Complete page goes to the app’s landing page with the result",
                "landing page is shown in the popup",
                "The app has the result by the landing page: DELIVERED.",
            ],
        )
        .await?;
        launch.popup.gone().await?;

        // A framed page has no opener to lose; the back end is asked until it works.
        let launch = delivered(&host, Path::PROXY_BACKEND, "path").await?;
        drawn(
            &launch,
            &[
                "posts the result to the back end",
                "The back end answers 503",
                "posts the result to the back end",
                "The back end answers 503",
                "posts the result to the back end",
                "The back end answers 201: stored",
            ],
        )
        .await?;
        host.page
            .until(
                "it to be over",
                "/\\(over:/.test(document.getElementById('broken').textContent)",
            )
            .await?;

        host.page.click("#repair").await?;
        host.page
            .until(
                "everything to be put back",
                "document.getElementById('repair').disabled",
            )
            .await?;
        assert_eq!(broken(&host).await?, "Nothing. Everything works.");
        for site in [Site::Host, Site::Marketplace] {
            assert!(stage.demo.switches().list(site).is_empty());
        }
        let launch = delivered(&host, Path::OPENER, "ours").await?;
        assert_eq!(launch.outcome().await?["via"], "opener");
        Ok(())
    });
}

async fn delivered<'a>(host: &Host<'a>, path: Path, html: &str) -> Result<Launch<'a>> {
    let launch = host.connect_with(path, "one", html).await?;
    launch.install().await?;
    launch.ok().await?;
    launch.outcome().await?;
    launch.popup.gone().await?;
    Ok(launch)
}

/// Waits until these rows are there, in this order.
async fn drawn(launch: &Launch<'_>, wanted: &[&str]) -> Result {
    let rows = format!(
        "[...document.querySelectorAll('[data-launch=\"{}\"] .sequence .words')].map((it) => it.textContent)",
        launch.index() + 1
    );
    let mut last = Value::Null;
    let there = until("the rows", async || {
        last = launch.host.page.eval(&rows).await?;
        let mut lines = last.as_array().into_iter().flatten().peekable();
        let found = wanted.iter().all(|words| {
            // Two of the words may stand in one row.
            while let Some(line) = lines.peek() {
                if line.as_str().is_some_and(|line| line.contains(words)) {
                    return true;
                }
                lines.next();
            }
            false
        });
        Ok(found.then_some(()))
    })
    .await;
    there.map_err(|error| format!("{error}: wanted {wanted:#?}, drawn {last:#}").into())
}

/// Ticks one of the boxes, as a visitor does.
async fn set(host: &Host<'_>, name: &str) -> Result {
    let open = "document.querySelector('#break-choices').closest('details').open = true";
    host.page.eval(&format!("void ({open})")).await?;
    host.page
        .click(&format!("[name=break][value={name}]"))
        .await?;
    let listed = format!("!!document.querySelector('[data-broken={name}]')");
    host.page.until("it to be listed", &listed).await.map(drop)
}

async fn broken(host: &Host<'_>) -> Result<String> {
    host.page
        .text("document.getElementById('broken').textContent")
        .await
}

/// The history has a row for each, newest first, and a text when it is asked for.
async fn past(stage: &Stage, host: &Host<'_>) -> Result {
    let rows = "[...document.querySelectorAll('#history-rows tr[data-past]')].map((it) => `${it.dataset.code} ${it.dataset.via}`)";
    let wanted = ["DELIVERED landing", "DELIVERED proxy", "DELIVERED opener"];
    host.page
        .until(
            "the history",
            &format!(
                "JSON.stringify({rows}) === {:?}",
                serde_json::to_string(&wanted)?
            ),
        )
        .await?;
    // It is the back end's: a page that is loaded anew has it, too.
    let fresh = stage.host().await?;
    fresh
        .page
        .until("the history", &format!("({rows}).length === 3"))
        .await?;
    let text = stage.demo.store().list()?;
    let text = stage.demo.store().text(&text[0].key)?.unwrap_or_default();
    let result: Value = serde_json::from_str(&text)?;
    let url = result["cycles"][0]["webhooks"][0]["url"]
        .as_str()
        .unwrap_or_default();
    let shown = format!("document.body.textContent.includes({url:?})");
    assert!(url.starts_with("http"), "{text}");
    fresh.page.click("#history-rows button").await?;
    fresh
        .page
        .until("the result", "!!document.querySelector('dialog dl')")
        .await?;
    assert_eq!(fresh.page.eval(&shown).await?, false, "masked until asked");
    fresh.page.click("dialog .actions button").await?;
    fresh.page.until("its webhook URL", &shown).await?;
    fresh.page.click("dialog > button").await?;
    fresh
        .page
        .until("the dialog to close", "!document.querySelector('dialog')")
        .await?;
    assert_eq!(
        fresh.page.eval(&shown).await?,
        false,
        "gone with the dialog"
    );
    Ok(())
}
