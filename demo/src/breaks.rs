//! What a visitor can break, in words, and the switches that do it.

use serde::Serialize;

use crate::{
    headers,
    site::{Origins, Site},
    switch::Switch,
    switches::Switches,
};

/// Longer than anybody takes for nothing, shorter than the limits.
const SLOW: u64 = 1000;

/// One thing to break.
#[derive(Debug)]
pub(crate) struct Break {
    pub(crate) name: &'static str,
    group: &'static str,
    title: &'static str,
    /// What to try, and what takes over then.
    hint: &'static str,
    pub(crate) switches: Vec<(Site, Switch)>,
}

/// The same for the page, with what is set at the moment.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    name: &'static str,
    group: &'static str,
    title: &'static str,
    hint: &'static str,
    on: bool,
    /// How many requests it still spoils, where it ends by itself.
    left: Option<u32>,
}

const OPENER: &str = "The link between app and popup";
const POLICY: &str = "What pages may do";
const SPEED: &str = "Speed";
const BACK_END: &str = "The back end";

fn isolates(prefix: &str) -> Switch {
    Switch::on(prefix).header("cross-origin-opener-policy", "same-origin")
}

fn policy(prefix: &str, policy: &str) -> Switch {
    Switch::on(prefix).header("content-security-policy", policy)
}

/// Everything there is to break.
pub(crate) fn all(origins: &Origins) -> [Break; 11] {
    use Site::{Host, Marketplace};
    let results = || Switch::on("/api/results").method("POST");
    [
        Break {
            name: "app-isolates",
            group: OPENER,
            title: "The app’s own pages cut the link",
            hint: "They send Cross-Origin-Opener-Policy: same-origin. Load this page anew, then try any path: proxy and landing page go on by the app’s own channel.",
            switches: vec![(Host, isolates("/host/"))],
        },
        Break {
            name: "first-page-isolates",
            group: OPENER,
            title: "The marketplace’s first page cuts window.opener",
            hint: "Take “Popup” with “Our snippet, choosing by itself”: the landing page takes over.",
            switches: vec![(Marketplace, isolates("/marketplace/launch.html"))],
        },
        Break {
            name: "sign-in-isolates",
            group: OPENER,
            title: "The marketplace’s sign-in page cuts window.opener",
            hint: "As many real ones do. Take “Popup” with “Our snippet, choosing by itself”: the landing page takes over. With “for this path” nothing does, and the page says so. In a proxy page’s frame it does no harm.",
            switches: vec![(Marketplace, isolates("/marketplace/connect.html"))],
        },
        Break {
            name: "no-framing",
            group: POLICY,
            title: "The marketplace refuses to be framed",
            hint: "Take a proxy page: its frame stays empty, and after five seconds it offers to open the marketplace directly.",
            switches: vec![(
                Marketplace,
                policy("/marketplace/", "frame-ancestors 'none'"),
            )],
        },
        Break {
            name: "no-wasm-complete",
            group: POLICY,
            title: "The Launch Complete page forbids WebAssembly",
            hint: "By its Content-Security-Policy. Take any path: the fallback in the same file delivers.",
            switches: vec![(
                Marketplace,
                policy(
                    "/marketplace/complete.html",
                    &headers::without_wasm(Marketplace, origins),
                ),
            )],
        },
        Break {
            name: "no-wasm-app",
            group: POLICY,
            title: "The app’s pages forbid WebAssembly",
            hint: "By their Content-Security-Policy. Load this page anew, then take any path: the fallbacks receive.",
            switches: vec![(
                Host,
                policy("/host/", &headers::without_wasm(Host, origins)),
            )],
        },
        Break {
            name: "slow-network",
            group: SPEED,
            title: "Both sites take a second to answer",
            hint: "The times in the picture grow; nothing else should change.",
            switches: vec![
                (Host, Switch::on("/host/").delay_ms(SLOW)),
                (Host, Switch::on("/lib/").delay_ms(SLOW)),
                (Marketplace, Switch::on("/").delay_ms(SLOW)),
            ],
        },
        Break {
            name: "slow-back-end",
            group: SPEED,
            title: "The back end takes three seconds to store a result",
            hint: "Take a path with the back end: the window stays until it has answered.",
            switches: vec![(Host, results().delay_ms(3 * SLOW))],
        },
        Break {
            name: "back-end-fails-twice",
            group: BACK_END,
            title: "The back end fails twice, then works",
            hint: "It answers 503. Take a path with the back end: the third try stores the result.",
            switches: vec![(Host, results().status(503).times(2))],
        },
        Break {
            name: "back-end-loses-an-answer",
            group: BACK_END,
            title: "The back end stores, but one answer is lost",
            hint: "The same result is posted again; its key keeps it from being stored twice.",
            switches: vec![(Host, results().drop_reply().times(1))],
        },
        Break {
            name: "back-end-refuses",
            group: BACK_END,
            title: "The back end refuses every result",
            hint: "It answers 404, which is final: the page in the popup keeps the result and offers Retry.",
            switches: vec![(Host, results().status(404))],
        },
    ]
}

impl Break {
    /// What of it is set. One that ends by itself is on until it is taken back, even at 0.
    pub(crate) fn shown(&self, switches: &Switches) -> Shown {
        let set = |(site, wanted): &(Site, Switch)| {
            let mut list = switches.list(*site).into_iter();
            list.find(|it| it.is_same_fault(wanted))
        };
        let found: Vec<_> = self.switches.iter().filter_map(set).collect();
        Shown {
            name: self.name,
            group: self.group,
            title: self.title,
            hint: self.hint,
            on: found.len() == self.switches.len(),
            left: found.iter().find_map(|switch| switch.times),
        }
    }
}
