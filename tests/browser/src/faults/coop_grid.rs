//! `Cross-Origin-Opener-Policy` in every place and with every value, on every path: delivered, never `CLOSED`.

use launch_complete_demo::{Site, Switch};

use super::{
    launch::{Launch, page_state},
    play::Play,
    table::{Cell, Code, Way},
};
use crate::Result;

const HOST: &str = "/host/";
const COMPLETE: &str = "/marketplace/faults/complete.html";
const LOGIN: &str = "/marketplace/faults/step.html";

/// Where the header stands, and its value.
struct Row {
    id: &'static str,
    page: &'static str,
    value: &'static str,
}

const fn row(id: &'static str, page: &'static str, value: &'static str) -> Row {
    Row { id, page, value }
}

const ROWS: [Row; 12] = [
    row("COOP none", HOST, "unsafe-none"),
    row(
        "COOP host same-origin-allow-popups",
        HOST,
        "same-origin-allow-popups",
    ),
    row("COOP host same-origin", HOST, "same-origin"),
    row(
        "COOP host same-origin, COEP require-corp",
        HOST,
        "same-origin",
    ),
    row(
        "COOP host noopener-allow-popups",
        HOST,
        "noopener-allow-popups",
    ),
    row("COOP host restrict-properties", HOST, "restrict-properties"),
    row("COOP launch same-origin", COMPLETE, "same-origin"),
    row(
        "COOP launch same-origin-allow-popups",
        COMPLETE,
        "same-origin-allow-popups",
    ),
    row(
        "COOP launch noopener-allow-popups",
        COMPLETE,
        "noopener-allow-popups",
    ),
    row("COOP login same-origin", LOGIN, "same-origin"),
    row(
        "COOP login same-origin-allow-popups",
        LOGIN,
        "same-origin-allow-popups",
    ),
    row(
        "COOP login noopener-allow-popups",
        LOGIN,
        "noopener-allow-popups",
    ),
];

/// Every row on every path: send and then redirect, the proxy page, redirect at once.
pub(super) fn cells() -> Vec<Cell> {
    let cell = |row: &Row, way| Cell {
        id: row.id.into(),
        way,
        required: Code::Delivered,
    };
    ROWS.iter()
        .flat_map(|row| Way::ALL.map(|way| cell(row, way)))
        .collect()
}

pub(super) async fn delivers(play: &Play<'_>) -> Result<Code> {
    let row = ROWS
        .iter()
        .find(|row| row.id == play.id)
        .ok_or("no such row")?;
    let isolated = row.id.ends_with("require-corp");
    let mut switch = Switch::on(row.page).header("cross-origin-opener-policy", row.value);
    if isolated {
        switch = switch.header("cross-origin-embedder-policy", "require-corp");
    }
    let site = if row.page == HOST {
        Site::Host
    } else {
        Site::Marketplace
    };
    play.switch(site, vec![switch])?;

    // Where the frame is blocked the customer goes on without it, and then nobody is the opener.
    let mut plan = play.plan().redirect_to("host/landing.html");
    if row.page == LOGIN {
        plan = plan.through("faults/step.html");
    }
    let mut launch = play.connect(&plan).await?;
    if isolated && play.way == Way::Proxy {
        page_state(&launch.popup, "framed").await?;
        launch.popup.eval("probe.advance(5000)").await?;
        launch.popup.click(".launch-direct").await?;
        launch = Launch {
            market: launch.popup.clone(),
            ..launch
        };
    }
    if row.page == LOGIN {
        launch.market.click("#next").await?;
    }
    launch.completed().await?;
    let severed = launch.market.eval("window.opener === null").await?;
    let text = launch.send().await?;
    let code = launch.delivered(&text).await?;
    let via = match play.way {
        Way::Opener if severed == false => "opener",
        Way::Proxy if !isolated => "proxy",
        Way::Opener | Way::Proxy | Way::Redirect => "landing",
    };
    assert_eq!(launch.record("it.outcome.via").await?, via);
    Ok(code)
}
