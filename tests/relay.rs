//! The proxy and the landing page: one text, to the app, to the back end, or both.

mod common;

use common::cases;
use launch_complete::launch::Reach::{Channel, Opener};
use launch_complete::launch::RelayAction::{self, Finish, HandOff, Send};
use launch_complete::launch::RelayEvent::{self, NotSent, NotStored, Silent, Start, Stored};
use launch_complete::launch::protocol::Answer;
use launch_complete::launch::{Relay, RelayReport, Sinks};
use proptest::prelude::*;

const ACK: RelayEvent = RelayEvent::Answer(Answer::Acknowledged);

fn no() -> RelayEvent {
    RelayEvent::Answer(Answer::Refused("EXPECT_MISMATCH".into()))
}

/// What the page is to do and sees, what happens, and everything that is done, in order.
///
/// | column | words |
/// | --- | --- |
/// | sinks | `app`, `backend`, `both` |
/// | answer | `must` come, or `may`; `forged` where no launch is known to wait for the text |
/// | reaches | `c` channel, `o` opener |
/// | events | `ack`, `no`, `silent`, `unsent` where the post threw; a status that stored it; `!` and a status that did not, `!0` none at all |
/// | actions | `c`, `o` sent there; `post`; the end: `app`, `201`, `app+201`, `sent`, `refused` or a code |
const RELAYS: &str = "
    app      must         c   ack                 c app
    app      must         o   ack                 o app
    app      must         co  ack                 c app
    app      must         co  silent,ack          c o app
    app      must         oc  silent,ack          o c app
    app      must         co  no                  c refused
    app      must         co  silent,no           c o refused
    app      must         c   silent              c NOT_ACKNOWLEDGED
    app      must         co  silent,silent       c o NOT_ACKNOWLEDGED
    app      must         -   -                   NOT_ACKNOWLEDGED
    app      may          -   -                   NOT_ACKNOWLEDGED
    app      may          c   silent              c NOT_ACKNOWLEDGED
    app      may          o   silent              o sent
    app      may          co  silent,silent       c o sent
    app      may          oc  silent              o sent
    app      may          o   unsent              o NOT_ACKNOWLEDGED
    app      may          co  silent,unsent       c o NOT_ACKNOWLEDGED
    app      may          oc  unsent,silent       o c NOT_ACKNOWLEDGED
    app      must         oc  unsent,ack          o c app
    both     may          o   unsent,!503         o post BACKEND_FAILED
    both     may          o   unsent,201          o post 201
    app      may,forged   o   unsent              o LAUNCH_UNKNOWN
    app      may          oc  ack                 o app
    backend  must         co  201                 post 201
    backend  must         -   200                 post 200
    backend  may          o   201                 post 201
    backend  must         co  !400                post BACKEND_FAILED
    backend  must         co  !0                  post BACKEND_FAILED
    both     must         c   ack,201             c post app+201
    both     must         c   ack,!500            c post app
    both     must         c   no                  c refused
    both     must         c   silent,201          c post 201
    both     must         c   silent,!0           c post BACKEND_FAILED
    both     must         co  silent,silent,200   c o post 200
    both     must         -   201                 post 201
    both     may          o   silent,201          o post 201
    both     may          o   silent,!503         o post sent
    app      must,forged  c   ack                 c app
    app      must,forged  -   -                   LAUNCH_UNKNOWN
    app      must,forged  c   silent              c LAUNCH_UNKNOWN
    app      may,forged   o   silent              o sent
    backend  must,forged  -   -                   LAUNCH_UNKNOWN
    backend  must,forged  c   silent              c LAUNCH_UNKNOWN
    backend  must,forged  c   no                  c refused
    backend  must,forged  c   ack,201             c post app+201
    backend  may,forged   o   silent              o sent
    both     must,forged  -   -                   LAUNCH_UNKNOWN
    both     must,forged  co  silent,silent       c o LAUNCH_UNKNOWN
    both     must,forged  o   ack,200             o post app+200
    both     may,forged   co  silent,silent       c o sent
";

/// Answers that come twice or late: both ways lead to the same app.
const LATE_ANSWERS: &str = "
    both     must         co  silent,ack,ack,201  c o post app+201
    both     must         co  ack,silent,201      c post app+201
    both     must         c   silent,ack,201      c post app+201
    both     must         c   silent,ack,!500     c post app
    backend  must         c   silent,201          post 201
";

fn event(word: &str) -> RelayEvent {
    match (word, word.strip_prefix('!')) {
        ("ack", _) => ACK,
        ("no", _) => no(),
        ("silent", _) => Silent,
        ("unsent", _) => NotSent,
        (_, Some("0")) => NotStored(None),
        (_, Some(status)) => NotStored(Some(status.parse().unwrap())),
        (status, None) => Stored(status.parse().unwrap()),
    }
}

fn shown(action: &RelayAction) -> String {
    match action {
        Send(Channel) => "c".into(),
        Send(Opener) => "o".into(),
        HandOff => "post".into(),
        Finish(RelayReport::Delivered {
            app: true,
            back_end: None,
        }) => "app".into(),
        Finish(RelayReport::Delivered {
            app: true,
            back_end: Some(status),
        }) => format!("app+{status}"),
        Finish(RelayReport::Delivered {
            app: false,
            back_end: Some(status),
        }) => status.to_string(),
        Finish(RelayReport::Sent) => "sent".into(),
        Finish(RelayReport::Refused(code)) => {
            assert_eq!(code, "EXPECT_MISMATCH");
            "refused".into()
        }
        Finish(RelayReport::Failed(code)) => (*code).into(),
        other => panic!("nobody has it: {other:?}"),
    }
}

#[track_caller]
fn check(table: &str) {
    for row in table.lines().filter(|row| !row.trim().is_empty()) {
        let mut cells = row.split_whitespace();
        let mut next = || cells.next().unwrap();
        let sinks = match next() {
            "both" => Sinks {
                app: true,
                back_end: true,
            },
            word => Sinks {
                app: word == "app",
                back_end: word == "backend",
            },
        };
        let answer = next();
        let mut relay = Relay::new(
            sinks,
            answer.starts_with("must"),
            !answer.ends_with("forged"),
        );
        let reaches = next().chars().filter(|reach| *reach != '-');
        let start = Start(
            reaches
                .map(|reach| if reach == 'c' { Channel } else { Opener })
                .collect(),
        );
        let events = next().split(',').filter(|word| *word != "-").map(event);
        let mut done = Vec::new();
        for event in std::iter::once(start).chain(events) {
            done.extend(relay.handle(event).iter().map(shown));
        }
        assert_eq!(done, cells.collect::<Vec<_>>(), "{row}");
        assert!(!relay.is_running(), "{row}");
    }
}

#[test]
fn every_relay_ends_as_the_table_says() {
    check(RELAYS);
}

#[test]
fn a_second_or_late_answer_hands_nothing_over_again() {
    check(LATE_ANSWERS);
}

#[test]
fn sinks_are_words() {
    for (text, expected) in [
        ("", Some((true, false))),
        (" \n", Some((true, false))),
        ("opener", Some((true, false))),
        ("backend", Some((false, true))),
        ("opener backend", Some((true, true))),
        (" backend\topener ", Some((true, true))),
        ("backend backend", Some((false, true))),
        ("Opener", None),
        ("opener,backend", None),
        ("opener nobody", None),
    ] {
        let sinks = Sinks::parse(text).map(|sinks| (sinks.app, sinks.back_end));
        assert_eq!(sinks, expected, "{text:?}");
    }
}

#[test]
fn a_relay_can_start_again_when_it_is_over_and_not_before() {
    let mut relay = Relay::new(Sinks::parse("").unwrap(), true, true);
    assert_eq!(relay.handle(ACK), [], "nothing is under way");
    for _ in 0..3 {
        assert_eq!(relay.handle(Start(vec![Channel])), [Send(Channel)]);
        assert_eq!(relay.handle(Start(vec![Opener])), []);
        assert_eq!(
            relay.handle(Silent),
            [Finish(RelayReport::Failed("NOT_ACKNOWLEDGED"))]
        );
        for event in [ACK, no(), Silent, NotSent, Stored(200), NotStored(None)] {
            assert_eq!(relay.handle(event), [], "it is over");
        }
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_text_is_handed_over_once_and_never_unasked(
        (app, back_end, must_answer, bound) in any::<(bool, bool, bool, bool)>(),
        reaches in prop::collection::vec(prop::sample::select(vec![Channel, Opener]), 0..3),
        events in prop::collection::vec(
            prop::sample::select(vec![ACK, no(), Silent, NotSent, Stored(201), NotStored(Some(400)), Start(vec![Channel])]),
            0..12,
        ),
    ) {
        let mut relay = Relay::new(Sinks { app, back_end }, must_answer, bound);
        let (mut acknowledged, mut handed_off) = (false, 0);
        for event in [vec![Start(reaches)], events].concat() {
            if matches!(event, Start(_)) && !relay.is_running() {
                (acknowledged, handed_off) = (false, 0);
            }
            acknowledged |= event == ACK && relay.is_running();
            // The back end answers what it was asked.
            if handed_off == 0 && matches!(event, Stored(_) | NotStored(_)) {
                continue;
            }
            let actions = relay.handle(event);
            handed_off += actions.iter().filter(|action| **action == HandOff).count();
            prop_assert!(handed_off <= 1, "handed over twice");
            prop_assert!(handed_off == 0 || back_end);
            prop_assert!(handed_off == 0 || bound || acknowledged, "stored a forgery");
            let ended = actions.iter().any(|action| matches!(action, Finish(_)));
            prop_assert_eq!(ended, !relay.is_running() && !actions.is_empty());
        }
    }
}
