//! F49, F50, F51: how the page declares its result, or has none, or is never shown.

use serde_json::json;

use super::{play::Play, table::Code};
use crate::Result;

const LIMIT: f64 = 1_500.0;

pub(super) async fn declared(play: &Play<'_>) -> Result<Code> {
    for keyword in ["const", "let", "var"] {
        let launch = play.launch(&play.plan().query("declare", keyword)).await?;
        let own = launch.market.eval("'result' in window").await?;
        assert_eq!(own, keyword == "var", "{keyword}");
        let text = launch.send().await?;
        launch.delivered(&text).await?;
    }
    Ok(Code::Delivered)
}

pub(super) async fn none(play: &Play<'_>) -> Result<Code> {
    for (kind, code) in [
        ("missing", "RESULT_MISSING"),
        ("text", "RESULT_NOT_OBJECT"),
        ("neither", "RESULT_FORM"),
    ] {
        let launch = play.launch(&play.plan().query("result", kind)).await?;
        let before = launch.market.text("location.href").await?;
        launch.ok().await?;
        launch.shows_error("failed", code).await?;
        assert_eq!(launch.market.text("location.href").await?, before);
        launch.untouched().await?;
        assert_eq!(
            launch.count("ignored").await? + launch.count("refused").await?,
            0,
            "{kind}"
        );
        // A page that gets its result later is not lost.
        launch
            .market
            .eval("void (window.result = window.makeResult())")
            .await?;
        let text = launch.send().await?;
        launch.delivered(&text).await?;
    }
    Ok(Code::Error)
}

pub(super) async fn never_shown(play: &Play<'_>) -> Result<Code> {
    let console = play.open(&play.marketplace_url("marketplace/")).await?;
    let save = "return fetch('/api/launch-complete-html', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ html: '<h1>Never</h1>', redirectBack: true }),
    }).then(({ ok }) => ok)";
    assert_eq!(console.run(save, Vec::new()).await?, json!(true));
    let url = play.marketplace_url("marketplace/complete.html?package=one&preset=ours");
    let plan = play.plan().option("url", url);

    let launch = play.connect(&plan).await?;
    launch
        .market
        .until(
            "the marketplace again",
            "location.search.includes('installed=one')",
        )
        .await?;
    launch.host.eval("window.handles[0].close()").await?;
    assert_eq!(launch.failure().await?.0, "CLOSED");
    launch.ended().await?;

    let launch = play.connect(&plan.option("timeout", LIMIT)).await?;
    launch
        .market
        .until(
            "the marketplace again",
            "location.search.includes('installed=one')",
        )
        .await?;
    launch.times_out(LIMIT).await
}
