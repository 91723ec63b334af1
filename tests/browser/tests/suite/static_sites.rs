//! The built pages on servers that know nothing of this project, and below a path.

use std::{env, os::unix::fs::symlink, path::Path as File, process::Command};

use browser_tests::{Host, Nginx, Page, Path, Result, Stage, StaticSite, built, run, workspace};
use launch_complete_demo::{Config, serve_below};

use crate::{
    pictures::take,
    snippet_page::{checks, previews},
};

/// Where the pages are a second time.
const BELOW: &str = "/some/where";

/// One of each path.
const PATHS: [Path; 3] = [Path::OPENER, Path::PROXY, Path::FRAGMENT];

/// Two sites at ports that nobody had.
struct Places {
    host: u16,
    marketplace: u16,
}

impl Places {
    const HOST: &str = "app.localhost";
    const MARKETPLACE: &str = "market.localhost";

    fn free() -> Result<Self> {
        Ok(Self {
            host: StaticSite::free_port()?,
            marketplace: StaticSite::free_port()?,
        })
    }

    fn host(&self) -> String {
        format!("http://{}:{}", Self::HOST, self.host)
    }

    fn marketplace(&self) -> String {
        format!("http://{}:{}", Self::MARKETPLACE, self.marketplace)
    }
}

#[test]
fn all_three_paths_work_on_plain_file_servers() {
    run("static sites", async |stage| {
        let folder = tempfile::tempdir()?;
        let places = Places::free()?;
        let www = build(folder.path(), &places).await?;
        let python = [
            StaticSite::serve(&www, places.host).await?,
            StaticSite::serve(&www, places.marketplace).await?,
        ];
        let start = stage.open(&format!("{}/", places.host())).await?;
        if stage.browser.engine().takes_devtools_commands() {
            take(&start, "static-start").await?;
        }
        let host = all(stage, &places, "", &[]).await?;
        what_needs_a_server_says_so(stage, &host, &places).await?;
        all(stage, &places, BELOW, &[]).await?;
        drop(python);

        let nginx = Nginx::serve(
            &www,
            (Places::HOST, places.host),
            (Places::MARKETPLACE, places.marketplace),
        )
        .await?;
        let host = all(stage, &places, "", &[Path::QUERY]).await?;
        sends_the_policies(&host.page).await?;
        all(stage, &places, BELOW, &[]).await?;
        let log = nginx.access_log()?;
        assert!(
            log.contains("/host/index.html") || log.contains("/host/ "),
            "{log}"
        );
        assert!(!log.contains("launch_result"), "{log}");
        Ok(())
    });
}

#[test]
fn all_three_paths_work_with_the_demo_below_a_path() {
    run("the demo below a path", async |stage| {
        let folder = tempfile::tempdir()?;
        let config = Config {
            host_port: 0,
            marketplace_port: 0,
            www: built(),
            database: folder.path().join("demo.sqlite"),
            verbose: false,
        };
        let demo = serve_below(config, BELOW).await?;
        let page = stage.open(&demo.host_url()).await?;
        let host = Host::of(stage, page).await?;
        let landing = [Path::FORM_POST, Path::LANDING_BACKEND];
        for path in PATHS.into_iter().chain(landing) {
            delivers(&host, path, demo.marketplace_url().trim_end_matches('/')).await?;
        }
        assert_eq!(demo.store().list()?.len(), 1);
        // An event is signed for the path it is sent to.
        let events = format!("{}marketplace/events.html", demo.marketplace_url());
        let events = stage.open(&events).await?;
        events.click("#send").await?;
        let answered = "document.querySelector('.answers [data-status]')?.dataset.status";
        let status = events.until("the host's answer", answered).await?;
        assert_eq!(status, "204");
        assert_eq!(demo.events().list()?.len(), 1);
        Ok(())
    });
}

/// The pages for these origins, and below a path once more.
async fn build(folder: &File, places: &Places) -> Result<std::path::PathBuf> {
    let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build
        .current_dir(workspace())
        .args(["xtask", "build", "--out"])
        .arg(folder.join("dist"))
        .args(["--host-origin", &places.host()])
        .args(["--marketplace-origin", &places.marketplace()]);
    let built = tokio::task::spawn_blocking(move || build.output()).await??;
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{said}");
    let www = folder.join("dist/www");
    std::fs::create_dir(www.join("some"))?;
    symlink(&www, www.join(&BELOW[1..]))?;
    Ok(www)
}

/// Every path below a base, and more.
async fn all<'a>(stage: &'a Stage, places: &Places, base: &str, more: &[Path]) -> Result<Host<'a>> {
    let start = stage.open(&format!("{}{base}/", places.host())).await?;
    // Where it leads to is not written in it.
    let ready = format!("[...document.links].every((it) => it.pathname.startsWith('{base}/'))");
    start.until("the links of the start page", &ready).await?;
    start.click("a[data-site=host]").await?;
    let host = Host::of(stage, start).await?;
    let marketplace = format!("{}{base}", places.marketplace());
    for path in PATHS.iter().chain(more) {
        delivers(&host, *path, &marketplace).await?;
    }
    Ok(host)
}

async fn delivers(host: &Host<'_>, path: Path, marketplace: &str) -> Result {
    println!("{} at {marketplace}", path.name);
    let launch = host.connect(path, "surrogates").await?;
    launch.install().await?;
    let address = launch.market.text("location.href").await?;
    assert!(
        address.starts_with(&format!("{marketplace}/marketplace/")),
        "{address}"
    );
    let sent = launch.result_text().await?;
    launch.ok().await?;
    let outcome = launch.outcome().await?;
    assert_eq!(outcome["via"], path.via);
    assert_eq!(launch.arrived().await?, sent);
    launch.popup.gone().await
}

async fn what_needs_a_server_says_so(stage: &Stage, host: &Host<'_>, places: &Places) -> Result {
    let needs = "[...document.querySelectorAll('#path option')].filter((it) => it.disabled).map((it) => it.text)";
    let needs = host.page.eval(needs).await?;
    let needs = needs.as_array().cloned().unwrap_or_default();
    assert_eq!(needs.len(), 4, "{needs:?}");
    assert!(
        needs
            .iter()
            .all(|text| text.to_string().contains("needs the demo's server")),
        "{needs:?}"
    );
    let server = "document.querySelector('#breaks-title').closest('section').innerText";
    let server = host.page.text(server).await?;
    assert!(
        server.contains("needs the demo’s server") && !server.contains("Put everything back"),
        "{server}"
    );
    // What the app's own window saw is drawn all the same.
    let drawn = "[...document.querySelectorAll('[data-path=proxy] .sequence .words')].map((it) => it.textContent).join(' ')";
    let drawn = host.page.text(drawn).await?;
    for words in [
        "The proxy page greets the app.",
        "The app confirms the result.",
    ] {
        assert!(drawn.contains(words), "{drawn}");
    }
    assert!(!drawn.contains("is shown in"), "{drawn}");
    let builder = stage
        .open(&format!("{}/host/snippet.html", places.host()))
        .await?;
    previews(&builder, "OK").await?;
    checks(&builder, &["yes"; 3]).await?;
    for events in [
        format!("{}/host/events.html", places.host()),
        format!("{}/marketplace/events.html", places.marketplace()),
    ] {
        let page = stage.open(&events).await?;
        let told =
            "document.getElementById('status').innerText.includes('needs the demo’s server')";
        page.until("the page to say what it needs", told).await?;
        let buttons = "[...document.querySelectorAll('button')].every((it) => it.disabled)";
        assert_eq!(page.eval(buttons).await?, true, "{events}");
    }
    Ok(())
}

/// nginx, as it is printed: to each page its own.
async fn sends_the_policies(page: &Page) -> Result {
    let sent = "return Promise.all(arguments[0].map(async (page) => {
        const { headers } = await fetch(page, { method: 'HEAD' });
        return ['content-security-policy', 'referrer-policy'].map((name) => headers.get(name)).join();
    }))";
    let pages = serde_json::json!(["/host/", "/host/proxy.html", "/some/where/host/proxy.html"]);
    let sent = page.run(sent, vec![pages]).await?;
    let strict = |at: usize| {
        let policy = sent[at].as_str().unwrap_or_default();
        policy.contains("frame-ancestors 'none'") && policy.ends_with(",no-referrer")
    };
    let frames = |at: usize| {
        sent[at]
            .to_string()
            .contains("frame-src http://market.localhost:")
    };
    assert!((0..3).all(strict), "{sent}");
    assert_eq!([0, 1, 2].map(frames), [false, true, true], "{sent}");
    Ok(())
}
