//! How a short story is told.

use launch_complete::launch::protocol::ProxyWord;

use super::network::{Body, Packet, Word};
use super::setting::{PLAIN, Path, Setting};
use super::world::Event::{self, Arrive, Click, Finish, Lose};
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
pub(crate) fn greeting(packet: &Packet) -> bool {
    starts(packet, "launch-complete:hello") || starts(packet, "launch-complete:pending")
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
