//! What the documents tell people to write, run as it stands there, with this test's addresses in the place of theirs.

use std::fs;

use browser_tests::{Page, Path, Result, Stage, encoded, run, until, workspace};

use crate::console_box::save;

/// A snippet for an app, and the Launch Complete HTML that it is for. That each stands in a document letter by
/// letter is a test of `tests/readme`.
const SCRIPTS: [(&str, &str); 5] = [
    ("first", "ours"),
    ("host-app", "ours"),
    ("proxy", "ours-parent"),
    ("redirect", "ours-redirect-fragment"),
    ("listen", "ours-plain-host"),
];

/// The simulator's account: a back end is told it together with the launch URL.
const ACCOUNT: &str = "6d0f3a91-4b1e-4c7d-9a52-000000000007";

#[test]
fn every_script_delivers() {
    run("the documents' scripts", async |stage| {
        put_app(stage)?;
        for (name, preset) in SCRIPTS {
            println!("{name}");
            let app = open(stage, name, preset).await?;
            let popup = stage
                .browser
                .opened(async || app.click("#connect").await)
                .await?;
            let market = match name {
                "proxy" => popup.frame("[data-launch-frame] iframe"),
                _ => popup.clone(),
            };
            if name == "host-app" {
                // As a customer might; `resume` takes the launch up.
                app.goto(&address(stage, name, preset)).await?;
            }
            install(&market).await?;
            let errors = market.text("result.errors.join(' ')").await?;
            market.click_last("body.complete button").await?;
            let said = "document.body.innerText.match(/Connected.*/)?.[0]";
            let said = app.until("the app to say so", said).await?;
            let expected = match name {
                "host-app" => format!("Connected, 1 not active: {errors}"),
                _ => format!("Connected: {ACCOUNT}"),
            };
            assert_eq!(said, expected.as_str());
            popup.gone().await?;
            app.close().await?;
        }
        Ok(())
    });
}

#[test]
fn a_launch_in_the_apps_own_tab_is_stored() {
    run("the documents' same tab", async |stage| {
        put_app(stage)?;
        let app = open(stage, "tab", "ours-redirect-backend").await?;
        app.click("#connect").await?;
        install(&app).await?;
        app.click("body.complete button").await?;
        until("the result to be stored", async || {
            Ok((stage.demo.store().list()?.len() == 1).then_some(()))
        })
        .await
    });
}

/// Launch Complete HTML that is in no page of `www/`.
#[test]
fn every_page_delivers() {
    run("the documents' pages", async |stage| {
        for entry in fs::read_dir(workspace().join("tests/readme/pages"))? {
            let file = entry?.path();
            println!("{}", file.display());
            let html = fs::read_to_string(&file)?
                .replace("https://app.example/lib/", "../lib/")
                .replace("https://app.example", stage.demo.host_origin());
            let by_itself = html.contains("data-when=\"load\"");
            save(stage, &html, false).await?;
            let host = stage.host().await?;
            let launch = host.connect_with(Path::OPENER, "one", "saved").await?;
            for step in ["#continue", "#authorise"] {
                launch.market.click(step).await?;
            }
            launch.market.click_last("#install").await?;
            if !by_itself {
                launch
                    .market
                    .click_last("body.complete button, #go")
                    .await?;
            }
            launch.outcome().await?;
            launch.popup.gone().await?;
        }
        Ok(())
    });
}

/// The app and the snippets, on the host's site.
fn put_app(stage: &Stage) -> Result {
    let folder = workspace().join("tests/readme");
    for name in ["app.html", "app.js"] {
        let text = fs::read_to_string(folder.join("app").join(name))?;
        stage.put(&format!("host/documents/{name}"), &text)?;
    }
    for (name, _) in SCRIPTS {
        let text = fs::read_to_string(folder.join(format!("snippets/{name}.mjs")))?
            .replace(
                "https://marketplace.example",
                stage.demo.marketplace_origin(),
            )
            .replace("/connect/", "/host/");
        stage.put(&format!("host/documents/{name}.mjs"), &text)?;
    }
    Ok(())
}

fn address(stage: &Stage, name: &str, preset: &str) -> String {
    let launch = format!("marketplace/launch.html?package=stopped&preset={preset}");
    let launch = encoded(&stage.marketplace_url(&launch));
    stage.host_url(&format!(
        "host/documents/app.html?run={name}&account={ACCOUNT}&url={launch}"
    ))
}

async fn open(stage: &Stage, name: &str, preset: &str) -> Result<Page> {
    let app = stage.open(&address(stage, name, preset)).await?;
    app.until("the app", "document.querySelector('#connect[data-ready]')")
        .await?;
    Ok(app)
}

/// Clicks through the marketplace.
async fn install(market: &Page) -> Result {
    for step in ["#continue", "#authorise", "#install"] {
        market.click(step).await?;
    }
    let there =
        "document.readyState === 'complete' && document.querySelector('body.complete button')";
    market
        .until("the Launch Complete page", &format!("!!({there})"))
        .await
        .map(drop)
}
