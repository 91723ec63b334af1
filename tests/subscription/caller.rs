//! What the caller of an installation is told when a subscriber rejects it.

use launch_complete::subscription::{CallerError, MAX_DETAILS};
use serde_json::{Value, json};

use crate::common::DISPATCHED;

fn error(status: u16, body: &[u8]) -> Option<Value> {
    let error = CallerError::from_answer(status, body, DISPATCHED)?;
    Some(serde_json::from_str(&error.to_json()).unwrap())
}

#[test]
fn two_statuses_accept_and_all_others_reject() {
    for status in 100..=599 {
        let accepted = matches!(status, 200 | 204);
        assert_eq!(error(status, b"").is_none(), accepted, "{status}");
    }
}

#[test]
fn the_caller_always_gets_the_documented_error() {
    let details = br#"{"status":409,"message":"mine","timestamp":"mine","details":[{"property":"propertyValue","message":"..."}]}"#;
    for status in [301, 400, 401, 409, 422, 500, 503] {
        assert_eq!(
            error(status, details).unwrap(),
            json!({
                "status": 400,
                "timestamp": "2019-10-15T17:00:00.000Z",
                "message": "Installation payload validation failed",
                "details": [{"property": "propertyValue", "message": "..."}],
            })
        );
    }
}

#[test]
fn only_well_formed_details_are_passed_on() {
    let one = json!([{"property": "a", "message": "b"}]);
    for (body, expected) in [
        (
            r#"{"details":[{"property":"a","message":"b"}]}"#,
            one.clone(),
        ),
        (
            r#" {"details":[{"message":"b","property":"a"}]} "#,
            one.clone(),
        ),
        // Items that are not of the form are left out, and so are their other fields.
        (
            r#"{"details":[1,null,"x",[],["a","b"],{},{"property":"a"},{"message":"b"},{"property":1,"message":"b"},{"property":"a","message":null},{"property":"a","message":"b","html":"<b>"}]}"#,
            one.clone(),
        ),
        (
            r#"{"details":[{"property":"x","property":"y","message":"b"},{"property":"a","message":"b"}]}"#,
            one,
        ),
        (
            r#"{"details":[{"property":"","message":""}]}"#,
            json!([{"property": "", "message": ""}]),
        ),
        ("", Value::Null),
        ("{}", Value::Null),
        ("not json", Value::Null),
        (r#"{"details":null}"#, Value::Null),
        (r#"{"details":[]}"#, Value::Null),
        (r#"{"details":{}}"#, Value::Null),
        (r#"{"details":"x"}"#, Value::Null),
        (r#"{"details":[1]}"#, Value::Null),
        (r#"{"details":{"property":"a","message":"b"}}"#, Value::Null),
        (r#"[[{"property":"a","message":"b"}]]"#, Value::Null),
        (
            r#"{"Details":[{"property":"a","message":"b"}]}"#,
            Value::Null,
        ),
        (
            r#"{"details":[{"property":"a","message":"b"}],"details":[]}"#,
            Value::Null,
        ),
        (
            r#"{"error":{"details":[{"property":"a","message":"b"}]}}"#,
            Value::Null,
        ),
    ] {
        let error = error(422, body.as_bytes()).unwrap();
        assert_eq!(error["details"], expected, "{body}");
        assert_eq!(error.get("details").is_some(), !expected.is_null());
    }
    assert!(error(422, b"\xff").unwrap().get("details").is_none());
    let deep = format!(
        r#"{{"details":[{}{}]}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    assert!(
        error(422, deep.as_bytes())
            .unwrap()
            .get("details")
            .is_none()
    );
}

#[test]
fn the_number_of_details_is_bounded() {
    let items = vec![r#"{"property":"a","message":"b"}"#; MAX_DETAILS + 50].join(",");
    let error = error(422, format!(r#"{{"details":[{items}]}}"#).as_bytes()).unwrap();
    assert_eq!(error["details"].as_array().unwrap().len(), MAX_DETAILS);
}

#[test]
fn a_program_gets_the_details_too() {
    let details = |body: &str| {
        let error = CallerError::from_answer(409, body.as_bytes(), DISPATCHED).unwrap();
        let details = error.details()?.iter();
        Some(
            details
                .map(|one| one.property.to_string())
                .collect::<Vec<_>>(),
        )
    };
    let body = r#"{"details":[{"property":"a","message":"b"},{"property":"c","message":"d"}]}"#;
    assert_eq!(details(body), Some(vec!["a".into(), "c".into()]));
    assert_eq!(details(r#"{"details":7}"#), None);
}
