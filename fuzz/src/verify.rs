//! A whole request: path, timestamp, which bit to flip, body. It is signed by the reference, received, and received
//! again with one bit flipped.

use launch_complete::subscription::{PublicPath, Receiver, Refusal, Request, Secret};

use crate::reference::{CLIENT, NOW, SECRET, is_timely, parts, signature};

/// Checks one input.
///
/// # Panics
///
/// A good request was refused, or one with a flipped bit accepted.
pub fn check(data: &[u8]) {
    let [path, timestamp, flip, body] = parts(data);
    let Ok(path) = core::str::from_utf8(path) else {
        return;
    };
    // The query is not signed, and the path is signed in lower case.
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    let signed = bare.to_ascii_lowercase();
    let tag = signature(&signed, body, timestamp);
    let receiver = receiver();
    let receive = |timestamp: &[u8], tag: &[u8], body: &[u8]| {
        let headers = [
            ("x-access-key", CLIENT.as_bytes()),
            ("X-Timestamp", timestamp),
            ("X-SIGNATURE", tag),
        ];
        let request = Request::new("POST", path, headers, body);
        let received = receiver.receive(&request, NOW);
        received.map(|received| received.key().to_string())
    };
    let outcome = receive(timestamp, tag.as_bytes(), body);
    let authentic = !matches!(outcome, Err(Refusal::Unauthorized(_)));
    assert_eq!(
        authentic,
        is_path(bare) && is_timely(timestamp),
        "{outcome:?}"
    );
    if let Err(refusal) = &outcome {
        assert_eq!(refusal.reply().status(), if authentic { 400 } else { 401 });
    }
    let all = [timestamp, tag.as_bytes(), body].concat();
    let number = flip.iter().fold(0_usize, |number, byte| {
        number.wrapping_mul(256) + usize::from(*byte)
    });
    let bit = number % (8 * all.len());
    let mut flipped = all;
    flipped[bit / 8] ^= 1 << (bit % 8);
    let (timestamp, rest) = flipped.split_at(timestamp.len());
    let (tag, body) = rest.split_at(tag.len());
    assert!(
        matches!(receive(timestamp, tag, body), Err(Refusal::Unauthorized(_))),
        "bit {bit}"
    );
}

fn receiver() -> Receiver {
    let secret = Secret::new(SECRET).expect("a good secret");
    Receiver::new(CLIENT, [secret], PublicPath::of_request()).expect("a good receiver")
}

/// RFC 3986: what a path may be made of.
fn is_path(path: &str) -> bool {
    path.starts_with('/')
        && path
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/-._~%!$&'()*+,;=:@".contains(c))
}
