//! Every page of `dist/www`, light and dark, by axe-core: no violation of any of its rules. The states that pages come
//! into are looked at where their pictures are taken.

use std::fs;

use browser_tests::{Page, Result, StaticSite, built, documents, run, workspace};
use serde_json::{Value, json};

/// What a page shows once it is there.
const READY: &str = "
    document.readyState === 'complete' && !!document.querySelector('h1') &&
    ![...document.querySelectorAll('[role=status]')].some((it) => /^(Loading|One moment)/.test(it.textContent))
";

#[test]
fn every_page_that_is_built() {
    run("axe on every page", async |stage| {
        if !stage.browser.engine().takes_devtools_commands() {
            return Ok(());
        }
        // The start page belongs to neither site.
        let port = StaticSite::free_port()?;
        let _site = StaticSite::serve(&built(), port).await?;
        let pages = documents()?;
        assert!(pages.len() > 14, "{pages:?}");
        let tab = stage.browser.tab().await?;
        for page in &pages {
            println!("{page}");
            let url = match page.split('/').next() {
                Some("host") => stage.host_url(page),
                Some("marketplace") => stage.marketplace_url(page),
                _ => format!("http://localhost:{port}/{page}"),
            };
            tab.goto(&url).await?;
            tab.until(page, READY).await?;
            emulate(&tab, "light").await?;
            no_violations(&tab, page, &json!({})).await?;
            emulate(&tab, "dark").await?;
            no_violations(&tab, page, &colours()).await?;
            rests(&tab, page).await?;
        }
        // Who looks would have seen one.
        tab.eval("void document.querySelector('main').append(document.createElement('button'))")
            .await?;
        let found = violations(&tab, &json!({})).await?;
        assert!(found.to_string().contains("button-name"), "{found}");
        Ok(())
    });
}

/// Looks at what a page shows at the moment, in the colours it has.
pub(crate) async fn look(page: &Page, name: &str) -> Result {
    no_violations(page, name, &json!({})).await
}

/// The same for the colours alone: the rest was looked at.
pub(crate) async fn look_at_colours(page: &Page, name: &str) -> Result {
    no_violations(page, name, &colours()).await
}

fn colours() -> Value {
    json!({ "runOnly": { "type": "rule", "values": ["color-contrast", "link-in-text-block"] } })
}

async fn no_violations(page: &Page, name: &str, options: &Value) -> Result {
    let found = violations(page, options).await?;
    assert_eq!(found, json!([]), "{name}");
    Ok(())
}

async fn violations(page: &Page, options: &Value) -> Result<Value> {
    if page.eval("!window.axe").await? == true {
        let file = workspace().join("xtask/tools/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&file)
            .map_err(|error| format!("{}: {error}: run cargo xtask build", file.display()))?;
        page.run(&axe, Vec::new()).await?;
    }
    let look = "
        const options = { iframes: false, resultTypes: ['violations'], ...arguments[0] };
        return axe.run(document, options).then(({ violations, passes, incomplete, inapplicable }) => {
            if (![passes, incomplete, inapplicable].some((it) => it.length)) throw new Error('nothing was looked at');
            return violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join('; ')}`);
        });
    ";
    page.run(look, vec![options.clone()]).await
}

/// Nothing moves where the customer wants it so, and every status text is a live region.
async fn rests(page: &Page, name: &str) -> Result {
    let moving = "[...document.querySelectorAll('*')].filter((it) => {
        const { animationName, transitionDuration } = getComputedStyle(it);
        return animationName !== 'none' || transitionDuration.split(',').some((each) => parseFloat(each) > 0);
    }).map((it) => it.outerHTML)";
    assert_eq!(page.eval(moving).await?, json!([]), "{name} moves");
    let mute = "[...document.querySelectorAll('#status, [data-launch-status]')]
        .filter((it) => it.getAttribute('role') !== 'status').map((it) => it.outerHTML)";
    assert_eq!(page.eval(mute).await?, json!([]), "{name} tells nobody");
    Ok(())
}

async fn emulate(page: &Page, scheme: &str) -> Result {
    let features = json!([
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    page.devtools(
        "Emulation.setEmulatedMedia",
        json!({ "features": features }),
    )
    .await
    .map(drop)
}
