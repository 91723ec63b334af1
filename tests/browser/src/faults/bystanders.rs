//! F21, F23: the right origin and the wrong window, and no origin at all.

use launch_complete_demo::{Site, Switch};
use serde_json::{Value, json};

use super::{
    forged::FORGED,
    launch::page_state,
    play::Play,
    reloads::reload,
    table::{Code, Way},
};
use crate::{Page, Result, encoded};

/// Any page of the marketplace.
const OTHER: &str = "marketplace/faults/step.html";

/// Adds a frame and waits for the page in it.
async fn frame(page: &Page, url: &str, id: &str) -> Result {
    let add = "const [url, id] = arguments; const frame = document.createElement('iframe');
               window[id] = new Promise((done) => { frame.onload = done; });
               frame.id = id; frame.src = url; document.body.append(frame);
               return window[id].then(() => true)";
    page.run(add, vec![json!(url), json!(id)]).await.map(drop)
}

pub(super) async fn wrong_window(play: &Play<'_>) -> Result<Code> {
    let plan = play.plan();
    let message: Vec<Value> = vec![json!(FORGED), json!(play.demo.host_origin())];
    match play.way {
        Way::Opener => {
            // It has opened the host app, so it has its window.
            let url = encoded(&play.host_app(&plan, ""));
            let url = play.marketplace_url(&format!("{OTHER}?open={url}"));
            let other = play.open(&url).await?;
            let host = play
                .browser
                .opened(async || other.click("#open").await)
                .await?;
            play.host_ready(&host).await?;
            let launch = play.connect_in(&host, &plan).await?;
            launch.completed().await?;
            other
                .run(
                    "window.victim.postMessage(arguments[0], arguments[1])",
                    message.clone(),
                )
                .await?;
            launch.counted("ignored", 1).await?;
            frame(&launch.popup, &play.marketplace_url(OTHER), "nested").await?;
            let nested = launch.popup.frame("#nested");
            nested
                .run(
                    "parent.opener.postMessage(arguments[0], arguments[1])",
                    message,
                )
                .await?;
            launch.counted("ignored", 2).await?;
            launch.still_accepted().await
        }
        Way::Proxy => {
            let launch = play.launch(&plan).await?;
            frame(&launch.popup, &play.marketplace_url(OTHER), "beside").await?;
            let post = "parent.postMessage(arguments[0], arguments[1]);
                        top.postMessage(arguments[0], arguments[1]);
                        top.opener.postMessage(arguments[0], arguments[1])";
            launch
                .popup
                .frame("#beside")
                .run(post, message.clone())
                .await?;
            launch.counted("ignored", 1).await?;
            // One deeper, told by the page around it: commands go to one level of frames only.
            let script = format!(
                "top.postMessage({0}, {1}); top.opener.postMessage({0}, {1});",
                message[0], message[1]
            );
            play.inject(
                "/marketplace/faults/step.html",
                &format!("if (parent !== top) {{ {script} }}"),
            )?;
            frame(&launch.market, &play.marketplace_url(OTHER), "deep").await?;
            launch.counted("ignored", 2).await?;
            assert_eq!(
                launch
                    .popup
                    .eval("document.querySelectorAll('[data-state=delivering]').length")
                    .await?,
                0
            );
            launch.still_accepted().await
        }
        Way::Redirect => {
            let launch = play.launch(&plan).await?;
            // A tab that belongs to another launch.
            let tab = play.open(&play.host_url("host/faults/silent.html")).await?;
            let id = "0123456789abcdef0123456789abcdef";
            tab.eval(&format!(
                "sessionStorage.setItem('launch-complete:launch', '{id}')"
            ))
            .await?;
            let value = play.landing_value(&tab, FORGED).await?;
            let landing = play.host_url(&format!("host/landing.html#launch_result={value}"));
            tab.goto(&landing).await?;
            assert_eq!(page_state(&tab, "failed").await?, "LAUNCH_UNKNOWN");
            // The landing page in a frame of the marketplace: the host site does not let itself be framed.
            let add = "const frame = document.createElement('iframe'); frame.src = arguments[0];
                       frame.hidden = true; document.body.append(frame)";
            launch.popup.run(add, vec![json!(landing)]).await?;
            launch.still_accepted().await
        }
    }
}

pub(super) async fn null_origin(play: &Play<'_>) -> Result<Code> {
    let sandbox = Switch::on("/marketplace/faults/complete.html").header(
        "content-security-policy",
        "sandbox allow-scripts allow-popups",
    );
    play.switch(Site::Marketplace, vec![sandbox])?;
    let launch = play.launch(&play.plan()).await?;
    assert_eq!(launch.market.eval("window.origin").await?, "null");
    launch.ok().await?;
    if play.way == Way::Opener {
        launch.counted("ignored", 1).await?;
    }
    assert_eq!(launch.page_state("failed").await?, "NOT_ACKNOWLEDGED");
    launch.untouched().await?;
    play.demo.switches().clear();
    reload(&launch.popup).await?;
    launch.completed().await?;
    launch.still_accepted().await
}
