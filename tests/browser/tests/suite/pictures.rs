//! Every page, light and dark, wide and narrow, in `target/screenshots`. A page that is wider than its
//! window is a failure, and so is what axe-core finds; the rest is for people to look at.

use std::{fs, path::PathBuf};

use browser_tests::{Host, Launch, Page, Path, Result, Stage, run, workspace};
use launch_complete_demo::{Site, Switch};
use serde_json::{Value, json};

use crate::accessible;

/// Name, scheme, width.
const LOOKS: [(&str, &str, u32); 3] = [
    ("light", "light", 1280),
    ("dark", "dark", 1280),
    ("narrow", "light", 390),
];

/// Pages that need nothing but their address.
const MARKETPLACE: [(&str, &str); 9] = [
    ("start", "index.html"),
    ("installed", "index.html?installed=one"),
    ("console", "console.html"),
    ("choose", "launch.html"),
    ("connect", "connect.html?package=one"),
    ("install", "launch.html?package=non-ascii&step=install"),
    ("build", "build.html"),
    ("events", "events.html"),
    ("complete-plain", "complete.html?package=one&preset=plain"),
];

/// What a customer sees at the end: packages and texts of the box.
const COMPLETE: [(&str, &str, &str); 5] = [
    ("complete-ours", "several", "ours-opener"),
    ("complete-sample", "one", "sample"),
    ("complete-merge-field", "non-ascii", "merge-field"),
    ("complete-no-message", "no-message", "ours"),
    ("complete-missing", "missing", "ours-opener"),
];

#[test]
fn the_marketplace() {
    run("pictures of the marketplace", async |stage| {
        if !stage.browser.engine().takes_devtools_commands() {
            return Ok(());
        }
        let page = stage.browser.tab().await?;
        for (name, address) in MARKETPLACE {
            page.goto(&stage.marketplace_url(&format!("marketplace/{address}")))
                .await?;
            page.until(
                name,
                "document.querySelector('main h1')?.innerText !== 'Installed'",
            )
            .await?;
            take(&page, &format!("marketplace-{name}")).await?;
        }
        page.goto(&stage.marketplace_url("marketplace/build.html"))
            .await?;
        page.until("the form", "!document.getElementById('send').disabled")
            .await?;
        page.click("#addCycle").await?;
        page.fill(".cycle:nth-of-type(2) [name=url]", "not a URL")
            .await?;
        take(&page, "marketplace-build-wrong").await?;
        for (name, package, preset) in COMPLETE {
            let address = format!("marketplace/complete.html?package={package}&preset={preset}");
            page.goto(&stage.marketplace_url(&address)).await?;
            page.until(
                name,
                "document.querySelector('body.complete h1')?.innerText.startsWith('Congrats')",
            )
            .await?;
            if preset.starts_with("ours") {
                take(&page, &format!("marketplace-{name}")).await?;
                // Nobody opened it: it says what is wrong.
                page.click("body.complete button").await?;
                page.until(
                    "it to fail",
                    "!!document.querySelector('[role=status][data-state=failed]')",
                )
                .await?;
                take(&page, &format!("marketplace-{name}-failed")).await?;
            } else {
                take(&page, &format!("marketplace-{name}")).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn the_host() {
    run("pictures of the host", async |stage| {
        if !stage.browser.engine().takes_devtools_commands() {
            return Ok(());
        }
        stage.allow_console("/api/results");
        let host = stage.host().await?;
        take(&host.page, "host-first").await?;
        for (path, package) in [
            (Path::OPENER, "several"),
            (Path::PROXY_BACKEND, "single"),
            (Path::PROXY_BOTH, "stopped"),
            (Path::FRAGMENT, "non-ascii"),
            (Path::LANDING_BACKEND, "surrogates"),
        ] {
            let launch = host.connect(path, package).await?;
            launch.install().await?;
            if path == Path::PROXY_BOTH {
                take(&launch.popup, "proxy").await?;
            }
            launch.ok().await?;
            launch.outcome().await?;
            launch.popup.gone().await?;
            if path == Path::PROXY_BOTH {
                take(&host.page, "host-picture").await?;
            }
        }
        take(&host.page, "host-delivered").await?;
        broken(&host).await?;
        failing(stage, &host).await?;
        take(&host.page, "host-failed").await?;
        let landing = stage.open(&stage.host_url("host/landing.html")).await?;
        landing
            .until(
                "it to fail",
                "!!document.querySelector('[data-state=failed]')",
            )
            .await?;
        take(&landing, "landing-failed").await?;
        // Opened by nobody.
        let proxy = stage.open(&stage.host_url("host/proxy.html")).await?;
        proxy
            .until(
                "it to fail",
                "!!document.querySelector('[data-state=failed]')",
            )
            .await?;
        take(&proxy, "proxy-alone").await
    });
}

/// What can be broken, some of it broken, and a launch that found its way all the same.
async fn broken(host: &Host<'_>) -> Result {
    let open = "document.querySelector('#break-choices').closest('details').open = true";
    host.page.eval(&format!("void ({open})")).await?;
    for name in ["sign-in-isolates", "back-end-fails-twice"] {
        host.page
            .click(&format!("[name=break][value={name}]"))
            .await?;
        let listed = format!("!!document.querySelector('[data-broken={name}]')");
        host.page.until("it to be listed", &listed).await?;
    }
    take(&host.page, "host-breaks").await?;
    host.page
        .eval(&format!("void ({})", open.replace("true", "false")))
        .await?;
    let launch = host.connect(Path::LANDING_BACKEND, "one").await?;
    launch.install().await?;
    launch.ok().await?;
    launch.outcome().await?;
    launch.popup.gone().await?;
    host.page.click("#history-rows button").await?;
    host.page
        .until("the result", "!!document.querySelector('dialog dl')")
        .await?;
    take(&host.page, "host-stored-text").await?;
    host.page.click("dialog > button").await?;
    take(&host.page, "host-broken").await?;
    host.page.click("#repair").await?;
    let back = "document.getElementById('repair').disabled";
    host.page
        .until("everything to be put back", back)
        .await
        .map(drop)
}

/// A back end that is down, an app that refuses, a launch that is cancelled, one that waits.
async fn failing(stage: &Stage, host: &Host<'_>) -> Result {
    let down = Switch::on("/api/results").method("POST").status(404);
    stage.demo.switches().set(Site::Host, vec![down])?;
    let launch = host.connect(Path::PROXY_BACKEND, "one").await?;
    ended(&launch, "failed").await?;
    take(&launch.popup, "proxy-failed").await?;
    stage.demo.switches().clear();

    host.page
        .run(
            "document.getElementById('expectAccountId').value = 'another'",
            Vec::new(),
        )
        .await?;
    let launch = host.connect(Path::OPENER, "one").await?;
    launch.install().await?;
    launch.ok().await?;
    launch.until_page_state("refused").await?;
    take(&launch.popup, "marketplace-complete-refused").await?;
    let launch = host.connect(Path::FRAGMENT, "one").await?;
    ended(&launch, "refused").await?;
    take(&launch.popup, "landing-refused").await?;
    host.page.click("#cancel").await?;
    launch.failure().await?;
    host.connect(Path::OPENER, "one").await.map(drop)
}

async fn ended(launch: &Launch<'_>, state: &str) -> Result {
    launch.install().await?;
    launch.ok().await?;
    let shown = format!("!!document.querySelector('[data-launch-status][data-state={state}]')");
    launch.popup.until(state, &shown).await.map(drop)
}

/// Takes the page in every look, as long as it is.
pub(crate) async fn take(page: &Page, name: &str) -> Result {
    let folder = folder()?;
    for (look, scheme, width) in LOOKS {
        let prefer = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        page.devtools("Emulation.setEmulatedMedia", prefer).await?;
        resize(page, width, 800).await?;
        let height = "Math.min(4000, Math.max(500, document.documentElement.scrollHeight))";
        let height = page.eval(height).await?.as_u64().unwrap_or(800);
        resize(page, width, height).await?;
        page.eval("void scrollTo(0, 0)").await?;
        page.screenshot(&folder.join(format!("{name}-{look}.png")))
            .await?;
        let wide = page.eval("document.documentElement.scrollWidth").await?;
        assert!(
            wide.as_u64() <= Some(width.into()),
            "{name} is {wide} wide in a window of {width}"
        );
        match look {
            "light" => accessible::look(page, name).await?,
            "dark" => accessible::look_at_colours(page, name).await?,
            _ => {}
        }
    }
    page.devtools("Emulation.clearDeviceMetricsOverride", json!({}))
        .await
        .map(drop)
}

async fn resize(page: &Page, width: u32, height: u64) -> Result<Value> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.devtools("Emulation.setDeviceMetricsOverride", size)
        .await
}

fn folder() -> Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| workspace().join("target"), PathBuf::from);
    let folder = target.join("screenshots");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
