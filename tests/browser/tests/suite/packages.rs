//! What is published, in a browser: bundles of the npm package, and the examples of pages. `cargo xtask test packages`
//! makes both before.

use std::{env, fs, path::Path};

use browser_tests::{Page, Result, Stage, StaticSite, copy, run, workspace};

const SAID: &str = "document.querySelector('[role=status]').textContent";

#[test]
#[ignore = "needs the bundles that `cargo xtask test packages` makes"]
fn every_bundle_delivers_by_every_path() {
    run("bundles", async |stage| {
        let folder = env::var_os("PACKAGES_FOLDER").ok_or("PACKAGES_FOLDER is not set")?;
        for bundle in ["vite", "vite-split", "esbuild"] {
            let built = Path::new(&folder).join("consumer").join(bundle);
            for site in ["host", "marketplace"] {
                stage.put_folder(&built, &format!("{site}/consumer"))?;
            }
            stage.demo.log().clear();
            for (via, arrived) in [
                ("opener", "opener"),
                ("parent", "proxy"),
                ("redirect", "landing"),
            ] {
                println!("{bundle}, {via}");
                let page = stage.open(&stage.host_url("host/consumer/")).await?;
                bundled(stage, &page, via, arrived).await?;
            }
            let fetched = stage.demo.log().with(".wasm").len();
            assert_eq!(fetched > 0, bundle == "vite-split", "{bundle}: {fetched}");
        }
        Ok(())
    });
}

async fn bundled(stage: &Stage, page: &Page, via: &str, arrived: &str) -> Result {
    page.until("the app", "'ready' in document.body.dataset")
        .await?;
    let button = format!("[data-via={via}]");
    let popup = stage
        .browser
        .opened(async || page.click(&button).await)
        .await?;
    let complete = match via {
        "parent" => popup.frame("[data-launch-frame] iframe"),
        _ => popup.clone(),
    };
    complete
        .until("the page", "'ready' in document.body.dataset")
        .await?;
    complete.click_last("button").await?;
    let said = page.until("the result", SAID).await?;
    assert_eq!(said, format!("{arrived}: Ängström c-1 c-2"));
    popup.gone().await?;
    page.close().await
}

#[test]
#[ignore = "needs the examples that `cargo xtask test packages` builds"]
fn the_examples_of_pages_connect() {
    run("examples of pages", async |stage| {
        for (example, folder) in [("plain-page", ""), ("vite-typescript", "dist")] {
            println!("{example}");
            let built = workspace().join("examples").join(example).join(folder);
            connects(stage, &built).await?;
        }
        Ok(())
    });
}

/// Both sites are served as the README says, but by ports that are free.
async fn connects(stage: &Stage, built: &Path) -> Result {
    let (port, marketplace) = (StaticSite::free_port()?, StaticSite::free_port()?);
    let origin = format!("http://host.localhost:{port}");
    let folder = tempfile::tempdir()?;
    let (app, www) = (folder.path().join("app"), folder.path().join("www"));
    copy(built, &app)?;
    copy(&workspace().join("dist/www"), &www)?;
    // What is pasted for both examples is what the marketplace starts with.
    let text = workspace().join("examples/plain-page/launch-complete.html");
    fs::copy(text, www.join("marketplace/presets/ours.html"))?;
    for site in [&app, &www] {
        replace(site, "http://host.localhost:8080", &origin)?;
        let marketplace = format!("http://marketplace.localhost:{marketplace}");
        replace(site, "http://marketplace.localhost:8081", &marketplace)?;
    }
    let _app = StaticSite::serve(&app, port).await?;
    let _marketplace = StaticSite::serve(&www, marketplace).await?;
    // Said of the simulator, which writes the page that a server would send.
    stage.allow_console("is invoked via document.write");

    for (button, framed) in [("#connect", false), ("#frame", true)] {
        println!("{button}");
        let page = stage.open(&format!("{origin}/")).await?;
        let popup = stage
            .browser
            .opened(async || page.click(button).await)
            .await?;
        let market = match framed {
            true => popup.frame("[data-launch-frame] iframe"),
            false => popup.clone(),
        };
        for step in ["#continue", "#authorise", "#install"] {
            market.click(step).await?;
        }
        market.click_last("body.complete button").await?;
        let connected = format!("{SAID}.startsWith('Connected 6d0f3a91-') && {SAID}");
        let said = page.until("the result", &connected).await?;
        let said = said.as_str().unwrap_or_default();
        assert!(said.ends_with(" is Active"), "{said}");
        popup.gone().await?;
        page.close().await?;
    }
    Ok(())
}

/// Replaces a text in every page and script.
fn replace(folder: &Path, from: &str, to: &str) -> Result {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_text = path
            .extension()
            .is_some_and(|it| ["html", "js", "json"].iter().any(|known| it == *known));
        if path.is_dir() {
            replace(&path, from, to)?;
        } else if is_text {
            fs::write(&path, fs::read_to_string(&path)?.replace(from, to))?;
        }
    }
    Ok(())
}
