#![cfg(feature = "json")]
//! What a result is: both documented forms, read leniently and written back without loss.

mod common;

use common::{FULL_CYCLE, FULL_MARKETPLACE, SMALL, any_value, cases, json, read, refusal};
use launch_complete::launch::{CycleStatus, Form, LaunchResult, PackageId, Status, Value};
use proptest::prelude::*;

#[test]
fn the_marketplace_form_is_read() {
    let LaunchResult::Marketplace(result) = read(FULL_MARKETPLACE) else {
        panic!("another form");
    };
    assert_eq!(result.account_id, "a-1");
    assert_eq!(result.account_api_id.as_deref(), Some("api-1"));
    assert_eq!(result.user_id.as_deref(), Some("u-1"));
    let message = result.install_complete_message.as_deref();
    assert_eq!(message, Some("Integration is now active"));
    assert_eq!(result.marketplace_package_id, Some(PackageId::Number(1)));
    assert_eq!(result.errors.as_deref(), Some(&["no quota".to_owned()][..]));
    assert!(result.other.is_empty());
    let [first, second] = &result.cycles[..] else {
        panic!("{} cycles", result.cycles.len());
    };
    assert_eq!(first.cycle_id, "c-1");
    assert_eq!(first.template_id.as_deref(), Some("t-1"));
    assert_eq!(first.template_release_id.as_deref(), Some("r-1"));
    assert_eq!(first.status, Some(Status::new("Active")));
    let webhooks = first.webhooks.as_deref().unwrap();
    assert_eq!(webhooks[0].step_name.as_deref(), Some("Webhook"));
    assert_eq!(webhooks[0].url.expose(), "https://hooks.example/1");
    assert_eq!(second.cycle_id, "c-2");
    assert_eq!((&second.status, &second.webhooks), (&None, &None));
}

#[test]
fn the_single_cycle_form_is_read() {
    let LaunchResult::Cycle(result) = read(FULL_CYCLE) else {
        panic!("another form");
    };
    assert_eq!(result.account_id, "a-1");
    assert_eq!(result.account_api_id.as_deref(), Some("api-1"));
    assert_eq!(result.user_id.as_deref(), Some("u-1"));
    assert_eq!(result.cycle_id, "c-1");
    assert_eq!(result.template_id.as_deref(), Some("t-1"));
    assert_eq!(result.template_release_id.as_deref(), Some("r-1"));
    assert_eq!(result.status.unwrap().kind(), CycleStatus::Stopped);
    let urls: Vec<_> = result
        .webhooks
        .iter()
        .flatten()
        .map(|url| url.expose())
        .collect();
    assert_eq!(urls, ["https://hooks.example/1", "https://hooks.example/2"]);
    assert_eq!(result.errors.as_deref(), Some(&["no quota".to_owned()][..]));
    assert_eq!(result.complete_parameter.as_deref(), Some("order-17"));
    assert!(result.other.is_empty());
}

#[test]
fn both_forms_are_seen_the_same_way() {
    for (text, form, cycles, package) in [
        (
            FULL_MARKETPLACE,
            Form::Marketplace,
            2,
            Some(PackageId::Number(1)),
        ),
        (FULL_CYCLE, Form::Cycle, 1, None),
    ] {
        let result = read(text);
        assert_eq!(result.form(), form);
        assert_eq!(result.account_id(), "a-1");
        assert_eq!(result.account_api_id(), Some("api-1"));
        assert_eq!(result.errors(), ["no quota"]);
        assert_eq!(result.marketplace_package_id(), package.as_ref());
        assert_eq!(result.cycles().len(), cycles);
        let first = &result.cycles()[0];
        assert_eq!((first.cycle_id, first.template_id), ("c-1", Some("t-1")));
        assert_eq!(first.webhooks[0].1.expose(), "https://hooks.example/1");
    }
    assert_eq!(
        read(FULL_MARKETPLACE).cycles()[0].webhooks[0].0,
        Some("Webhook")
    );
    assert_eq!(read(FULL_CYCLE).cycles()[0].webhooks[0].0, None);
    assert!(read(SMALL).errors().is_empty());
}

#[test]
fn what_the_app_gave_at_the_start_is_heard_in_both_forms() {
    assert_eq!(read(FULL_CYCLE).complete_parameter(), Some("order-17"));
    for (given, expected) in [
        (r#","completeParameter":"order-18""#, Some("order-18")),
        (r#","parameter":"order-18""#, None),
        (r#","completeParameter":18"#, None),
        ("", None),
    ] {
        let text = format!(r#"{{"accountId":"a","cycles":[]{given}}}"#);
        assert_eq!(read(&text).complete_parameter(), expected, "{given}");
    }
}

#[test]
fn the_forms_are_told_apart_by_cycles_and_cycle_id() {
    for (fields, expected) in [
        (r#""cycles":[]"#, Ok(Form::Marketplace)),
        (r#""cycleId":"c""#, Ok(Form::Cycle)),
        (r#""cycles":[],"cycleId":"c""#, Ok(Form::Marketplace)),
        (r#""cycleId":"c","cycles":[]"#, Ok(Form::Marketplace)),
        (r#""cycles":null,"cycleId":"c""#, Ok(Form::Cycle)),
        (r#""cycles":[],"cycleId":null"#, Ok(Form::Marketplace)),
        (r#""cycles":null"#, Err("RESULT_FORM")),
        (r#""cycles":null,"cycleId":null"#, Err("RESULT_FORM")),
        (r#""Cycles":[],"cycleID":"c""#, Err("RESULT_FORM")),
    ] {
        let text = format!(r#"{{"accountId":"a",{fields}}}"#);
        let found = LaunchResult::from_text(&text);
        let found = found
            .as_ref()
            .map(LaunchResult::form)
            .map_err(|error| error.code());
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_status_is_compared_without_case_and_kept_as_it_came() {
    for (text, kind) in [
        ("Active", CycleStatus::Active),
        ("active", CycleStatus::Active),
        ("ACTIVE", CycleStatus::Active),
        ("Stopped", CycleStatus::Stopped),
        ("stopped", CycleStatus::Stopped),
        ("Paused", CycleStatus::Other),
        ("", CycleStatus::Other),
        (" Active", CycleStatus::Other),
        ("act\u{131}ve", CycleStatus::Other),
    ] {
        let text_of_result = format!(r#"{{"accountId":"a","cycleId":"c","status":"{text}"}}"#);
        let result = read(&text_of_result);
        let status = result.cycles()[0].status.unwrap().clone();
        assert_eq!((status.kind(), status.as_str()), (kind, text));
        assert_eq!(result.to_text(), text_of_result);
    }
}

#[test]
fn a_package_id_is_a_whole_number_or_a_text_of_digits() {
    for (id, expected) in [
        ("1", Ok(1)),
        ("-1", Ok(-1)),
        ("9007199254740991", Ok(9_007_199_254_740_991)),
        ("1.0", Ok(1)),
        ("1e2", Ok(100)),
        (r#""1""#, Ok(1)),
        (r#""007""#, Ok(7)),
        (r#""999999999999999999""#, Ok(999_999_999_999_999_999)),
        (r#""9999999999999999999""#, Err("a text")),
        (r#""""#, Err("a text")),
        (r#"" 1""#, Err("a text")),
        (r#""+1""#, Err("a text")),
        (r#""1.5""#, Err("a text")),
        (r#""\u0661""#, Err("a text")),
        ("1.5", Err("a number")),
        ("1e300", Err("a number")),
        ("true", Err("true or false")),
        ("[1]", Err("a list")),
    ] {
        let text = format!(r#"{{"accountId":"a","marketplacePackageId":{id},"cycles":[]}}"#);
        match expected {
            Ok(number) => {
                let result = read(&text);
                let package = result.marketplace_package_id().unwrap();
                assert_eq!(package.number(), Some(number), "{id}");
            }
            Err(found) => assert_eq!(
                refusal(&text).to_string(),
                format!(
                    "marketplacePackageId: expected a whole number or a numeric text, found {found}"
                ),
            ),
        }
    }
}

#[test]
fn nothing_is_lost_on_the_way() {
    for text in [
        FULL_MARKETPLACE,
        FULL_CYCLE,
        SMALL,
        r#"{"accountId":"a","cycles":[],"marketplacePackageId":"1"}"#,
        r#"{"accountId":"a","cycles":null,"cycleId":"c","status":null,"webhooks":null}"#,
        r#"{"accountId":"a","cycles":[],"errors":null,"marketplacePackageId":null,"userId":null}"#,
        r#"{"accountId":"a","cycles":[{"cycleId":"c","templateReleaseId":7,"webhooks":[]}],"errors":[]}"#,
        r#"{"accountId":"a","cycles":[{"cycleId":"c","webhooks":[{"url":"http://h","stepName":null,"x":1}]}]}"#,
        r#"{"accountId":"a","cycles":[],"region":{"name":"eu","ids":[1,-2,0.5,true,null,{}]},"":""}"#,
        r#"{"accountId":"ä","cycles":[],"installCompleteMessage":"\u2028\u0000\"\\<b>😀"}"#,
        r#"{"accountId":"a","cycles":[],"completeParameter":"order-17","templateId":7}"#,
    ] {
        assert_eq!(json(&read(text).to_text()), json(text), "{text}");
    }
    assert_eq!(read(FULL_MARKETPLACE).to_text(), FULL_MARKETPLACE);
    assert_eq!(read(FULL_CYCLE).to_text(), FULL_CYCLE);
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn unknown_fields_of_every_level_survive(
        [root, cycle, webhook] in [any_value(), any_value(), any_value()],
        single in any::<bool>(),
    ) {
        let fields = |known: &str, other: Value| {
            let Value::Object(mut fields) = common::parse(known).unwrap() else { unreachable!() };
            fields.push(("unknown".into(), other));
            Value::Object(fields)
        };
        let value = if single {
            fields(FULL_CYCLE, root)
        } else {
            let webhook = fields(r#"{"url":"https://hooks.example"}"#, webhook);
            let cycle = fields(r#"{"cycleId":"c"}"#, Value::Array(vec![cycle, webhook.clone()]));
            let Value::Object(mut cycle) = cycle else { unreachable!() };
            cycle.push(("webhooks".into(), Value::Array(vec![webhook])));
            let Value::Object(mut all) = fields(r#"{"accountId":"a"}"#, root) else { unreachable!() };
            all.push(("cycles".into(), Value::Array(vec![Value::Object(cycle)])));
            Value::Object(all)
        };
        let result = LaunchResult::from_value(value.clone()).unwrap();
        let again = read(&result.to_text());
        prop_assert_eq!(&again, &result);
        let sent = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(json(&again.to_text()), json(&sent));
    }
}
