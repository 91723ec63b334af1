//! The app, its popups and the customer. Whatever can happen next is an [`Event`].

use launch_complete::launch::LaunchEvent;

use super::clock::Clock;
use super::common::{APP, MARKETPLACE};
use super::host::Host;
use super::landing::Landing;
use super::network::{Goal, Network, Packet, Place, Wish};
use super::page::Page;
use super::proxy::Proxy;
use super::record::Record;
use super::setting::{Cut, Path, Setting, id, result};
use super::window::{Content, Frame, Window};

/// How the back end takes a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    Stored,
    /// Stored, and the reply is lost.
    Silently,
    Unavailable,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// The message at this place arrives, is lost, arrives and is sent again.
    Arrive(usize),
    Lose(usize),
    Repeat(usize),
    Ring(Clock),
    Answer(usize, Answered),
    /// The customer gets to the Launch Complete page.
    Finish(usize),
    /// OK or Retry, on whatever page is there.
    Click(usize),
    /// The browser goes where the page sent it.
    Commit(usize),
    Reload(usize),
    /// Back from the landing page to a page the browser kept, or loads anew.
    Back(usize, bool),
    Close(usize),
    /// A sign-in page with `Cross-Origin-Opener-Policy`.
    Sever(usize),
    /// "Not loading? Open directly".
    Direct(usize),
    HostReload,
    HostLoaded,
    HostGone,
    /// The app begins to listen to a window that it opened before.
    Listen(usize),
    AppCloses(usize),
    /// The next `postMessage` of a page throws.
    Throw,
}

#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) setting: Setting,
    pub(crate) network: Network,
    pub(crate) hosts: Vec<Option<Host>>,
    pub(crate) host_is_loading: bool,
    pub(crate) windows: Vec<Window>,
    pub(crate) record: Record,
}

impl World {
    pub(crate) fn new(setting: Setting) -> Self {
        let mut network = Network {
            ports: setting.ports,
            channel: setting.channel,
            severed: vec![setting.cut != Cut::Not; setting.launches],
            ..Network::default()
        };
        let inherits = setting.storage && setting.cut != Cut::Noopener && !setting.late;
        network.sessions = (0..setting.launches)
            .map(|launch| inherits.then(|| id(launch)))
            .collect();
        let mut world = Self {
            setting,
            network,
            hosts: vec![None; setting.launches],
            host_is_loading: false,
            windows: Vec::new(),
            record: Record::new(setting.launches),
        };
        for launch in 0..setting.launches {
            if !setting.late {
                world.open(launch);
            }
            let window = Window {
                content: Content::Away,
                navigating: None,
                cached: None,
            };
            world.windows.push(window);
            if setting.path == Path::Proxy {
                world.load_proxy(launch);
            }
        }
        world.settle();
        world
    }

    fn listening(&mut self, launch: usize) -> Host {
        let setting = self.setting;
        let document = self.network.document(Place::Host, APP);
        let by_proxy = setting.path == Path::Proxy;
        let network = &mut self.network;
        let back_end = setting.app_has_back_end;
        Host::listening(
            document,
            id(launch),
            by_proxy,
            setting.unbound(),
            back_end,
            network,
        )
    }

    /// `open_launch`.
    fn open(&mut self, launch: usize) {
        let mut host = self.listening(launch);
        if self.setting.storage {
            self.network.pending.push(id(launch));
            self.network.own.push(id(launch));
        }
        if self.setting.cut != Cut::Noopener {
            host.watch(launch, &self.network);
        }
        host.start(&mut self.network);
        self.hosts[launch] = Some(host);
    }

    /// `open_launch` with a window.
    pub(crate) fn listen(&mut self, launch: usize) {
        let mut host = self.listening(launch);
        host.greet(launch, &mut self.network);
        host.watch(launch, &self.network);
        host.start(&mut self.network);
        self.hosts[launch] = Some(host);
    }

    /// `resume_launch`, for each launch of this tab that is still waited for.
    pub(crate) fn resume(&mut self) {
        self.host_is_loading = false;
        for launch in 0..self.hosts.len() {
            if self.network.is_pending(&id(launch)) && self.network.own.contains(&id(launch)) {
                let mut host = self.listening(launch);
                host.start(&mut self.network);
                host.say_here(&mut self.network);
                self.hosts[launch] = Some(host);
            }
        }
    }

    /// The app's page goes, whatever is in it.
    pub(crate) fn leave(&mut self) {
        for launch in 0..self.hosts.len() {
            if let Some(mut host) = self.hosts[launch].take() {
                host.leave(&mut self.network);
                self.record.left(launch, &host);
            }
        }
    }

    pub(crate) fn load_proxy(&mut self, window: usize) {
        let network = &mut self.network;
        // The one that was there says goodbye first.
        self.windows[window].show(Content::Away, network);
        let document = network.document(Place::Top(window), APP);
        let setting = self.setting;
        let proxy = Proxy::new(document, setting.sinks(), setting.required, network);
        self.windows[window].content = Content::Proxy(Box::new(proxy), Frame::Empty);
    }

    pub(crate) fn new_page(&mut self, place: Place, launch: usize) -> Page {
        let document = self.network.document(place, MARKETPLACE);
        Page::new(document, self.setting.page(), result(launch))
    }

    pub(crate) fn land(&mut self, window: usize) {
        let Some(found) = self.windows[window].navigating.take() else {
            return;
        };
        let network = &mut self.network;
        let document = network.document(Place::Top(window), APP);
        let setting = self.setting;
        let cached = match &self.windows[window].content {
            Content::Complete(page) => Some((**page).clone()),
            _ => None,
        };
        let landing = Landing::new(document, setting.sinks(), setting.required, found, network);
        self.windows[window].show(Content::Landing(Box::new(landing)), network);
        self.windows[window].cached = cached;
    }

    pub(crate) fn arrive(&mut self, packet: &Packet) {
        let network = &mut self.network;
        let at_host = match packet.goal {
            Goal::Window(place, origin) => place == Place::Host && origin == APP,
            _ => false,
        };
        for host in self.hosts.iter_mut().flatten() {
            if at_host || packet.goal == Goal::Channel(host.number()) {
                host.hear(packet, network);
            }
        }
        for window in &mut self.windows {
            window.hear(packet, network);
        }
    }

    pub(crate) fn app_closes(&mut self, launch: usize) {
        if let Some(host) = &mut self.hosts[launch] {
            host.dispatch(LaunchEvent::Close, &mut self.network);
        }
    }

    /// What the documents asked of their windows, and what is known now.
    pub(crate) fn settle(&mut self) {
        while !self.network.wishes.is_empty() {
            for wish in std::mem::take(&mut self.network.wishes) {
                self.grant(wish);
            }
        }
        self.look();
    }

    fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Close(Place::Top(window)) if !self.setting.stays_open => {
                self.windows[window].show(Content::Closed, &mut self.network);
            }
            Wish::Close(_) => {}
            Wish::Land(Place::Top(window), found) => {
                self.windows[window].navigating = Some(found);
            }
            Wish::Land(..) => {}
            Wish::Direct(window) => {
                self.windows[window].show(Content::Away, &mut self.network);
            }
        }
    }
}
