//! How a short story is told.

use launch_complete::launch::protocol::ProxyWord;

use super::network::{Body, Packet, Word};
use super::setting::{Cut, PLAIN, Path, Setting};
use super::world::Event::{self, Arrive, Click, Commit, Finish, Lose};
use super::world::World;

/// A part of a story.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Do(Event),
    /// Everything under way arrives, and what follows from it.
    All,
    /// Only such messages arrive.
    Only(fn(&Packet) -> bool),
    /// One such message is lost.
    Without(fn(&Packet) -> bool),
}
pub(crate) use Part::{All, Do, Only, Without};

pub(crate) const PROXY: Setting = Setting {
    path: Path::Proxy,
    ..PLAIN
};
pub(crate) const REDIRECT: Setting = Setting {
    path: Path::Redirect,
    ..PLAIN
};
pub(crate) const BOTH_WAYS: Setting = Setting {
    redirect: true,
    ..PLAIN
};
pub(crate) const STORING: Setting = Setting {
    to_app: false,
    to_back_end: true,
    ..REDIRECT
};

fn starts(packet: &Packet, start: &str) -> bool {
    matches!(&packet.body, Body::Text(text) if text.starts_with(start))
}
pub(crate) fn result(packet: &Packet) -> bool {
    starts(packet, "{") || matches!(&packet.body, Body::Said(_, Word::Text(_)))
}
pub(crate) fn answer(packet: &Packet) -> bool {
    starts(packet, "launch-complete:ack") || matches!(&packet.body, Body::Said(_, Word::Ack(_)))
}
pub(crate) fn hello(packet: &Packet) -> bool {
    starts(packet, "launch-complete:hello")
}
pub(crate) fn goodbye(packet: &Packet) -> bool {
    matches!(packet.body, Body::Said(_, Word::Proxy(ProxyWord::Goodbye)))
}
fn arrive(world: &mut World, which: fn(&Packet) -> bool) {
    while let Some(at) = world.network.packets.iter().position(which) {
        world.happen(Arrive(at));
    }
}

/// Tells a story up to its last part.
#[track_caller]
pub(crate) fn told(setting: Setting, parts: &[Part]) -> World {
    let mut world = World::new(setting);
    for part in parts {
        match *part {
            Do(event) => world.happen(event),
            All => arrive(&mut world, |_| true),
            Only(which) => arrive(&mut world, which),
            Without(which) => {
                let at = world.network.packets.iter().position(which);
                world.happen(Lose(at.expect("something to lose")));
            }
        }
    }
    world
}

/// A customer who reached the page and pressed OK.
pub(crate) const SENT: [Part; 2] = [Do(Finish(0)), Do(Click(0))];

pub(crate) fn two(setting: Setting) -> Setting {
    Setting {
        launches: 2,
        ..setting
    }
}

pub(crate) fn cut(cut: Cut, setting: Setting) -> Setting {
    Setting { cut, ..setting }
}

pub(crate) fn stays(setting: Setting) -> Setting {
    Setting {
        stays_open: true,
        ..setting
    }
}

/// The customer pressed OK, in a popup.
pub(crate) fn sent(more: &[Part]) -> Vec<Part> {
    [&SENT[..], more].concat()
}

/// The same in the frame of a proxy page.
pub(crate) fn framed(more: &[Part]) -> Vec<Part> {
    [&[All][..], &SENT, more].concat()
}

/// The same, and the browser has gone to the landing page.
pub(crate) fn landing(more: &[Part]) -> Vec<Part> {
    [&SENT[..], &[Do(Commit(0))], more].concat()
}

/// Tells each story to its end: every launch has its result once.
#[track_caller]
pub(crate) fn delivered_once(stories: Vec<(&str, Setting, Vec<Part>)>) {
    for (fault, setting, parts) in stories {
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
