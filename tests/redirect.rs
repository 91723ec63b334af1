//! A result in a URL or a form, to a registered page, and back.

mod common;

use common::cases;
use launch_complete::launch::RedirectError;
use launch_complete::launch::redirect::{
    FRAGMENT_CAP, Navigation, PARAMETER, QUERY_CAP, Redirect, read, scrubbed_search,
};
use proptest::prelude::*;

const LANDING: &str = "https://app.example/landing";

fn navigation(target: &str, mode: &str, text: &str) -> Result<Navigation, RedirectError> {
    Redirect::parse(target, "", mode).unwrap().navigation(text)
}

fn url(target: &str, mode: &str, text: &str) -> String {
    match navigation(target, mode, text) {
        Ok(Navigation::Url(url)) => url,
        other => panic!("{other:?}"),
    }
}

/// What `location` has of a URL: `hash` and `search`.
fn parts(url: &str) -> (&str, &str) {
    let (rest, hash) = url.split_at(url.find('#').unwrap_or(url.len()));
    (hash, rest.find('?').map_or("", |at| &rest[at..]))
}

#[test]
fn each_mode_puts_the_text_in_its_place() {
    assert_eq!(PARAMETER, "launch_result");
    for (target, mode, expected) in [
        (LANDING, "", "https://app.example/landing#launch_result=e30"),
        (
            LANDING,
            "fragment",
            "https://app.example/landing#launch_result=e30",
        ),
        (
            LANDING,
            "query",
            "https://app.example/landing?launch_result=e30",
        ),
        (
            "https://app.example",
            "fragment",
            "https://app.example#launch_result=e30",
        ),
        (
            "https://app.example",
            "query",
            "https://app.example?launch_result=e30",
        ),
        (
            "https://app.example/?a=1",
            "fragment",
            "https://app.example/?a=1#launch_result=e30",
        ),
        (
            "https://app.example/?a=1",
            "query",
            "https://app.example/?a=1&launch_result=e30",
        ),
        (
            "http://localhost:8080/l",
            "fragment",
            "http://localhost:8080/l#launch_result=e30",
        ),
    ] {
        assert_eq!(url(target, mode, "{}"), expected, "{mode}");
    }
    let form = navigation("https://app.example/l?a=1", "form_post", "{}");
    let action = "https://app.example/l?a=1".into();
    assert_eq!(form, Ok(Navigation::Form { action }));
}

#[test]
fn a_text_that_does_not_fit_goes_by_the_next_mode_or_not_at_all() {
    assert_eq!((FRAGMENT_CAP, QUERY_CAP), (65_536, 8_192));
    let fits = |cap: usize| "x".repeat(cap / 4 * 3);
    let over = |cap: usize| fits(cap) + "x";
    let length = |mode: &str, text: &str| {
        let url = url(LANDING, mode, text);
        url.split_once('=').unwrap().1.len()
    };
    assert_eq!(length("fragment", &fits(FRAGMENT_CAP)), FRAGMENT_CAP);
    assert_eq!(length("query", &fits(QUERY_CAP)), QUERY_CAP);
    let form = Navigation::Form {
        action: LANDING.into(),
    };
    for (mode, text, expected) in [
        ("fragment", over(FRAGMENT_CAP), Err(RedirectError::TooLong)),
        ("query", over(QUERY_CAP), Err(RedirectError::TooLong)),
        (
            "query fragment",
            over(FRAGMENT_CAP),
            Err(RedirectError::TooLong),
        ),
        ("fragment form_post", over(FRAGMENT_CAP), Ok(form.clone())),
        ("form_post fragment", "{}".into(), Ok(form.clone())),
        ("query form_post", over(QUERY_CAP), Ok(form)),
    ] {
        assert_eq!(navigation(LANDING, mode, &text), expected, "{mode}");
    }
    let text = over(QUERY_CAP);
    assert_eq!(
        url(LANDING, "query fragment", &text),
        url(LANDING, "fragment", &text)
    );
    // UTF-8 bytes count, not letters.
    let wide = "ü".repeat(QUERY_CAP / 4 * 3 / 2);
    assert_eq!(length("query", &wide), QUERY_CAP);
    assert_eq!(
        navigation(LANDING, "query", &(wide + "ü")),
        Err(RedirectError::TooLong)
    );
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn any_text_arrives_byte_by_byte(text in any::<String>(), target in "https://[a-z]{1,9}\\.example(/[a-z]{0,4})?(\\?[a-z]=[a-z&]{0,5})?") {
        for mode in ["fragment", "query"] {
            let url = url(&target, mode, &text);
            let (hash, search) = parts(&url);
            prop_assert_eq!(read(hash, search), Some(Ok(text.clone())));
            prop_assert_eq!(read(hash, &scrubbed_search(search)).is_some(), mode == "fragment");
        }
    }

    #[test]
    fn what_a_landing_page_is_called_with_never_upsets_it(hash in any::<String>(), search in any::<String>()) {
        let _ = read(&hash, &search);
        let _ = read(&format!("#launch_result={hash}"), "");
        prop_assert_eq!(read("", &scrubbed_search(&search)), None);
    }
}
