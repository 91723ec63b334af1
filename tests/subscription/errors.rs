//! Every error: its stable code, its place, and what it says to a person.

use launch_complete::subscription::{AuthError, ConfigError, EventError, Refusal};

#[test]
fn configuration() {
    use ConfigError as E;
    let table = [
        (E::ClientId, "CLIENT_ID_INVALID", "clientId"),
        (E::SecretMissing, "SECRET_MISSING", "secrets"),
        (E::SecretEmpty, "SECRET_EMPTY", "secrets"),
        (E::SecretBlank, "SECRET_BLANK", "secrets"),
        (E::SecretSpaces, "SECRET_SPACES", "secrets"),
        (E::SecretShort, "SECRET_SHORT", "secrets"),
        (E::PublicPath, "PATH_INVALID", "publicPath"),
        (E::Tolerance, "TOLERANCE_INVALID", "tolerance"),
        (E::Capacity, "CAPACITY_INVALID", "capacity"),
    ];
    for (error, code, path) in table {
        assert_eq!((error.code(), error.path()), (code, path));
        assert!(error.to_string().starts_with(&format!("{path}: ")));
    }
}

#[test]
fn strangers() {
    use AuthError as E;
    let name = "x-signature";
    let table = [
        (E::Method, "METHOD_NOT_POST", "", "the method is not POST"),
        (
            E::Path,
            "PATH_FORMAT",
            "",
            "the request's path is no plain path",
        ),
        (
            E::HeaderMissing { name },
            "HEADER_MISSING",
            name,
            "x-signature: missing",
        ),
        (
            E::HeaderRepeated { name },
            "HEADER_REPEATED",
            name,
            "x-signature: there more than once",
        ),
        (
            E::AccessKey,
            "ACCESS_KEY_UNKNOWN",
            "x-access-key",
            "x-access-key: not our client id",
        ),
        (
            E::TimestampFormat,
            "TIMESTAMP_FORMAT",
            "x-timestamp",
            "x-timestamp: not ten digits, seconds since 1970 (milliseconds are refused)",
        ),
        (
            E::SignatureFormat,
            "SIGNATURE_FORMAT",
            name,
            "x-signature: not 64 lower-case hex digits",
        ),
        (
            E::Signature,
            "SIGNATURE_MISMATCH",
            name,
            "x-signature: fits none of the secrets; compare secret, registered path and raw body",
        ),
        (
            E::Stale { seconds: 11 },
            "TIMESTAMP_STALE",
            "x-timestamp",
            "x-timestamp: signed 11 s ago; sent again, slow, or a clock is wrong",
        ),
        (
            E::Future { seconds: 3 },
            "TIMESTAMP_FUTURE",
            "x-timestamp",
            "x-timestamp: signed 3 s in the future; a clock is wrong",
        ),
    ];
    for (error, code, path, message) in table {
        assert_eq!((error.code(), error.path()), (code, path));
        assert_eq!(error.to_string(), message);
        let refusal = Refusal::from(error);
        assert_eq!((refusal.code(), refusal.path()), (code, path));
        assert_eq!(refusal.to_string(), message);
        assert_eq!(refusal.reply().status(), 401);
    }
}

#[test]
fn bodies() {
    use EventError as E;
    let path = "payload.guid";
    let expected = "a text";
    let table = [
        (E::NotUtf8, "BODY_NOT_UTF8", "", "the body is not UTF-8"),
        (
            E::NotJson,
            "BODY_NOT_JSON",
            "",
            "the body is not a JSON object",
        ),
        (
            E::TooDeep,
            "BODY_TOO_DEEP",
            "",
            "the body is nested deeper than 64 levels",
        ),
        (
            E::Required { path },
            "EVENT_INVALID",
            path,
            "payload.guid: required, but missing or empty",
        ),
        (
            E::Repeated { path: "" },
            "EVENT_INVALID",
            "",
            "a field of the body is there more than once",
        ),
        (
            E::Repeated { path: "event" },
            "EVENT_INVALID",
            "event",
            "event: a field is there more than once",
        ),
        (
            E::Type { path, expected },
            "EVENT_INVALID",
            path,
            "payload.guid: expected a text",
        ),
    ];
    for (error, code, path, message) in table {
        assert_eq!((error.code(), error.path()), (code, path));
        assert_eq!(error.to_string(), message);
        let reply = Refusal::from(error).reply();
        assert_eq!(reply.status(), 400);
        let body: serde_json::Value = serde_json::from_str(reply.body()).unwrap();
        assert_eq!(body["code"], code);
        assert_eq!(body["message"], message);
    }
    let refusal = Refusal::TooLarge { limit: 100 };
    assert_eq!(refusal.code(), "BODY_TOO_LARGE");
    assert_eq!(refusal.to_string(), "the body is longer than 100 bytes");
    assert_eq!((refusal.path(), refusal.reply().status()), ("", 413));
}
