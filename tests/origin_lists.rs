//! Lists of origins, the origin of a URL, and how long names may be.

mod common;

use std::net::Ipv6Addr;

use common::{APP, cases, origins};
use launch_complete::launch::{Origin, OriginError, OriginList};
use proptest::prelude::*;

#[test]
fn a_list_has_each_origin_once_and_in_order() {
    let list = origins(" https://b.example\thttps://a.example\n https://b.example ");
    let texts: Vec<_> = list.iter().map(Origin::as_str).collect();
    assert_eq!(texts, ["https://b.example", "https://a.example"]);
    assert_eq!(OriginList::from_texts(texts), Ok(list));
}

#[test]
fn an_origin_is_added_once_and_while_there_is_room() {
    let origin = |number: usize| Origin::parse(&format!("https://{number}.example")).unwrap();
    let mut list = OriginList::from(origin(0));
    for number in 0..2 * OriginList::MAX {
        list = list.with(origin(number)).with(origin(number));
    }
    let first: Vec<_> = (0..OriginList::MAX).map(origin).collect();
    assert_eq!(list.iter().cloned().collect::<Vec<_>>(), first);
}

#[test]
fn a_list_contains_only_what_was_written() {
    let list = origins("https://app.example https://staging.app.example:8443");
    for (origin, expected) in [
        ("https://app.example", true),
        ("https://staging.app.example:8443", true),
        ("https://staging.app.example", false),
        ("https://app.example:8443", false),
        (
            "https://app.example https://staging.app.example:8443",
            false,
        ),
        ("https://app.example/", false),
        ("null", false),
        ("", false),
        ("*", false),
    ] {
        assert_eq!(list.contains(origin), expected, "{origin:?}");
    }
}

#[test]
fn one_bad_origin_spoils_the_list() {
    for (text, expected) in [
        ("", OriginError::Empty),
        (" \n\t", OriginError::Empty),
        ("https://app.example *", OriginError::Wildcard),
        ("null https://app.example", OriginError::Null),
        ("https://app.example,", OriginError::Host),
        ("https://app.example https://b.example/", OriginError::Path),
    ] {
        assert_eq!(OriginList::parse(text), Err(expected), "{text:?}");
    }
}

#[test]
fn sixteen_origins_are_a_list_and_seventeen_are_a_mistake() {
    let many = |count: usize| {
        let texts: Vec<_> = (0..count)
            .map(|n| format!("https://a{n}.example"))
            .collect();
        OriginList::parse(&texts.join(" "))
    };
    assert_eq!(OriginList::MAX, 16);
    assert!(many(16).is_ok());
    assert!(many(17).is_err());
}

#[test]
fn the_origin_of_a_url_is_what_stands_before_its_path() {
    for (url, expected) in [
        (APP, Ok(APP)),
        ("https://app.example/", Ok(APP)),
        ("https://app.example/a?b#c", Ok(APP)),
        ("https://app.example?a=https://evil.example", Ok(APP)),
        ("https://app.example#@evil.example", Ok(APP)),
        ("https://app.example/@evil.example", Ok(APP)),
        ("http://localhost:8080/launch", Ok("http://localhost:8080")),
        ("http://app.example/", Err(OriginError::Scheme)),
        (
            "javascript:alert(1)//https://app.example",
            Err(OriginError::Scheme),
        ),
        (
            "https://app.example\\@evil.example/",
            Err(OriginError::Host),
        ),
        (
            "https://app.example@evil.example/",
            Err(OriginError::Credentials),
        ),
        ("https://app.example:443/", Err(OriginError::Port)),
        ("https://APP.example/", Err(OriginError::Host)),
        ("/launch", Err(OriginError::Scheme)),
        ("", Err(OriginError::Empty)),
    ] {
        let found = Origin::of_url(url);
        assert_eq!(
            found.as_ref().map(Origin::as_str),
            expected.as_ref().copied(),
            "{url:?}"
        );
    }
}

#[test]
fn names_are_as_long_as_the_domain_name_system_allows() {
    let label = |length: usize| "a".repeat(length);
    let name = |last: usize| [label(63), label(63), label(63), label(last)].join(".");
    for (host, good) in [
        (label(63), true),
        (label(64), false),
        (name(61), true),
        (name(62), false),
    ] {
        assert_eq!(
            Origin::parse(&format!("https://{host}")).is_ok(),
            good,
            "{host}"
        );
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn an_accepted_text_is_kept_byte_by_byte(text in any::<String>()) {
        if let Ok(origin) = Origin::parse(&text) {
            prop_assert_eq!(origin.as_str(), &text);
        }
    }

    #[test]
    fn what_follows_an_origin_in_a_url_does_not_change_it(rest in "[/?#].*") {
        let url = format!("{APP}{rest}");
        let origin = Origin::of_url(&url).map(|origin| origin.as_str().to_owned());
        prop_assert_eq!(origin, Ok(APP.to_owned()));
    }

    #[test]
    fn one_changed_byte_is_another_origin(at in 0..APP.len(), byte in 0x20..0x7f_u8) {
        let app = Origin::parse(APP).unwrap();
        let mut bytes = APP.as_bytes().to_vec();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert!(!app.is(core::str::from_utf8(&bytes).unwrap()));
    }

    #[test]
    fn of_all_spellings_of_an_address_only_the_browsers_is_accepted(
        groups in prop::collection::vec(prop_oneof![3 => Just(0_u16), 1 => Just(1), 1 => Just(0xdb8)], 8),
    ) {
        let address = Ipv6Addr::from(<[u16; 8]>::try_from(&groups[..]).unwrap());
        prop_assume!(address.to_ipv4_mapped().is_none());
        let written = |groups: &[u16]| {
            let groups: Vec<_> = groups.iter().map(|group| format!("{group:x}")).collect();
            groups.join(":")
        };
        let mut spellings = vec![written(&groups)];
        for start in 0..8 {
            for end in start + 1..=8 {
                if groups[start..end].iter().all(|group| *group == 0) {
                    spellings.push(format!("{}::{}", written(&groups[..start]), written(&groups[end..])));
                }
            }
        }
        for spelling in spellings {
            let accepted = Origin::parse(&format!("https://[{spelling}]")).is_ok();
            prop_assert_eq!(accepted, spelling == address.to_string(), "{}", spelling);
        }
    }
}
