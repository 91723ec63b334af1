//! The tests' own eyes: what they would miss, they could not fail on.

use browser_tests::{Result, Stage, run, run_in_whole_browser, until};

#[test]
fn the_console_of_every_window_and_frame_is_heard() {
    run("console", every_place);
}

#[test]
fn the_console_of_the_whole_browser_is_heard() {
    run_in_whole_browser("console of the whole browser", every_place);
}

/// Writes to the console from every place that pages of this project have.
async fn every_place(stage: &Stage) -> Result {
    stage.allow_console("heard-");
    stage.allow_console("missing.js");
    let page = stage
        .open(&stage.attacker.url("noise.html?place=page"))
        .await?;
    page.click("#open").await?;
    let wanted = [
        "heard-page",
        "heard-frame",
        "heard-popup",
        "heard-thrown",
        "missing.js",
    ];
    for place in wanted {
        let what = format!("{place} in the console");
        until(&what, async || {
            let lines = stage.console().await?;
            Ok(lines
                .iter()
                .any(|line| line.message.contains(place))
                .then_some(()))
        })
        .await?;
    }
    Ok(())
}
