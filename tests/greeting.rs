//! Greetings of receivers that start late or again, and the strings they are made of.

mod common;

use common::sending::*;
use launch_complete::launch::protocol::{Answer, Hello, PENDING, ProxyWord, READY};
use launch_complete::launch::{MAX_RESENDS, Options, Report, Sender, SenderEvent, protocol};

#[test]
fn a_greeting_before_the_click_is_answered_and_a_proxy_is_given_time() {
    for (proxy, wait) in [(false, 1_500), (true, 10_000)] {
        let mut sender = loaded(Required, false);
        assert_eq!(sender.handle(hello(proxy, Parent)), [AnswerHello(READY)]);
        let expected = [report(Report::Sending), Post(Parent), StartTimer(wait)];
        assert_eq!(sender.handle(SenderEvent::Deliver(FRAME)), expected);
    }
}

#[test]
fn a_late_greeting_gets_the_text_again_five_times_at_most() {
    assert_eq!(MAX_RESENDS, 5);
    let mut sender = sending(Required, false, FRAME);
    let again = |wait| [AnswerHello(PENDING), Post(Parent), StartTimer(wait)];
    assert_eq!(sender.handle(hello(false, Parent)), again(1_500));
    for _ in 1..MAX_RESENDS {
        assert_eq!(sender.handle(hello(true, Parent)), again(10_000));
    }
    assert_eq!(sender.handle(hello(true, Parent)), []);
    assert_eq!(sender.handle(hello(false, Parent)), []);
    assert_eq!(
        sender.handle(ACK),
        [StopTimer, report(Report::Delivered(Parent))]
    );
}

#[test]
fn a_greeting_after_the_limit_starts_the_wait_again() {
    let mut sender = sending(Required, false, POPUP);
    sender.handle(SenderEvent::Timeout);
    let again = [
        AnswerHello(PENDING),
        report(Report::Sending),
        Post(Opener),
        StartTimer(1_500),
    ];
    assert_eq!(sender.handle(hello(false, Opener)), again);
    let mut sender = sending(Optional, false, POPUP);
    sender.handle(SenderEvent::Timeout);
    let again = [AnswerHello(PENDING), Post(Opener), StartTimer(1_500)];
    assert_eq!(sender.handle(hello(false, Opener)), again);
}

#[test]
fn a_greeting_of_somebody_else_gets_nothing() {
    for origin in [
        "https://evil.example",
        "null",
        "",
        "https://app.example/",
        "https://App.example",
    ] {
        let foreign = || SenderEvent::Hello {
            hello: Hello { proxy: true },
            origin,
            from: Opener,
        };
        let mut sender = sending(Required, false, POPUP);
        assert_eq!(sender.handle(foreign()), [], "{origin}");
        assert_eq!(loaded(Required, false).handle(foreign()), [], "{origin}");
        assert_eq!(
            sender.handle(hello(false, Opener)).last(),
            Some(&StartTimer(1_500))
        );
    }
    let mut sender = sending(Required, false, POPUP);
    assert_eq!(
        sender.handle(hello(false, Parent)),
        [AnswerHello(READY)],
        "another window"
    );
    let mut redirect_only = Sender::new(Options {
        targets: None,
        ..options(Optional, true)
    });
    assert_eq!(redirect_only.handle(hello(false, Opener)), []);
}

#[test]
fn the_strings_of_version_1_are_fixed() {
    assert_eq!(protocol::HELLO, "launch-complete:hello:1");
    assert_eq!(protocol::HELLO_PROXY, "launch-complete:hello:1:proxy");
    assert_eq!(protocol::READY, "launch-complete:ready:1");
    assert_eq!(protocol::PENDING, "launch-complete:pending:1");
    assert_eq!(protocol::ACKNOWLEDGED, "launch-complete:ack:1");
    assert_eq!(protocol::REFUSED, "launch-complete:refused:1:");
    assert_eq!(protocol::PROXY, "launch-complete:proxy:1:");
    assert_eq!(protocol::URL, "launch-complete:url:1:");
    assert_eq!(protocol::FAILED, "launch-complete:failed:1:");
    assert_eq!(protocol::CHANNEL, "launch-complete");
}

#[test]
fn what_only_the_back_end_got_is_told_by_status_and_key() {
    let key = "sha-256=00";
    for status in [0, 7, 201, u16::MAX] {
        let told = protocol::stored(status, key);
        assert_eq!(told, format!("launch-complete:stored:1:{status}:{key}"));
        assert_eq!(protocol::parse_stored(&told), Some((status, key)));
    }
    for other in ["65536:k", "-1:k", "1e2:k", ":k", "201", "+1:k"] {
        let text = format!("launch-complete:stored:1:{other}");
        assert_eq!(protocol::parse_stored(&text), None, "{other}");
    }
    assert_eq!(
        protocol::parse_stored("launch-complete:stored:2:201:k"),
        None
    );
    assert_eq!(protocol::parse_stored("201:k"), None);
}

#[test]
fn only_greetings_of_version_1_are_greetings() {
    for (text, expected) in [
        ("launch-complete:hello:1", Some(false)),
        ("launch-complete:hello:1:proxy", Some(true)),
        ("launch-complete:hello:1:", None),
        ("launch-complete:hello:1:other", None),
        ("launch-complete:hello:2", None),
        ("launch-complete:hello:10", None),
        (" launch-complete:hello:1", None),
        ("launch-complete:ready:1", None),
        ("", None),
    ] {
        assert_eq!(
            Hello::parse(text).map(|hello| hello.proxy),
            expected,
            "{text}"
        );
    }
}

#[test]
fn an_answer_is_an_acknowledgement_or_a_refusal_with_a_code() {
    let refused = |code: &str| Some(Answer::Refused(code.into()));
    let longest = "A".repeat(64);
    for (text, expected) in [
        ("launch-complete:ack:1", Some(Answer::Acknowledged)),
        (
            "launch-complete:refused:1:RESULT_FORM",
            refused("RESULT_FORM"),
        ),
        ("launch-complete:refused:1:E_404", refused("E_404")),
        (
            &format!("launch-complete:refused:1:{longest}"),
            refused(&longest),
        ),
        (&format!("launch-complete:refused:1:{longest}A"), None),
        ("launch-complete:refused:1:", None),
        ("launch-complete:refused:1", None),
        ("launch-complete:refused:1:lower", None),
        ("launch-complete:refused:1:A B", None),
        ("launch-complete:refused:1:A\n", None),
        ("launch-complete:refused:1:<IMG>", None),
        ("launch-complete:refused:1:\u{c4}", None),
        ("launch-complete:refused:2:A", None),
        ("launch-complete:ack:1 ", None),
        ("launch-complete:ack:2", None),
        ("launch-complete:ack:1:A", None),
        ("ack", None),
        ("", None),
        ("{}", None),
    ] {
        assert_eq!(Answer::parse(text), expected, "{text}");
        if let Some(answer) = expected {
            assert_eq!(answer.text(), text);
        }
    }
}

#[test]
fn a_proxy_has_four_words() {
    for (word, message) in ProxyWord::ALL.into_iter().zip([
        "launch-complete:proxy:1:hello",
        "launch-complete:proxy:1:ask",
        "launch-complete:proxy:1:direct",
        "launch-complete:proxy:1:goodbye",
    ]) {
        assert_eq!(word.message(), message);
        assert!(message.ends_with(word.as_str()));
        assert_eq!(ProxyWord::parse(message), Some(word));
        assert_eq!(Hello::parse(message), None);
        assert_eq!(Answer::parse(message), None);
    }
    for text in [
        "launch-complete:proxy:1:",
        "launch-complete:proxy:1:Ask",
        "launch-complete:proxy:2:ask",
        "ask",
        "",
    ] {
        assert_eq!(ProxyWord::parse(text), None, "{text}");
    }
}
