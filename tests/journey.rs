#![cfg(feature = "json")]
//! Any text, by every way a result can take, arrives byte by byte.

mod common;

use common::{APP, MARKETPLACE, any_value, cases, is_json, origins, parse};
use launch_complete::launch::protocol::{Answer, Hello, ProxyWord};
use launch_complete::launch::redirect::{FRAGMENT_CAP, Navigation, QUERY_CAP, Redirect, read};
use launch_complete::launch::{
    Acknowledgement, Channel, Environment, Expect, LaunchId, LaunchResult, Options, Origin,
    Pending, Receiver, Sender, SenderAction, SenderEvent, Verdict, idempotency_key,
};
use proptest::prelude::*;

const LANDING: &str = "https://app.example/landing?a=1";
const POPUP: Environment = Environment {
    framed: false,
    opener: true,
};

/// The inside of a JSON text as some page may write it: anything, raw or escaped, halves of pairs, too.
fn any_letters() -> impl Strategy<Value = String> {
    let raw = any::<char>().prop_map(|letter| match letter {
        '"' | '\\' | '\0'..='\u{1f}' => format!("\\u{:04x}", u32::from(letter)),
        letter => letter.into(),
    });
    let escaped = any::<u16>().prop_map(|unit| format!("\\u{unit:04X}"));
    let half = (0xd800_u16..=0xdfff).prop_map(|unit| format!("\\u{unit:04x}"));
    let short = prop::sample::select(vec![
        r#"\""#,
        r"\\",
        r"\/",
        r"\b",
        r"\f",
        r"\n",
        r"\r",
        r"\t",
        "\u{7f}",
        "\u{2028}",
        "\u{feff}",
        "</script>",
        "&#",
        "%22",
        "+",
        "=",
        "launch-complete:",
        "😀",
    ]);
    let piece = prop_oneof![3 => raw, 1 => escaped, 1 => half, 2 => short.prop_map(String::from)];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A result in either form whose texts and unknown fields hold anything, with any white space in between.
fn any_result() -> impl Strategy<Value = String> {
    let gap = prop::sample::select(vec!["", " ", "\n\t", "\r\n  "]);
    (any_letters(), any_letters(), any::<bool>(), gap).prop_map(|(one, other, cycle, gap)| {
        let form = if cycle { r#""cycleId":"c""# } else { r#""cycles":[]"# };
        format!(r#"{{{gap}"accountId":"a{one}",{gap}{form},"installCompleteMessage":{gap}"{other}","x{one}":["{other}"]}}{gap}"#)
    })
}

fn sender(text: &str, redirect: Option<&str>) -> Sender {
    let mut sender = Sender::new(Options {
        acknowledgement: Acknowledgement::Required,
        targets: redirect.is_none().then(|| origins(APP)),
        redirect: redirect.map(|modes| Redirect::parse(LANDING, "", modes).unwrap()),
        ..Options::default()
    });
    sender.load(text.into());
    sender
}

/// What a landing page reads of where the page was sent; a form carries the sender's text as it is.
fn landed(text: &str, modes: &str) -> Option<String> {
    let mut sender = sender(text, Some(modes));
    let navigation = sender
        .handle(SenderEvent::Deliver(POPUP))
        .into_iter()
        .find_map(|action| match action {
            SenderAction::Navigate(navigation) => Some(navigation),
            _ => None,
        });
    match navigation? {
        Navigation::Form { .. } => Some(sender.text().into()),
        Navigation::Url(url) => {
            let at = url.find('#').unwrap_or(url.len());
            let search = url[..at].find('?').map_or("", |query| &url[query..at]);
            read(&url[at..], search).map(|text| text.expect("it is whole"))
        }
    }
}

/// What a receiver makes of a text.
fn received(text: &str) -> Verdict {
    let both = origins(&format!("{MARKETPLACE} {APP}"));
    let mut receiver = Receiver::new(both, 1 << 20, Expect::default());
    receiver.read(text, is_json)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_posted_text_is_the_pages_own_however_often_it_is_sent(text in any_result()) {
        let mut sender = sender(&text, None);
        let hello = SenderEvent::Hello { hello: Hello { proxy: false }, origin: APP, from: Channel::Opener };
        for event in [SenderEvent::Deliver(POPUP), hello.clone(), SenderEvent::Timeout, SenderEvent::Deliver(POPUP), hello] {
            sender.handle(event);
            prop_assert_eq!(sender.text(), &text);
        }
        prop_assert_eq!(received(&text), Verdict::Accepted, "{}", text);
    }

    #[test]
    fn a_redirected_text_arrives_byte_by_byte(text in any_result()) {
        for modes in ["fragment", "query", "form_post", "query fragment form_post"] {
            let landed = landed(&text, modes);
            prop_assert_eq!(landed.as_deref(), Some(text.as_str()), "{}", modes);
        }
    }

    /// No text of a result is taken for a word of the protocol, nor the other way round.
    #[test]
    fn a_text_is_no_word_of_the_protocol(text in any_result(), any in any::<String>()) {
        for text in [text, format!("launch-complete:{any}")] {
            let word = Answer::parse(&text).is_some() || Hello::parse(&text).is_some() || ProxyWord::parse(&text).is_some();
            prop_assert!(!(word && LaunchResult::from_text(&text).is_ok()));
            prop_assert!(!word || text.starts_with("launch-complete:"));
        }
    }

    /// The back end's body is the text; its key is that of these bytes and of no others.
    #[test]
    fn one_byte_more_is_another_hand_off(text in any_result(), extra in any::<char>()) {
        let longer = format!("{text}{extra}");
        prop_assert_eq!(idempotency_key(&text), idempotency_key(&landed(&text, "fragment form_post").unwrap()));
        prop_assert_ne!(idempotency_key(&text), idempotency_key(&longer));
    }

    /// The typed view loses nothing of what Rust can hold, and writing it is stable.
    #[test]
    fn what_is_written_reads_back_the_same(text in any_result()) {
        let result = LaunchResult::from_text(&text).unwrap();
        let written = result.to_text();
        prop_assert_eq!(&LaunchResult::from_text(&written).unwrap(), &result);
        prop_assert_eq!(LaunchResult::from_text(&written).unwrap().to_text(), written);
    }

    /// Fields of a message on the channel: any value is the same after JSON, as after a structured clone.
    #[test]
    fn any_value_is_written_and_read(value in any_value()) {
        let text = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(parse(&text), Some(value));
    }

    /// What is stored holds an id, a time, an origin; a result in their place is no record.
    #[test]
    fn no_result_is_a_record(text in any_result(), at in 0_u64..(1 << 53)) {
        prop_assert_eq!(Pending::parse(&text), None);
        prop_assert_eq!(Pending::parse(&format!("1 {at} {text}")), None);
        prop_assert_eq!(LaunchId::parse(&text), None);
        let record = Pending { started_at: at as f64, marketplace_origin: Origin::parse(MARKETPLACE).unwrap() };
        prop_assert_eq!(Pending::parse(&record.text()), Some(record));
    }
}

#[test]
fn long_texts_arrive_whole_or_by_the_next_mode() {
    let text = |length: usize| {
        let letters = "ü😀\\ud83d"
            .chars()
            .cycle()
            .take(length)
            .collect::<String>();
        format!(
            r#"{{"accountId":"a","cycles":[],"x":"{}"}}"#,
            letters.replace('\\', "/")
        )
    };
    for length in [
        QUERY_CAP / 8,
        QUERY_CAP,
        FRAGMENT_CAP / 4,
        FRAGMENT_CAP,
        4 * FRAGMENT_CAP,
    ] {
        let text = text(length);
        assert_eq!(
            landed(&text, "query fragment form_post").as_deref(),
            Some(&text[..]),
            "{length}"
        );
        assert_eq!(
            landed(&text, "form_post").as_deref(),
            Some(&text[..]),
            "{length}"
        );
        assert_eq!(
            landed(&text, "query").is_some(),
            length < QUERY_CAP,
            "{length}"
        );
    }
}
