//! What the snippet builder gives: the lines of every combination are pasted into the marketplace's box, the code
//! for the app is put up as it is, and the result arrives.

use browser_tests::{Page, Result, Stage, run};
use launch_complete_demo::{RequestLine, Site, Switch};
use serde_json::{Value, json};

/// Every combination, as the builder's own modules make it.
const GENERATE: &str = "
    return (async ([own, listeners]) => {
        const names = ['choices', 'lines', 'host-code', 'library'];
        const modules = await Promise.all(names.map((name) => import(`/shared/snippet/${name}.js`)));
        const { PATHS, RESPONSE_MODES, DISTRIBUTIONS, linesOf, hostCodeOf, loadLibrary } = Object.assign({}, ...modules);
        const library = await loadLibrary();
        return listeners.flatMap((listener) => PATHS.flatMap((via) => RESPONSE_MODES.flatMap((responseMode) =>
            DISTRIBUTIONS.map((distribution) => {
                const choices = { ...own, listener, via, responseMode, distribution };
                return { ...choices, lines: linesOf(choices, library), code: hostCodeOf(choices) };
            }))));
    })(arguments);
";

/// Saves what is pasted, as the console does.
const SAVE: &str = "
    return fetch('/api/launch-complete-html', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ html: arguments[0], redirectBack: false }),
    }).then((answer) => answer.ok);
";

/// The simulator writes the page that a marketplace would send, and the browser has an opinion on that.
const WRITTEN: &str = "is invoked via document.write";

#[test]
fn every_combination_delivers() {
    run("every snippet", async |stage| {
        stage.allow_console(WRITTEN);
        let desk = Desk::set_up(stage).await?;
        let all = desk.generate(&["ours"]).await?;
        assert_eq!(all.len(), 4 * 4 * 2, "path × response mode × distribution");
        let mut played: Vec<&str> = Vec::new();
        for made in &all {
            // Without a redirect the response mode changes nothing, and the lines are the same.
            if played.contains(&text(made, "lines")) {
                continue;
            }
            played.push(text(made, "lines"));
            desk.put_up(made)?;
            // With an opener, one that chooses by itself needs no redirect; cut off from it, it does.
            let cut_off: &[bool] = match (text(made, "via"), text(made, "responseMode")) {
                ("auto", "fragment") => &[false, true],
                ("auto", _) => &[true],
                _ => &[false],
            };
            for cut_off in cut_off {
                desk.play(made, *cut_off).await?;
            }
        }
        assert_eq!(played.len(), 2 * (4 + 1 + 1 + 4), "different lines");
        Ok(())
    });
}

#[test]
fn a_plain_listener_gets_it_from_either_distribution() {
    run("snippets for plain listeners", async |stage| {
        stage.allow_console(WRITTEN);
        let desk = Desk::set_up(stage).await?;
        let all = desk.generate(&["plain"]).await?;
        for (via, distribution) in [("auto", "external"), ("opener", "self-contained")] {
            let wanted = |made: &&Value| {
                text(made, "via") == via && text(made, "distribution") == distribution
            };
            let made = all.iter().find(wanted).ok_or("no such combination")?;
            desk.put_up(made)?;
            desk.play(made, false).await?;
        }
        Ok(())
    });
}

/// A window of the marketplace's console, and one of the app.
struct Desk<'a> {
    stage: &'a Stage,
    console: Page,
    app: Page,
}

impl<'a> Desk<'a> {
    async fn set_up(stage: &'a Stage) -> Result<Self> {
        let launch = stage.marketplace_url("marketplace/complete.html?package=one&preset=saved");
        stage.put("host/built/launch-url.txt", &launch)?;
        // After the app's own script, which is a module, too.
        stage.put("host/built/ready.js", "window.ready = true;")?;
        stage.put("host/built/app.html", APP)?;
        Ok(Self {
            console: stage
                .open(&stage.marketplace_url("marketplace/console.html"))
                .await?,
            app: stage.open(&stage.host_url("host/snippet.html")).await?,
            stage,
        })
    }

    async fn generate(&self, listeners: &[&str]) -> Result<Vec<Value>> {
        let own = json!({
            "appOrigin": self.stage.demo.host_origin(),
            "marketplaceOrigin": self.stage.demo.marketplace_origin(),
            "landing": self.stage.host_url("host/landing-built.html"),
            "proxy": self.stage.host_url("host/proxy-built.html"),
        });
        let made = self.app.run(GENERATE, vec![own, json!(listeners)]).await?;
        Ok(made.as_array().cloned().ok_or("no list")?)
    }

    /// Puts the app's side where the code says. Only the address that gives the launch URL is a file here.
    fn put_up(&self, made: &Value) -> Result {
        for part in made["code"].as_array().into_iter().flatten() {
            let code = part["code"].as_str().unwrap_or_default();
            match text(part, "id") {
                "app" => {
                    let script = code.replace("/api/launch-url", "launch-url.txt");
                    assert_ne!(script, code);
                    self.stage.put("host/built/app.js", &script)?;
                }
                id @ ("proxy" | "landing") => {
                    let page = self.stage.file(&format!("host/{id}.html"))?;
                    let (before, rest) = page.split_once("<main").ok_or("no <main>")?;
                    let (_, after) = rest.split_once('>').ok_or("no end of <main>")?;
                    let page = format!("{before}{code}{after}");
                    self.stage.put(&format!("host/{id}-built.html"), &page)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    async fn play(&self, made: &Value, cut_off: bool) -> Result {
        let [via, mode, distribution] =
            ["via", "responseMode", "distribution"].map(|name| text(made, name));
        println!("{via}, {mode}, {distribution}, cut off: {cut_off}");
        let saved = self.console.run(SAVE, vec![made["lines"].clone()]).await?;
        assert_eq!(saved, true);
        let policy = Switch::on("/marketplace/complete.html")
            .header("cross-origin-opener-policy", "same-origin");
        let switches = if cut_off { vec![policy] } else { Vec::new() };
        self.stage
            .demo
            .switches()
            .set(Site::Marketplace, switches)?;
        self.stage.demo.log().clear();

        self.app
            .goto(&self.stage.host_url("host/built/app.html"))
            .await?;
        self.app.until("the app", "window.ready").await?;
        let popup = self
            .stage
            .browser
            .opened(async || self.app.click("#connect").await)
            .await?;
        let market = match via {
            "parent" => popup.frame("[data-launch-frame] iframe"),
            _ => popup.clone(),
        };
        market.click_last("body.complete button").await?;
        let connected = "document.querySelector('#connect').textContent.startsWith('Connected: 6')";
        self.app.until("the result", connected).await?;
        popup.gone().await?;
        self.went(via, mode, distribution, cut_off);
        Ok(())
    }

    /// What was asked for on the way proves which one it was.
    fn went(&self, via: &str, mode: &str, distribution: &str, cut_off: bool) {
        let lines = self.stage.demo.log().lines();
        let asked = |path: &str| -> Vec<RequestLine> {
            let of_host =
                |line: &&RequestLine| line.site == Site::Host && line.target.starts_with(path);
            lines.iter().filter(of_host).cloned().collect()
        };
        let script = asked("/lib/launch-complete.js");
        let marketplace = self.stage.demo.marketplace_origin();
        match distribution {
            "external" => assert_eq!(
                script
                    .iter()
                    .map(|line| line.origin.as_deref())
                    .collect::<Vec<_>>(),
                [Some(marketplace)],
                "by CORS"
            ),
            _ => assert!(script.is_empty(), "{script:?}"),
        }
        let landed = asked("/host/landing-built.html");
        if via == "redirect" || cut_off {
            let [line] = landed.as_slice() else {
                panic!("{landed:?}")
            };
            assert_eq!(
                line.method,
                if mode == "form_post" { "POST" } else { "GET" }
            );
            assert_eq!(line.target.contains("?launch_result="), mode == "query");
        } else {
            assert!(landed.is_empty(), "{landed:?}");
        }
        assert_eq!(
            asked("/host/proxy-built.html").len(),
            usize::from(via == "parent")
        );
    }
}

const APP: &str = r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>An app</title><link rel="icon" href="data:,"></head>
<body>
  <button id="connect" type="button">Connect</button>
  <script type="module" src="app.js"></script>
  <script type="module" src="ready.js"></script>
</body>
</html>"#;

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}
