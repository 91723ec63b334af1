//! Handing a result to the back end: once, and again only where that is worth it.

mod common;

use common::cases;
use launch_complete::launch::handoff::{KEEPALIVE_BYTES, Next, TRIES, after};
use launch_complete::launch::idempotency_key;
use proptest::prelude::*;

#[test]
fn every_status_is_stored_given_up_or_tried_again() {
    for status in 100..=599 {
        let next = after(Some(status), 1, 0.5);
        match status {
            200..=299 => assert_eq!(next, Next::Done, "{status}"),
            408 | 425 | 429 | 500..=599 => {
                assert!(matches!(next, Next::Retry(_)), "{status}: {next:?}");
            }
            _ => assert_eq!(next, Next::GiveUp, "{status}"),
        }
    }
    // No answer at all, and what a browser reports for a redirect that was not followed.
    assert!(matches!(after(None, 1, 0.5), Next::Retry(_)));
    assert_eq!(after(Some(0), 1, 0.5), Next::GiveUp);
}

#[test]
fn six_tries_and_no_more() {
    assert_eq!(TRIES, 6);
    for status in [None, Some(429), Some(500), Some(503)] {
        for tried in 1..TRIES {
            assert!(
                matches!(after(status, tried, 0.0), Next::Retry(_)),
                "{tried}"
            );
        }
        assert_eq!(after(status, TRIES, 0.0), Next::GiveUp);
        assert_eq!(after(status, TRIES + 1, 0.0), Next::GiveUp);
    }
    assert_eq!(after(Some(201), TRIES, 0.0), Next::Done);
}

#[test]
fn the_wait_doubles_and_jitter_halves_it_at_most() {
    for (tried, least, most) in [
        (1, 125, 250),
        (2, 250, 500),
        (3, 500, 1_000),
        (4, 1_000, 2_000),
        (5, 2_000, 4_000),
    ] {
        assert_eq!(after(None, tried, 0.0), Next::Retry(least));
        assert_eq!(after(None, tried, 1.0), Next::Retry(most));
        assert_eq!(after(None, tried, -7.0), Next::Retry(least));
        assert_eq!(after(None, tried, 7.0), Next::Retry(most));
    }
}

#[test]
fn the_key_is_the_digest_of_the_bytes() {
    // By `printf … | sha256sum`.
    for (text, digest) in [
        (
            "",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            "{}",
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        ),
        (
            r#"{"accountId":"ü","cycles":[]}"#,
            "8986cea3edd55a42508655028599e7c0d303aaed21a9864e1df3a081ba9e54f7",
        ),
    ] {
        assert_eq!(
            idempotency_key(text),
            format!("sha-256={digest}"),
            "{text:?}"
        );
    }
}

#[test]
fn bodies_that_outlive_a_window_leave_room_for_others() {
    assert_eq!(KEEPALIVE_BYTES, 60_000);
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_wait_is_between_half_its_step_and_the_whole(tried in 1..TRIES, jitter in any::<f64>()) {
        let step = 250_u32 << (tried - 1);
        let Next::Retry(wait) = after(None, tried, jitter) else {
            return Err(TestCaseError::fail("given up"));
        };
        prop_assert!((step / 2..=step).contains(&wait), "{}", wait);
    }

    #[test]
    fn no_count_of_tries_upsets_it(status in any::<Option<u16>>(), tried in 1_u32.., jitter in any::<f64>()) {
        let _ = after(status, tried, jitter);
    }

    #[test]
    fn another_text_is_another_key(one in any::<String>(), other in any::<String>()) {
        prop_assert_eq!(one == other, idempotency_key(&one) == idempotency_key(&other));
        let key = idempotency_key(&one);
        let digest = key.strip_prefix("sha-256=").unwrap();
        prop_assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)));
    }
}
