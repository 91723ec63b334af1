//! The published vectors, and both sides of the scheme against each other.

use launch_complete::subscription::{
    AuthError, PublicPath, Receiver, Request, Scheme, Secret, Signature,
};
use serde::Deserialize;

use crate::common::*;

#[derive(Deserialize)]
struct Vectors {
    client_id: String,
    client_secret: String,
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    method: String,
    path: String,
    body: String,
    timestamp: String,
    signature: String,
}

#[test]
fn the_published_vectors_match() {
    let vectors: Vectors =
        serde_json::from_str(include_str!("../vectors/conecto-hmac.json")).unwrap();
    assert_eq!(vectors.vectors.len(), 4);
    let secret = Secret::new(vectors.client_secret).unwrap();
    for vector in vectors.vectors {
        let parts = Scheme::Canonical.parts(
            &vectors.client_id,
            &vector.method,
            &vector.path,
            vector.body.as_bytes(),
            &vector.timestamp,
        );
        assert_eq!(
            secret.sign(&parts).to_string(),
            vector.signature,
            "{}",
            vector.name
        );
    }
}

#[test]
fn what_the_dispatcher_signs_the_receiver_takes() {
    let sent = dispatcher().dispatch(&requested(), NOW);
    // Computed by other means: the same body, path, client and second.
    assert_eq!(
        sent.signature,
        "105fb3f1cfd13bb850c47ad2dd169c70a3ad9051be5d77d282b1e90b13cb1230"
    );
    let receiver = receiver();
    let received = receiver.receive(&request(&sent), NOW).unwrap();
    assert_eq!(received.message(), &requested());
    assert_eq!(received.authentic().secret(), 0);
    assert_eq!(received.authentic().body(), sent.body);
}

#[test]
fn verifying_does_not_read_the_body() {
    let sent = dispatcher().dispatch_body(b"\xff\0 anything".as_slice(), NOW);
    let receiver = receiver();
    let authentic = receiver.verify(&request(&sent), NOW).unwrap();
    assert_eq!(authentic.read().unwrap_err().code(), "BODY_NOT_UTF8");
}

#[test]
fn the_log_learns_which_secret_signed() {
    let path = || PublicPath::registered(PATH).unwrap();
    let old = || Secret::new(OLD_SECRET).unwrap();
    let receiver = Receiver::new(CLIENT, [secret(), old()], path()).unwrap();
    let signed = |secret| {
        let dispatcher =
            launch_complete::subscription::Dispatcher::new(CLIENT, secret, path()).unwrap();
        let sent = dispatcher.dispatch(&requested(), NOW);
        let authentic = receiver.verify(&request(&sent), NOW).unwrap();
        authentic.secret()
    };
    assert_eq!(signed(secret()), 0);
    assert_eq!(signed(old()), 1);
}

#[test]
fn a_body_may_be_as_long_as_the_limit() {
    let sent = dispatcher().dispatch_body(vec![b' '; 100], NOW);
    assert_eq!(receiver().max_body(), 1_048_576);
    let of = |limit| {
        let receiver = receiver().with_max_body(limit);
        assert_eq!(receiver.max_body(), limit);
        let outcome = receiver.verify(&request(&sent), NOW);
        outcome.map(drop).map_err(|refusal| refusal.code())
    };
    assert_eq!(of(100), Ok(()));
    assert_eq!(of(99), Err("BODY_TOO_LARGE"));
}

#[test]
fn a_window_is_an_hour_at_most() {
    for (past, future, good) in [
        (0, 0, true),
        (3600, 3600, true),
        (3601, 0, false),
        (0, 3601, false),
        (u32::MAX, u32::MAX, false),
    ] {
        let window = launch_complete::subscription::Tolerance::seconds(past, future);
        assert_eq!(window.is_ok(), good, "{past}, {future}");
    }
}

#[test]
fn now_may_be_anything() {
    let sent = dispatcher().dispatch(&requested(), NOW);
    for (now, expected) in [
        (NOW + 10, Ok(())),
        (NOW + 11, Err("TIMESTAMP_STALE")),
        (NOW - 2, Ok(())),
        (NOW - 3, Err("TIMESTAMP_FUTURE")),
        (0, Err("TIMESTAMP_FUTURE")),
        (u64::MAX, Err("TIMESTAMP_STALE")),
    ] {
        let receiver = receiver();
        let outcome = receiver.verify(&request(&sent), now);
        assert_eq!(
            outcome.map(drop).map_err(|refusal| refusal.code()),
            expected,
            "{now}"
        );
    }
}

#[test]
fn flipping_any_one_bit_of_a_signed_request_is_refused() {
    let sent = dispatcher().dispatch(&requested(), NOW);
    let own_path = Receiver::new(CLIENT, [secret()], PublicPath::of_request()).unwrap();
    let outcome = |fields: &[Vec<u8>; 5]| {
        // HTTP carries text as method and path; bits that break it never get here.
        let text = |at: usize| String::from_utf8(fields[at].clone()).ok();
        let (method, path) = (text(0)?, text(1)?);
        let headers = [
            (Scheme::ACCESS_KEY, fields[2].as_slice()),
            (Scheme::TIMESTAMP, &fields[3]),
            (Scheme::SIGNATURE, &fields[4]),
        ];
        Some(
            own_path
                .verify(&Request::new(&method, &path, headers, &sent.body), NOW)
                .is_ok(),
        )
    };
    let fields = [
        sent.method.as_bytes().to_vec(),
        sent.path.clone().into_bytes(),
        sent.access_key.clone().into_bytes(),
        sent.timestamp.clone().into_bytes(),
        sent.signature.clone().into_bytes(),
    ];
    assert_eq!(outcome(&fields), Some(true));
    let mut flipped = 0;
    for field in 0..fields.len() {
        for bit in 0..8 * fields[field].len() {
            let mut changed = fields.clone();
            changed[field][bit / 8] ^= 1 << (bit % 8);
            // The path is signed in lower case, so its letter case is free; so is what follows a `?`.
            let case_only = field == 1 && changed[1].eq_ignore_ascii_case(&fields[1]);
            assert_ne!(
                outcome(&changed),
                Some(!case_only),
                "field {field}, bit {bit}"
            );
            flipped += 1;
        }
    }
    let mut body = sent.body.clone();
    let receiver = receiver();
    for bit in 0..8 * body.len() {
        body[bit / 8] ^= 1 << (bit % 8);
        let request = Request::new(sent.method, &sent.path, sent.headers(), &body);
        let refusal = receiver.verify(&request, NOW).unwrap_err();
        assert_eq!(refusal.code(), "SIGNATURE_MISMATCH", "bit {bit}");
        body[bit / 8] ^= 1 << (bit % 8);
        flipped += 1;
    }
    assert_eq!(flipped, 8 * (4 + 20 + 32 + 10 + 64 + 287));
}

#[test]
fn flipping_any_one_bit_of_a_header_name_is_refused() {
    let sent = dispatcher().dispatch(&requested(), NOW);
    let receiver = receiver();
    for header in 0..3 {
        for bit in 0..8 * sent.headers()[header].0.len() {
            let mut name = sent.headers()[header].0.as_bytes().to_vec();
            name[bit / 8] ^= 1 << (bit % 8);
            let Ok(name) = String::from_utf8(name) else {
                continue;
            };
            let mut headers = sent.headers().map(|(name, value)| (name.to_owned(), value));
            let case_only = name.eq_ignore_ascii_case(&headers[header].0);
            headers[header].0 = name;
            let headers = headers.iter().map(|(name, value)| (name.as_str(), *value));
            let request = Request::new(sent.method, &sent.path, headers, &sent.body);
            let outcome = receiver.verify(&request, NOW);
            let code = outcome.map(drop).map_err(|refusal| refusal.code());
            let expected = if case_only {
                Ok(())
            } else {
                Err("HEADER_MISSING")
            };
            assert_eq!(code, expected, "header {header}, bit {bit}");
        }
    }
}

#[test]
fn a_signature_is_64_small_hex_digits_and_nothing_else() {
    let good = "0ef94411f7e06fd28906719f3f1366585c50814040fec5f9fe0309a2e83e277b";
    assert_eq!(Signature::parse(good.as_bytes()).unwrap().to_string(), good);
    for length in (0..200).filter(|length| *length != 64) {
        let outcome = Signature::parse(&vec![b'a'; length]);
        assert_eq!(outcome.unwrap_err(), AuthError::SignatureFormat);
    }
    for byte in (0..=255_u8).filter(|byte| !b"0123456789abcdef".contains(byte)) {
        for place in [0, 31, 63] {
            let mut text = good.as_bytes().to_vec();
            text[place] = byte;
            assert!(Signature::parse(&text).is_err(), "{byte} at {place}");
        }
    }
}
