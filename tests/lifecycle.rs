//! How a launch ends for the app that started it.

mod common;

use common::cases;
use launch_complete::launch::LaunchAction::{
    self, AskProxy, CloseWindow, Fail, FailWithReason, Start, Status, Stop,
};
use launch_complete::launch::LaunchEvent::{
    self, Abort, Accepted, Blocked, Close, Closed, Opened, Pointed, ProxyDirect, ProxyGoodbye,
    ProxyHello, Timeout, UrlFailed,
};
use launch_complete::launch::LaunchStatus::{Found, Lost, Opening, Waiting};
use launch_complete::launch::Timer::{Goodbye, Lost as LostTimer, Overall};
use launch_complete::launch::{Launch, LaunchError, LaunchStatus, Limits};
use proptest::prelude::*;

const LIMITS: Limits = Limits {
    timeout: 900_000,
    lost: 180_000,
    goodbye: 500,
};

const EVENTS: [LaunchEvent; 15] = [
    Opened,
    Blocked,
    Pointed,
    UrlFailed,
    Closed(true),
    Closed(false),
    ProxyHello,
    ProxyGoodbye,
    ProxyDirect,
    Timeout(Overall),
    Timeout(LostTimer),
    Timeout(Goodbye),
    Accepted,
    Close,
    Abort,
];

/// A launch after these events.
fn after(by_proxy: bool, events: &[LaunchEvent]) -> Launch {
    let mut launch = Launch::new(LIMITS, by_proxy);
    for event in events {
        launch.handle(event.clone());
    }
    launch
}

/// What follows the last of these events.
fn last(by_proxy: bool, events: &[LaunchEvent]) -> Vec<LaunchAction> {
    let (last, before) = events.split_last().unwrap();
    after(by_proxy, before).handle(last.clone())
}

fn lost() -> Vec<LaunchAction> {
    vec![Start(LostTimer, 180_000), Status(Lost)]
}

fn found() -> Vec<LaunchAction> {
    vec![Stop(LostTimer), Status(Found)]
}

fn proxy_found() -> Vec<LaunchAction> {
    [vec![Stop(Goodbye)], found()].concat()
}

fn fail(error: LaunchError) -> Vec<LaunchAction> {
    vec![Fail(error)]
}

#[test]
fn the_limits_are_those_of_the_contract() {
    assert_eq!(Limits::default(), LIMITS);
    for (status, word) in [
        (Opening, "opening"),
        (Waiting, "waiting"),
        (Lost, "lost"),
        (Found, "found"),
    ] {
        assert_eq!(LaunchStatus::as_str(status), word);
    }
}

#[test]
fn each_event_on_the_way_has_its_answer() {
    for (events, expected) in [
        (vec![Opened], vec![Start(Overall, 900_000), Status(Opening)]),
        (vec![Opened, Pointed], vec![Status(Waiting)]),
        (vec![Opened, Closed(false)], vec![]),
        (vec![Opened, Closed(true)], lost()),
        (vec![Opened, Closed(true), Closed(true)], vec![]),
        (vec![Opened, Closed(true), Closed(false)], found()),
        (
            vec![Opened, Closed(true), Closed(false), Closed(true)],
            lost(),
        ),
        (vec![Opened, Closed(true), Pointed], vec![Status(Waiting)]),
        (vec![Opened, Closed(true), ProxyHello], proxy_found()),
        (vec![Opened, ProxyHello], vec![Stop(Goodbye)]),
        // A timer that was stopped too late to be stopped.
        (vec![Opened, Timeout(LostTimer)], vec![]),
        (
            vec![Opened, Closed(true), Closed(false), Timeout(LostTimer)],
            vec![],
        ),
        (vec![Opened, Timeout(Goodbye)], vec![]),
        // Without a proxy there is none that could say goodbye.
        (vec![Opened, ProxyGoodbye], vec![]),
    ] {
        assert_eq!(last(false, &events), expected, "{events:?}");
        assert!(!after(false, &events).is_done(), "{events:?}");
    }
}

#[test]
fn a_launch_ends_with_the_code_that_is_true() {
    let closing = |error| vec![CloseWindow, Fail(error)];
    for (events, expected) in [
        (vec![Blocked], fail(LaunchError::Blocked)),
        (vec![Opened, UrlFailed], closing(LaunchError::UrlFailed)),
        (
            vec![Opened, Pointed, Timeout(Overall)],
            fail(LaunchError::Timeout),
        ),
        (
            vec![Opened, Closed(true), Timeout(Overall)],
            fail(LaunchError::Timeout),
        ),
        (
            vec![Opened, Closed(true), Timeout(LostTimer)],
            fail(LaunchError::Closed),
        ),
        (vec![Opened, Pointed, Close], closing(LaunchError::Closed)),
        (
            vec![Opened, Pointed, Abort],
            vec![CloseWindow, FailWithReason],
        ),
        (vec![Opened, Closed(true), Accepted], vec![]),
        (vec![Opened, Pointed, Accepted], vec![]),
    ] {
        for by_proxy in [false, true] {
            assert_eq!(last(by_proxy, &events), expected, "{events:?}");
            let ended = after(by_proxy, &events);
            assert!(ended.is_done());
            for event in EVENTS {
                assert_eq!(ended.clone().handle(event), [], "after {events:?}");
            }
        }
    }
}

#[test]
fn a_window_that_reads_closed_is_lost_and_not_closed() {
    let mut launch = after(false, &[Opened, Pointed]);
    assert_eq!(launch.handle(Closed(true)), lost());
    assert!(!launch.is_done());
    assert_eq!(launch.handle(Accepted), [], "a late result still counts");
    assert!(launch.is_done());
}

/// A proxy page whose window reads open while it is there, and what follows.
fn seen_open(events: &[LaunchEvent]) -> Vec<LaunchEvent> {
    [&[ProxyHello, Closed(false)], events].concat()
}

#[test]
fn a_goodbye_is_believed_when_the_window_reads_closed_too() {
    let timer = || vec![Start(Goodbye, 500)];
    let closed = || fail(LaunchError::Closed);
    for (events, expected) in [
        (vec![ProxyGoodbye], timer()),
        (vec![Closed(true), ProxyGoodbye], timer()),
        (vec![ProxyGoodbye, Closed(true)], lost()),
        (
            seen_open(&[ProxyGoodbye, Closed(true), Timeout(Goodbye)]),
            closed(),
        ),
        (
            seen_open(&[Closed(true), ProxyGoodbye, Timeout(Goodbye)]),
            closed(),
        ),
        // The proxy page was left, the window is still open: closed when it closes.
        (seen_open(&[ProxyGoodbye, Timeout(Goodbye)]), vec![]),
        (
            seen_open(&[ProxyGoodbye, Timeout(Goodbye), Closed(true)]),
            closed(),
        ),
        // A handle that was never seen to tell the truth may be cut off: a reload looks the same.
        (vec![Closed(true), ProxyGoodbye, Timeout(Goodbye)], vec![]),
        (vec![ProxyGoodbye, Timeout(Goodbye), Closed(true)], lost()),
        (
            vec![ProxyHello, ProxyGoodbye, Timeout(Goodbye), Closed(true)],
            lost(),
        ),
        (
            vec![ProxyHello, Closed(true), ProxyGoodbye, Timeout(Goodbye)],
            lost(),
        ),
        // Open before the proxy page was there: its policy may have cut the handle off since.
        (
            vec![
                Closed(false),
                ProxyHello,
                Closed(true),
                ProxyGoodbye,
                Timeout(Goodbye),
            ],
            lost(),
        ),
        // Reloaded: a new hello within the time.
        (vec![ProxyGoodbye, ProxyHello], vec![Stop(Goodbye)]),
        (vec![ProxyGoodbye, ProxyHello, Timeout(Goodbye)], vec![]),
        // The proxy speaks, so a handle that reads closed is cut off; the proxy is asked to make sure.
        (vec![ProxyGoodbye, ProxyHello, Closed(true)], vec![]),
        (
            vec![ProxyHello, Closed(true), Closed(true)],
            vec![AskProxy, Start(Goodbye, LIMITS.goodbye)],
        ),
        (
            vec![ProxyHello, Closed(true), Closed(true), Closed(true)],
            vec![],
        ),
        (
            vec![ProxyHello, Closed(true), Closed(true), ProxyHello],
            vec![Stop(Goodbye)],
        ),
        (
            vec![ProxyHello, Closed(true), Closed(true), Timeout(Goodbye)],
            lost(),
        ),
        // Seen open, but it lied twice since.
        (
            seen_open(&[
                Closed(true),
                Closed(true),
                ProxyHello,
                ProxyGoodbye,
                Timeout(Goodbye),
            ]),
            lost(),
        ),
        // A goodbye of a cut off window may be a slow reload: lost, not closed.
        (
            vec![
                ProxyHello,
                Closed(true),
                Closed(true),
                ProxyHello,
                ProxyGoodbye,
                Timeout(Goodbye),
            ],
            lost(),
        ),
        (vec![ProxyGoodbye, Closed(true), ProxyHello], proxy_found()),
        (
            vec![ProxyGoodbye, Closed(true), ProxyHello, Timeout(Goodbye)],
            vec![],
        ),
        (vec![ProxyGoodbye, ProxyHello, ProxyGoodbye], timer()),
        (vec![ProxyGoodbye, Closed(true), Accepted], vec![]),
        // It makes way for the marketplace: its leaving says nothing any more.
        (vec![ProxyDirect], vec![Stop(Goodbye)]),
        (vec![ProxyDirect, ProxyGoodbye], vec![]),
        (vec![ProxyDirect, ProxyGoodbye, Closed(true)], lost()),
        (
            vec![ProxyDirect, ProxyGoodbye, Closed(true), Timeout(Goodbye)],
            vec![],
        ),
        (
            vec![ProxyGoodbye, Closed(true), ProxyDirect, Timeout(Goodbye)],
            vec![],
        ),
        // It read closed only for a moment.
        (
            vec![ProxyGoodbye, Closed(true), Closed(false), Timeout(Goodbye)],
            vec![],
        ),
    ] {
        let events = [vec![Opened, Pointed], events].concat();
        assert_eq!(last(true, &events), expected, "{events:?}");
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_launch_settles_once_and_then_is_silent(
        by_proxy in any::<bool>(),
        events in prop::collection::vec(prop::sample::select(EVENTS.to_vec()), 0..30),
    ) {
        let mut launch = Launch::new(LIMITS, by_proxy);
        let (mut ended, mut accepted, mut running) = (0, false, Vec::new());
        for event in events {
            let was_done = launch.is_done();
            let actions = launch.handle(event.clone());
            prop_assert!(!was_done || actions.is_empty(), "{:?} after the end", actions);
            accepted |= event == Accepted && !was_done;
            for action in &actions {
                match action {
                    Fail(_) | FailWithReason => ended += 1,
                    Start(timer, _) if !running.contains(timer) => running.push(*timer),
                    Stop(timer) => running.retain(|known| known != timer),
                    _ => {}
                }
            }
            prop_assert!(ended + u32::from(accepted) <= 1, "settled twice");
            prop_assert_eq!(launch.is_done(), ended == 1 || accepted);
            // A window that reads closed ends, in time.
            let is_lost = actions.contains(&Status(Lost));
            prop_assert!(!is_lost || running.contains(&LostTimer));
        }
    }
}
