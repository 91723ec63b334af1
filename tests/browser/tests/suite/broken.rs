//! Pages whose result is of no use say so, and nothing else happens.

use browser_tests::{Path, run};
use launch_complete_demo::{Site, Switch};

const BROKEN: [(&str, &str); 3] = [
    ("missing", "RESULT_MISSING"),
    ("not-object", "RESULT_NOT_OBJECT"),
    ("neither-form", "RESULT_FORM"),
];

#[test]
fn a_useless_result_is_told_on_the_page() {
    run("useless results", async |stage| {
        let host = stage.host().await?;
        for path in [Path::OPENER, Path::PROXY, Path::FRAGMENT] {
            for (package, code) in BROKEN {
                println!("{}, {package}", path.name);
                let launch = host.connect(path, package).await?;
                launch.install().await?;
                let before = launch.market.text("location.href").await?;
                launch.ok().await?;
                assert_eq!(launch.until_page_state("failed").await?, code);

                let status = launch
                    .market
                    .text("document.querySelector('[role=status]').innerText")
                    .await?;
                println!("  the page says: {status}");
                assert!(status.split_whitespace().count() > 4, "{status}");
                let button = "document.querySelector('body.complete button')";
                let retry = launch
                    .market
                    .eval(&format!("!{button}.disabled && {button}.innerText"))
                    .await?;
                assert_eq!(retry, "Retry");
                assert_eq!(launch.market.text("location.href").await?, before);

                // A second try ends the same way.
                launch.ok().await?;
                assert_eq!(launch.until_page_state("failed").await?, code);
                let heard = launch.record(
                    "it.status.some(({ status }) => !['opening', 'waiting'].includes(status))",
                );
                assert_eq!(heard.await?, false, "the app heard nothing");
                host.page.click("#cancel").await?;
                assert_eq!(launch.failure().await?, "CLOSED");
                launch.popup.gone().await?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_page_whose_script_is_missing_says_so() {
    run("a missing script", async |stage| {
        stage.allow_console("/host/launch-complete-");
        let missing = Switch::on("/host/launch-complete-").status(404);
        stage.demo.switches().set(Site::Host, vec![missing])?;
        for (page, told) in [
            ("host/proxy.html", "The marketplace cannot be opened: "),
            ("host/landing.html", "Your integration is installed, but "),
        ] {
            let page = stage.open(&stage.host_url(page)).await?;
            let status = page
                .text("document.querySelector('[role=status]').innerText")
                .await?;
            assert!(status.starts_with(told), "{status}");
            assert!(status.ends_with("the script of this page did not run."));
        }
        Ok(())
    });
}
