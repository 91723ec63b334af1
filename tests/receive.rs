#![cfg(feature = "json")]
//! What a receiver accepts, in the order in which it looks.

mod common;

use common::{FULL_CYCLE, FULL_MARKETPLACE, MARKETPLACE, SMALL, is_json, origins, read};
use launch_complete::launch::{Admission, Counts, Expect, Ignored, Receiver, Source, Verdict};

fn receiver(max_bytes: usize, expect: Expect) -> Receiver {
    Receiver::new(origins(MARKETPLACE), max_bytes, expect)
}

fn any() -> Receiver {
    receiver(4096, Expect::default())
}

fn ignored(reason: Ignored) -> Admission {
    Admission::Ignored(reason)
}

fn refused(code: &'static str, path: &str) -> Verdict {
    Verdict::Refused {
        code,
        path: path.into(),
    }
}

#[track_caller]
fn accepted(verdict: Verdict, text: &str) {
    match verdict {
        // What is accepted can be read.
        Verdict::Accepted => drop(read(text)),
        other => panic!("{text}: {other:?}"),
    }
}

fn counts(receiver: &Receiver) -> (u32, u32, u32) {
    let Counts {
        ignored,
        refused,
        duplicates,
    } = receiver.counts();
    (ignored, refused, duplicates)
}

#[test]
fn text_then_origin_then_window_then_length() {
    use Source::{Expected, Foreign};
    const EVIL: &str = "https://marketplace.example.evil.example";
    const TOO_LARGE: Admission = Admission::Refused("RESULT_TOO_LARGE");
    for (length, origin, source, expected) in [
        (None, EVIL, Foreign, ignored(Ignored::NotText)),
        (None, MARKETPLACE, Expected, ignored(Ignored::NotText)),
        // Strangers are not answered, however long what they send.
        (Some(4097), EVIL, Foreign, ignored(Ignored::Origin)),
        (Some(4097), MARKETPLACE, Foreign, ignored(Ignored::Source)),
        (Some(4097), MARKETPLACE, Expected, TOO_LARGE),
        (Some(usize::MAX), MARKETPLACE, Expected, TOO_LARGE),
        (Some(4096), EVIL, Foreign, ignored(Ignored::Origin)),
        (Some(10), EVIL, Expected, ignored(Ignored::Origin)),
        (Some(10), "null", Expected, ignored(Ignored::Origin)),
        (Some(10), "", Expected, ignored(Ignored::Origin)),
        (Some(10), "*", Expected, ignored(Ignored::Origin)),
        (
            Some(10),
            "https://Marketplace.example",
            Expected,
            ignored(Ignored::Origin),
        ),
        (
            Some(10),
            "https://marketplace.example/",
            Expected,
            ignored(Ignored::Origin),
        ),
        (
            Some(10),
            "https://marketplace.example:443",
            Expected,
            ignored(Ignored::Origin),
        ),
        (
            Some(10),
            "http://marketplace.example",
            Expected,
            ignored(Ignored::Origin),
        ),
        (Some(10), MARKETPLACE, Foreign, ignored(Ignored::Source)),
        (Some(0), MARKETPLACE, Expected, Admission::Read),
        (Some(4096), MARKETPLACE, Expected, Admission::Read),
    ] {
        let mut receiver = any();
        assert_eq!(
            receiver.admit(length, origin, source),
            expected,
            "{length:?} {origin} {source:?}"
        );
        let count = match expected {
            Admission::Read => (0, 0, 0),
            Admission::Ignored(_) => (1, 0, 0),
            Admission::Refused(_) => (0, 1, 0),
        };
        assert_eq!(counts(&receiver), count);
        // Whatever came before: a good message is accepted.
        assert_eq!(
            receiver.admit(Some(SMALL.len()), MARKETPLACE, Expected),
            Admission::Read
        );
        accepted(receiver.read(SMALL, is_json), SMALL);
    }
}

#[test]
fn size_and_nesting_have_codes_of_their_own() {
    let deep = "[".repeat(65);
    for (text, code) in [
        ("ü".repeat(2049), "RESULT_TOO_LARGE"),
        (" ".repeat(4097), "RESULT_TOO_LARGE"),
        // What is too long is not looked at.
        ("[".repeat(4097), "RESULT_TOO_LARGE"),
        (deep.clone(), "RESULT_TOO_DEEP"),
        (deep.repeat(62), "RESULT_TOO_DEEP"),
    ] {
        let mut receiver = any();
        assert_eq!(receiver.read(&text, is_json), refused(code, ""));
        assert_eq!(counts(&receiver), (0, 1, 0));
        accepted(receiver.read(SMALL, is_json), SMALL);
    }
    let exact = SMALL.to_owned() + &" ".repeat(4096 - SMALL.len());
    accepted(any().read(&exact, is_json), SMALL);
}

#[test]
fn what_is_no_result_is_refused_with_its_code_and_place() {
    let mut receiver = any();
    for (number, (text, expected)) in [
        ("{", refused("RESULT_NOT_JSON", "")),
        ("launch-complete:ready:1", refused("RESULT_NOT_JSON", "")),
        ("null", refused("RESULT_MISSING", "")),
        ("[]", refused("RESULT_NOT_OBJECT", "")),
        ("{}", refused("RESULT_FORM", "")),
        (r#"{"cycles":[]}"#, refused("RESULT_INVALID", "accountId")),
        (
            r#"{"accountId":"a","cycles":[{}]}"#,
            refused("RESULT_INVALID", "cycles[0].cycleId"),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(receiver.read(text, is_json), expected, "{text}");
        assert_eq!(counts(&receiver), (0, number as u32 + 1, 0));
        assert!(!receiver.is_done());
    }
    accepted(receiver.read(SMALL, is_json), SMALL);
    assert!(receiver.is_done());
}

#[test]
fn a_result_of_another_launch_is_refused() {
    let account = |id: &str| Expect {
        account_id: Some(id.into()),
        ..Expect::default()
    };
    let api = |id: &str| Expect {
        account_api_id: Some(id.into()),
        ..Expect::default()
    };
    let parameter = |text: &str| Expect {
        complete_parameter: Some(text.into()),
        ..Expect::default()
    };
    let all = |id: &str| Expect {
        account_id: Some(id.into()),
        account_api_id: Some("api-1".into()),
        complete_parameter: Some("order-17".into()),
    };
    let named = r#"{"accountId":"a","cycles":[],"completeParameter":"order-17"}"#;
    let numbered = r#"{"accountId":"a","cycles":[],"completeParameter":17}"#;
    for (text, expect, mismatch) in [
        (FULL_MARKETPLACE, Expect::default(), None),
        (FULL_MARKETPLACE, account("a-1"), None),
        (FULL_MARKETPLACE, account("a-2"), Some("accountId")),
        (FULL_MARKETPLACE, account("A-1"), Some("accountId")),
        (FULL_MARKETPLACE, account(""), Some("accountId")),
        (FULL_MARKETPLACE, api("api-1"), None),
        (FULL_MARKETPLACE, api("api-2"), Some("accountApiId")),
        (SMALL, api("api-1"), Some("accountApiId")),
        (FULL_CYCLE, all("a-1"), None),
        (FULL_CYCLE, all("a-2"), Some("accountId")),
        (FULL_CYCLE, parameter("order-18"), Some("completeParameter")),
        (SMALL, parameter("order-17"), Some("completeParameter")),
        (named, parameter("order-17"), None),
        (numbered, parameter("17"), Some("completeParameter")),
    ] {
        let mut receiver = receiver(4096, expect.clone());
        let verdict = receiver.read(text, is_json);
        match mismatch {
            None => accepted(verdict, text),
            Some(field) => assert_eq!(
                verdict,
                refused("EXPECT_MISMATCH", field),
                "{text} {expect:?}"
            ),
        }
    }
}

#[test]
fn the_first_acceptable_result_wins() {
    let mut receiver = receiver(
        4096,
        Expect {
            account_id: Some("a-1".into()),
            ..Expect::default()
        },
    );
    assert_eq!(
        receiver.read(SMALL, is_json),
        refused("EXPECT_MISMATCH", "accountId")
    );
    accepted(receiver.read(FULL_MARKETPLACE, is_json), FULL_MARKETPLACE);
    for _ in 0..3 {
        assert_eq!(receiver.read(FULL_MARKETPLACE, is_json), Verdict::Duplicate);
    }
    // Checks come first, also then: nothing that is wrong is acknowledged.
    assert_eq!(
        receiver.read(SMALL, is_json),
        refused("EXPECT_MISMATCH", "accountId")
    );
    assert_eq!(receiver.read("{}", is_json), refused("RESULT_FORM", ""));
    receiver.admit(None, MARKETPLACE, Source::Expected);
    assert_eq!(counts(&receiver), (1, 3, 3));
    assert!(receiver.is_done());
}

#[test]
fn a_receiver_of_two_origins_takes_both_and_no_third() {
    let both = origins("https://marketplace.example https://app.example");
    let mut receiver = Receiver::new(both, 4096, Expect::default());
    for (origin, expected) in [
        (MARKETPLACE, Admission::Read),
        (common::APP, Admission::Read),
        ("https://evil.example", ignored(Ignored::Origin)),
        (
            "https://marketplace.example https://app.example",
            ignored(Ignored::Origin),
        ),
    ] {
        assert_eq!(receiver.admit(Some(10), origin, Source::Expected), expected);
    }
}

#[test]
fn after_a_result_that_came_another_way_every_text_is_a_repeat() {
    let mut receiver = receiver(4096, Expect::default());
    receiver.end();
    assert!(receiver.is_done());
    assert_eq!(receiver.read(SMALL, is_json), Verdict::Duplicate);
    assert_eq!(receiver.read("{}", is_json), refused("RESULT_FORM", ""));
    assert_eq!(counts(&receiver), (0, 1, 1));
}

/// F05 with F38: a reloaded page has no handle of the windows it opened.
#[test]
fn without_a_handle_a_window_is_that_of_the_only_launch() {
    for (opened_by_us, waiting, expected) in [
        (true, 1, Source::Expected),
        (true, 2, Source::Foreign),
        (true, 0, Source::Foreign),
        (false, 1, Source::Foreign),
    ] {
        let source = Source::without_handle(opened_by_us, waiting);
        assert_eq!(source, expected, "{opened_by_us} {waiting}");
    }
}
