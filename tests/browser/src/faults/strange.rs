//! F24, F25: too long, too deep, and objects that are no plain data.

use serde_json::json;

use super::{
    launch::{Launch, page_state},
    play::Play,
    table::{Code, Way},
};
use crate::Result;

const DEEP: &str = "'['.repeat(100_000) + ']'.repeat(100_000)";

pub(super) async fn too_much(play: &Play<'_>) -> Result<Code> {
    let host = json!(play.demo.host_origin());
    match play.way {
        Way::Opener => {
            let plan = play
                .plan()
                .option("maxBytes", 250_000)
                .query("long", "250000");
            let launch = play.launch(&plan).await?;
            launch.ok().await?;
            assert_eq!(launch.page_state("refused").await?, "REFUSED");
            launch
                .market
                .eval(&format!("opener.postMessage({DEEP}, {host})"))
                .await?;
            told(&launch, "RESULT_TOO_LARGE,RESULT_TOO_DEEP").await?;
            shorter_is_accepted(&launch).await
        }
        Way::Proxy => {
            let launch = play.launch(&play.plan().query("long", "4194304")).await?;
            launch.ok().await?;
            launch
                .market
                .eval(&format!("parent.postMessage({DEEP}, {host})"))
                .await?;
            assert_eq!(launch.page_state("refused").await?, "REFUSED");
            shorter_is_accepted(&launch).await
        }
        Way::Redirect => {
            let plan = play.plan().option("maxBytes", 1000);
            let launch = play.launch(&plan).await?;
            launch.ok().await?;
            let code = page_state(&launch.popup, "refused").await?;
            assert_eq!(code, "RESULT_TOO_LARGE");
            told(&launch, "RESULT_TOO_LARGE").await?;
            // Too deep for anybody, and too long for an address: by a form.
            launch.popup.goto(&plan.complete()).await?;
            let post = format!(
                "const form = document.createElement('form'); form.method = 'post'; form.action = arguments[0];
                 const field = document.createElement('input'); field.name = 'launch_result'; field.value = {DEEP};
                 form.append(field); document.body.append(form); form.submit()"
            );
            launch
                .popup
                .run(&post, vec![json!(play.host_url("host/landing.html"))])
                .await?;
            assert_eq!(
                page_state(&launch.popup, "failed").await?,
                "RESULT_TOO_DEEP"
            );
            launch
                .popup
                .goto(&plan.query("cycles", "1").complete())
                .await?;
            launch.completed().await?;
            launch.still_accepted().await
        }
    }
}

/// Waits until the app was told of exactly these refusals.
async fn told(launch: &Launch<'_>, codes: &str) -> Result {
    let refused = "it.statuses.filter(({ status }) => status === 'refused')";
    let told = format!("{refused}.map(({{ code }}) => code).join() === '{codes}'");
    launch.until(codes, &told).await.map(drop)
}

/// A result of the usual length from the same page is as welcome as before.
async fn shorter_is_accepted(launch: &Launch<'_>) -> Result<Code> {
    let shorten = "void (window.result = window.makeResult({ installCompleteMessage: 'short' }))";
    launch.market.eval(shorten).await?;
    launch.still_accepted().await
}

pub(super) async fn objects(play: &Play<'_>) -> Result<Code> {
    let launch = play.launch(&play.plan().query("result", "strange")).await?;
    let text = launch.send().await?;
    launch.until("the launch to end", "it.settled").await?;
    assert_eq!(launch.record("it.error").await?, json!(null));
    assert_eq!(launch.record("it.outcome.text").await?, text);
    let plain = "Object.getPrototypeOf(it.outcome.result) === window.Object.prototype && it.outcome.result.polluted === undefined";
    assert_eq!(
        launch.record(plain).await?,
        true,
        "the object's own prototype"
    );
    assert_eq!(
        launch
            .host
            .eval("new window.Object().polluted === undefined && new window.Array().polluted === undefined")
            .await?,
        true
    );
    launch.ended().await?;

    // A getter that throws: a code, and the retry once the page is right.
    let launch = play.launch(&play.plan()).await?;
    let throwing = "window.makeThrowing()";
    launch.market.eval(throwing).await?;
    launch.ok().await?;
    assert_eq!(launch.page_state("failed").await?, "RESULT_NOT_JSON");
    launch.market.eval("void delete window.result.trap").await?;
    let text = launch.send().await?;
    launch.delivered(&text).await?;
    Ok(Code::Safe)
}
