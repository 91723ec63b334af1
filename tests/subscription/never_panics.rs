//! Whatever arrives, an answer comes of it.

use launch_complete::subscription::{
    CallerError, Event, Message, PublicPath, Receiver, Request, Secret, Signature,
};
use proptest::prelude::*;

use crate::common::*;

/// Bytes that are likely to mean something to a parser.
fn junk() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        r#"[\{\}\[\]",:a-z0-9\\ .eE+-]{0,100}"#.prop_map(String::into_bytes),
        prop::collection::vec(
            prop::sample::select(vec![
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"event\"",
                "\"payload\"",
                "\"name\"",
                "\"a\"",
                "null",
                "1",
                "1e999",
                "\"\\ud800\"",
                "\\",
                "\"",
                "\"version\"",
                "\"v1\"",
            ]),
            0..40,
        )
        .prop_map(|parts| parts.concat().into_bytes()),
    ]
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn any_request_is_answered(
        method in ".{0,8}",
        path in ".{0,40}",
        headers in prop::collection::vec(
            (prop_oneof![
                Just("x-access-key".to_owned()),
                Just("x-timestamp".to_owned()),
                Just("X-Signature".to_owned()),
                ".{0,20}",
            ], junk()),
            0..6,
        ),
        body in junk(),
        now: u64,
    ) {
        let of_request = Receiver::new(CLIENT, [secret()], PublicPath::of_request()).unwrap();
        let headers = || headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
        for receiver in [of_request, receiver()] {
            for method in [method.as_str(), "POST"] {
                let request = Request::new(method, &path, headers(), &body);
                let refusal = receiver.receive(&request, now).unwrap_err();
                prop_assert_eq!(refusal.reply().status(), 401);
            }
        }
    }

    #[test]
    fn any_signed_body_is_answered(body in junk(), now in 1_000_000_000_u64..9_999_999_999) {
        let sent = dispatcher().dispatch_body(body, now);
        let receiver = receiver();
        let authentic = receiver.verify(&request(&sent), now).unwrap();
        if let Err(refusal) = authentic.read() {
            prop_assert_eq!(refusal.reply().status(), 400);
        }
    }

    #[test]
    fn any_change_of_a_body_is_answered(
        place: prop::sample::Index,
        put in junk(),
        cut in 0_usize..20,
    ) {
        let mut body = requested().to_body();
        let at = place.index(body.len());
        body.splice(at..(at + cut).min(body.len()), put);
        if let Ok(message) = Message::from_body(&body) {
            // What is read can be written and read again, to the same.
            prop_assert_eq!(Message::from_body(&message.to_body()).unwrap(), message);
        }
    }

    #[test]
    fn any_answer_of_a_subscriber_is_read(status: u16, body in junk()) {
        let error = CallerError::from_answer(status, &body, DISPATCHED);
        prop_assert_eq!(error.is_none(), matches!(status, 200 | 204));
    }

    #[test]
    fn any_secret_is_taken_or_refused(text in ".{0,40}", header in junk()) {
        prop_assert!(Secret::new(text.as_str()).is_err() || text.trim().len() >= 16);
        let _ = Signature::parse(&header);
        let _ = PublicPath::registered(&text);
    }

    #[test]
    fn any_event_survives_the_way(location_id in -9_007_199_254_740_991_i64..=9_007_199_254_740_991, guid in ".{1,40}") {
        for event in [
            Event::location_deleted(location_id),
            Event::installation_requested(location_id, guid.as_str()),
            Event::installation_cancelled(location_id, guid.as_str()),
            Event::installation_validation(serde_json::json!({ &guid: location_id }).to_string()).unwrap(),
        ] {
            let message = Message::marketplace(event, location_id, DISPATCHED);
            let sent = dispatcher().dispatch(&message, NOW);
            let receiver = receiver();
            let received = receiver.receive(&request(&sent), NOW).unwrap();
            prop_assert_eq!(received.message(), &message);
        }
    }
}
