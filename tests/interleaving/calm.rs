//! After the storm: nothing goes wrong any more, and the customer does what the pages say. Then every result
//! that still has a way arrives, every promise is settled, and nothing is left behind.

use launch_complete::launch::Report;

use super::clock::Clock;
use super::setting::{Path, id};
use super::window::Content;
use super::world::{Answered, Event, World};

/// How often a customer presses Retry.
const PATIENCE: u32 = 6;

/// How often the app looks at a window that does nothing before the rest of the time is skipped.
const BORED: u32 = 60;

impl World {
    /// Whether some channel lives from the page in this window to an app that waits for it.
    pub(crate) fn has_hope(&self, at: usize) -> bool {
        let setting = self.setting;
        let waits = match &self.hosts[at] {
            Some(host) => !host.machine.is_done(),
            None if self.network.host_tab_closed => false,
            None => setting.late || (self.host_is_loading && self.network.is_pending(&id(at))),
        };
        // Without answers a page cannot know that it must try again.
        if !waits || !setting.required {
            return false;
        }
        let waiting = self.network.waiting();
        let handle = match &self.hosts[at] {
            Some(host) => host.window.is_some(),
            None => setting.late,
        };
        let opener = !self.network.severed[at] && (handle || waiting == 1);
        let bound = self.network.sessions[at].is_some();
        let only = setting.single && self.network.pending.len() == 1;
        let channel = setting.channel && self.network.is_pending(&id(at)) && (bound || only);
        let landing = channel || opener;
        let direct = if setting.path == Path::Redirect {
            landing
        } else {
            opener || (setting.redirect && landing)
        };
        match &self.windows[at].content {
            Content::Closed => false,
            Content::Away => direct,
            Content::Complete(page) => match page.shown {
                Some(Report::Redirecting) => self.windows[at].navigating.is_some() && landing,
                _ => direct,
            },
            Content::Proxy(proxy, _) if proxy.direct => direct,
            Content::Proxy(proxy, _) => landing && proxy.shown.0 != "refused",
            Content::Landing(page) => {
                landing && (page.relaying.machine.is_running() || page.offers_retry())
            }
        }
    }

    /// Runs until nothing happens any more.
    pub(crate) fn calm_down(&mut self) {
        self.network.throws = false;
        let hopes: Vec<bool> = (0..self.windows.len())
            .map(|at| self.has_hope(at))
            .collect();
        let mut patience = vec![PATIENCE; self.windows.len()];
        let mut bored = 0;
        while let Some(event) = self.next(&mut patience, bored) {
            bored = match event {
                Event::Ring(Clock::Look(_)) => bored + 1,
                _ => 0,
            };
            self.happen(event);
        }
        for (launch, hoped) in hopes.into_iter().enumerate() {
            assert!(!hoped || self.has(launch), "launch {launch} was lost");
        }
        self.leaves_nothing();
    }

    fn next(&self, patience: &mut [u32], bored: u32) -> Option<Event> {
        if !self.network.packets.is_empty() {
            return Some(Event::Arrive(0));
        }
        if !self.network.requests.is_empty() {
            return Some(Event::Answer(0, Answered::Stored));
        }
        if self.host_is_loading {
            return Some(Event::HostLoaded);
        }
        for (at, patience) in patience.iter_mut().enumerate() {
            if self.setting.late && self.hosts[at].is_none() && !self.network.host_tab_closed {
                return Some(Event::Listen(at));
            }
            let step = self.next_step(at);
            if let Some(Event::Click(_)) = step {
                if *patience == 0 {
                    continue;
                }
                *patience -= 1;
            }
            if step.is_some() {
                return step;
            }
        }
        let clocks = self.clocks();
        let is_look = |(clock, _): &&(Clock, u64)| matches!(clock, Clock::Look(_));
        let others = clocks
            .iter()
            .filter(|clock| !is_look(clock))
            .min_by_key(|(_, due)| *due);
        let due = match others {
            Some(other) if bored > BORED => Some(other),
            _ if bored > 3 * BORED => None,
            _ => clocks.iter().min_by_key(|(_, due)| *due),
        };
        due.map(|(clock, _)| Event::Ring(*clock))
    }

    fn leaves_nothing(&self) {
        assert_eq!(self.clocks(), [], "timers run");
        for (launch, host) in self.hosts.iter().enumerate() {
            let Some(host) = host else { continue };
            assert_eq!(self.record.settled[launch], 1, "launch {launch} hangs");
            assert!(!host.listens, "the app listens on");
            assert!(
                !self.network.hearers.contains(&host.number()),
                "its channel is open"
            );
            assert!(!self.network.is_pending(&id(launch)), "its record is kept");
        }
        for window in &self.windows {
            if let Some(page) = window.page()
                && matches!(page.shown, Some(Report::Delivered(_) | Report::Sent(_)))
            {
                assert!(
                    !page.listens && page.ports.is_empty(),
                    "the page listens on"
                );
            }
            let (relaying, delivered) = match &window.content {
                Content::Proxy(proxy, _) => (&proxy.relaying, proxy.delivered),
                Content::Landing(landing) => (&landing.relaying, landing.shown.0 == "delivered"),
                _ => continue,
            };
            assert!(!relaying.machine.is_running(), "a relay is stuck");
            assert!(!delivered || !relaying.listens, "it listens on");
        }
    }
}
