//! Short stories of pages that come again, and of two launches at once.

use super::clock::Clock::{Page, Relay};
use super::setting::PLAIN;
use super::telling::*;
use super::world::Event::*;

#[test]
fn each_reload_is_delivered_once() {
    delivered_once(vec![
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
        ("F13", two(PLAIN), vec![Do(Finish(1)), Do(Click(1)), All]),
        (
            "F34",
            stays(REDIRECT),
            landing(&[All, Do(Reload(0)), Do(Back(0, false)), Do(Click(0))]),
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
        (
            "F38, reloaded, repeated by the opener",
            two(BOTH_WAYS),
            vec![
                Do(HostReload),
                Do(HostLoaded),
                Do(Throw),
                Do(Finish(0)),
                Do(Click(0)),
                Do(Commit(0)),
                Only(result),
                Without(answer),
                Do(Ring(Relay(0))),
                All,
                Do(Finish(1)),
                Do(Click(1)),
            ],
        ),
    ]);
}
