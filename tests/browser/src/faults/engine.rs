//! F43, F44, F45: engines that throw, whose clock is wrong, or that are old.

use super::{
    play::Play,
    table::{Code, Way},
};
use crate::Result;

pub(super) async fn throwing_window(play: &Play<'_>) -> Result<Code> {
    let launch = play.launch(&play.plan()).await?;
    let other = if play.way == Way::Proxy {
        "parent"
    } else {
        "opener"
    };
    let throws =
        format!("(() => {{ try {{ return !{other}.document }} catch {{ return true }} }})()");
    assert_eq!(launch.market.eval(&throws).await?, true);
    let text = launch.send().await?;
    launch.delivered(&text).await?;

    let broken = "Object.defineProperty(window, 'opener', {
        value: { closed: false, postMessage() { throw new Error('Access is denied.'); } },
    });";
    if play.way == Way::Proxy {
        // The page cannot do without its parent; the proxy page can do without its opener.
        play.inject("/host/proxy.html", broken)?;
        let launch = play.launch(&play.plan()).await?;
        let text = launch.send().await?;
        return launch.delivered(&text).await;
    }
    play.inject("/marketplace/faults/complete.html", broken)?;
    let launch = play
        .launch(&play.plan().redirect_to("host/landing.html"))
        .await?;
    let text = launch.send().await?;
    let known = launch.visited("/host/landing.html").await?;
    launch.delivered_by(&text, "landing", known).await?;
    Ok(Code::Delivered)
}

pub(super) async fn wrong_clock(play: &Play<'_>) -> Result<Code> {
    for days in [1, -2] {
        // Added up: a day ahead first, a day behind then.
        let shift =
            format!("{{ const now = Date.now; Date.now = () => now() + {days} * 86_400_000; }}");
        play.inject("/", &shift)?;
        let launch = play.launch(&play.plan()).await?;
        let off = "Math.round((window.Date.now() - probe.real.date()) / 86_400_000)";
        let off = launch.host.eval(off).await?.as_f64();
        assert_eq!(off, Some(if days > 0 { 1.0 } else { -1.0 }));
        let text = launch.send().await?;
        launch.delivered(&text).await?;
    }
    Ok(Code::Delivered)
}

pub(super) async fn strings_only(play: &Play<'_>) -> Result<Code> {
    let old = "for (const name of ['MessageChannel', 'BroadcastChannel', 'structuredClone']) delete window[name];";
    play.inject("/", old)?;
    let launch = play.launch(&play.plan()).await?;
    for page in [&launch.host, &launch.popup, &launch.market] {
        assert_eq!(
            page.eval("typeof window.MessageChannel + typeof window.BroadcastChannel")
                .await?,
            "undefinedundefined"
        );
    }
    let text = launch.send().await?;
    launch.delivered(&text).await
}
