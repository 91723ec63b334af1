//! The marketplace's signed events: sent from the simulator's page, shown on both sites' pages.

use std::process::Command;

use browser_tests::{Page, Result, Stage, run};
use launch_complete_demo::{CLIENT_SECRET, Site, Switch};
use serde_json::{Value, json};

use crate::pictures::take;

/// Chooses, as two menus opened by hand would.
const CHOOSE: &str = "
    const [name, how] = arguments;
    for (const [id, value] of [['name', name], ['how', how]]) {
        document.getElementById(id).value = value;
        document.getElementById(id).dispatchEvent(new Event('change'));
    }
    return document.querySelectorAll('#sent article').length;
";

/// The newest article, in which a visitor reads what happened.
const NEWEST: &str = "document.querySelector('#sent article')";

async fn simulator(stage: &Stage) -> Result<Page> {
    let page = stage
        .open(&stage.marketplace_url("marketplace/events.html"))
        .await?;
    page.until("the form", "!document.getElementById('send').disabled")
        .await?;
    Ok(page)
}

/// Sends an event and gives what the page says of it: badge, statuses, error of the caller.
async fn send(page: &Page, name: &str, how: &str) -> Result<Value> {
    let before = page.run(CHOOSE, vec![json!(name), json!(how)]).await?;
    page.click("#send").await?;
    newest(page, &before).await
}

async fn newest(page: &Page, before: &Value) -> Result<Value> {
    let more = format!("document.querySelectorAll('#sent article').length > {before}");
    page.until("the event to be sent", &more).await?;
    let seen = "[
        it.querySelector('.badge').innerText,
        [...it.querySelectorAll('.answers [data-status]')].map((line) => line.dataset.status),
        JSON.parse(it.querySelector('.caller pre')?.innerText ?? 'null'),
    ]";
    page.eval(&format!("((it) => {seen})({NEWEST})")).await
}

/// Name, status and repeats of each event on the host's page, newest first.
const EVENTS: &str = "[...document.querySelectorAll('#events article')]
    .map(({ dataset }) => [dataset.name, dataset.status, dataset.repeats])";

/// The codes of the refusals on the host's page, newest first.
const REFUSALS: &str =
    "[...document.querySelectorAll('#refusals tbody td:nth-child(2)')].map((it) => it.innerText)";

/// The host's page, once it shows so many of them.
async fn host(stage: &Stage, list: &str, length: usize) -> Result<Page> {
    let page = stage.open(&stage.host_url("host/events.html")).await?;
    page.until("the list", &format!("{list}.length === {length}"))
        .await?;
    Ok(page)
}

async fn no_secret(page: &Page) -> Result {
    let whole = page.text("document.documentElement.outerHTML").await?;
    assert!(!whole.contains(CLIENT_SECRET), "the secret is in the page");
    Ok(())
}

#[test]
fn each_event_is_sent_by_a_click_and_stored_once() {
    run("events, all of them", async |stage| {
        let page = simulator(stage).await?;
        for name in ["deleted", "created", "cancelled", "validation"] {
            let seen = send(&page, name, "sent").await?;
            assert_eq!(seen, json!(["accepted", ["204"], null]), "{name}");
        }
        let seen = send(&page, "deleted", "twice").await?;
        assert_eq!(seen, json!(["accepted", ["204", "204"], null]));
        no_secret(&page).await?;

        let host = host(stage, EVENTS, 5).await?;
        assert_eq!(
            host.eval(EVENTS).await?,
            json!([
                ["marketplace.Location.deleted", "204", "1"],
                ["marketplace.InstallationValidation.created", "204", "0"],
                ["marketplace.InstallationRequest.cancelled", "204", "0"],
                ["marketplace.InstallationRequest.created", "204", "0"],
                ["marketplace.Location.deleted", "204", "0"],
            ])
        );
        no_secret(&host).await?;
        assert_eq!(stage.demo.events().count()?, 5);
        // By the keyboard alone; the page that is open shows it after a click.
        let before = page
            .run(CHOOSE, vec![json!("created"), json!("sent")])
            .await?;
        page.fill("#locationId", "77\u{e007}").await?;
        newest(&page, &before).await?;
        host.click("#refresh").await?;
        let there =
            "document.querySelector('#events pre').textContent.includes('\"locationId\":77')";
        host.until("the new event", there).await?;
        Ok(())
    });
}

#[test]
fn strangers_are_told_nothing_and_the_log_the_reason() {
    run("events, refused", async |stage| {
        let page = simulator(stage).await?;
        for how in ["tampered", "stale"] {
            let seen = send(&page, "created", how).await?;
            assert_eq!(seen, json!(["refused", ["401"], null]), "{how}");
        }
        let answers = "[...document.querySelectorAll('.answers code')].map((it) => it.innerText)";
        let answers = page.eval(answers).await?;
        assert_eq!(answers[0], answers[1]);
        let host_page = host(stage, REFUSALS, 2).await?;
        let codes = host_page.eval(REFUSALS).await?;
        assert_eq!(codes, json!(["TIMESTAMP_STALE", "SIGNATURE_MISMATCH"]));
        assert_eq!(stage.demo.events().count()?, 0);
        if stage.browser.engine().takes_devtools_commands() {
            page.click(".signed summary").await?;
            take(&page, "marketplace-events-refused").await?;
            take(&host_page, "host-events-refused").await?;
        }
        Ok(())
    });
}

#[test]
fn a_rejection_is_shown_with_its_details_on_both_sides() {
    run("events, rejected", async |stage| {
        let page = simulator(stage).await?;
        let seen = send(&page, "rejected", "twice").await?;
        assert_eq!(
            (&seen[0], &seen[1]),
            (&json!("rejected"), &json!(["422", "422"]))
        );
        let error = &seen[2];
        assert_eq!(error["status"], 400);
        assert_eq!(error["message"], "Installation payload validation failed");
        assert_eq!(error["details"][0]["property"], "locationId");
        assert_eq!(error["details"][1]["property"], "plan");
        let host_page = host(stage, EVENTS, 1).await?;
        let name = "marketplace.InstallationValidation.created";
        assert_eq!(host_page.eval(EVENTS).await?, json!([[name, "422", "1"]]));
        let details =
            "[...document.querySelectorAll('#events article > ul > li')].map((it) => it.innerText)";
        assert_eq!(
            host_page.eval(details).await?,
            json!([
                "locationId must be a location of yours",
                "plan is not one of: basic, plus"
            ])
        );
        // Markup in what a visitor writes stays text.
        let before = page
            .run(CHOOSE, vec![json!("rejected"), json!("sent")])
            .await?;
        let markup = r#"{"<img src=x onerror=alert(1)>":"'$(x)'"}"#;
        page.fill("#installationRequest", markup).await?;
        page.click("#send").await?;
        newest(&page, &before).await?;
        host_page.click("#refresh").await?;
        host_page
            .until("the new event", &format!("{EVENTS}.length === 2"))
            .await?;
        for page in [&page, &host_page] {
            assert_eq!(page.eval("document.images.length").await?, 0);
        }
        compare_by_shell(&page).await?;
        if stage.browser.engine().takes_devtools_commands() {
            take(&page, "marketplace-events-rejected").await?;
            take(&host_page, "host-events").await?;
        }
        Ok(())
    });
}

/// An integrator opens what was signed and runs the command with the secret, which the page does not have.
async fn compare_by_shell(page: &Page) -> Result {
    page.click(".signed summary").await?;
    let blocks = format!("[...{NEWEST}.querySelectorAll('.signed pre')].map((it) => it.innerText)");
    let blocks = page.until("the signed text", &blocks).await?;
    let [text, signature, command] = [0, 1, 2].map(|at| blocks[at].as_str().unwrap_or_default());
    assert!(text.contains("POST/subscriptions{\"event\":"), "{text}");
    assert!(
        !page
            .text(&format!("{NEWEST}.innerText"))
            .await?
            .contains(CLIENT_SECRET)
    );
    let shell = Command::new("sh")
        .args(["-c", command])
        .env("CLIENT_SECRET", CLIENT_SECRET)
        .output()?;
    let tag = String::from_utf8(shell.stdout)?;
    assert_eq!(tag.trim().rsplit(' ').next(), Some(signature), "{command}");
    Ok(())
}

#[test]
fn what_does_not_work_is_told() {
    run("events, failing", async |stage| {
        stage.allow_console("/api/events");
        let page = simulator(stage).await?;
        let status = "document.getElementById('status').innerText";
        page.run(CHOOSE, vec![json!("validation"), json!("sent")])
            .await?;
        page.fill("#installationRequest", "[]").await?;
        page.click("#send").await?;
        page.until("the place", &format!("{status}.includes('EVENT_INVALID')"))
            .await?;
        let lost = Switch::on("/subscriptions").drop_reply();
        stage.demo.switches().set(Site::Host, vec![lost])?;
        page.run(CHOOSE, vec![json!("deleted"), json!("sent")])
            .await?;
        page.click("#send").await?;
        page.until(
            "the reason",
            &format!("{status}.includes('SUBSCRIBER_UNREACHABLE')"),
        )
        .await?;
        let down = Switch::on("/subscriptions").status(503);
        stage.demo.switches().set(Site::Host, vec![down])?;
        let seen = send(&page, "deleted", "sent").await?;
        assert_eq!(seen, json!(["refused", ["503"], null]));
        Ok(())
    });
}
