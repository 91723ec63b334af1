#![cfg(feature = "json")]
//! Names given twice, prototypes, and URLs that run: what a result may not smuggle in.

mod common;

use common::{json, read, refusal};
use launch_complete::launch::{LaunchResult, Value, WebhookUrl};

#[test]
fn a_name_given_twice_counts_as_its_last_value() {
    for (text, account, fields) in [
        (r#"{"accountId":"a","accountId":"b","cycles":[]}"#, "b", 2),
        (
            r#"{"accountId":7,"cycles":{},"cycles":[],"accountId":"b"}"#,
            "b",
            2,
        ),
        (r#"{"accountId":"a","cycles":[],"x":1,"x":2,"x":3}"#, "a", 3),
        (
            r#"{"account\u0049d":"a","cycles":[],"accountId":"b"}"#,
            "b",
            2,
        ),
    ] {
        let result = read(text);
        assert_eq!(result.account_id(), account, "{text}");
        assert_eq!(
            json(&result.to_text()).as_object().unwrap().len(),
            fields,
            "{text}"
        );
        assert_eq!(json(&result.to_text()), json(text));
    }
    assert_eq!(
        refusal(r#"{"accountId":"a","cycles":[],"cycles":null}"#).code(),
        "RESULT_FORM"
    );
    assert_eq!(
        refusal(r#"{"accountId":"a","accountId":null,"cycles":[]}"#).path(),
        "accountId"
    );
}

#[test]
fn a_name_given_twice_in_a_value_counts_as_its_last_value_too() {
    let twice = Value::Object(vec![
        ("accountId".into(), "a".into()),
        ("cycles".into(), Value::Array(Vec::new())),
        ("accountId".into(), "b".into()),
    ]);
    let result = LaunchResult::from_value(twice).unwrap();
    assert_eq!(result.account_id(), "b");
    assert_eq!(read(&result.to_text()), result);
}

#[test]
fn a_prototype_is_a_field_like_any_other() {
    for text in [
        r#"{"__proto__":{"accountId":"a","cycles":[]}}"#,
        r#"{"accountId":"a","__proto__":{"cycles":[]}}"#,
        r#"{"__proto__":{"accountId":"a"},"constructor":{},"cycles":[]}"#,
    ] {
        assert!(LaunchResult::from_text(text).is_err(), "{text}");
    }
    let text = r#"{"accountId":"a","cycles":[{"cycleId":"c","__proto__":{"status":7}}],"__proto__":{"userId":7},"toJSON":1}"#;
    assert_eq!(json(&read(text).to_text()), json(text));
}

#[test]
fn a_webhook_url_is_absolute_and_nothing_that_runs() {
    for (url, good) in [
        ("https://hooks.example/api/webhook/1?a=b#c", true),
        ("http://hooks.example", true),
        ("HTTPS://hooks.example", true),
        ("https://hooks.example:8443/", true),
        ("https://bücher.example/ä", true),
        ("https://[::1]/", true),
        ("", false),
        ("https://", false),
        ("https:///hooks.example", false),
        ("https://?a", false),
        ("https://#a", false),
        ("https://:8080", false),
        ("https://@hooks.example", false),
        ("https://\\hooks.example", false),
        ("https:/hooks.example", false),
        ("//hooks.example", false),
        ("hooks.example", false),
        ("ftp://hooks.example", false),
        ("javascript:alert(1)", false),
        ("javascript://hooks.example/%0aalert(1)", false),
        ("data:text/html,x", false),
        (" https://hooks.example", false),
        ("https://hooks.example/a b", false),
        ("https://hooks.example/\n", false),
        ("https://hooks.example/\u{85}", false),
        ("https://hooks.example/\u{2028}", false),
        ("https://hooks.example/\"onclick=x", false),
        ("https://hooks.example/<b>", false),
        ("h\u{e9}ttps://hooks.example", false),
    ] {
        assert_eq!(WebhookUrl::parse(url).is_some(), good, "{url:?}");
        if let Some(parsed) = WebhookUrl::parse(url) {
            assert_eq!(parsed.expose(), url);
        }
    }
}
