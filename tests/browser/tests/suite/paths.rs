//! Every path with every package: what arrives is what the page had, and every window goes away by itself.

use browser_tests::{Host, PACKAGES, Path, Result, run};
use serde_json::{Value, json};

macro_rules! paths {
    ($($test:ident: $path:ident;)*) => {$(
        #[test]
        fn $test() {
            run(stringify!($test), async |stage| {
                let host = stage.host().await?;
                for package in PACKAGES {
                    one(&host, Path::$path, package).await?;
                }
                Ok(())
            });
        }
    )*};
}

paths! {
    opener: OPENER;
    proxy_to_the_app: PROXY;
    proxy_to_the_back_end: PROXY_BACKEND;
    proxy_to_both: PROXY_BOTH;
    redirect_by_fragment: FRAGMENT;
    redirect_by_query: QUERY;
    redirect_by_form: FORM_POST;
    redirect_to_app_and_back_end: LANDING_BACKEND;
}

async fn one(host: &Host<'_>, path: Path, package: &str) -> Result {
    let fits = !(path.capped && package == "many");
    println!(
        "{}, {package}{}",
        path.name,
        if fits { "" } else { ": too long" }
    );
    if fits {
        delivers(host, path, package).await
    } else {
        is_too_long(host, path, package).await
    }
}

async fn delivers(host: &Host<'_>, path: Path, package: &str) -> Result {
    let demo = &host.stage.demo;
    let launch = host.connect(path, package).await?;
    launch.install().await?;
    let sent = launch.result_text().await?;
    launch.ok().await?;

    let outcome = launch.outcome().await?;
    // Who sent a page to the landing page is not known, only that it was our landing page that passed it on.
    let landed = path.via == "landing";
    let expected = json!({
        "code": "DELIVERED",
        "via": path.via,
        "channel": if path == Path::OPENER { "message" } else { "broadcast" },
        "origin": if landed { demo.host_origin() } else { demo.marketplace_origin() },
        "originVerified": !landed,
        "bound": true,
        "repeated": false,
    });
    for (name, value) in expected.as_object().into_iter().flatten() {
        assert_eq!(&outcome[name], value, "{name} of {outcome}");
    }
    assert!(
        outcome["milliseconds"].as_f64().is_some_and(|it| it > 0.0),
        "{outcome}"
    );

    if path.told {
        assert_eq!(launch.arrived().await?, sent, "the object");
        assert_eq!(
            launch.record("it.outcome.text").await?,
            Value::from(sent.as_str()),
            "the text"
        );
    } else {
        assert_eq!(launch.record("it.outcome.result").await?, Value::Null);
    }
    // It goes once everybody has it: the app may have it before the back end.
    launch.popup.gone().await?;
    let key = outcome["key"].as_str().unwrap_or_default();
    let stored = demo.store().text(key)?;
    if path.stored {
        assert_eq!(stored.as_deref(), Some(sent.as_str()), "the stored text");
    } else {
        assert_eq!(stored, None, "nobody asked to store it");
    }

    shows(host, launch.index(), &outcome).await
}

/// The host app's own page tells the same.
async fn shows(host: &Host<'_>, index: u64, outcome: &Value) -> Result {
    let article = format!("document.querySelector('[data-launch=\"{}\"]')", index + 1);
    let shown = host
        .page
        .eval(&format!("({{ ...{article}.dataset }})"))
        .await?;
    assert_eq!(shown["state"], "delivered");
    assert_eq!(shown["code"], outcome["code"]);
    assert_eq!(shown["via"], outcome["via"]);
    assert_eq!(shown["origin"], outcome["origin"]);
    let milliseconds = outcome["milliseconds"].as_f64().unwrap_or_default().round();
    let words = host.page.text(&format!("{article}.textContent")).await?;
    assert!(words.contains(&format!("{milliseconds} ms")), "{words}");
    Ok(())
}

async fn is_too_long(host: &Host<'_>, path: Path, package: &str) -> Result {
    let launch = host.connect(path, package).await?;
    launch.install().await?;
    let before = launch.market.text("location.href").await?;
    launch.ok().await?;
    assert_eq!(launch.until_page_state("failed").await?, "RESULT_TOO_LONG");
    assert_eq!(launch.market.text("location.href").await?, before);
    let asked = host.stage.demo.log().lines();
    let landed = asked
        .iter()
        .filter(|line| line.referer.as_deref() == Some(before.as_str()));
    assert_eq!(
        landed
            .filter(|line| line.target.starts_with("/host/"))
            .count(),
        0
    );
    assert_eq!(launch.record("it.outcome ?? it.error").await?, Value::Null);
    launch.host.page.click("#cancel").await?;
    assert_eq!(launch.failure().await?, "CLOSED");
    launch.popup.gone().await
}
