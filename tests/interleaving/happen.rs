//! What each event does.

use super::network::{Place, Request};
use super::window::{Content, Frame};
use super::world::{Answered, Event, World};

impl World {
    pub(crate) fn happen(&mut self, event: Event) {
        self.record.waited.clone_from(&self.network.pending);
        match event {
            Event::Arrive(at) => {
                let packet = self.network.packets.remove(at);
                self.arrive(&packet);
            }
            Event::Lose(at) => drop(self.network.packets.remove(at)),
            Event::Repeat(at) => {
                let packet = self.network.packets[at].clone();
                self.arrive(&packet);
            }
            Event::Ring(clock) => self.ring(clock),
            Event::Answer(at, answered) => self.answer(at, answered),
            Event::Finish(window) => self.finish(window),
            Event::Click(window) => self.click(window),
            Event::Commit(window) => self.land(window),
            Event::Reload(window) => self.reload(window),
            Event::Back(window, kept) => self.back(window, kept),
            Event::Close(window) => self.windows[window].show(Content::Closed, &mut self.network),
            Event::Sever(window) => self.network.severed[window] = true,
            Event::Direct(window) => {
                if let Content::Proxy(proxy, _) = &mut self.windows[window].content {
                    proxy.open_directly(&mut self.network);
                }
            }
            Event::HostReload => {
                self.leave();
                self.host_is_loading = true;
            }
            Event::HostLoaded => self.resume(),
            Event::HostGone => {
                self.leave();
                self.host_is_loading = false;
                self.network.host_tab_closed = true;
            }
            Event::Listen(launch) => self.listen(launch),
            Event::AppCloses(launch) => self.app_closes(launch),
            Event::Throw => self.network.throws = true,
        }
        self.settle();
    }

    fn answer(&mut self, at: usize, answered: Answered) {
        let Request { number, text } = self.network.requests.remove(at);
        let status = match answered {
            Answered::Stored => Some(201),
            Answered::Unavailable => Some(503),
            Answered::Silently | Answered::Never => None,
        };
        if matches!(answered, Answered::Stored | Answered::Silently) {
            self.network.stored.insert(text);
        }
        for host in self.hosts.iter_mut().flatten() {
            host.fetched(number, status, &mut self.network);
        }
        for window in &mut self.windows {
            window.fetched(number, status, &mut self.network);
        }
    }

    fn finish(&mut self, at: usize) {
        match &self.windows[at].content {
            Content::Away => {
                let page = self.new_page(Place::Top(at), at);
                self.windows[at].content = Content::Complete(Box::new(page));
            }
            Content::Proxy(_, Frame::Away) => {
                let page = self.new_page(Place::Frame(at), at);
                if let Content::Proxy(proxy, frame) = &mut self.windows[at].content {
                    *frame = Frame::Complete(Box::new(page));
                    proxy.loaded(&mut self.network);
                }
            }
            _ => {}
        }
    }

    fn click(&mut self, at: usize) {
        let network = &mut self.network;
        match &mut self.windows[at].content {
            Content::Landing(landing) if landing.offers_retry() => landing.deliver(network),
            Content::Proxy(proxy, _) if proxy.offers_retry() => proxy.retry(network),
            Content::Complete(page) | Content::Proxy(_, Frame::Complete(page)) => {
                page.click(network);
            }
            _ => {}
        }
    }

    fn reload(&mut self, at: usize) {
        match &self.windows[at].content {
            Content::Proxy(..) => self.load_proxy(at),
            Content::Complete(_) => {
                let page = self.new_page(Place::Top(at), at);
                self.windows[at].show(Content::Complete(Box::new(page)), &mut self.network);
            }
            // Its address holds no result any more.
            Content::Landing(_) => {
                self.windows[at].navigating = Some(Err("RESULT_MISSING".into()));
                self.land(at);
            }
            _ => {}
        }
    }

    fn back(&mut self, at: usize, kept: bool) {
        let cached = self.windows[at].cached.take();
        let page = match cached {
            Some(mut page) if kept => {
                page.restored(&mut self.network);
                page
            }
            _ => self.new_page(Place::Top(at), at),
        };
        self.windows[at].show(Content::Complete(Box::new(page)), &mut self.network);
    }
}
