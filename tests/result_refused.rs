#![cfg(feature = "json")]
//! What is no result, and the place where it is wrong.

mod common;

use common::{SMALL, refusal};
use launch_complete::launch::{Form, LaunchResult, ResultError, validate};

/// Texts that are no result as a whole: text, code, message.
const NOT_RESULTS: &str = r#"
null       RESULT_MISSING     no result: the page has no `result` object
true       RESULT_NOT_OBJECT  result: expected an object, found true or false
7          RESULT_NOT_OBJECT  result: expected an object, found a number
0.5        RESULT_NOT_OBJECT  result: expected an object, found a number
"{}"       RESULT_NOT_OBJECT  result: expected an object, found a text
[]         RESULT_NOT_OBJECT  result: expected an object, found a list
undefined  RESULT_NOT_JSON    result: cannot be written as JSON
{          RESULT_NOT_JSON    result: cannot be written as JSON
{}{}       RESULT_NOT_JSON    result: cannot be written as JSON
{"a":01}   RESULT_NOT_JSON    result: cannot be written as JSON
{"a":NaN}  RESULT_NOT_JSON    result: cannot be written as JSON
{'a':1}    RESULT_NOT_JSON    result: cannot be written as JSON
{}         RESULT_FORM        result: neither `cycles` nor `cycleId` is there
{"a":{"cycles":[]}}  RESULT_FORM  result: neither `cycles` nor `cycleId` is there
"#;

/// Fields beside `"accountId":"a"`, and what is said of them, which starts with the place.
const WRONG_FIELDS: &str = r#"
"cycles":{}                                  cycles: expected a list, found an object
"cycles":""                                  cycles: expected a list, found a text
"cycles":false                               cycles: expected a list, found true or false
"cycles":[null]                              cycles[0]: expected an object, found nothing
"cycles":["c-1"]                             cycles[0]: expected an object, found a text
"cycles":[{"cycleId":"c"},[]]                cycles[1]: expected an object, found a list
"cycles":[{}]                                cycles[0].cycleId: required, but missing or empty
"cycles":[{"cycleId":null}]                  cycles[0].cycleId: required, but missing or empty
"cycles":[{"cycleId":""}]                    cycles[0].cycleId: required, but missing or empty
"cycles":[{"cycleId":"\t"}]                  cycles[0].cycleId: required, but missing or empty
"cycles":[{"cycleId":7}]                     cycles[0].cycleId: expected a text, found a number
"cycles":[{"cycleId":"c","templateId":7}]    cycles[0].templateId: expected a text, found a number
"cycles":[{"cycleId":"c","status":1}]        cycles[0].status: expected a text, found a number
"cycles":[{"cycleId":"c","status":{}}]       cycles[0].status: expected a text, found an object
"cycles":[{"cycleId":"c","webhooks":{}}]     cycles[0].webhooks: expected a list, found an object
"cycles":[{"cycleId":"c","webhooks":["https://h"]}]        cycles[0].webhooks[0]: expected an object, found a text
"cycles":[{"cycleId":"c","webhooks":[{}]}]                 cycles[0].webhooks[0].url: required, but missing or empty
"cycles":[{"cycleId":"c","webhooks":[{"url":null}]}]       cycles[0].webhooks[0].url: required, but missing or empty
"cycles":[{"cycleId":"c","webhooks":[{"url":7}]}]          cycles[0].webhooks[0].url: expected a text, found a number
"cycles":[{"cycleId":"c","webhooks":[{"url":""}]}]         cycles[0].webhooks[0].url: not an http(s) URL
"cycles":[{"cycleId":"c","webhooks":[{"url":"ftp://h"}]}]  cycles[0].webhooks[0].url: not an http(s) URL
"cycles":[{"cycleId":"c","webhooks":[{"stepName":[],"url":"https://h"}]}]  cycles[0].webhooks[0].stepName: expected a text, found a list
"cycles":[],"accountApiId":7                 accountApiId: expected a text, found a number
"cycles":[],"userId":true                    userId: expected a text, found true or false
"cycles":[],"installCompleteMessage":["b"]   installCompleteMessage: expected a text, found a list
"cycles":[],"errors":""                      errors: expected a list, found a text
"cycles":[],"errors":["e",null]              errors[1]: expected a text, found nothing
"cycles":[],"errors":[{"message":"m"}]       errors[0]: expected a text, found an object
"cycleId":""                                 cycleId: required, but missing or empty
"cycleId":7                                  cycleId: expected a text, found a number
"cycleId":["c"]                              cycleId: expected a text, found a list
"cycleId":"c","templateId":[]                templateId: expected a text, found a list
"cycleId":"c","status":0                     status: expected a text, found a number
"cycleId":"c","accountApiId":{}              accountApiId: expected a text, found an object
"cycleId":"c","userId":7                     userId: expected a text, found a number
"cycleId":"c","completeParameter":17         completeParameter: expected a text, found a number
"cycleId":"c","webhooks":"https://h"         webhooks: expected a list, found a text
"cycleId":"c","webhooks":[{"url":"http://h"}]  webhooks[0]: expected a text, found an object
"cycleId":"c","webhooks":["https://h",null]  webhooks[1]: expected a text, found nothing
"cycleId":"c","webhooks":["https://h","h"]   webhooks[1]: not an http(s) URL
"cycleId":"c","errors":{}                    errors: expected a list, found an object
"cycleId":"c","errors":[7]                   errors[0]: expected a text, found a number
"#;

/// The rows of a table: two columns with two spaces or more between them.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let rows = table.lines().filter(|line| !line.is_empty());
    rows.map(|line| {
        let (left, right) = line.split_once("  ").unwrap();
        (left, right.trim_start())
    })
}

#[test]
fn what_is_no_result_at_all_says_so() {
    for (text, expected) in rows(NOT_RESULTS) {
        let (code, message) = expected.split_once("  ").unwrap();
        let error = refusal(text);
        assert_eq!((error.code(), error.path()), (code, ""), "{text}");
        assert_eq!(error.to_string(), message.trim_start(), "{text}");
    }
    assert_eq!(refusal(""), ResultError::NotJson);
}

#[test]
fn a_wrong_field_is_named_by_its_place() {
    for (fields, message) in rows(WRONG_FIELDS) {
        let text = format!(r#"{{"accountId":"a",{fields}}}"#);
        let error = refusal(&text);
        let (path, _) = message.split_once(": ").unwrap();
        assert_eq!(error.message(), message, "{text}");
        assert_eq!(
            (error.code(), error.path()),
            ("RESULT_INVALID", path),
            "{text}"
        );
    }
}

#[test]
fn both_forms_need_an_account() {
    for form in [r#""cycles":[]"#, r#""cycleId":"c""#] {
        for (account, message) in [
            (String::new(), "required, but missing or empty"),
            (
                r#""accountId":null,"#.into(),
                "required, but missing or empty",
            ),
            (
                r#""accountId":"","#.into(),
                "required, but missing or empty",
            ),
            (
                r#""accountId":" ","#.into(),
                "required, but missing or empty",
            ),
            (
                r#""accountId":7,"#.into(),
                "expected a text, found a number",
            ),
            (
                r#""accountid":"a","#.into(),
                "required, but missing or empty",
            ),
        ] {
            let error = refusal(&format!("{{{account}{form}}}"));
            assert_eq!(error.message(), format!("accountId: {message}"));
            assert_eq!(error.path(), "accountId");
        }
    }
}

#[test]
fn places_count_every_cycle_and_webhook() {
    let webhook = r#"{"url":"https://hooks.example"}"#;
    let cycle = format!(
        r#"{{"cycleId":"c","webhooks":[{}]}}"#,
        [webhook; 10].join(",")
    );
    let good = vec![cycle.as_str(); 120].join(",");
    let bad = format!(r#"{{"cycleId":"c","webhooks":[{webhook},{webhook},{{"url":"x"}}]}}"#);
    let error = refusal(&format!(r#"{{"accountId":"a","cycles":[{good},{bad}]}}"#));
    assert_eq!(
        error.to_string(),
        "cycles[120].webhooks[2].url: not an http(s) URL"
    );
}

#[test]
fn checking_and_reading_are_of_one_mind() {
    let value = |text| common::parse(text).unwrap();
    assert_eq!(validate(&value(SMALL)), Ok(Form::Marketplace));
    for (text, _) in rows(NOT_RESULTS) {
        if let Some(value) = common::parse(text) {
            assert_eq!(
                validate(&value).err(),
                LaunchResult::from_value(value).err()
            );
        }
    }
}
