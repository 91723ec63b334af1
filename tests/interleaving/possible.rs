//! Which events can happen: what goes on by itself, what goes wrong, what ends it.

use super::setting::{Cut, Path};
use super::window::{Content, Frame};
use super::world::{Answered, Event, World};

impl World {
    /// What goes on by itself, or by a customer who does what the pages say.
    pub(crate) fn progress(&self) -> Vec<Event> {
        let mut events: Vec<Event> = self
            .network
            .arriving()
            .into_iter()
            .map(Event::Arrive)
            .collect();
        if self.host_is_loading {
            events.push(Event::HostLoaded);
        }
        for at in 0..self.network.requests.len() {
            events.push(Event::Answer(at, Answered::Stored));
        }
        for at in 0..self.windows.len() {
            events.extend(self.next_step(at));
            if self.setting.late && self.hosts[at].is_none() && !self.network.host_tab_closed {
                events.push(Event::Listen(at));
            }
        }
        let rings = self
            .clocks()
            .into_iter()
            .filter(|(clock, _)| !clock.is_limit());
        events.extend(rings.map(|(clock, _)| Event::Ring(clock)));
        events
    }

    /// What the customer, or the browser for them, does next in a window.
    pub(crate) fn next_step(&self, at: usize) -> Option<Event> {
        let window = &self.windows[at];
        if window.navigating.is_some() {
            return Some(Event::Commit(at));
        }
        match &window.content {
            Content::Away | Content::Proxy(_, Frame::Away) => Some(Event::Finish(at)),
            Content::Landing(landing) => landing.offers_retry().then_some(Event::Click(at)),
            Content::Proxy(proxy, _) if proxy.offers_retry() => Some(Event::Click(at)),
            Content::Complete(page) | Content::Proxy(_, Frame::Complete(page)) => {
                page.waits_for_customer().then_some(Event::Click(at))
            }
            _ => None,
        }
    }

    /// What goes wrong, or comes unasked.
    pub(crate) fn mishaps(&self) -> Vec<Event> {
        let mut events = vec![Event::Throw];
        for at in self.network.arriving() {
            events.extend([Event::Lose(at), Event::Repeat(at)]);
        }
        for at in 0..self.network.requests.len() {
            let ways = [Answered::Silently, Answered::Unavailable, Answered::Never];
            events.extend(ways.map(|answered| Event::Answer(at, answered)));
        }
        if !self.host_is_loading && !self.network.host_tab_closed && !self.setting.late {
            events.push(Event::HostReload);
        }
        for (at, window) in self.windows.iter().enumerate() {
            match &window.content {
                Content::Closed => {}
                Content::Away => {
                    if self.setting.path != Path::Proxy && self.setting.cut == Cut::Not {
                        events.push(Event::Sever(at));
                    }
                }
                Content::Complete(_) => events.extend([Event::Click(at), Event::Reload(at)]),
                Content::Proxy(proxy, _) => {
                    events.extend([Event::Click(at), Event::Reload(at)]);
                    if proxy.shown.0 == "framed" {
                        events.push(Event::Direct(at));
                    }
                }
                Content::Landing(_) => {
                    events.extend([false, true].map(|kept| Event::Back(at, kept)));
                    events.push(Event::Reload(at));
                }
            }
        }
        events
    }

    /// What ends a launch, or the hope for it.
    pub(crate) fn ends(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for (at, window) in self.windows.iter().enumerate() {
            if !window.is_closed() {
                events.push(Event::Close(at));
            }
            if self.hosts[at].is_some() {
                events.push(Event::AppCloses(at));
            }
        }
        let limits = self
            .clocks()
            .into_iter()
            .filter(|(clock, _)| clock.is_limit());
        events.extend(limits.map(|(clock, _)| Event::Ring(clock)));
        if !self.network.host_tab_closed {
            events.push(Event::HostGone);
        }
        events
    }
}
