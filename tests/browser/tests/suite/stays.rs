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
        for (path, site, switch) in [
            (Path::FRAGMENT, Site::Host, nothing),
            (Path::FORM_POST, Site::Marketplace, strict),
        ] {
            println!("{}", path.name);
            let launch = stage.host().await?.connect(path, "one").await?;
            stage.demo.switches().set(site, vec![switch])?;
            launch.install().await?;
            let sent = launch.result_text().await?;
            launch.ok().await?;
            let page = &launch.market;
            let failed = "document.querySelector('[role=status][data-code=REDIRECT_FAILED]')";
            page.until("the page to say so", &format!("!!{failed}"))
                .await?;
            stage.demo.switches().clear();
            if path == Path::FORM_POST {
                // A policy is for the life of the page.
                launch.popup.close().await?;
                continue;
            }
            launch.ok().await?;
            launch.outcome().await?;
            assert_eq!(launch.arrived().await?, sent);
            launch.popup.gone().await?;
        }
        Ok(())
    });
}
