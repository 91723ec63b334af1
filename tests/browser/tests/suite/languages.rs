//! The Arabic pages of `docs/languages.md`: no English is left in them, and they are laid out from right to left.

use std::fs;

use browser_tests::{Page, Path, Result, run, workspace};
use launch_complete_demo::{Site, Switch};

use crate::{console_box::save, pictures::take};

/// What a reader sees of the texts, without codes.
const SHOWN: &str = "[...document.querySelectorAll('h1, [role=status], button')]
    .map((it) => it.innerText.replace(/\\([A-Z_]+\\)/, '')).join(' ')";

#[test]
fn the_three_pages_from_right_to_left() {
    run("from right to left", async |stage| {
        if !stage.browser.engine().takes_devtools_commands() {
            return Ok(());
        }
        stage.allow_console("/api/results");
        // The simulator's way of making the page, from which a real marketplace's differs.
        stage.allow_console("is invoked via document.write");
        let [complete, proxy, landing] = printed()?;
        let heading = ("<h1>Connect an integration</h1>", "<h1>ربط التكامل</h1>");
        for (page, main, back_end) in [
            (
                "host/demo/proxy-backend.html",
                &proxy,
                "data-deliver-to=\"backend\"",
            ),
            ("host/landing.html", &landing, "data-deliver-to=\"opener\""),
        ] {
            stage.edit(page, |text| {
                let (before, rest) = text.split_once("<main").expect("a main element");
                let (_, after) = rest.split_once('>').expect("its end");
                let back_end = format!("{back_end} data-backend=\"../../api/results\">");
                let main = main.trim_end().trim_end_matches('>');
                format!("{before}{main}\n{back_end}{after}")
                    .replace("<html lang=\"en\">", "<html lang=\"ar\" dir=\"rtl\">")
                    .replace(heading.0, heading.1)
                    .replace(
                        "https://marketplace.example",
                        stage.demo.marketplace_origin(),
                    )
            })?;
        }
        save(
            stage,
            &complete.replace("https://app.example", "HOST"),
            false,
        )
        .await?;
        let host = stage.host().await?;

        // A back end that is down: both the proxy page and the framed page say so.
        let down = Switch::on("/api/results").method("POST").status(404);
        stage.demo.switches().set(Site::Host, vec![down])?;
        let launch = host
            .connect_with(Path::PROXY_BACKEND, "one", "saved")
            .await?;
        launch.install().await?;
        launch.ok().await?;
        state(&launch.popup, "failed").await?;
        state(&launch.market, "failed").await?;
        is_arabic(&launch.market).await?;
        is_arabic(&launch.popup).await?;
        let start = "document.querySelector('[data-launch-status] + button').getBoundingClientRect().right > innerWidth / 2";
        assert_eq!(
            launch.popup.eval(start).await?,
            true,
            "the button is where a line starts"
        );
        let frame = launch
            .popup
            .text("document.querySelector('iframe').title")
            .await?;
        assert_eq!(frame, "السوق");
        take(&launch.popup, "proxy-arabic").await?;
        stage.demo.switches().clear();
        launch.popup.click("[data-launch-status] + button").await?;
        launch.outcome().await?;
        launch.popup.gone().await?;

        // An app that refuses: the landing page says so.
        let redirect = "data-via=\"redirect\" data-redirect-uri=\"HOST/host/landing.html\"";
        let complete = complete.replace("data-ack=\"required\"", redirect);
        save(
            stage,
            &complete.replace("https://app.example", "HOST"),
            false,
        )
        .await?;
        let expect = "void (document.getElementById('expectAccountId').value = 'another')";
        host.page.eval(expect).await?;
        let launch = host.connect_with(Path::FRAGMENT, "one", "saved").await?;
        launch.install().await?;
        is_arabic(&launch.market).await?;
        take(&launch.popup, "complete-arabic").await?;
        launch.ok().await?;
        state(&launch.popup, "refused").await?;
        is_arabic(&launch.popup).await?;
        take(&launch.popup, "landing-arabic").await
    });
}

async fn state(page: &Page, state: &str) -> Result {
    let shown = format!("!!document.querySelector('[role=status][data-state={state}]')");
    page.until(state, &shown).await.map(drop)
}

async fn is_arabic(page: &Page) -> Result {
    let shown = page.text(SHOWN).await?;
    assert!(
        shown.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c)),
        "{shown}"
    );
    assert!(
        !shown.contains(|c: char| c.is_ascii_alphabetic()),
        "{shown}"
    );
    let directed = "[...document.querySelectorAll('[role=status], button')]
        .every((it) => getComputedStyle(it).direction === 'rtl')";
    assert_eq!(page.eval(directed).await?, true);
    Ok(())
}

/// The blocks of the document.
fn printed() -> Result<[String; 3]> {
    let document = fs::read_to_string(workspace().join("docs/languages.md"))?;
    let blocks: Vec<String> = document
        .split("\n```")
        .filter_map(|part| part.strip_prefix("html\n"))
        .map(String::from)
        .collect();
    blocks
        .try_into()
        .map_err(|_| "three blocks are expected".into())
}
