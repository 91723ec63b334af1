//! The timers of all documents.

use launch_complete::launch::Timer;

use super::window::Content;
use super::world::World;

/// A timer of one of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    Look(usize),
    Launch(usize, Timer),
    AppHandOff(usize),
    Page(usize),
    Proxy(usize),
    Relay(usize),
    RelayHandOff(usize),
}

impl Clock {
    /// Whether it is a limit of a launch: it ends what waits.
    pub(crate) fn is_limit(self) -> bool {
        matches!(self, Self::Launch(_, Timer::Overall | Timer::Lost))
    }
}

impl World {
    pub(crate) fn ring(&mut self, clock: Clock) {
        let due = self.clocks().into_iter().find(|(known, _)| *known == clock);
        // The limits of a launch are options: one that ends before its time has shorter ones.
        if !clock.is_limit() {
            self.network.now = self.network.now.max(due.map_or(0, |(_, due)| due));
        }
        let network = &mut self.network;
        match clock {
            Clock::Look(launch) => {
                let closed = network.severed[launch] || self.windows[launch].is_closed();
                if let Some(host) = &mut self.hosts[launch] {
                    host.looks(closed, network);
                }
            }
            Clock::Launch(launch, timer) => {
                if let Some(host) = &mut self.hosts[launch] {
                    host.fire(timer, network);
                }
            }
            Clock::AppHandOff(launch) => {
                let host = self.hosts[launch].as_mut();
                if let Some(hand_off) = host.and_then(|host| host.hand_off.as_mut()) {
                    hand_off.send(network);
                }
            }
            Clock::Page(window) => {
                if let Some(page) = self.windows[window].page_mut() {
                    page.fire(network);
                }
            }
            Clock::Proxy(window) => {
                if let Content::Proxy(proxy, _) = &mut self.windows[window].content {
                    proxy.fire(network);
                }
            }
            Clock::Relay(window) => match &mut self.windows[window].content {
                Content::Proxy(proxy, _) => proxy.fire_relay(network),
                Content::Landing(landing) => landing.fire(network),
                _ => {}
            },
            Clock::RelayHandOff(window) => {
                let relaying = match &mut self.windows[window].content {
                    Content::Proxy(proxy, _) => &mut proxy.relaying,
                    Content::Landing(landing) => &mut landing.relaying,
                    _ => return,
                };
                if let Some(hand_off) = &mut relaying.hand_off {
                    hand_off.send(network);
                }
            }
        }
    }

    /// Every timer that runs, and when it is due.
    pub(crate) fn clocks(&self) -> Vec<(Clock, u64)> {
        let mut clocks = Vec::new();
        for (launch, host) in self.hosts.iter().enumerate() {
            let Some(host) = host else { continue };
            clocks.extend(host.look.map(|due| (Clock::Look(launch), due)));
            let timers = host.timers.iter();
            clocks.extend(timers.map(|(timer, due)| (Clock::Launch(launch, *timer), *due)));
            let again = host.hand_off.as_ref().and_then(|hand_off| hand_off.timer);
            clocks.extend(again.map(|due| (Clock::AppHandOff(launch), due)));
        }
        for (at, window) in self.windows.iter().enumerate() {
            let page = window.page().and_then(|page| page.timer);
            clocks.extend(page.map(|(due, _)| (Clock::Page(at), due)));
            let relaying = match &window.content {
                Content::Proxy(proxy, _) => {
                    clocks.extend(proxy.timer.map(|(due, _)| (Clock::Proxy(at), due)));
                    &proxy.relaying
                }
                Content::Landing(landing) => &landing.relaying,
                _ => continue,
            };
            clocks.extend(relaying.timer.map(|due| (Clock::Relay(at), due)));
            let again = relaying
                .hand_off
                .as_ref()
                .and_then(|hand_off| hand_off.timer);
            clocks.extend(again.map(|due| (Clock::RelayHandOff(at), due)));
        }
        clocks
    }
}
