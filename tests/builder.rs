#![cfg(feature = "json")]
//! Constructing a result: what comes out is what a page would have had.

mod common;

use common::{FULL_CYCLE, FULL_MARKETPLACE, any_value, cases, json, read};
use launch_complete::launch::{
    CycleBuilder, CycleResultBuilder, LaunchResult, MarketplaceResultBuilder, Value,
};
use proptest::prelude::*;

#[test]
fn every_documented_field_of_the_marketplace_form_can_be_set() {
    let result = MarketplaceResultBuilder::new("a-1")
        .account_api_id("api-1")
        .user("u-1")
        .message("Integration is now active")
        .package(1)
        .cycle(
            CycleBuilder::new("c-1")
                .template("t-1")
                .template_release("r-1")
                .status("Active")
                .webhook("Webhook", "https://hooks.example/1"),
        )
        .error("no quota");
    let built = result
        .clone()
        .cycle(CycleBuilder::new("c-2"))
        .build()
        .unwrap();
    let text =
        FULL_MARKETPLACE.replace(r#"{"cycleId":"c-2"}"#, r#"{"cycleId":"c-2","webhooks":[]}"#);
    assert_eq!(built.to_text(), text);
    assert_eq!(built, read(&text));
}

#[test]
fn every_documented_field_of_the_single_cycle_form_can_be_set() {
    let built = CycleResultBuilder::new("a-1", "c-1")
        .account_api_id("api-1")
        .user("u-1")
        .template("t-1")
        .template_release("r-1")
        .status("Stopped")
        .webhook("https://hooks.example/1")
        .webhook("https://hooks.example/2")
        .error("no quota")
        .complete_parameter("order-17")
        .build()
        .unwrap();
    assert_eq!(built.to_text(), FULL_CYCLE);
}

#[test]
fn the_least_is_an_account_and_what_was_installed() {
    let package = MarketplaceResultBuilder::new("a").build().unwrap();
    assert_eq!(package.to_text(), r#"{"accountId":"a","cycles":[]}"#);
    let cycle = CycleResultBuilder::new("a", "c").build().unwrap();
    assert_eq!(
        cycle.to_text(),
        r#"{"accountId":"a","cycleId":"c","webhooks":[]}"#
    );
}

#[test]
fn what_is_built_passes_the_same_checks() {
    let cycle = CycleBuilder::new;
    let package = || MarketplaceResultBuilder::new("a");
    for (built, path) in [
        (MarketplaceResultBuilder::new("").build(), "accountId"),
        (package().cycle(cycle(" ")).build(), "cycles[0].cycleId"),
        (
            package()
                .cycle(cycle("c"))
                .cycle(cycle("d").webhook("w", "javascript:x"))
                .build(),
            "cycles[1].webhooks[0].url",
        ),
        (
            package()
                .cycle(cycle("c").field("status", Value::Integer(1)))
                .build(),
            "cycles[0].status",
        ),
        (
            package().field("userId", Value::Bool(true)).build(),
            "userId",
        ),
        (CycleResultBuilder::new("a", "").build(), "cycleId"),
        (CycleResultBuilder::new("", "c").build(), "accountId"),
        (
            CycleResultBuilder::new("a", "c").webhook("h").build(),
            "webhooks[0]",
        ),
    ] {
        let error = built.unwrap_err();
        assert_eq!((error.code(), error.path()), ("RESULT_INVALID", path));
    }
}

#[test]
fn a_field_set_twice_counts_once_with_its_last_value() {
    let built = MarketplaceResultBuilder::new("a")
        .message("first")
        .package(1)
        .message("last")
        .package(2)
        .field("accountId", "b")
        .field("region", "eu")
        .field("region", Value::Null)
        .build()
        .unwrap();
    let expected = r#"{"accountId":"b","installCompleteMessage":"last","marketplacePackageId":2,"cycles":[],"region":null}"#;
    assert_eq!(built.to_text(), expected);
}

#[test]
fn a_list_given_as_a_field_does_not_make_a_name_twice() {
    let cycles = || Value::Array(vec![Value::Object(vec![("cycleId".into(), "c".into())])]);
    let urls = || Value::Array(vec!["https://hooks.example".into()]);
    let errors = || Value::Array(vec!["no quota".into()]);
    let in_cycle = CycleBuilder::new("c").field("webhooks", Value::Array(Vec::new()));
    for built in [
        MarketplaceResultBuilder::new("a")
            .field("cycles", cycles())
            .build(),
        MarketplaceResultBuilder::new("a")
            .field("errors", errors())
            .error("second")
            .build(),
        MarketplaceResultBuilder::new("a")
            .cycle(in_cycle.webhook("w", "https://h"))
            .build(),
        CycleResultBuilder::new("a", "c")
            .field("webhooks", urls())
            .build(),
        CycleResultBuilder::new("a", "c")
            .field("errors", errors())
            .error("second")
            .build(),
    ] {
        let built = built.unwrap();
        assert_eq!(read(&built.to_text()), built, "{}", built.to_text());
    }
}

#[test]
fn a_value_is_made_of_a_result_and_back() {
    for text in [FULL_MARKETPLACE, FULL_CYCLE] {
        let result = read(text);
        let value = Value::from(result.clone());
        assert_eq!(LaunchResult::from_value(value), Ok(result.clone()));
        assert_eq!(serde_json::to_string(&result).unwrap(), text);
        assert_eq!(serde_json::from_str::<LaunchResult>(text).unwrap(), result);
    }
    let error = serde_json::from_str::<LaunchResult>(r#"{"accountId":"a","cycles":7}"#);
    let message = error.unwrap_err().to_string();
    assert!(
        message.starts_with("cycles: expected a list, found a number"),
        "{message}"
    );
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_is_built_reads_back_the_same(
        ids in ("\\PC*[a-z]", "[a-z]\\PC*", any::<String>()),
        package in any::<i64>(),
        steps in prop::collection::vec((any::<String>(), "https?://[a-z]{1,9}/[!#-;=?-\\[\\]-~]*"), 0..4),
        further in any_value(),
    ) {
        let (account, cycle, status) = &ids;
        let mut part = CycleBuilder::new(cycle).status(status).field("further", further.clone());
        let mut single = CycleResultBuilder::new(account, cycle).status(status).error(status);
        for (name, url) in &steps {
            part = part.webhook(name, url);
            single = single.webhook(url);
        }
        let built = MarketplaceResultBuilder::new(account).package(package).message(status).cycle(part);
        for result in [built.build().unwrap(), single.field("further", further).build().unwrap()] {
            let text = result.to_text();
            prop_assert_eq!(&read(&text), &result);
            prop_assert_eq!(json(&read(&text).to_text()), json(&text));
            prop_assert_eq!(result.cycles()[0].webhooks.len(), steps.len());
        }
    }
}
