//! Windows that hand the result to the back end stay until it has answered, and a repeat stores nothing.

use browser_tests::{Path, Result, run, until};
use launch_complete_demo::{Site, Switch};

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

async fn stays_until_stored(stage: &browser_tests::Stage, path: Path) -> Result {
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
        Ok(lines.iter().any(|line| line.method == "POST").then_some(()))
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
fn a_back_end_that_refuses_is_told_and_the_app_still_has_the_result() {
    run("a back end that fails", async |stage| {
        // What a server without this route answers is final; nothing is retried.
        stage.allow_console("/api/results");
        let host = stage.host().await?;
        let refusing = Switch::on("/api/results").method("POST").status(404);
        stage.demo.switches().set(Site::Host, vec![refusing])?;
        let launch = host.connect(Path::PROXY_BOTH, "one").await?;
        launch.install().await?;
        let sent = launch.result_text().await?;
        launch.ok().await?;
        launch.outcome().await?;
        assert_eq!(launch.arrived().await?, sent);
        launch.popup.gone().await?;

        // Where the back end alone is to have it, nobody has it: the page says so and keeps it.
        let launch = host.connect(Path::PROXY_BACKEND, "one").await?;
        launch.install().await?;
        launch.ok().await?;
        let failed = "document.querySelector('[data-launch-status][data-state=failed]')";
        launch
            .popup
            .until("the proxy page to tell", &format!("!!{failed}"))
            .await?;
        let code = launch.popup.text(&format!("{failed}.dataset.code")).await?;
        assert_eq!(code, "BACKEND_FAILED");
        assert!(launch.record("it.outcome ?? it.error").await?.is_null());

        stage.demo.switches().clear();
        launch.popup.click("[data-launch-status] + button").await?;
        launch.outcome().await?;
        launch.popup.gone().await
    });
}
