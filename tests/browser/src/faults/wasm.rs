//! F39: WebAssembly cannot run, on the page, on the host, or on both.

use launch_complete_demo::{Site, Switch};

use super::{play::Play, table::Code};
use crate::{Modules, Result, pages};

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
            pages::break_modules(
                &play.www,
                Modules {
                    page: !page,
                    host: !host,
                },
            )?;
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
