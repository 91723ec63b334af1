//! A result on its way from page to app, whatever happens in whatever order: at most once, and exactly once
//! where a channel lives. The machines are the real ones; around them stands a small made-up browser whose
//! edges follow `src/js/`.

#[path = "../common/mod.rs"]
mod common;

mod back_end;
mod calm;
mod clock;
mod endings;
mod happen;
mod hear;
mod host;
mod landing;
mod network;
mod page;
mod pass_on;
mod possible;
mod proxy;
mod record;
mod relaying;
mod reloads;
mod setting;
mod stories;
mod telling;
mod window;
mod world;

use proptest::prelude::*;
use setting::{Setting, any_setting};
use world::{Event, World};

/// How many worlds a run tries; `cargo xtask interleave` asks for a million.
fn worlds() -> u32 {
    let asked = std::env::var("LAUNCH_INTERLEAVINGS").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(512)
}

/// What happens next, by a number: mostly what goes on by itself, sometimes a mishap, seldom an end.
fn choose(world: &World, choice: u16) -> Option<Event> {
    let (kind, which) = (choice % 32, usize::from(choice / 32));
    let (progress, mishaps, ends) = (world.progress(), world.mishaps(), world.ends());
    let events = match kind {
        31 if !ends.is_empty() => ends,
        26..=30 if !mishaps.is_empty() => mishaps,
        _ if !progress.is_empty() => progress,
        _ => mishaps,
    };
    (!events.is_empty()).then(|| events[which % events.len()])
}

/// Plays a world. A failure shows what happened, in order.
fn play(setting: Setting, choices: &[u16]) {
    let mut happened = Vec::new();
    let played = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut world = World::new(setting);
        for choice in choices {
            if let Some(event) = choose(&world, *choice) {
                happened.push(event);
                world.happen(event);
            }
        }
        world.calm_down();
    }));
    if let Err(panic) = played {
        let why = panic.downcast_ref::<String>().cloned();
        let why = why.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).into()));
        panic!("{}\n  {setting:?}\n  {happened:?}", why.unwrap_or_default());
    }
}

proptest! {
    #![proptest_config(common::cases(worlds()))]

    #[test]
    fn whatever_happens_a_result_arrives_once(
        setting in any_setting(),
        choices in prop::collection::vec(any::<u16>(), 0..80),
    ) {
        play(setting, &choices);
    }
}
