//! Windows that hand the result to the back end stay until it has answered, and a repeat stores nothing.

use browser_tests::{Launch, Path, Result, Stage, run, until};
use launch_complete_demo::{RequestLine, Site, Switch};

use crate::good::delivers;

#[test]
fn the_landing_page_closes_after_the_back_end_answered() {
    run("the landing page closes last", async |stage| {
        stays_until_stored(stage, Path::LANDING_BACKEND).await
    });
}

#[test]
fn the_proxy_page_closes_after_the_back_end_answered() {
    run("the proxy page closes last", async |stage| {
        stays_until_stored(stage, Path::PROXY_BOTH).await
    });
}

async fn stays_until_stored(stage: &Stage, path: Path) -> Result {
    let host = stage.host().await?;
    let slow = Switch::on("/api/results").method("POST").delay_ms(1500);
    stage.demo.switches().set(Site::Host, vec![slow])?;
    let launch = host.connect(path, "one").await?;
    launch.install().await?;
    let sent = launch.result_text().await?;
    launch.ok().await?;

    // The request is written down when it arrives, and answered long after.
    until("the hand-off to begin", async || {
        let lines = stage.demo.log().lines();
        let begun = |it: &RequestLine| it.method == "POST" && it.target == "/api/results";
        Ok(lines.iter().any(begun).then_some(()))
    })
    .await?;
    assert!(launch.popup.is_open().await?, "the window waits");
    assert!(
        stage.demo.store().list()?.is_empty(),
        "nothing is stored yet"
    );

    launch.popup.gone().await?;
    let stored = stage.demo.store().list()?;
    assert_eq!(stored.len(), 1);
    assert_eq!(stage.demo.store().text(&stored[0].key)?, Some(sent));
    launch.outcome().await.map(drop)
}

#[test]
fn the_same_package_again_is_delivered_and_not_stored_twice() {
    run("installed twice", async |stage| {
        let host = stage.host().await?;
        for path in [Path::PROXY_BOTH, Path::LANDING_BACKEND, Path::PROXY_BACKEND] {
            println!("{}", path.name);
            let launch = host.connect(path, "one").await?;
            launch.install().await?;
            launch.ok().await?;
            let outcome = launch.outcome().await?;
            assert_eq!(outcome["repeated"], launch.index() > 0, "{outcome}");
            launch.popup.gone().await?;
        }
        assert_eq!(stage.demo.store().list()?.len(), 1);
        // The host app's own page lists it once.
        host.page.click("#refresh").await?;
        let rows = "document.querySelectorAll('#stored-rows tr[data-key]').length";
        host.page
            .until("the stored row", &format!("{rows} === 1"))
            .await?;
        Ok(())
    });
}

#[test]
fn a_back_end_that_refuses_does_not_keep_the_result_from_the_app() {
    run("a back end that fails", async |stage| {
        refuse(stage)?;
        let launch = stage.host().await?.connect(Path::PROXY_BOTH, "one").await?;
        launch.install().await?;
        delivers(&launch).await
    });
}

#[test]
fn retry_on_the_proxy_page_hands_on_the_result_it_has() {
    run("retry, proxy page", async |stage| {
        let launch = failed_hand_off(stage).await?;
        launch.popup.click("[data-launch-status] + button").await?;
        stored_once(stage, &launch).await
    });
}

#[test]
fn retry_on_the_framed_page_sends_the_result_again() {
    run("retry, framed page", async |stage| {
        let launch = failed_hand_off(stage).await?;
        launch.ok().await?;
        stored_once(stage, &launch).await
    });
}

/// What a server without this route answers is final: nothing is retried by itself.
fn refuse(stage: &Stage) -> Result {
    stage.allow_console("/api/results");
    let refusing = Switch::on("/api/results").method("POST").status(404);
    Ok(stage.demo.switches().set(Site::Host, vec![refusing])?)
}

/// Only the back end is to have the result, and it will not. Both pages say so; then it would.
async fn failed_hand_off(stage: &Stage) -> Result<Launch<'_>> {
    refuse(stage)?;
    let launch = stage
        .host()
        .await?
        .connect(Path::PROXY_BACKEND, "one")
        .await?;
    launch.install().await?;
    launch.ok().await?;
    let failed = "document.querySelector('[data-launch-status][data-state=failed]')";
    let what = "the proxy page to tell";
    launch.popup.until(what, &format!("!!{failed}")).await?;
    let code = launch.popup.text(&format!("{failed}.dataset.code")).await?;
    assert_eq!(code, "BACKEND_FAILED");
    let button = "document.querySelector('body.complete button').innerText === 'Retry'";
    launch
        .market
        .until("the page to offer another try", button)
        .await?;
    assert!(launch.record("it.outcome ?? it.error").await?.is_null());
    stage.demo.switches().clear();
    Ok(launch)
}

async fn stored_once(stage: &Stage, launch: &Launch<'_>) -> Result {
    launch.outcome().await?;
    launch.popup.gone().await?;
    assert_eq!(stage.demo.store().list()?.len(), 1);
    Ok(())
}
