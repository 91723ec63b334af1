//! A redirect that does not leave the page: nothing says so, and the customer must not be left without a button.

use browser_tests::{Path, run_with_and_without_modules};
use launch_complete_demo::{Site, Switch};

#[test]
fn a_redirect_that_stays_offers_the_retry_and_the_retry_delivers() {
    run_with_and_without_modules("redirect that stays", async |stage| {
        // What the landing page answers, and the form that a policy does not let go.
        stage.allow_console("form-action");
        let nothing = Switch::on("/host/").status(204);
        let strict = Switch::on("/marketplace/complete")
            .header("content-security-policy", "form-action 'none'");
        let [one, other] = [stage.host().await?, stage.host().await?];
        let forbidden = other.connect(Path::FORM_POST, "one").await?;
        let switches = stage.demo.switches();
        switches.set(Site::Marketplace, vec![strict])?;
        forbidden.install().await?;
        switches.clear();
        let unanswered = one.connect(Path::FRAGMENT, "one").await?;
        unanswered.install().await?;
        let sent = unanswered.result_text().await?;
        switches.set(Site::Host, vec![nothing])?;
        // Each page gives its redirect ten seconds, both the same ten.
        let launches = [&forbidden, &unanswered];
        for launch in launches {
            launch.ok().await?;
        }
        for launch in launches {
            println!("{}", launch.path().name);
            let failed = "document.querySelector('[role=status][data-code=REDIRECT_FAILED]')";
            launch
                .market
                .until("the page to say so", &format!("!!{failed}"))
                .await?;
        }
        switches.clear();
        // A policy is for the life of the page.
        forbidden.popup.close().await?;
        unanswered.ok().await?;
        unanswered.outcome().await?;
        assert_eq!(unanswered.arrived().await?, sent);
        unanswered.popup.gone().await
    });
}
