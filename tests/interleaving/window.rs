//! A popup and what it shows.

use super::landing::Landing;
use super::network::{Goal, Network, Packet, Place};
use super::page::Page;
use super::proxy::Proxy;

#[derive(Clone, Debug)]
pub(crate) enum Frame {
    Empty,
    Away,
    Complete(Box<Page>),
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    Closed,
    /// A page of the marketplace before the last one, or of its sign-in.
    Away,
    Complete(Box<Page>),
    Proxy(Box<Proxy>, Frame),
    Landing(Box<Landing>),
}

#[derive(Clone, Debug)]
pub(crate) struct Window {
    pub(crate) content: Content,
    /// What the landing page it is on the way to will find in its address.
    pub(crate) navigating: Option<Result<String, String>>,
    /// The page that Back leads to, as the browser kept it.
    pub(crate) cached: Option<Page>,
}

impl Window {
    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.content, Content::Closed)
    }

    pub(crate) fn page(&self) -> Option<&Page> {
        match &self.content {
            Content::Complete(page) | Content::Proxy(_, Frame::Complete(page)) => Some(page),
            _ => None,
        }
    }

    pub(crate) fn page_mut(&mut self) -> Option<&mut Page> {
        match &mut self.content {
            Content::Complete(page) | Content::Proxy(_, Frame::Complete(page)) => Some(page),
            _ => None,
        }
    }

    /// Shows something else; what was there says goodbye where it does.
    pub(crate) fn show(&mut self, content: Content, network: &mut Network) {
        match &mut self.content {
            Content::Proxy(proxy, _) => proxy.leave(network),
            Content::Landing(landing) => landing.leave(network),
            _ => {}
        }
        self.navigating = None;
        self.cached = None;
        self.content = content;
    }

    /// A message for whatever is in this window.
    pub(crate) fn hear(&mut self, packet: &Packet, network: &mut Network) {
        match &mut self.content {
            Content::Complete(page) if is_for(packet, page.document) => page.hear(packet, network),
            Content::Landing(landing) if is_for(packet, landing.document) => {
                landing.hear(packet, network);
            }
            Content::Proxy(proxy, frame) => {
                if is_for(packet, proxy.document) {
                    proxy.hear(packet, network);
                }
                if let Frame::Complete(page) = frame
                    && is_for(packet, page.document)
                {
                    page.hear(packet, network);
                }
                // It was given a URL: the frame goes there.
                if std::mem::take(&mut proxy.framed) {
                    *frame = Frame::Away;
                    proxy.loaded(network);
                }
            }
            _ => {}
        }
    }

    pub(crate) fn fetched(&mut self, number: u32, status: Option<u16>, network: &mut Network) {
        match &mut self.content {
            Content::Landing(landing) => landing.fetched(number, status, network),
            Content::Proxy(proxy, _) => proxy.fetched(number, status, network),
            _ => {}
        }
    }
}

/// Whether the browser hands it to this document; whose port it is the document knows.
fn is_for(packet: &Packet, document: super::network::Document) -> bool {
    match packet.goal {
        Goal::Window(place, origin) => place == document.place && origin == document.origin,
        Goal::Channel(number) => number == document.number,
        Goal::Port(_) => document.place != Place::Host,
    }
}
