#![cfg(feature = "json")]
//! The text before it is a result: how long, how deep, and halves of surrogate pairs.

mod common;

use common::{SMALL, cases, read};
use launch_complete::launch::{DEFAULT_MAX_BYTES, LaunchResult, MAX_NESTING, ResultError, Value};
use proptest::prelude::*;

/// A result whose unknown field makes it `depth` levels deep, the result itself being the first.
fn nested(depth: usize, open: &str, close: &str) -> String {
    let inner = depth - 1;
    let (open, close) = (open.repeat(inner), close.repeat(inner));
    format!(r#"{{"accountId":"a","cycles":[],"x":{open}0{close}}}"#)
}

fn check(text: &str) -> Result<(), ResultError> {
    LaunchResult::from_text(text).map(drop)
}

#[test]
fn sixty_four_levels_are_read_and_sixty_five_are_not() {
    assert_eq!(MAX_NESTING, 64);
    for (open, close) in [("[", "]"), (r#"{"y":"#, "}"), ("[ ", "\n]")] {
        assert_eq!(check(&nested(64, open, close)), Ok(()));
        assert_eq!(check(&nested(65, open, close)), Err(ResultError::TooDeep));
    }
    let mixed = |pairs: usize| nested(1 + pairs, r#"[{"y":"#, "}]");
    assert_eq!(check(&mixed(31)), Ok(()));
    assert_eq!(check(&mixed(32)), Err(ResultError::TooDeep));
}

#[test]
fn a_hundred_thousand_levels_do_no_harm() {
    for text in [
        nested(100_000, "[", "]"),
        nested(100_000, r#"{"y":"#, "}"),
        "[".repeat(100_000),
        r#"{"a":"#.repeat(100_000),
    ] {
        assert_eq!(check(&text), Err(ResultError::TooDeep));
    }
}

#[test]
fn a_long_number_is_written_as_it_was_read() {
    for number in [
        "184467445737024775807",
        "0.30000000000000004",
        "-1.7976931348623157e308",
    ] {
        let result = read(&format!(r#"{{"accountId":"a","cycles":[],"x":{number}}}"#));
        let again = read(&result.to_text());
        assert_eq!(again, result, "{number}");
        let exact: f64 = number.parse().unwrap();
        let written = result.to_text();
        let written = written
            .split(r#""x":"#)
            .nth(1)
            .unwrap()
            .trim_end_matches('}');
        assert_eq!(written.parse(), Ok(exact), "{number}");
    }
}

#[test]
fn brackets_count_only_where_they_open_something() {
    let brackets = "[{".repeat(100);
    for text in [
        format!(r#"{{"accountId":"{brackets}","cycles":[]}}"#),
        format!(r#"{{"accountId":"a","cycles":[],"{brackets}":1}}"#),
        format!(r#"{{"accountId":"\"{brackets}","cycles":[]}}"#),
        format!(r#"{{"accountId":"\\\"{brackets}","cycles":[]}}"#),
        format!(r#"{{"accountId":"\\","cycles":[],"x":"{brackets}\\"}}"#),
        format!(
            r#"{{"accountId":"a","cycles":[],"x":[{}0]}}"#,
            "[],".repeat(100)
        ),
        format!(
            r#"{{"accountId":"a","cycles":[],"x":[{}0]}}"#,
            "{},".repeat(100)
        ),
    ] {
        assert_eq!(check(&text), Ok(()), "{text}");
    }
    // The text ends at the quote that follows an escaped backslash.
    let deep = format!(r#"{{"accountId":"\\","cycles":[],"x":{}}}"#, "[".repeat(64));
    assert_eq!(check(&deep), Err(ResultError::TooDeep));
    let closed_too_often = format!("{}{SMALL}", "]".repeat(70));
    assert_eq!(check(&closed_too_often), Err(ResultError::NotJson));
}

#[test]
fn four_mebibytes_are_read_and_one_byte_more_is_not() {
    assert_eq!(DEFAULT_MAX_BYTES, 4 * 1024 * 1024);
    let padded = |length: usize| SMALL.to_owned() + &" ".repeat(length - SMALL.len());
    assert_eq!(check(&padded(DEFAULT_MAX_BYTES)), Ok(()));
    let limit = DEFAULT_MAX_BYTES;
    assert_eq!(
        check(&padded(limit + 1)),
        Err(ResultError::TooLarge { limit })
    );
    // Bytes of UTF-8 count, not letters.
    let wide = format!(
        r#"{{"accountId":"{}","cycles":[]}}"#,
        "\u{2028}".repeat(limit / 3)
    );
    assert_eq!(check(&wide), Err(ResultError::TooLarge { limit }));
}

#[test]
fn halves_of_surrogate_pairs_read_as_the_replacement_character() {
    for (escaped, expected) in [
        (r"\ud83d", "\u{fffd}"),
        (r"\ude00", "\u{fffd}"),
        (r"\uD83D", "\u{fffd}"),
        (r"\ud83d\ude00", "😀"),
        (r"\uD83D\uDE00", "😀"),
        (r"\ud83dx", "\u{fffd}x"),
        (r"\ud83d\n", "\u{fffd}\n"),
        (r"\ud83d\u0041", "\u{fffd}A"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (r"\ud83d\ude00\ude00", "😀\u{fffd}"),
        (r"\ude00\ud83d", "\u{fffd}\u{fffd}"),
        (r"\ud83d\\ude00", "\u{fffd}\\ude00"),
        (r"\\ud83d", "\\ud83d"),
        (r"\\\ud83d", "\\\u{fffd}"),
        (r"\\\\ud83d", "\\\\ud83d"),
        (r#"\"\udbff\"\udfff"#, "\"\u{fffd}\"\u{fffd}"),
        (r"\udbff\udfff", "\u{10ffff}"),
        (r"\ud7ff\ue000", "\u{d7ff}\u{e000}"),
        (r"ü\ud83dü", "ü\u{fffd}ü"),
        (r"\u2028", "\u{2028}"),
    ] {
        let result = read(&format!(r#"{{"accountId":"a{escaped}","cycles":[]}}"#));
        assert_eq!(result.account_id(), format!("a{expected}"), "{escaped}");
    }
}

#[test]
fn halves_of_surrogate_pairs_in_names_and_broken_escapes() {
    let LaunchResult::Marketplace(result) = read(r#"{"accountId":"a","cycles":[],"\ud83d":1}"#)
    else {
        panic!("another form");
    };
    assert_eq!(result.other, [("\u{fffd}".into(), Value::Integer(1))]);
    for escaped in [
        r"\ud83", r"\ud83g", r"\u", r"\", r"\x41", r"\u+d83", r"\ud83d\",
    ] {
        let text = format!(r#"{{"accountId":"{escaped}","cycles":[]}}"#);
        assert_eq!(check(&text), Err(ResultError::NotJson), "{text}");
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn no_text_upsets_the_reader(text in any::<String>(), json in "[\\[\\]{}\",:\\\\u0-9a-d]{0,60}") {
        let _ = check(&text);
        let _ = check(&json);
        let _ = check(&format!(r#"{{"accountId":"{json}","cycles":[]}}"#));
    }

    #[test]
    fn what_javascript_writes_is_read(units in prop::collection::vec(any::<u16>(), 0..12)) {
        // As `JSON.stringify` would: lone surrogates escaped, the rest as it is.
        let mut written = String::from("a");
        for unit in char::decode_utf16(units.iter().copied()) {
            match unit {
                Ok(letter) if letter < ' ' || letter == '"' || letter == '\\' => {
                    written.push_str(&format!("\\u{:04x}", u32::from(letter)));
                }
                Ok(letter) => written.push(letter),
                Err(lone) => written.push_str(&format!("\\u{:04x}", lone.unpaired_surrogate())),
            }
        }
        let result = read(&format!(r#"{{"accountId":"{written}","cycles":[]}}"#));
        prop_assert_eq!(result.account_id(), format!("a{}", String::from_utf16_lossy(&units)));
    }
}
