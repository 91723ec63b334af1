//! Header lines, `name: value`, up to an empty line; then the body. Whatever is accepted has exactly one of each
//! header, and the signature that the reference computes.

use launch_complete::subscription::{PublicPath, Receiver, Request, Secret};

use crate::reference::{CLIENT, NOW, PATH, SECRET, is_timely, signature};

/// Checks one input.
///
/// # Panics
///
/// Something was accepted that must not be, or refused that is good.
pub fn check(data: &[u8]) {
    let (head, body) = match data.windows(2).position(|pair| pair == b"\n\n") {
        Some(at) => (&data[..at], &data[at + 2..]),
        None => (data, &[][..]),
    };
    // As a server does: names are text, values are bytes, spaces around them are gone.
    let lines = head.split(|byte| *byte == b'\n').filter_map(|line| {
        let at = line.iter().position(|byte| *byte == b':')?;
        let name = core::str::from_utf8(&line[..at]).ok()?;
        Some((name, line[at + 1..].trim_ascii()))
    });
    let lines: Vec<(&str, &[u8])> = lines.collect();
    let only = |name: &str| {
        let mut found = lines
            .iter()
            .filter(|(known, _)| known.to_ascii_lowercase() == name);
        match (found.next(), found.next()) {
            (Some((_, value)), None) => Some(*value),
            _ => None,
        }
    };
    let good = only("x-access-key") == Some(CLIENT.as_bytes())
        && only("x-timestamp").is_some_and(|timestamp| {
            let wanted = signature(PATH, body, timestamp);
            is_timely(timestamp) && only("x-signature") == Some(wanted.as_bytes())
        });
    let path = PublicPath::registered(PATH).expect("a good path");
    let secret = Secret::new(SECRET).expect("a good secret");
    let receiver = Receiver::new(CLIENT, [secret], path).expect("a good receiver");
    let request = Request::new("POST", PATH, lines.iter().copied(), body);
    let verified = receiver.verify(&request, NOW);
    assert_eq!(verified.is_ok(), good, "{verified:?}");
    if let Err(refusal) = verified {
        assert_eq!(refusal.reply().status(), 401);
    }
}
