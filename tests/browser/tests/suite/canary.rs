//! A webhook URL works for whoever holds it. Here one holds a token that nothing else has, and is looked
//! for in every place it must not be.

mod places;
mod token;

use browser_tests::{Launch, Page, Path, Result, Stage, run_in_whole_browser, until};
use launch_complete_demo::{Site, Switch};
use serde_json::json;

use self::{
    places::{files_with, found_in},
    token::Token,
};

macro_rules! canaries {
    ($($test:ident: $path:ident;)*) => {$(
        #[test]
        fn $test() {
            run_in_whole_browser(concat!("canary, ", stringify!($test)), async |stage| {
                delivered(stage, Path::$path).await
            });
        }
    )*};
}

canaries! {
    by_opener: OPENER;
    by_proxy: PROXY;
    by_proxy_and_back_end: PROXY_BOTH;
    by_fragment: FRAGMENT;
    by_query: QUERY;
    by_form: FORM_POST;
    by_landing_and_back_end: LANDING_BACKEND;
}

async fn delivered(stage: &Stage, path: Path) -> Result {
    let token = Token::new();
    let host = stage.host().await?;
    let launch = host.connect(path, "one").await?;
    launch.install().await?;
    plant(&launch, &token).await?;
    clean(&launch.market, &token, "the Launch Complete page, before").await?;

    // The pages that receive it take long enough to be looked at.
    stage.hold_landing()?;
    let slow = ["/shared/icon.svg", "/api/results"];
    let slow = slow.map(|prefix| Switch::on(prefix).delay_ms(2000));
    stage.demo.switches().set(Site::Host, slow.into())?;
    stage.demo.log().clear();
    launch.ok().await?;
    if path.via == "landing" {
        landing(stage, &launch, &token).await?;
    } else if path.stored {
        asked(stage, "/api/results").await?;
        clean(&launch.popup, &token, "the proxy page, handing it on").await?;
        clean(&launch.market, &token, "the Launch Complete page, waiting").await?;
    }
    stage.demo.switches().clear();

    launch.outcome().await?;
    assert!(token.is_in(&launch.arrived().await?), "the app has it");
    launch.popup.gone().await?;
    opened_up(&host.page).await?;
    clean(&host.page, &token, "the host app").await?;
    if path.via != "landing" {
        // An address once gone to, and a form once sent, stay with the browser itself, out of a page's reach.
        let files = files_with(stage.profile(), &token)?;
        assert!(files.is_empty(), "the browser keeps it in {files:?}");
    }
    on_the_wire(stage, path, &token).await
}

#[test]
fn what_goes_wrong_does_not_tell_it() {
    run_in_whole_browser("canary, failures", async |stage| {
        let token = Token::new();
        let host = stage.host().await?;

        // Refused on the page: the place is named, the URL is not.
        let launch = host.connect(Path::OPENER, "several").await?;
        launch.install().await?;
        let plant = format!(
            "void (result.cycles[1].webhooks[0].url = 'ftp://{}')",
            token.text()
        );
        launch.market.eval(&plant).await?;
        launch.ok().await?;
        assert_eq!(launch.until_page_state("failed").await?, "RESULT_INVALID");
        let words = launch
            .market
            .text("document.querySelector('[role=status]').innerText")
            .await?;
        assert!(words.contains("cycles[1].webhooks[0].url"), "{words}");
        clean(&launch.market, &token, "the page that refuses it").await?;
        host.page.click("#cancel").await?;
        launch.failure().await?;

        // Refused by the app.
        host.page
            .run(
                "document.getElementById('expectAccountId').value = 'another'",
                Vec::new(),
            )
            .await?;
        for path in [Path::OPENER, Path::PROXY, Path::FRAGMENT] {
            println!("{} refused by the app", path.name);
            let launch = host.connect(path, "one").await?;
            launch.install().await?;
            self::plant(&launch, &token).await?;
            launch.ok().await?;
            let refused = "document.querySelector('[data-state=refused]')";
            launch
                .popup
                .until("the refusal", &format!("!!{refused}"))
                .await
                .or(launch
                    .market
                    .until("the refusal", &format!("!!{refused}"))
                    .await)?;
            clean(&launch.popup, &token, "the window that was refused").await?;
            clean(&launch.market, &token, "the page that was refused").await?;
            clean(&host.page, &token, "the app that refused").await?;
            host.page.click("#cancel").await?;
            launch.failure().await?;
        }
        on_the_wire(stage, Path::OPENER, &token).await
    });
}

/// Puts the token into the page's result, as if the marketplace had given this webhook out.
async fn plant(launch: &Launch<'_>, token: &Token) -> Result {
    let plant = "result.cycles[0].webhooks[0].url = `https://hooks.example/start/${arguments[0]}`";
    launch
        .market
        .run(plant, vec![json!(token.text())])
        .await
        .map(drop)
}

/// The landing page has its address scrubbed before it does anything else.
async fn landing(stage: &Stage, launch: &Launch<'_>, token: &Token) -> Result {
    asked(stage, "/shared/icon.svg").await?;
    let begun = launch.popup.eval("!window.launchCompleteLanding");
    assert_eq!(begun.await?, false, "the landing page has begun");
    clean(&launch.popup, token, "the landing page, loading").await?;
    let address = launch.popup.text("location.href").await?;
    assert!(!address.contains("launch_result"), "{address}");
    if stage.browser.engine().takes_devtools_commands() {
        let history = launch
            .popup
            .devtools("Page.getNavigationHistory", json!({}))
            .await?;
        for entry in history["entries"].as_array().into_iter().flatten() {
            let shown = format!("{} {}", entry["title"], entry["url"]);
            assert!(!token.is_in(&shown), "the history: {shown}");
        }
    }
    if launch.path().stored {
        asked(stage, "/api/results").await?;
        clean(&launch.popup, token, "the landing page, handing it on").await?;
    }
    Ok(())
}

/// Waits until the host site was asked for this.
async fn asked(stage: &Stage, target: &str) -> Result {
    until(&format!("{target} to be asked for"), async || {
        let lines = stage.demo.log().lines();
        let post = |method: &str| !target.starts_with("/api/") || method == "POST";
        Ok(lines
            .iter()
            .any(|line| line.target == target && post(&line.method))
            .then_some(()))
    })
    .await
}

/// What is folded away is part of the page as well.
async fn opened_up(page: &Page) -> Result {
    let open = "document.querySelectorAll('details').forEach((each) => { each.open = true })";
    page.eval(&format!("void {open}")).await.map(drop)
}

async fn clean(page: &Page, token: &Token, name: &str) -> Result {
    let found = found_in(page, token).await?;
    assert!(found.is_empty(), "{name} has the token in {found:?}");
    Ok(())
}

/// Request lines, `Referer`, the console, and what the pages told of the launch. The query mode is the documented exception, and no default.
async fn on_the_wire(stage: &Stage, path: Path, token: &Token) -> Result {
    let lines = stage.demo.log().lines();
    let referers = lines.iter().filter_map(|line| line.referer.as_deref());
    assert_eq!(
        referers.filter(|referer| token.is_in(referer)).count(),
        0,
        "a Referer has it"
    );
    let asked: Vec<_> = lines
        .iter()
        .filter(|line| token.is_in(&line.target))
        .collect();
    if path == Path::QUERY {
        assert_eq!(asked.len(), 1, "only the landing page's own request has it");
        assert!(
            asked[0]
                .target
                .starts_with("/host/landing.html?launch_result=")
        );
    } else {
        assert!(asked.is_empty(), "a request line has it: {asked:?}");
    }
    let told = stage.demo.trace().json();
    assert!(
        told.contains("\"complete\""),
        "the pages told nothing: {told}"
    );
    assert!(!token.is_in(&told), "the trace has it");
    for line in stage.console().await? {
        // In query mode the browser's own word on a request would have it; there is none.
        assert!(
            !token.is_in(&line.message),
            "a console line has it: {}",
            line.message
        );
    }
    Ok(())
}
