//! Secrets that would let anybody in are refused, and no secret is ever shown.

use launch_complete::subscription::{ConfigError, PublicPath, Receiver, Secret, Secrets};

use crate::common::*;

#[test]
fn a_secret_that_is_none_is_refused() {
    for (text, expected) in [
        ("", "SECRET_EMPTY"),
        (" ", "SECRET_BLANK"),
        ("                    ", "SECRET_BLANK"),
        ("\t\r\n\t\r\n\t\r\n\t\r\n\t\r\n\t\r\n", "SECRET_BLANK"),
        (
            "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}",
            "SECRET_BLANK",
        ),
        ("x", "SECRET_SHORT"),
        ("undefined", "SECRET_SHORT"),
        ("123456789012345", "SECRET_SHORT"),
        ("de17f1f0-4816-157b-97ae-eb4b0f656a1f\n", "SECRET_SPACES"),
        (" de17f1f0-4816-157b-97ae-eb4b0f656a1f", "SECRET_SPACES"),
    ] {
        assert_eq!(Secret::new(text).unwrap_err().code(), expected, "{text:?}");
    }
    assert!(Secret::new("1234567890123456").is_ok());
    assert_eq!(
        Secret::from_bytes(Vec::new()).unwrap_err(),
        ConfigError::SecretEmpty
    );
    assert_eq!(
        Secret::from_bytes(vec![0; 15]).unwrap_err(),
        ConfigError::SecretShort
    );
    assert!(Secret::from_bytes(vec![0; 16]).is_ok());
}

#[test]
fn a_receiver_without_secret_or_client_is_refused() {
    let path = || PublicPath::registered(PATH).unwrap();
    assert_eq!(Secrets::new([]).unwrap_err(), ConfigError::SecretMissing);
    assert_eq!(
        Receiver::new(CLIENT, [], path()).unwrap_err(),
        ConfigError::SecretMissing
    );
    for client in ["", " ", "a b", "a\n", "é", "a\0"] {
        let receiver = Receiver::new(client, [secret()], path());
        assert_eq!(receiver.unwrap_err(), ConfigError::ClientId, "{client:?}");
    }
}

#[test]
fn no_secret_is_shown() {
    let receiver = receiver();
    let dispatcher = dispatcher();
    let sent = dispatcher.dispatch(&requested(), NOW);
    let parts = [b"x".as_slice()];
    let shown = format!(
        "{receiver:#?} {dispatcher:#?} {:?} {:?}",
        secret(),
        secret().sign(&parts)
    );
    assert!(!shown.contains("de17"), "{shown}");
    for redacted in [
        "Secret(redacted)",
        "Secrets(1 redacted)",
        "Signature(redacted)",
    ] {
        assert!(shown.contains(redacted), "{shown}");
    }
    assert!(!shown.contains(&secret().sign(&parts).to_string()));
    let refusal = receiver.receive(&request(&sent), 0).unwrap_err();
    let shown = format!("{refusal} {refusal:?}");
    assert!(!shown.contains(&sent.signature) && !shown.contains("de17"));
}

#[test]
fn a_public_path_is_a_path() {
    for path in [
        "",
        "subscriptions",
        "https://app.example/subscriptions",
        "//app.example/subscriptions",
        "/subscriptions?a=1",
        "/subscriptions#a",
        "/sub scriptions",
        "/subscriptions\n",
        "/é",
        "/{id}",
        "*",
    ] {
        let error = PublicPath::registered(path).unwrap_err();
        assert_eq!(error, ConfigError::PublicPath, "{path:?}");
    }
    for path in ["/", "/a", "/a/", "/a/B", "/a%2Fb", "/a:b@c;d=e,f"] {
        let read = PublicPath::registered(path).unwrap();
        assert_eq!(read.as_str(), Some(path.to_ascii_lowercase().as_str()));
    }
    assert_eq!(PublicPath::of_request().as_str(), None);
}
