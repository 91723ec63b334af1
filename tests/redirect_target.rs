//! Where a result may be redirected to: registered pages only.

use launch_complete::launch::redirect::{Redirect, RedirectUri};
use launch_complete::launch::{OriginError, RedirectError};

const LANDING: &str = "https://app.example/landing";

#[test]
fn a_target_is_a_page_of_ours_with_room_for_the_result() {
    let target = RedirectError::Target;
    for (text, expected) in [
        (LANDING, Ok(())),
        ("https://app.example", Ok(())),
        ("https://app.example:8443/l?a=%20b&c", Ok(())),
        ("http://localhost/l", Ok(())),
        ("http://127.0.0.1:3000/l", Ok(())),
        ("https://app.example/launch_result", Ok(())),
        ("https://app.example/?a=launch_result", Ok(())),
        ("https://app.example/?launch_results=1", Ok(())),
        ("http://app.example/l", Err(target(OriginError::Scheme))),
        ("javascript:alert(1)", Err(target(OriginError::Scheme))),
        (
            "javascript:alert(1)//https://app.example",
            Err(target(OriginError::Scheme)),
        ),
        ("JAVASCRIPT:alert(1)", Err(target(OriginError::Scheme))),
        ("data:text/html,x", Err(target(OriginError::Scheme))),
        ("vbscript:x", Err(target(OriginError::Scheme))),
        (
            "blob:https://app.example/1",
            Err(target(OriginError::Scheme)),
        ),
        ("//app.example/l", Err(target(OriginError::Scheme))),
        ("/l", Err(target(OriginError::Scheme))),
        ("", Err(target(OriginError::Empty))),
        ("null", Err(target(OriginError::Null))),
        ("*", Err(target(OriginError::Wildcard))),
        (
            "https://*.app.example/l",
            Err(target(OriginError::Wildcard)),
        ),
        (
            "https://user@app.example/l",
            Err(target(OriginError::Credentials)),
        ),
        (
            "https://app.example@evil.example/l",
            Err(target(OriginError::Credentials)),
        ),
        (
            "https://app.example\\@evil.example/l",
            Err(target(OriginError::Host)),
        ),
        ("https://app.example:443/l", Err(target(OriginError::Port))),
        ("https://App.example/l", Err(target(OriginError::Host))),
        ("https://app.example/#", Err(RedirectError::Clash)),
        ("https://app.example/l#a", Err(RedirectError::Clash)),
        (
            "https://app.example/?launch_result",
            Err(RedirectError::Clash),
        ),
        (
            "https://app.example/?launch_result=",
            Err(RedirectError::Clash),
        ),
        (
            "https://app.example/?a=1&launch_result=2",
            Err(RedirectError::Clash),
        ),
        ("https://app.example/a b", Err(RedirectError::Characters)),
        ("https://app.example/\u{e4}", Err(RedirectError::Characters)),
        ("https://app.example/\n", Err(RedirectError::Characters)),
        ("https://app.example/\0", Err(RedirectError::Characters)),
        ("https://app.example/\\evil", Err(RedirectError::Characters)),
        ("https://app.example/\"x", Err(RedirectError::Characters)),
        ("https://app.example/<x>", Err(RedirectError::Characters)),
    ] {
        assert_eq!(RedirectUri::parse(text).map(drop), expected, "{text:?}");
        if let Ok(uri) = RedirectUri::parse(text) {
            assert_eq!(uri.as_str(), text);
        }
    }
}

#[test]
fn only_a_registered_target_is_taken() {
    let both = "https://app.example/a https://b.example/b";
    for (registered, wanted, expected) in [
        (both, "", Ok("https://app.example/a")),
        (both, "https://app.example/a", Ok("https://app.example/a")),
        (both, "https://b.example/b", Ok("https://b.example/b")),
        (
            both,
            "https://b.example/b/",
            Err(RedirectError::NotRegistered),
        ),
        (
            both,
            "https://b.example/b?x",
            Err(RedirectError::NotRegistered),
        ),
        (
            both,
            "https://B.example/b",
            Err(RedirectError::NotRegistered),
        ),
        (
            both,
            "https://evil.example/",
            Err(RedirectError::NotRegistered),
        ),
        (
            both,
            "javascript:alert(1)",
            Err(RedirectError::NotRegistered),
        ),
        ("", "", Err(RedirectError::NotRegistered)),
        (" \n", LANDING, Err(RedirectError::NotRegistered)),
        (
            "https://app.example/a #",
            "",
            Err(RedirectError::Target(OriginError::Scheme)),
        ),
        ("https://app.example/#a", "", Err(RedirectError::Clash)),
    ] {
        let redirect = Redirect::parse(registered, wanted, "");
        let found = redirect.as_ref().map(|redirect| redirect.target().as_str());
        assert_eq!(
            found,
            expected.as_ref().copied(),
            "{registered:?} {wanted:?}"
        );
    }
}

#[test]
fn response_modes_are_known_words() {
    for (modes, good) in [
        ("", true),
        ("fragment query form_post", true),
        (" query\tfragment ", true),
        ("Fragment", false),
        ("form-post", false),
        ("query,fragment", false),
        ("fragment hash", false),
    ] {
        let redirect = Redirect::parse(LANDING, "", modes);
        assert_eq!(
            redirect.err(),
            (!good).then_some(RedirectError::Mode),
            "{modes:?}"
        );
    }
}
