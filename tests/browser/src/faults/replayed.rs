//! F18, F19: the same message again.

use serde_json::json;

use super::{
    play::Play,
    table::{Code, Way},
};
use crate::Result;

/// Keeps a window open whose address says so.
pub(super) const KEEP: &str =
    "if (new URLSearchParams(location.search).has('keep')) window.close = () => {};";

pub(super) async fn at_once(play: &Play<'_>) -> Result<Code> {
    let host = json!(play.demo.host_origin());
    let again = |window: &str| {
        format!(
            "addEventListener('click', () => {{
                for (let time = 0; time < 3; time++) {window}.postMessage(JSON.stringify(result), {host});
            }})"
        )
    };
    let landing = "new MutationObserver((_, observer) => {
        if (!document.querySelector('[data-state=delivering]')) return;
        observer.disconnect();
        const channel = new probe.real.BroadcastChannel('launch-complete');
        const launchId = sessionStorage.getItem('launch-complete:launch');
        const { text } = window;
        for (let time = 0; time < 3; time++) channel.postMessage({ v: 1, launchId, text });
    }).observe(document, { subtree: true, childList: true, attributes: true });
    const base64 = location.hash.split('=')[1].replaceAll('-', '+').replaceAll('_', '/');
    window.text = new TextDecoder().decode(Uint8Array.from(atob(base64), (it) => it.codePointAt(0)));";
    let complete = "/marketplace/faults/complete.html";
    match play.way {
        Way::Opener => play.inject(complete, &again("opener"))?,
        Way::Proxy => play.inject(complete, &again("parent"))?,
        Way::Redirect => play.inject("/host/landing.html", landing)?,
    }
    let launch = play.launch(&play.plan()).await?;
    let text = launch.send().await?;
    launch.arrived(&text).await?;
    if play.way != Way::Proxy {
        let all = "((counts) => counts && counts.duplicates + counts.ignored >= 3)(it.statuses.at(-1).counts)";
        launch.until("the others to be counted", all).await?;
    }
    launch.delivered(&text).await
}

pub(super) async fn earlier_launch(play: &Play<'_>) -> Result<Code> {
    for page in ["/marketplace/", "/host/proxy.html", "/host/landing.html"] {
        play.inject(page, KEEP)?;
    }
    let plan = play.plan();
    let kept = match play.way {
        Way::Opener => plan.clone().query("keep", ""),
        Way::Proxy => plan.clone().proxy("host/proxy.html?keep"),
        Way::Redirect => plan.clone().redirect_to("host/landing.html?keep"),
    };
    let old = play.launch(&kept).await?;
    let text = old.send().await?;
    old.arrived(&text).await?;
    let new = play.connect_in(&old.host, &plan).await?;
    new.completed().await?;
    let arguments = vec![
        json!(text),
        json!(play.demo.host_origin()),
        old.record("it.id").await?,
    ];
    match play.way {
        Way::Opener => {
            old.popup
                .run("opener.postMessage(arguments[0], arguments[1])", arguments)
                .await?;
            new.counted("ignored", 1).await?;
        }
        Way::Proxy => {
            let frame = arguments.clone();
            old.market
                .run("parent.postMessage(arguments[0], arguments[1])", frame)
                .await?;
            let proxy = "const [text, origin, launchId] = arguments;
                         new probe.real.BroadcastChannel('launch-complete').postMessage({ v: 1, launchId, text });
                         opener.postMessage(text, origin)";
            old.popup.run(proxy, arguments).await?;
            new.counted("ignored", 1).await?;
        }
        Way::Redirect => {
            let value = play.landing_value(&old.popup, &text).await?;
            old.popup
                .goto(&play.host_url("host/faults/silent.html"))
                .await?;
            old.popup
                .goto(&play.host_url(&format!("host/landing.html#launch_result={value}")))
                .await?;
            // For a while after its end a launch acknowledges its own text again, and does nothing else.
            old.counted("duplicates", 1).await?;
            assert_eq!(old.record("it.settled").await?, 1);
        }
    }
    new.still_accepted().await
}
