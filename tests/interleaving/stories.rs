//! Short stories: faults of the matrix one by one, and what the long runs found.

use launch_complete::launch::Timer::{Goodbye, Overall};

use super::clock::Clock::{Launch, Look, Page, Proxy, Relay, RelayHandOff};
use super::setting::{Cut, PLAIN, Setting};
use super::telling::*;
use super::window::Content;
use super::world::Answered::{Never, Silently, Stored, Unavailable};
use super::world::Event::*;

#[test]
fn each_fault_is_delivered_once() {
    let single = |setting| Setting {
        single: true,
        ..setting
    };
    delivered_once(vec![
        ("F02", PLAIN, sent(&[Only(result), Do(Close(0))])),
        (
            "F02",
            PROXY,
            framed(&[Only(hello), Only(result), Do(Close(0))]),
        ),
        ("F02", REDIRECT, landing(&[Do(Close(0))])),
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
        ("F10", cut(Cut::Policy, REDIRECT), vec![]),
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
        ("F26", PLAIN, vec![Do(Ring(Look(0))); 40]),
        (
            "F26",
            PROXY,
            [vec![All], vec![Do(Ring(Proxy(0))); 4]].concat(),
        ),
        ("F28", PROXY, vec![All, Do(Direct(0)), All]),
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
        // Messages arrive when every timer but those of the launch has run out.
        (
            "F41",
            BOTH_WAYS,
            sent(&[Do(Ring(Page(0))), Do(Commit(0)), Do(Ring(Relay(0))), All]),
        ),
        ("F42", stays(PLAIN), sent(&[All])),
        (
            "F42, greeted late",
            stays(PROXY),
            framed(&[Only(hello), Only(result), Only(answer), All]),
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
    ]);
}

/// Two landing pages that know no launch ask at the same time; the answer to one is none to the other.
#[test]
fn an_answer_without_a_launch_id_is_for_its_text_only() {
    let setting = Setting {
        launches: 2,
        cut: Cut::Noopener,
        single: true,
        ..REDIRECT
    };
    let ask = |at| [Do(Finish(at)), Do(Click(at)), Do(Commit(at))];
    let both = [ask(0), ask(1)].concat();
    let silence = [All, Do(Ring(Relay(0))), Do(Ring(Relay(1)))];
    let again = [
        Do(Ring(Launch(0, Overall))),
        Do(Click(1)),
        Without(result),
        Do(Click(0)),
        All,
    ];
    let world = told(setting, &[&both[..], &silence, &again].concat());
    let shown = |at: usize| match &world.windows[at].content {
        Content::Landing(landing) => landing.shown.0,
        Content::Closed => "closed",
        _ => "another page",
    };
    assert_eq!([shown(0), shown(1)], ["closed", "delivering"]);
}
