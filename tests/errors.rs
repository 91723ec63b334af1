//! Every error: its stable code, its place, and what it says to a person.

use std::fmt::Display;

use launch_complete::launch::{
    DeliveryError, LaunchError, OriginError, RedirectError, ResultError,
};

/// Code, place (`-` for none), message.
const RESULTS: &str = "
    RESULT_MISSING           -           no result: the page has no `result` object
    RESULT_NOT_OBJECT        -           result: expected an object, found a list
    RESULT_NOT_JSON          -           result: cannot be written as JSON
    RESULT_FORM              -           result: neither `cycles` nor `cycleId` is there
    RESULT_TOO_LARGE         -           result: larger than the receiver's `maxBytes`
    RESULT_TOO_DEEP          -           result: nested deeper than 64 levels
    RESULT_INVALID           cycles[12]  cycles[12]: required, but missing or empty
    RESULT_INVALID           errors[1]   errors[1]: expected a text, found a list
    RESULT_INVALID           a[2].url    a[2].url: not an http(s) URL
";

const REDIRECTS: &str = "
    REDIRECT_INVALID         redirectUri   redirectUri: must have no fragment and no launch_result parameter of its own
    REDIRECT_INVALID         redirectUri   redirectUri: only visible ASCII characters, percent-encode the rest
    REDIRECT_NOT_REGISTERED  redirectTo    redirectTo: not one of the registered redirectUri values
    OPTION_INVALID           responseMode  responseMode: must be fragment, query or form_post, or a list of them
    RESULT_TOO_LONG          -             result: too long for a URL; allow form_post in responseMode, or use another path
    REDIRECT_ENCODING        redirectUri   launch_result: not base64url of UTF-8 text
";

const DELIVERIES: &str = "
    OPTION_INVALID           via  via: unknown value
    REDIRECT_FAILED          redirectUri  redirectUri: the browser did not go there; check form-action of this page's policy and what the landing page answers
    NO_WINDOW                -    no window to send to: the app that opened this page is out of reach and no redirectUri is set
    NOT_ACKNOWLEDGED         -    the app did not confirm that it got the result
    BACKEND_FAILED           -    the app's server did not take the result
    REFUSED                  -    the app refused the result: EXPECT_MISMATCH
";

const LAUNCHES: &str = "
    BLOCKED                  -       the browser blocked the window: call openLaunch inside the click, or offer startLaunch in the same tab
    CLOSED                   -       the window was closed before a result arrived
    TIMEOUT                  -       no result arrived in time
    URL_FAILED               -       the launch URL could not be had
    OPTION_INVALID           expect  expect: missing, or not of the documented form
";

/// What both sides say of an origin.
const ORIGINS: [(OriginError, &str); 8] = [
    (
        OriginError::Empty,
        "none given; write the exact origin, such as https://app.example",
    ),
    (
        OriginError::Wildcard,
        "`*` would send the result to anybody; write the exact origin, such as https://app.example",
    ),
    (
        OriginError::Null,
        "`null` is every sandboxed page's origin; write the exact origin",
    ),
    (
        OriginError::Scheme,
        "must start with https:// (http:// only for localhost)",
    ),
    (
        OriginError::Host,
        "the host must be written as browsers report it: lower case, punycode, no trailing dot",
    ),
    (
        OriginError::Port,
        "the port must be a number from 1 to 65535 and not the default one",
    ),
    (
        OriginError::Path,
        "nothing may follow host and port; remove path and trailing slash",
    ),
    (
        OriginError::Credentials,
        "remove the user name and password",
    ),
];

fn rows(table: &str) -> Vec<(&str, &str, &str)> {
    let rows = table.trim().lines().map(|row| {
        let (code, rest) = row.trim().split_once(' ').unwrap();
        let (path, message) = rest.trim_start().split_once(' ').unwrap();
        (
            code,
            if path == "-" { "" } else { path },
            message.trim_start(),
        )
    });
    rows.collect()
}

fn results() -> Vec<ResultError> {
    vec![
        ResultError::Missing,
        ResultError::NotObject { found: "a list" },
        ResultError::NotJson,
        ResultError::Form,
        ResultError::TooLarge { limit: 7 },
        ResultError::TooDeep,
        ResultError::Required {
            path: "cycles[12]".into(),
        },
        ResultError::Type {
            path: "errors[1]".into(),
            expected: "a text",
            found: "a list",
        },
        ResultError::Url {
            path: "a[2].url".into(),
        },
    ]
}

const REDIRECT_ERRORS: [RedirectError; 6] = [
    RedirectError::Clash,
    RedirectError::Characters,
    RedirectError::NotRegistered,
    RedirectError::Mode,
    RedirectError::TooLong,
    RedirectError::Encoding,
];

#[track_caller]
fn says(error: &impl Display, message: &str, expected: &str) {
    assert_eq!(message, expected);
    assert_eq!(error.to_string(), expected);
}

#[track_caller]
fn delivery_fails(error: impl Into<DeliveryError>, (code, path, message): (&str, &str, &str)) {
    let error = error.into();
    assert_eq!((error.code(), error.path()), (code, path));
    says(&error, &error.message(), message);
}

#[test]
fn every_error_of_a_result_has_code_place_and_message() {
    assert_eq!(results().len(), rows(RESULTS).len());
    for (error, row) in results().into_iter().zip(rows(RESULTS)) {
        assert_eq!((error.code(), error.path()), (row.0, row.1));
        says(&error, &error.message(), row.2);
        delivery_fails(error, row);
    }
}

#[test]
fn every_error_of_a_redirect_says_what_to_do() {
    assert_eq!(REDIRECT_ERRORS.len(), rows(REDIRECTS).len());
    for (error, row) in REDIRECT_ERRORS.into_iter().zip(rows(REDIRECTS)) {
        assert_eq!(error.code(), row.0);
        says(&error, &error.message(), row.2);
        delivery_fails(error, row);
    }
}

#[test]
fn every_error_of_an_origin_says_what_to_write_instead() {
    for (error, text) in ORIGINS {
        let message = format!("origin: {text}");
        assert_eq!(error.code(), "ORIGIN_INVALID");
        says(&error, &error.message(), &message);
        delivery_fails(error.clone(), ("ORIGIN_INVALID", "targetOrigin", &message));
        let launch = LaunchError::Origin("marketplaceOrigin", error.clone());
        assert_eq!(
            (launch.code(), launch.path()),
            ("ORIGIN_INVALID", "marketplaceOrigin")
        );
        says(&launch, &launch.message(), &message);
        let target = format!("redirectUri: {message}");
        assert_eq!(
            RedirectError::Target(error.clone()).code(),
            "REDIRECT_INVALID"
        );
        delivery_fails(
            RedirectError::Target(error),
            ("REDIRECT_INVALID", "redirectUri", &target),
        );
    }
}

#[test]
fn every_error_of_a_delivery_has_code_and_message() {
    let errors = [
        DeliveryError::Option("via"),
        DeliveryError::NotRedirected,
        DeliveryError::NoWindow,
        DeliveryError::NotAcknowledged,
        DeliveryError::refused("BACKEND_FAILED".into()),
        DeliveryError::refused("EXPECT_MISMATCH".into()),
    ];
    assert_eq!(errors.len(), rows(DELIVERIES).len());
    for (error, row) in errors.into_iter().zip(rows(DELIVERIES)) {
        delivery_fails(error, row);
    }
    // In a refusal it is what the proxy says of itself.
    let told = DeliveryError::refused("NOT_ACKNOWLEDGED".into());
    assert_eq!(told, DeliveryError::NotAcknowledged);
}

#[test]
fn every_error_of_a_launch_has_code_and_message() {
    let errors = [
        LaunchError::Blocked,
        LaunchError::Closed,
        LaunchError::Timeout,
        LaunchError::UrlFailed,
        LaunchError::Option("expect"),
    ];
    assert_eq!(errors.len(), rows(LAUNCHES).len());
    for (error, (code, path, message)) in errors.into_iter().zip(rows(LAUNCHES)) {
        assert_eq!((error.code(), error.path()), (code, path));
        says(&error, &error.message(), message);
    }
}
