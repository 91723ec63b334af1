//! F39: WebAssembly cannot run, on the page, on the host, or on both.

use std::{fs, path::Path};

use launch_complete_demo::{Site, Switch};

use super::{play::Play, table::Code};
use crate::Result;

/// Why it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The page's policy does not allow it.
    Forbidden,
    /// The engine has none.
    Missing,
    /// The file arrived broken.
    Corrupt,
}

const PAGE: [&str; 2] = ["launch-complete.js", "launch-complete.mjs"];
const HOST: [&str; 3] = [
    "launch-complete-host.mjs",
    "launch-complete-proxy.mjs",
    "launch-complete-landing.mjs",
];

pub(super) async fn without(play: &Play<'_>) -> Result<Code> {
    for why in [Why::Forbidden, Why::Missing, Why::Corrupt] {
        for (page, host) in [(true, false), (false, true), (true, true)] {
            let named = |error| format!("{why:?}, page {page}, host {host}: {error}");
            once(play, why, page, host).await.map_err(named)?;
        }
    }
    Ok(Code::Delivered)
}

async fn once(play: &Play<'_>, why: Why, page: bool, host: bool) -> Result {
    play.forget_scripts()?;
    play.demo.switches().clear();
    match why {
        Why::Forbidden => forbid(play, page, host)?,
        Why::Missing => {
            let missing = "delete window.WebAssembly;";
            for (broken, site) in [(page, "/marketplace/"), (host, "/host/")] {
                if broken {
                    play.inject(site, missing)?;
                }
            }
        }
        Why::Corrupt => {
            let files = PAGE
                .iter()
                .filter(|_| page)
                .chain(HOST.iter().filter(|_| host));
            for file in files {
                corrupt(&play.www.join("lib").join(file))?;
            }
        }
    }
    let delivered = async {
        let launch = play.launch(&play.plan()).await?;
        if why == Why::Missing {
            let missing = "typeof window.WebAssembly === 'undefined'";
            assert_eq!(launch.host.eval(missing).await?, host);
            assert_eq!(launch.market.eval(missing).await?, page);
        }
        let text = launch.send().await?;
        launch.delivered(&text).await
    };
    delivered.await.map(drop)
}

fn forbid(play: &Play<'_>, page: bool, host: bool) -> Result {
    let policy = |site: &str| {
        let policy = "script-src 'self' 'unsafe-inline'";
        vec![Switch::on(site).header("content-security-policy", policy)]
    };
    if page {
        play.switch(Site::Marketplace, policy("/marketplace/"))?;
    }
    if host {
        play.switch(Site::Host, policy("/host/"))?;
    }
    Ok(())
}

/// Turns characters in the middle of the encoded module into others.
fn corrupt(file: &Path) -> Result {
    let text = fs::read_to_string(file)?;
    let longest = text
        .split('"')
        .max_by_key(|part| part.len())
        .unwrap_or_default();
    let middle = longest.len() / 2;
    let (before, after) = (&longest[..middle], &longest[middle + 64..]);
    let broken = format!("{before}{}{after}", "A".repeat(64));
    Ok(fs::write(file, text.replacen(longest, &broken, 1))?)
}
