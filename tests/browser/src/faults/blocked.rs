//! F12: the browser opens no window.

use super::{
    launch::{Launch, OK},
    play::Play,
    table::{Code, Way},
};
use crate::Result;

pub(super) async fn popup(play: &Play<'_>) -> Result<Code> {
    let before = play.browser.windows().await?.len();
    // Outside of any click: a browser that blocks popups blocks this one.
    let host = play.open(&play.host_app(&play.plan(), "&start")).await?;
    play.host_ready(&host).await?;
    let launch = Launch::new(play, host.clone(), host.clone(), Way::Redirect, 0);
    let (code, at) = launch.failure().await?;
    assert_eq!(code, "BLOCKED");
    let began = launch
        .record("it.began")
        .await?
        .as_f64()
        .unwrap_or_default();
    assert!(at - began < 1000.0, "{} ms", at - began);
    assert_eq!(play.browser.windows().await?.len(), before + 1, "windows");
    play.clean(&host).await?;

    // The app can go on in this very tab: no window is needed.
    let plan = play
        .plan_for(Way::Redirect)
        .redirect_to("host/demo/landing-backend.html");
    host.run("window.options = arguments[0]", vec![plan.options()])
        .await?;
    host.click("#same-tab").await?;
    host.until(
        "the Launch Complete page",
        &format!("!!document.querySelector('{OK}')"),
    )
    .await?;
    let text = launch.send().await?;
    launch.stored(&text).await?;
    super::launch::page_state(&host, "delivered").await?;
    play.no_traces(&host).await?;
    assert_eq!(host.eval("probe.kept()").await?, serde_json::json!([]));
    Ok(Code::Blocked)
}
