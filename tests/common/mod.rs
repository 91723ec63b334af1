//! What the tests of the core share.

#![allow(
    dead_code,
    unused_imports,
    reason = "every test file uses its own part of this"
)]

pub(crate) mod sending;

use launch_complete::launch::{LaunchResult, OriginList, ResultError, Value};
use proptest::prelude::*;
use proptest::test_runner::Config;

/// The host app of every example.
pub(crate) const APP: &str = "https://app.example";

/// The marketplace of every example.
pub(crate) const MARKETPLACE: &str = "https://marketplace.example";

/// A webhook URL that must not be seen anywhere but in the payload.
pub(crate) const CANARY: &str = "https://hooks.example/api/webhook/canary-7f3a91";

/// The marketplace form with every documented field, in the order in which it is written.
pub(crate) const FULL_MARKETPLACE: &str = concat!(
    r#"{"accountId":"a-1","accountApiId":"api-1","userId":"u-1","#,
    r#""installCompleteMessage":"Integration is now active","marketplacePackageId":1,"#,
    r#""cycles":[{"cycleId":"c-1","templateId":"t-1","templateReleaseId":"r-1","status":"Active","#,
    r#""webhooks":[{"stepName":"Webhook","url":"https://hooks.example/1"}]},{"cycleId":"c-2"}],"#,
    r#""errors":["no quota"]}"#,
);

/// The single-cycle form with every documented field, in the order in which it is written.
pub(crate) const FULL_CYCLE: &str = concat!(
    r#"{"accountId":"a-1","accountApiId":"api-1","userId":"u-1","cycleId":"c-1","#,
    r#""templateId":"t-1","templateReleaseId":"r-1","status":"Stopped","#,
    r#""webhooks":["https://hooks.example/1","https://hooks.example/2"],"#,
    r#""errors":["no quota"],"completeParameter":"order-17"}"#,
);

/// The shortest acceptable result.
pub(crate) const SMALL: &str = r#"{"accountId":"a","cycles":[]}"#;

#[track_caller]
pub(crate) fn read(text: &str) -> LaunchResult {
    match LaunchResult::from_text(text) {
        Ok(result) => result,
        Err(error) => panic!("{text}\n  was refused: {error}"),
    }
}

#[track_caller]
pub(crate) fn refusal(text: &str) -> ResultError {
    match LaunchResult::from_text(text) {
        Ok(result) => panic!("{text}\n  was accepted: {result:?}"),
        Err(error) => error,
    }
}

/// The platform's JSON parser, as a receiver is given it.
pub(crate) fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// Whether that parser takes a text.
pub(crate) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// The same JSON whatever the order of names.
#[track_caller]
pub(crate) fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[track_caller]
pub(crate) fn origins(text: &str) -> OriginList {
    OriginList::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Cases of a property. A failure prints its smallest case; no file is kept.
pub(crate) fn cases(count: u32) -> Config {
    Config {
        cases: count,
        failure_persistence: None,
        ..Config::default()
    }
}

/// Any JSON value a few levels deep.
pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Integer),
        any::<i32>().prop_map(|whole| Value::Number(f64::from(whole) + 0.5)),
        any::<String>().prop_map(Value::Text),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}
