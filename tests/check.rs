#![cfg(feature = "json")]
//! A text is held against the rules as it is; what comes out is what a parsed value would have said.

mod common;

use common::{
    FULL_CYCLE, FULL_MARKETPLACE, MARKETPLACE, any_value, cases, is_json, origins, parse,
};
use launch_complete::launch::{
    Expect, Form, Receiver, ResultError, Value, Verdict, check, validate,
};
use proptest::prelude::*;

/// What the value says that a parser makes of the text.
fn by_value(text: &str) -> Result<Form, ResultError> {
    parse(text).map_or(Err(ResultError::NotJson), |value| validate(&value))
}

#[test]
fn both_forms_are_told_apart() {
    assert_eq!(check(FULL_MARKETPLACE, is_json), Ok(Form::Marketplace));
    assert_eq!(check(FULL_CYCLE, is_json), Ok(Form::Cycle));
    // `cycles` decides, wherever it stands.
    let both = r#" { "cycleId" : 7 , "accountId" : "a" , "cycles" : [ ] } "#;
    assert_eq!(check(both, is_json), Ok(Form::Marketplace));
    let null = r#"{"cycles":null,"accountId":"a","cycleId":"c"}"#;
    assert_eq!(check(null, is_json), Ok(Form::Cycle));
}

#[test]
fn names_and_texts_may_be_escaped() {
    for (text, expected) in [
        (r#"{"account\u0049d":"a","cycles":[]}"#, Ok(())),
        (r#"{"accountId":"\u0061","\u0063ycles":[]}"#, Ok(())),
        (r#"{"accountId":"\u0020\t","cycles":[]}"#, Err("accountId")),
        (r#"{"account\u0049d":7,"cycles":[]}"#, Err("accountId")),
        (
            r#"{"accountId":"a","cycles":[],"user\u0049d":7}"#,
            Err("userId"),
        ),
        (r#"{"accountId":"\ud83d","cycles":[]}"#, Ok(())),
        (r#"{"accountId":"a","cycles":[],"\ud83d":1}"#, Ok(())),
        (
            r#"{"accountId":"a","cycleId":"c","webhooks":["https:\/\/h.example\/\u0061"]}"#,
            Ok(()),
        ),
        (
            r#"{"accountId":"a","cycleId":"c","webhooks":["https://h.example/\u0022"]}"#,
            Err("webhooks[0]"),
        ),
        (
            r#"{"accountId":"a","cycleId":"c","webhooks":["https://h.example/\ud83d"]}"#,
            Err("webhooks[0]"),
        ),
        (
            r#"{"accountId":"a","cycleId":"c","webhooks":["java\u0073cript:alert(1)"]}"#,
            Err("webhooks[0]"),
        ),
        (
            r#"{"accountId":"a","cycles":[],"marketplacePackageId":"\u0031\u0037"}"#,
            Ok(()),
        ),
        (
            r#"{"accountId":"a","cycles":[],"marketplacePackageId":"1\u0065"}"#,
            Err("marketplacePackageId"),
        ),
    ] {
        let found = check(text, is_json).map(drop);
        assert_eq!(
            found.as_ref().map_err(ResultError::path),
            expected.as_ref().map_err(|path| *path),
            "{text}"
        );
    }
}

#[test]
fn a_package_id_is_a_whole_number_in_digits() {
    for (id, good) in [
        ("0", true),
        ("-1", true),
        ("9007199254740992", true),
        ("9007199254740993", false),
        ("99999999999999999999", false),
        ("1.5", false),
        // No writer of JSON writes a whole number like this.
        ("1.0", false),
        ("1e3", false),
        ("\"17\"", true),
        ("\"123456789012345678\"", true),
        ("\"1234567890123456789\"", false),
        ("\"-1\"", false),
        ("\"\"", false),
        ("true", false),
        ("[1]", false),
        ("null", true),
    ] {
        let text = format!(r#"{{"accountId":"a","cycles":[],"marketplacePackageId":{id}}}"#);
        let expected = if good {
            Ok(Form::Marketplace)
        } else {
            Err("marketplacePackageId")
        };
        assert_eq!(
            check(&text, is_json).as_ref().map_err(ResultError::path),
            expected.as_ref().map_err(|path| *path),
            "{id}"
        );
    }
}

#[test]
fn a_documented_field_that_is_given_twice_is_right_both_times() {
    for (text, expected) in [
        (
            r#"{"accountId":"a","accountId":"b","cycles":[]}"#,
            Ok(Form::Marketplace),
        ),
        (
            r#"{"accountId":null,"accountId":"b","cycles":[]}"#,
            Ok(Form::Marketplace),
        ),
        (
            r#"{"accountId":"b","cycles":[],"cycles":null,"cycleId":"c"}"#,
            Ok(Form::Cycle),
        ),
        (
            r#"{"accountId":"b","accountId":null,"cycles":[]}"#,
            Err("accountId"),
        ),
        (
            r#"{"accountId":7,"accountId":"b","cycles":[]}"#,
            Err("accountId"),
        ),
        (
            r#"{"accountId":"b","account\u0049d":7,"cycles":[]}"#,
            Err("accountId"),
        ),
        (
            r#"{"accountId":"b","cycles":[{}],"cycles":[]}"#,
            Err("cycles[0].cycleId"),
        ),
    ] {
        assert_eq!(
            check(text, is_json).as_ref().map_err(ResultError::path),
            expected.as_ref().map_err(|path| *path),
            "{text}"
        );
    }
}

#[test]
fn the_first_wrong_place_in_the_text_is_named() {
    let text = r#"{"cycles":[{"status":7,"cycleId":""},{}],"accountId":7}"#;
    assert_eq!(check(text, is_json).unwrap_err().path(), "cycles[0].status");
    // What is missing is known at the end of its object.
    let text = r#"{"cycles":[{"status":7}],"userId":7}"#;
    assert_eq!(check(text, is_json).unwrap_err().path(), "cycles[0].status");
    let text = r#"{"cycles":[{"status":"x"}],"userId":7}"#;
    assert_eq!(
        check(text, is_json).unwrap_err().path(),
        "cycles[0].cycleId"
    );
}

#[test]
fn what_follows_something_wrong_must_be_json_all_the_same() {
    for text in [
        r#"{"accountId":7,"cycles":[}"#,
        r#"{"accountId":7,"cycles":[]"#,
        r#"{"accountId":"a","cycles":[{"cycleId":7}]} x"#,
        r#"[] x"#,
        r#"{"accountId":"a","cycles":[],}"#,
        r#"{"accountId":"a","cycles":[,]}"#,
        r#"{"accountId":"a" "cycles":[]}"#,
        r#"{"accountId" "a","cycles":[]}"#,
        "{\"accountId\":\"a\u{1}\",\"cycles\":[]}",
    ] {
        assert_eq!(check(text, is_json), Err(ResultError::NotJson), "{text}");
    }
}

#[test]
fn what_is_expected_is_compared_as_text() {
    let mismatch = |account: &str, text: &str| {
        let expect = Expect {
            account_id: Some(account.into()),
            ..Expect::default()
        };
        Receiver::new(origins(MARKETPLACE), 4096, expect).read(text, is_json)
    };
    let refused = Verdict::Refused {
        code: "EXPECT_MISMATCH",
        path: "accountId".into(),
    };
    let text = r#"{"accountId":"x","account\u0049d":"\u0061\ud83d\ude00","cycles":[]}"#;
    assert_eq!(mismatch("a😀", text), Verdict::Accepted);
    // What is given twice counts as its last value.
    assert_eq!(mismatch("x", text), refused);
    assert_eq!(mismatch("a😀b", text), refused);
    assert_eq!(mismatch("", text), refused);
    let deep = r#"{"accountId":"a","cycles":[],"x":{"accountId":"b"}}"#;
    assert_eq!(mismatch("a", deep), Verdict::Accepted);
    assert_eq!(mismatch("b", deep), refused);
}

/// A result with one value somewhere in it that may be anything.
fn one_strange_value() -> impl Strategy<Value = String> {
    let places = [
        r#"{"accountId":"a","cycles":[{"cycleId":"c","webhooks":[{"stepName":"s","url":@}]}]}"#,
        r#"{"accountId":"a","cycles":[{"cycleId":"c","webhooks":[@,{"url":"https://h.example"}]}]}"#,
        r#"{"accountId":"a","cycles":[{"cycleId":"c","webhooks":@}]}"#,
        r#"{"accountId":"a","cycles":[{"cycleId":@,"status":"Active"}]}"#,
        r#"{"accountId":"a","cycles":[{"cycleId":"c"},@]}"#,
        r#"{"accountId":"a","cycles":@,"cycleId":"c"}"#,
        r#"{"accountId":@,"cycles":[]}"#,
        r#"{"accountId":"a","cycleId":@,"webhooks":[]}"#,
        r#"{"accountId":"a","cycleId":"c","webhooks":[@]}"#,
        r#"{"accountId":"a","cycleId":"c","completeParameter":@}"#,
        r#"{"accountId":"a","cycles":[],"errors":[@],"x":[@]}"#,
        "@",
    ];
    let value = prop_oneof![
        any_value().prop_map(|value| serde_json::to_string(&value).unwrap_or_default()),
        prop::sample::select(vec![
            "https://h.example/a",
            "http://é.example",
            "https://",
            " ",
            "ftp://x",
            ""
        ])
        .prop_map(|text| format!("{text:?}")),
    ];
    (prop::sample::select(places.to_vec()), value)
        .prop_map(|(place, value)| place.replace('@', &value))
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_text_and_its_value_are_of_one_mind(text in one_strange_value()) {
        prop_assert_eq!(check(&text, is_json), by_value(&text), "{}", text);
    }

    /// Cut, doubled or changed anywhere: what is not JSON to a parser is not JSON here, and nothing else is.
    #[test]
    fn a_damaged_text_is_json_where_a_parser_says_so(
        text in one_strange_value(), at in any::<prop::sample::Index>(), letter in "[\\[\\]{}\",:\\\\0-9eE+.\\-tfnu \n\u{1}é]", insert in any::<bool>(),
    ) {
        let mut letters: Vec<char> = text.chars().collect();
        let at = at.index(letters.len());
        if insert {
            letters.insert(at, letter.chars().next().unwrap_or(' '));
        } else {
            letters.remove(at);
        }
        let damaged: String = letters.into_iter().collect();
        // It is always walked to its end first; what comes of that does not matter where the parser says no.
        prop_assert_eq!(check(&damaged, is_json) != Err(ResultError::NotJson), is_json(&damaged), "{}", damaged);
        prop_assert!(check(&damaged, |_| true) != Err(ResultError::NotJson));
    }

    #[test]
    fn a_value_written_as_text_is_accepted_or_refused_alike(value in any_value()) {
        let text = serde_json::to_string(&value).unwrap_or_default();
        prop_assert_eq!(check(&text, is_json), validate(&value), "{}", text);
        let _: Value = value;
    }
}
