//! Results that somebody made up, brought to the landing page.

use browser_tests::{Page, Path, Result, Stage, encoded, run_with_and_without_modules};
use serde_json::json;

use crate::attackers::NOT_SENT;

/// A result that is well-formed and nobody's.
pub(crate) const FORGED: &str = r#"{"accountId":"forged","cycles":[{"cycleId":"f-1"}]}"#;

/// [`FORGED`] in base64url.
const VALUE: &str = "eyJhY2NvdW50SWQiOiJmb3JnZWQiLCJjeWNsZXMiOlt7ImN5Y2xlSWQiOiJmLTEifV19";

const LANDINGS: [&str; 3] = [
    "host/landing.html#launch_result=",
    "host/landing.html?launch_result=",
    "host/demo/landing-backend.html#launch_result=",
];

#[test]
fn without_a_launch_it_is_refused() {
    run_with_and_without_modules("forged landing, no launch", async |stage| {
        stage.host().await?;
        for landing in LANDINGS {
            println!("{landing}");
            let page = stage
                .open(&stage.host_url(&format!("{landing}{VALUE}")))
                .await?;
            is_refused(&page).await?;
            page.close().await?;
        }
        assert_eq!(handed_off(stage), 0);
        Ok(())
    });
}

#[test]
fn while_a_launch_waits_it_is_refused_and_the_good_one_arrives() {
    run_with_and_without_modules("forged landing, launch waiting", async |stage| {
        // The landing page asks its opener, which is a stranger.
        stage.allow_console(NOT_SENT);
        let host = stage.host().await?;
        for (path, landing) in [Path::FRAGMENT, Path::OPENER, Path::LANDING_BACKEND]
            .into_iter()
            .zip(LANDINGS)
        {
            println!("{}, {landing}", path.name);
            let launch = host.connect(path, "one").await?;
            launch.install().await?;
            let url = stage.host_url(&format!("{landing}{VALUE}"));
            let typed = stage.open(&url).await?;
            is_refused(&typed).await?;
            typed.close().await?;

            let trap = stage
                .attacker
                .url(&format!("trap.html?url={}", encoded(&url)));
            let trap = stage.open(&trap).await?;
            let opened = stage
                .browser
                .opened(async || trap.click("#open").await)
                .await?;
            is_refused(&opened).await?;
            assert_eq!(trap.eval("caught").await?, json!([]));
            opened.close().await?;
            trap.close().await?;

            assert!(launch.record("it.outcome ?? it.error").await?.is_null());
            let before = handed_off(stage);
            let sent = launch.result_text().await?;
            launch.ok().await?;
            launch.outcome().await?;
            assert_eq!(launch.arrived().await?, sent);
            launch.popup.gone().await?;
            assert_eq!(before, 0);
            assert_eq!(handed_off(stage) - before, usize::from(path.stored));
            stage.demo.log().clear();
        }
        let stored = stage.demo.store().list()?;
        assert!(
            stored.iter().all(|row| row.account_id != "forged"),
            "{stored:?}"
        );
        Ok(())
    });
}

#[test]
fn the_landing_page_called_again_from_history_delivers_nothing() {
    run_with_and_without_modules("landing from history", async |stage| {
        let host = stage.host().await?;
        let launch = host.connect(Path::FRAGMENT, "one").await?;
        launch.install().await?;
        launch.ok().await?;
        launch.outcome().await?;
        launch.popup.gone().await?;
        // The address a browser may have kept: with and without what it was called with.
        for tail in [String::new(), format!("#launch_result={VALUE}")] {
            let page = stage
                .open(&stage.host_url(&format!("host/landing.html{tail}")))
                .await?;
            failed(&page).await?;
            page.close().await?;
        }
        assert_eq!(host.ended().await?, 1);
        Ok(())
    });
}

#[test]
fn what_is_no_result_is_told_on_the_landing_page() {
    run_with_and_without_modules("unreadable landing", async |stage| {
        for (tail, code) in [
            ("", "RESULT_MISSING"),
            ("#launch_result=", "RESULT_NOT_JSON"),
            ("#launch_result=%%%", "REDIRECT_ENCODING"),
            ("?launch_result=e30", "RESULT_FORM"),
            ("#launch_result=Ingi", "RESULT_NOT_OBJECT"),
        ] {
            let page = stage
                .open(&stage.host_url(&format!("host/landing.html{tail}")))
                .await?;
            let found = failed(&page).await?;
            println!("{tail}: {found}");
            assert_eq!(found, code, "{tail}");
            page.close().await?;
        }
        Ok(())
    });
}

#[test]
fn a_form_of_a_stranger_is_refused() {
    run_with_and_without_modules("forged form", async |stage| {
        stage.allow_console("/host/landing.html");
        let host = stage.host().await?;
        let launch = host.connect(Path::FORM_POST, "one").await?;
        launch.install().await?;
        let submit = "const form = document.body.appendChild(document.createElement('form')); \
                      form.method = 'post'; form.action = arguments[0]; \
                      const field = form.appendChild(document.createElement('textarea')); \
                      field.name = 'launch_result'; field.value = arguments[1]; \
                      if (arguments[2]) document.head.insertAdjacentHTML('beforeend', \
                          '<meta name=referrer content=no-referrer>'); \
                      form.submit()";
        for anonymous in [false, true] {
            println!(
                "{}",
                if anonymous {
                    "without an origin"
                } else {
                    "with its own origin"
                }
            );
            let trap = stage.open(&stage.attacker.url("trap.html")).await?;
            let landing = stage.host_url("host/landing.html");
            trap.run(
                submit,
                vec![json!(landing), json!(FORGED), json!(anonymous)],
            )
            .await?;
            let at = format!("location.origin === '{}'", stage.demo.host_origin());
            trap.until("the host's answer", &at).await?;
            if anonymous {
                is_refused(&trap).await?;
                let kept = "document.getElementById('launch-result')";
                assert!(
                    trap.eval(kept).await?.is_null(),
                    "the text is still in the page"
                );
            } else {
                let words = trap.until("the refusal", "document.body.innerText").await?;
                assert!(!words.to_string().contains("f-1"), "{words}");
                assert!(words.to_string().contains("only a form of"), "{words}");
            }
            trap.close().await?;
        }
        let sent = launch.result_text().await?;
        launch.ok().await?;
        launch.outcome().await?;
        assert_eq!(launch.arrived().await?, sent);
        launch.popup.gone().await
    });
}

/// The landing page says that no launch waits, keeps nothing in its address, and stays.
pub(crate) async fn is_refused(page: &Page) -> Result {
    assert_eq!(failed(page).await?, "LAUNCH_UNKNOWN");
    Ok(())
}

/// Waits for the landing page to say that it failed, and gives the code.
async fn failed(page: &Page) -> Result<String> {
    let failed =
        "document.querySelector('[data-launch-landing] [data-launch-status][data-state=failed]')";
    page.until("the landing page to refuse", &format!("!!{failed}"))
        .await?;
    let words = page.text(&format!("{failed}.innerText")).await?;
    assert!(words.split_whitespace().count() > 4, "{words}");
    let address = page.text("location.href").await?;
    assert!(!address.contains(['#', '?']), "{address}");
    page.text(&format!("{failed}.dataset.code")).await
}

/// How many results were handed to the back end.
pub(crate) fn handed_off(stage: &Stage) -> usize {
    let lines = stage.demo.log().lines();
    lines
        .iter()
        .filter(|line| line.method == "POST" && line.target == "/api/results")
        .count()
}
