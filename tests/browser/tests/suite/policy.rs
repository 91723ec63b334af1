//! Under the policies that `docs/content-security-policy.md` prints, everything works and nobody complains.
//!
//! `cargo xtask test engines` plays this in the other engines, too.

use std::fs;

use browser_tests::{Host, Page, Path, Result, run, until, workspace};
use launch_complete_demo::{Site, Switch};

use crate::console_box::save;

/// Over the proxy page, and over the landing page with and without data in it.
const PATHS: [Path; 3] = [Path::PROXY_BOTH, Path::FORM_POST, Path::LANDING_BACKEND];

/// The pages of the host that this brings up.
const PAGES: [&str; 4] = [
    "/host/",
    "/host/demo/proxy-both.html",
    "/host/landing.html",
    "/host/demo/landing-backend.html",
];

#[test]
fn all_pages_live_under_the_printed_policies() {
    run("policies", async |stage| {
        stage.watch_policies()?;
        let host = stage.host().await?;
        for path in PATHS {
            println!("{}", path.name);
            delivers(&host, path, "path").await?;
        }
        let notes = notes(&host.page).await?;
        for page in PAGES {
            assert!(notes.contains(&format!("{page}: watched")), "{page}");
        }
        is_quiet(&notes);

        // Who watches would have seen one.
        stage.allow_console("elsewhere.localhost");
        for name in ["host/proxy.html", "host/landing.html"] {
            let page = stage
                .open(&stage.host_url(&format!("{name}#provoke")))
                .await?;
            let wanted = format!("/{name}: violation of img-src by http://elsewhere.localhost:1");
            until("a violation to be seen", async || {
                let notes = self::notes(&page).await?;
                let seen = notes.iter().any(|note| note.starts_with(&wanted));
                Ok(seen.then_some(()))
            })
            .await?;
        }
        Ok(())
    });
}

/// The script of the app's own site, as the README has it.
const SNIPPET: &str = r#"<h1>Congrats</h1>
<script src="HOST/lib/launch-complete.js" data-target-origin="HOST" data-ack="required"></script>"#;
const REDIRECT: &str = r#"<h1>Congrats</h1>
<script src="HOST/lib/launch-complete.js" data-via="redirect" data-response-mode="form_post"
  data-redirect-uri="HOST/host/landing.html"></script>"#;

#[test]
fn a_launch_complete_page_needs_no_more_than_is_printed() {
    run("the marketplace's policy", async |stage| {
        stage.watch_policies()?;
        // The simulator's way of making the page, from which a real marketplace's differs.
        stage.allow_console("is invoked via document.write");
        let document = fs::read_to_string(workspace().join("docs/content-security-policy.md"))?;
        let (_, section) = document
            .split_once("\n## The Launch Complete page\n")
            .ok_or("no such section")?;
        let (_, policy) = section
            .split_once("\nContent-Security-Policy: ")
            .ok_or("no policy")?;
        let policy = policy.lines().next().unwrap_or_default();
        // The simulator makes the page with a script of its own.
        let policy = policy
            .replace("https://app.example", stage.demo.host_origin())
            .replace("script-src ", "script-src 'self' ");
        let switch = Switch::on("/marketplace/complete.html")
            .header("content-security-policy", policy.as_str());
        stage.demo.switches().set(Site::Marketplace, vec![switch])?;
        let host = stage.host().await?;
        for (html, path) in [(SNIPPET, Path::PROXY), (REDIRECT, Path::FORM_POST)] {
            save(stage, html, false).await?;
            delivers(&host, path, "saved").await?;
        }
        is_quiet(&notes(&host.page).await?);
        Ok(())
    });
}

async fn delivers(host: &Host<'_>, path: Path, html: &str) -> Result {
    let launch = host.connect_with(path, "one", html).await?;
    launch.install().await?;
    // A frame keeps its notes to itself.
    let market = notes(&launch.market).await?;
    let complete = "/marketplace/complete.html: watched".to_owned();
    assert!(market.contains(&complete), "{market:?}");
    is_quiet(&market);
    launch.ok().await?;
    launch.outcome().await?;
    launch.popup.gone().await
}

#[track_caller]
fn is_quiet(notes: &[String]) {
    let noise: Vec<_> = notes
        .iter()
        .filter(|note| !note.ends_with(": watched"))
        .collect();
    assert!(noise.is_empty(), "{noise:?}");
}

/// What the pages of this page's site have written down.
async fn notes(page: &Page) -> Result<Vec<String>> {
    let keys = "Object.keys(localStorage).filter((key) => key.startsWith('note '))";
    let notes = page
        .eval(&format!("{keys}.map((key) => localStorage.getItem(key))"))
        .await?;
    let notes = notes.as_array().cloned().unwrap_or_default();
    Ok(notes
        .iter()
        .filter_map(|note| note.as_str().map(String::from))
        .collect())
}
