//! Faults after which the app has no result: each launch says once what is true, and nothing is left.

use launch_complete::launch::LaunchError::{Closed as AppClosed, Timeout as TimedOut};
use launch_complete::launch::LaunchEvent::{Closed, Timeout};
use launch_complete::launch::Timer::{Goodbye, Lost, Overall};
use launch_complete::launch::{DeliveryError, Report};

use super::clock::Clock::{Launch, Look};
use super::host::Settled;
use super::setting::{PLAIN, Setting};
use super::telling::{All, Do, PROXY, Part, REDIRECT, SENT, STORING, told};
use super::window::Content;
use super::world::Event::*;

/// What the window shows in the end: a report of the page, a status of the proxy or landing page.
fn shown(content: &Content) -> String {
    match content {
        Content::Closed => "closed".into(),
        Content::Away => "away".into(),
        Content::Complete(page) => match &page.shown {
            Some(Report::Failed(DeliveryError::NoWindow)) => "NO_WINDOW".into(),
            Some(Report::Failed(DeliveryError::NotAcknowledged)) => "NOT_ACKNOWLEDGED".into(),
            other => format!("{other:?}"),
        },
        Content::Proxy(proxy, _) => format!("{} {}", proxy.shown.0, proxy.shown.1),
        Content::Landing(landing) => format!("{} {}", landing.shown.0, landing.shown.1),
    }
}

#[test]
fn each_fault_ends_with_what_is_true() {
    let failed = |error, event| Some(Settled::Failed(error, event));
    let lost = || failed(AppClosed, Timeout(Lost));
    let timed_out = || failed(TimedOut, Timeout(Overall));
    let known = |event| failed(AppClosed, event);
    let too_late = Do(Ring(Launch(0, Overall)));
    let closes = [Do(Close(0)), Do(Ring(Look(0)))];
    let open_proxy = [All, Do(Ring(Look(0)))];
    let then = |parts: &[Part], more: &[Part]| [parts, more].concat();
    let with_back_end = Setting {
        path: PROXY.path,
        ..STORING
    };
    for (fault, setting, parts, ended, page, stored) in [
        ("F01", PLAIN, closes.to_vec(), lost(), "closed", false),
        ("F01", REDIRECT, closes.to_vec(), lost(), "closed", false),
        (
            "F01",
            PROXY,
            then(
                &open_proxy,
                &[
                    Do(Close(0)),
                    All,
                    Do(Ring(Launch(0, Goodbye))),
                    Do(Ring(Look(0))),
                ],
            ),
            known(Closed(true)),
            "closed",
            false,
        ),
        (
            "F01",
            PROXY,
            then(
                &open_proxy,
                &[
                    Do(Close(0)),
                    Do(Ring(Look(0))),
                    All,
                    Do(Ring(Launch(0, Goodbye))),
                ],
            ),
            known(Timeout(Goodbye)),
            "closed",
            false,
        ),
        (
            "F02",
            REDIRECT,
            then(&SENT, &closes),
            lost(),
            "closed",
            false,
        ),
        (
            "F08",
            PLAIN,
            then(&[Do(HostGone)], &SENT),
            None,
            "NO_WINDOW",
            false,
        ),
        (
            "F08",
            PLAIN,
            then(&SENT, &[Do(HostGone)]),
            None,
            "NO_WINDOW",
            false,
        ),
        (
            "F08",
            PROXY,
            then(&[All], &[Do(HostGone)]),
            None,
            "failed NOT_ACKNOWLEDGED",
            false,
        ),
        (
            "F08",
            REDIRECT,
            vec![Do(HostGone)],
            None,
            "failed NOT_ACKNOWLEDGED",
            false,
        ),
        (
            "F08, back end",
            with_back_end,
            then(&[All], &[Do(HostGone)]),
            None,
            "closed",
            true,
        ),
        (
            "F08, back end",
            STORING,
            vec![Do(HostGone)],
            None,
            "closed",
            true,
        ),
        (
            "F19",
            PLAIN,
            vec![too_late],
            timed_out(),
            "NOT_ACKNOWLEDGED",
            false,
        ),
        (
            "F19",
            PROXY,
            vec![All, too_late],
            timed_out(),
            "failed NOT_ACKNOWLEDGED",
            false,
        ),
        (
            "F19",
            REDIRECT,
            vec![too_late],
            timed_out(),
            "failed LAUNCH_UNKNOWN",
            false,
        ),
        (
            "F19",
            STORING,
            vec![too_late],
            timed_out(),
            "failed LAUNCH_UNKNOWN",
            false,
        ),
    ] {
        let mut world = told(setting, &parts);
        world.calm_down();
        assert_eq!(world.record.ended[0], ended, "{fault} {setting:?}");
        assert_eq!(
            shown(&world.windows[0].content),
            page,
            "{fault} {setting:?}"
        );
        assert_eq!(
            !world.network.stored.is_empty(),
            stored,
            "{fault} {setting:?}"
        );
        assert_eq!(world.record.delivered[0], 0, "{fault} {setting:?}");
    }
}
