//! Short stories: faults of the matrix one by one, and what the long runs found.

use launch_complete::launch::Timer::Goodbye;

use super::clock::Clock::{Launch, Look, Page, Relay, RelayHandOff};
use super::setting::{Cut, PLAIN, Setting};
use super::telling::*;
use super::world::Answered::{Never, Silently, Stored, Unavailable};
use super::world::Event::*;

#[test]
fn each_fault_is_delivered_once() {
    let two = |setting| Setting {
        launches: 2,
        ..setting
    };
    let cut = |cut, setting| Setting { cut, ..setting };
    let stays = |setting| Setting {
        stays_open: true,
        ..setting
    };
    let single = |setting| Setting {
        single: true,
        ..setting
    };
    let landed = [Do(Finish(0)), Do(Click(0)), Do(Commit(0))];
    let sent = |more: &[Part]| [&SENT[..], more].concat();
    let framed = |more: &[Part]| [&[All][..], &SENT, more].concat();
    let landing = |more: &[Part]| [&landed[..], more].concat();
    for (fault, setting, parts) in [
        ("F02", PLAIN, sent(&[Only(result), Do(Close(0))])),
        (
            "F02",
            PROXY,
            framed(&[Only(greeting), Only(result), Do(Close(0))]),
        ),
        ("F02", REDIRECT, landing(&[Do(Close(0))])),
        ("F03", PLAIN, sent(&[Do(Reload(0)), All, Do(Finish(0))])),
        ("F03", PROXY, framed(&[Without(result), Do(Reload(0))])),
        ("F03", REDIRECT, sent(&[Do(Reload(0))])),
        (
            "F04",
            REDIRECT,
            landing(&[Without(result), Do(Back(0, true))]),
        ),
        (
            "F04",
            REDIRECT,
            landing(&[Without(result), Do(Back(0, false))]),
        ),
        ("F05", PLAIN, vec![Do(HostReload), Do(HostLoaded)]),
        ("F05", PLAIN, sent(&[Do(HostReload), All, Do(HostLoaded)])),
        ("F05", PROXY, vec![Do(HostReload), All, Do(HostLoaded)]),
        ("F05", PROXY, framed(&[Do(HostReload), All, Do(HostLoaded)])),
        (
            "F05",
            REDIRECT,
            landing(&[Do(HostReload), All, Do(HostLoaded)]),
        ),
        (
            "F05, two launches",
            two(BOTH_WAYS),
            vec![
                Do(HostReload),
                Do(HostLoaded),
                Do(Finish(0)),
                Do(Finish(1)),
                Do(Click(1)),
                Do(Click(0)),
                All,
            ],
        ),
        (
            "F05, late landing",
            two(BOTH_WAYS),
            vec![
                Do(HostReload),
                Do(HostLoaded),
                Do(Finish(0)),
                Do(Click(0)),
                Do(Ring(Page(0))),
                Do(Commit(0)),
                Do(Ring(Relay(0))),
                All,
            ],
        ),
        ("F09", cut(Cut::Policy, BOTH_WAYS), vec![Do(Ring(Look(0)))]),
        ("F09", cut(Cut::Policy, PROXY), vec![Do(Ring(Look(0))), All]),
        (
            "F09, proxy reloads",
            cut(Cut::Policy, PROXY),
            vec![
                All,
                Do(Reload(0)),
                Only(goodbye),
                Do(Ring(Launch(0, Goodbye))),
                Do(Ring(Look(0))),
            ],
        ),
        ("F11", single(cut(Cut::Noopener, BOTH_WAYS)), vec![]),
        ("F11", single(cut(Cut::Noopener, PROXY)), vec![]),
        (
            "F11, reload",
            single(cut(Cut::Noopener, REDIRECT)),
            landing(&[Do(HostReload), All, Do(Ring(Relay(0))), Do(HostLoaded)]),
        ),
        ("F14", PLAIN, sent(&[Do(Click(0)), All, Do(Click(0))])),
        ("F14", PROXY, framed(&[Do(Click(0)), All])),
        (
            "F15",
            Setting {
                late: true,
                ..PLAIN
            },
            sent(&[All, Do(Ring(Page(0))), Do(Listen(0))]),
        ),
        (
            "F15",
            Setting {
                late: true,
                ..BOTH_WAYS
            },
            sent(&[
                All,
                Do(Ring(Page(0))),
                Do(Commit(0)),
                All,
                Do(Ring(Relay(0))),
                Do(Listen(0)),
            ]),
        ),
        (
            "F17",
            PLAIN,
            sent(&[Only(result), Without(answer), Do(Ring(Page(0)))]),
        ),
        ("F17", PROXY, framed(&[Only(result), Without(answer)])),
        (
            "F17",
            REDIRECT,
            landing(&[Only(result), Without(answer), Do(Ring(Relay(0)))]),
        ),
        (
            "F18",
            stays(PLAIN),
            sent(&[Do(Repeat(0)), Do(Repeat(0)), Do(Repeat(0))]),
        ),
        (
            "F18",
            stays(REDIRECT),
            landing(&[Do(Repeat(0)), Do(Repeat(0)), Do(Repeat(0))]),
        ),
        (
            "F31, no storage at all",
            Setting {
                storage: false,
                ..PROXY
            },
            vec![],
        ),
        (
            "F36",
            STORING,
            landing(&[
                Do(Answer(0, Unavailable)),
                Do(Ring(RelayHandOff(0))),
                Do(Answer(0, Never)),
            ]),
        ),
        ("F37", STORING, landing(&[Do(Answer(0, Silently))])),
        (
            "F37",
            Setting {
                app_has_back_end: true,
                ..PLAIN
            },
            sent(&[All, Do(Answer(0, Silently))]),
        ),
        (
            "F38",
            two(PLAIN),
            vec![Do(Finish(0)), Do(Finish(1)), Do(Click(1)), Do(Click(0))],
        ),
        (
            "F38",
            two(PROXY),
            vec![
                All,
                Do(Finish(1)),
                Do(Finish(0)),
                Do(Click(1)),
                Do(Click(0)),
            ],
        ),
        (
            "F38",
            two(REDIRECT),
            vec![
                Do(Finish(1)),
                Do(Click(1)),
                Do(Finish(0)),
                Do(Click(0)),
                Do(Commit(0)),
                Do(Commit(1)),
            ],
        ),
        ("F42", stays(PLAIN), sent(&[All])),
        (
            "F42, greeted late",
            stays(PROXY),
            framed(&[Only(result), Only(|packet| !greeting(packet)), All]),
        ),
        (
            "F42, back and again",
            stays(STORING),
            landing(&[
                Do(Answer(0, Stored)),
                All,
                Do(Back(0, false)),
                Do(Click(0)),
                Do(Commit(0)),
            ]),
        ),
        ("F43", BOTH_WAYS, [&[Do(Throw)][..], &SENT].concat()),
        (
            "F45",
            Setting {
                ports: false,
                channel: false,
                ..PLAIN
            },
            vec![],
        ),
        (
            "F45",
            Setting {
                ports: false,
                channel: false,
                ..PROXY
            },
            vec![],
        ),
        ("F46", BOTH_WAYS, vec![Do(Sever(0)), Do(Ring(Look(0)))]),
        ("F46", REDIRECT, vec![Do(Sever(0)), Do(Ring(Look(0)))]),
    ] {
        let mut world = told(setting, &parts);
        world.calm_down();
        for launch in 0..setting.launches {
            assert!(world.has(launch), "{fault}: launch {launch} was lost");
            assert_eq!(world.record.settled[launch], 1, "{fault}");
            let app = u32::from(setting.to_app);
            assert_eq!(world.record.delivered[launch], app, "{fault}");
        }
    }
}
