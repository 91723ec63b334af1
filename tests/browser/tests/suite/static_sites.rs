//! The built pages on two servers that know nothing of this project.

use std::{env, process::Command};

use browser_tests::{Host, Path, Result, StaticSite, run, workspace};

use crate::{
    pictures::take,
    snippet_page::{checks, previews},
};

#[test]
fn all_three_paths_work_on_plain_file_servers() {
    run("static sites", async |stage| {
        let folder = tempfile::tempdir()?;
        let (host, marketplace) = (StaticSite::free_port()?, StaticSite::free_port()?);
        let origin = |name: &str, port: u16| format!("http://{name}.localhost:{port}");
        let (host_origin, marketplace_origin) =
            (origin("app", host), origin("market", marketplace));
        let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build
            .current_dir(workspace())
            .args(["xtask", "build", "--out"])
            .arg(folder.path().join("dist"))
            .args([
                "--host-origin",
                &host_origin,
                "--marketplace-origin",
                &marketplace_origin,
            ]);
        let built = tokio::task::spawn_blocking(move || build.output()).await??;
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );

        let www = folder.path().join("dist/www");
        let _host = StaticSite::serve(&www, host).await?;
        let _marketplace = StaticSite::serve(&www, marketplace).await?;
        let start = stage.open(&format!("{host_origin}/")).await?;
        if stage.browser.engine().takes_devtools_commands() {
            take(&start, "static-start").await?;
        }
        let page = stage.open(&format!("{host_origin}/host/")).await?;
        let host = Host::of(stage, page).await?;
        for path in [Path::OPENER, Path::PROXY, Path::FRAGMENT, Path::QUERY] {
            println!("{}", path.name);
            delivers(&host, path, &marketplace_origin).await?;
        }
        // What needs a server says so.
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
            .open(&format!("{host_origin}/host/snippet.html"))
            .await?;
        previews(&builder, "OK").await?;
        checks(&builder, &["yes"; 3]).await?;
        for events in [
            format!("{host_origin}/host/events.html"),
            format!("{marketplace_origin}/marketplace/events.html"),
        ] {
            let page = stage.open(&events).await?;
            let told =
                "document.getElementById('status').innerText.includes('needs the demo’s server')";
            page.until("the page to say what it needs", told).await?;
            let buttons = "[...document.querySelectorAll('button')].every((it) => it.disabled)";
            assert_eq!(page.eval(buttons).await?, true, "{events}");
        }
        Ok(())
    });
}

async fn delivers(host: &Host<'_>, path: Path, marketplace: &str) -> Result {
    for package in ["several", "surrogates"] {
        let launch = host.connect(path, package).await?;
        launch.install().await?;
        assert!(
            launch
                .market
                .text("location.href")
                .await?
                .starts_with(marketplace)
        );
        let sent = launch.result_text().await?;
        launch.ok().await?;
        let outcome = launch.outcome().await?;
        assert_eq!(outcome["via"], path.via);
        assert_eq!(launch.arrived().await?, sent);
        launch.popup.gone().await?;
    }
    Ok(())
}
