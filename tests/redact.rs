#![cfg(feature = "json")]
//! A webhook URL is a secret: whoever has it may post to it. It is in the payload and nowhere else.

mod common;

use std::fmt::Debug;

use common::{APP, CANARY, MARKETPLACE, origins, read, refusal};
use launch_complete::launch::redirect::Redirect;
use launch_complete::launch::{
    CycleBuilder, CycleResultBuilder, Environment, Expect, LaunchResult, MarketplaceResultBuilder,
    Options, Receiver, Sender, SenderEvent, Source, Value, Verdict, Via, WebhookUrl,
};

#[track_caller]
fn hides_the_canary(shown: &(impl Debug + ?Sized)) {
    for text in [format!("{shown:?}"), format!("{shown:#?}")] {
        assert!(!text.contains("canary"), "{text}");
    }
}

fn with_canaries() -> [String; 2] {
    [
        format!(
            r#"{{"accountId":"a","cycles":[{{"cycleId":"c","hook":"{CANARY}","webhooks":[{{"url":"{CANARY}","backup":["{CANARY}"]}}]}}],
                "later":{{"deep":[{{"url":"{CANARY}"}}]}}}}"#
        ),
        format!(r#"{{"accountId":"a","cycleId":"c","webhooks":["{CANARY}"],"later":"{CANARY}"}}"#),
    ]
}

#[test]
fn a_result_shows_no_webhook_url() {
    for text in with_canaries() {
        let result = read(&text);
        assert!(result.to_text().contains(CANARY));
        hides_the_canary(&result);
        hides_the_canary(&result.cycles());
        hides_the_canary(&Value::from(result.clone()));
        match &result {
            LaunchResult::Marketplace(result) => hides_the_canary(&result.cycles[0].webhooks),
            LaunchResult::Cycle(result) => hides_the_canary(&result.webhooks),
        }
    }
    hides_the_canary(&WebhookUrl::parse(CANARY));
}

#[test]
fn a_webhook_url_that_became_a_name_is_not_shown() {
    let text = format!(r#"{{"accountId":"a","cycles":[],"steps":{{"{CANARY}":"Webhook"}}}}"#);
    hides_the_canary(&read(&text));
}

#[test]
fn the_shape_of_what_nobody_knows_is_shown() {
    let long = "n".repeat(41);
    let text = format!(
        r#"{{"accountId":"a","cycles":[],"later":{{"a-b_9":[null,true,1,0.5,"four"],"a b":{{}},"{long}":1}}}}"#
    );
    let shape =
        r#"{later: {a-b_9: [null, true, number, number, text(4)], name(3): {}, name(41): number}}"#;
    let shown = format!("{:?}", read(&text));
    assert!(shown.contains(shape), "{shown}");
    let url = format!("{:?}", WebhookUrl::parse(CANARY));
    assert!(url.contains("WebhookUrl(secret)"), "{url}");
}

#[test]
fn a_builder_shows_no_webhook_url() {
    let cycle = CycleBuilder::new("c")
        .webhook("w", CANARY)
        .field("later", CANARY);
    hides_the_canary(&cycle);
    hides_the_canary(&MarketplaceResultBuilder::new("a").cycle(cycle));
    hides_the_canary(&CycleResultBuilder::new("a", "c").webhook(CANARY));
}

#[test]
fn an_error_shows_no_webhook_url() {
    let marketplace = |cycle: &str| format!(r#"{{"accountId":"a","cycles":[{{{cycle}}}]}}"#);
    for text in [
        marketplace(&format!(
            r#""cycleId":"c","webhooks":[{{"url":"{CANARY} "}}]"#
        )),
        marketplace(&format!(r#""cycleId":"c","webhooks":["{CANARY}"]"#)),
        marketplace(&format!(r#""webhooks":[{{"url":"{CANARY}"}}]"#)),
        marketplace(&format!(r#""cycleId":"c","webhooks":"{CANARY}""#)),
        format!(r#"{{"accountId":"a","cycleId":"c","webhooks":["\u0000{CANARY}"]}}"#),
        format!(r#"{{"webhooks":["{CANARY}"]}}"#),
        format!(r#""{CANARY}""#),
        format!(r#"["{CANARY}""#),
    ] {
        let error = refusal(&text);
        hides_the_canary(&error);
        for shown in [error.to_string(), error.path().to_owned()] {
            assert!(!shown.contains("canary"), "{shown}");
        }
    }
}

#[test]
fn a_receiver_shows_no_webhook_url() {
    for text in with_canaries() {
        let mut receiver = Receiver::new(origins(MARKETPLACE), 4096, Expect::default());
        receiver.admit(Some(text.len()), MARKETPLACE, Source::Expected);
        let verdict = receiver.read(&text, common::is_json);
        assert!(matches!(verdict, Verdict::Accepted));
        hides_the_canary(&verdict);
        hides_the_canary(&receiver);
    }
}

#[test]
fn a_sender_shows_no_webhook_url() {
    let options = Options {
        targets: Some(origins(APP)),
        ..Options::default()
    };
    for text in with_canaries() {
        let mut sender = Sender::new(options.clone());
        sender.load(text.clone());
        hides_the_canary(&sender);
        let here = Environment {
            framed: false,
            opener: true,
        };
        hides_the_canary(&sender.handle(SenderEvent::Deliver(here)));
        hides_the_canary(&sender);
        assert!(format!("{sender:?}").contains("Text(secret)"));
        assert_eq!(sender.text(), text);
    }
}

#[test]
fn a_redirect_shows_its_target_and_not_what_it_carries() {
    let [text, _] = with_canaries();
    let options = Options {
        via: Via::Redirect,
        redirect: Some(Redirect::parse("https://app.example/landing", "", "fragment").unwrap()),
        ..Options::default()
    };
    let mut sender = Sender::new(options);
    sender.load(text.clone());
    let actions = sender.handle(SenderEvent::Deliver(Environment::default()));
    let shown = format!("{actions:?}");
    // The value is the text in another alphabet: whoever reads it has the secret.
    assert!(!shown.contains("eyJhY2NvdW50SWQi"), "{shown}");
    assert!(shown.contains("Navigate(Url(secret))"), "{shown}");
    hides_the_canary(&actions);
}
