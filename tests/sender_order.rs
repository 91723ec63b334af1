//! The sender under any order of events: what holds whatever the windows and the customer do.

mod common;

use common::{APP, SMALL, cases, origins};
use launch_complete::launch::protocol::{Answer, Hello};
use launch_complete::launch::redirect::Redirect;
use launch_complete::launch::{
    Acknowledgement, Channel, Environment, MAX_RESENDS, Options, Report, Sender, SenderAction,
    SenderEvent, Via,
};
use proptest::prelude::*;

fn any_event() -> impl Strategy<Value = SenderEvent<'static>> {
    let channel = || prop_oneof![Just(Channel::Opener), Just(Channel::Parent)];
    let origin = prop_oneof![3 => Just(APP), 1 => Just("https://evil.example"), 1 => Just("null")];
    prop_oneof![
        2 => (any::<bool>(), any::<bool>())
            .prop_map(|(framed, opener)| SenderEvent::Deliver(Environment { framed, opener })),
        1 => Just(SenderEvent::PostFailed),
        1 => Just(SenderEvent::Answer(Answer::Acknowledged)),
        1 => Just(SenderEvent::Answer(Answer::Refused("RESULT_FORM".into()))),
        4 => (any::<bool>(), origin, channel())
            .prop_map(|(proxy, origin, from)| SenderEvent::Hello { hello: Hello { proxy }, origin, from }),
        2 => Just(SenderEvent::Timeout),
        1 => Just(SenderEvent::Restored),
    ]
}

fn any_options() -> impl Strategy<Value = Options> {
    let via = prop_oneof![
        3 => Just(Via::Auto),
        1 => Just(Via::Opener),
        1 => Just(Via::Parent),
        1 => Just(Via::Redirect),
    ];
    let acknowledgement = prop_oneof![
        Just(Acknowledgement::Optional),
        Just(Acknowledgement::Required),
        Just(Acknowledgement::None),
    ];
    (
        via,
        acknowledgement,
        prop::bool::weighted(0.8),
        any::<bool>(),
    )
        .prop_map(|(via, acknowledgement, targets, redirect)| Options {
            via,
            acknowledgement,
            targets: targets.then(|| origins(APP)),
            redirect: redirect.then(|| Redirect::parse("https://app.example/l", "", "").unwrap()),
            ..Options::default()
        })
}

/// What was seen so far, posts and refusals since the customer's last click that had an effect.
#[derive(Default)]
struct Seen {
    posts: u32,
    delivered: u32,
    refused: bool,
    framed: bool,
}

impl Seen {
    fn look(&mut self, event: &SenderEvent<'_>, actions: &[SenderAction]) {
        match event {
            SenderEvent::Deliver(page) if !actions.is_empty() => {
                (self.posts, self.refused, self.framed) = (0, false, page.framed);
            }
            SenderEvent::Hello { origin, .. } if *origin != APP => {
                assert_eq!(actions, [], "a stranger was heard");
            }
            SenderEvent::Answer(Answer::Refused(_)) => self.refused |= !actions.is_empty(),
            _ => {}
        }
        for action in actions {
            match action {
                SenderAction::Post(_) => self.posts += 1,
                SenderAction::Report(Report::Delivered(_)) => self.delivered += 1,
                SenderAction::Navigate(_) => assert!(!self.refused, "a refusal was redirected"),
                SenderAction::Close => assert!(!self.framed, "a framed page closed its window"),
                _ => {}
            }
        }
    }
}

/// Whether a list of actions says at most one final thing, and says it last.
fn is_orderly(actions: &[SenderAction]) -> bool {
    let end = |action: &SenderAction| {
        matches!(
            action,
            SenderAction::Report(Report::Delivered(_) | Report::Sent(_) | Report::Failed(_))
                | SenderAction::Navigate(_)
        )
    };
    let ends = actions.iter().filter(|action| end(action)).count();
    let last = actions
        .iter()
        .rev()
        .find(|action| **action != SenderAction::Close);
    ends == 0 || (ends == 1 && last.is_some_and(end))
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn whatever_happens_a_result_is_delivered_once_and_posted_six_times_at_most(
        options in any_options(),
        events in prop::collection::vec(any_event(), 0..40),
    ) {
        let required = options.acknowledgement == Acknowledgement::Required;
        let mut sender = Sender::new(options);
        let mut seen = Seen::default();
        sender.load(SMALL.into());
        for event in events {
            let before = sender.clone();
            let actions = sender.handle(event.clone());
            seen.look(&event, &actions);
            prop_assert!(seen.posts <= 1 + MAX_RESENDS, "{} posts", seen.posts);
            prop_assert!(seen.delivered <= 1, "delivered {} times", seen.delivered);
            if required {
                let sent = actions.iter().any(|action| matches!(action, SenderAction::Report(Report::Sent(_))));
                prop_assert!(!sent, "silence was taken for an answer");
            }
            prop_assert!(is_orderly(&actions), "{:?} from {:?}", actions, before);
            // The text is kept until it is known to have arrived.
            prop_assert_eq!(sender.text(), if seen.delivered == 0 { SMALL } else { "" });
            if seen.delivered == 1 {
                let posts = actions.iter().any(|action| matches!(action, SenderAction::Post(_) | SenderAction::Navigate(_)));
                prop_assert!(!posts, "sent again after it was delivered");
            }
        }
    }

    #[test]
    fn whatever_is_on_its_way_a_timer_or_an_end_follows(
        options in any_options(),
        events in prop::collection::vec(any_event(), 0..40),
    ) {
        let mut sender = Sender::new(options);
        sender.load(SMALL.into());
        for event in events {
            let actions = sender.handle(event);
            let at = |wanted: fn(&SenderAction) -> bool| actions.iter().rposition(wanted);
            let sending = at(|action| matches!(action, SenderAction::Report(Report::Sending) | SenderAction::Post(_)));
            let bound = at(|action| matches!(
                action,
                SenderAction::StartTimer(_) | SenderAction::Navigate(_) | SenderAction::Report(Report::Failed(_))
            ));
            prop_assert!(sending <= bound, "nothing ends this: {:?}", actions);
        }
    }
}
