//! What a launch hears: messages to this window, and the channel of the host's own pages.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use super::open::resolve_url;
use super::outcome::{Arrival, Outcome};
use super::shared::Shared;
use crate::js::backend::end_value;
use crate::js::channel::broadcast::Heard;
use crate::js::channel::{message, port};
use crate::js::convert::{object, parse_plain, property, set};
use crate::js::storage;
use crate::js::window::window;
use crate::launch::protocol::{Answer, FAILED, HELLO, ProxyWord, URL, parse_stored};
use crate::launch::{Admission, Binding, LaunchEvent, Source, Verdict};

/// What a proxy is told where the launch URL could not be had.
const NO_URL: &str = "URL_FAILED";

/// Brings the proxy page the URL, or tells it that there is none.
type ToProxy = Box<dyn FnOnce(&Shared, Option<&str>)>;

impl Shared {
    /// Tells the page in a window that somebody listens. Only a page of the marketplace's origin hears it.
    pub(super) fn greet(&self, window: &Window) {
        port::tell(window, HELLO, self.options.marketplace_origin.as_str());
    }

    /// A message to this window.
    pub(super) fn message(self: &Rc<Self>, event: &MessageEvent) {
        let data = event.data();
        let length = js_string_length(&data);
        let origin = event.origin();
        if origin == self.own_origin && self.source_of(event) == Source::Expected {
            let text = data.as_string().unwrap_or_default();
            if let Some((status, key)) = parse_stored(&text) {
                let arrival = self.arrival_by_message(origin);
                return self.stored(key.into(), status, arrival);
            }
            if let Some(word) = ProxyWord::parse(&text) {
                let event = event.clone();
                let answer = move |_: &Self, url: Option<&str>| {
                    let mut text = String::from(if url.is_some() { URL } else { FAILED });
                    text.push_str(url.unwrap_or(NO_URL));
                    message::answer(&event, &text);
                };
                return self.proxy_said(word, Box::new(answer));
            }
        }
        let admission = self
            .receiver
            .borrow_mut()
            .admit(length, &origin, self.source_of(event));
        match admission {
            Admission::Read => {}
            Admission::Ignored(_) => return self.report_counts("ignored"),
            Admission::Refused(code) => {
                let answer = self.refused(code, "");
                return message::answer(event, &answer.text());
            }
        }
        let arrival = self.arrival_by_message(origin);
        let answer = self.read(data.as_string().unwrap_or_default(), arrival);
        message::answer(event, &answer.text());
    }

    /// After a reload the handle of the window is gone; a window that says it was opened by this one, and
    /// is no frame, stands in for it.
    pub(super) fn source_of(&self, event: &MessageEvent) -> Source {
        match &*self.window.borrow() {
            Some(window) if message::is_from(event, window) => Source::Expected,
            Some(_) => Source::Foreign,
            // Our own pages name the launch on the channel; a message of theirs would not.
            None if self.broadcast.borrow().is_some() && event.origin() == self.own_origin => {
                Source::Foreign
            }
            None => {
                let ours = event.source().is_some_and(|source| {
                    let window = window();
                    js_sys::Object::is(&property(&source, "opener"), &window)
                        && js_sys::Object::is(&property(&source, "parent"), &source)
                });
                Source::without_handle(ours, 1 + storage::own_besides(&self.id))
            }
        }
    }

    pub(super) fn via(&self, own_origin: bool) -> &'static str {
        match (own_origin, &self.options.proxy_url) {
            (false, _) => "opener",
            (true, Some(_)) => "proxy",
            (true, None) => "landing",
        }
    }

    /// Something on the channel.
    pub(super) fn heard(self: &Rc<Self>, heard: &Heard) {
        let named = heard.text("launchId");
        let pending = storage::all_pending().len();
        let binding = Binding::of(named.as_deref(), &self.id, pending, self.options.unbound);
        if binding == Binding::Foreign {
            return;
        }
        if let Some(text) = heard.text("text") {
            let arrival = self.arrival_by_channel(heard, binding);
            // Where nobody is named, the answer says which text it is for.
            let of = named.is_none().then(|| text.clone());
            let answer = self.read(text, arrival);
            let message = match &answer {
                Answer::Acknowledged => object(&[]),
                Answer::Refused(code) => object(&[("refused", code)]),
            };
            if answer == Answer::Acknowledged {
                set(&message, "ack", true);
            }
            if let Some(text) = of {
                set(&message, "of", text);
            }
            self.say(named.as_deref(), &message);
        } else if let Some(key) = heard.text("stored") {
            let status = heard.number("status").unwrap_or_default();
            self.stored(key, status, self.arrival_by_channel(heard, binding));
        } else {
            let said = |word: &ProxyWord| heard.is(word.as_str());
            if let Some(word) = ProxyWord::ALL.into_iter().find(said) {
                let answer = move |shared: &Self, url: Option<&str>| {
                    let name = if url.is_some() { "url" } else { "failed" };
                    shared.say(named.as_deref(), &object(&[(name, url.unwrap_or(NO_URL))]));
                };
                self.proxy_said(word, Box::new(answer));
            }
        }
    }

    /// A word of the proxy page, which may want an answer.
    fn proxy_said(self: &Rc<Self>, word: ProxyWord, answer: ToProxy) {
        match word {
            ProxyWord::Hello => {
                self.dispatch(LaunchEvent::ProxyHello);
                // Seen open while its page speaks: from here on the handle is believed.
                if self
                    .window()
                    .is_some_and(|window| window.closed() == Ok(false))
                {
                    self.dispatch(LaunchEvent::Closed(false));
                }
            }
            ProxyWord::Goodbye => self.dispatch(LaunchEvent::ProxyGoodbye),
            ProxyWord::Direct => self.dispatch(LaunchEvent::ProxyDirect),
            // A proxy asks until it is answered; one URL is fetched at a time.
            ProxyWord::Ask if self.is_done() || self.resolving.replace(true) => {}
            ProxyWord::Ask => {
                let shared = Rc::clone(self);
                let resolved = move |url: Option<String>| {
                    shared.resolving.set(false);
                    answer(&shared, url.as_deref());
                };
                resolve_url(self, Box::new(resolved));
            }
        }
    }

    /// The proxy or the landing page handed the result to the back end only.
    fn stored(self: &Rc<Self>, key: String, status: u16, arrival: Arrival) {
        if !self.is_done() {
            self.accept(Outcome::of_back_end(key, end_value(Ok(status)), arrival));
        }
    }

    fn arrival_by_message(&self, origin: String) -> Arrival {
        let own = origin == self.own_origin && origin != self.options.marketplace_origin.as_str();
        Arrival {
            via: self.via(own),
            channel: "message",
            origin_verified: !own,
            origin,
            bound: true,
        }
    }

    pub(super) fn arrival_by_channel(&self, heard: &Heard, binding: Binding) -> Arrival {
        // The proxy has checked the origin of the frame it made, and says which; a landing cannot.
        let vouched = heard.text("proxy");
        let marketplace = self.options.marketplace_origin.as_str();
        Arrival {
            via: if vouched.is_some() {
                "proxy"
            } else {
                "landing"
            },
            channel: "broadcast",
            origin_verified: vouched.as_deref() == Some(marketplace),
            origin: vouched.unwrap_or_else(|| self.own_origin.clone()),
            bound: binding == Binding::Bound,
        }
    }

    fn say(&self, id: Option<&str>, message: &JsValue) {
        if let Some(broadcast) = &*self.broadcast.borrow() {
            broadcast.say(id, message);
        }
    }

    /// Reads a text and gives the answer to its sender.
    pub(super) fn read(self: &Rc<Self>, text: String, arrival: Arrival) -> Answer {
        let mut result = None;
        let verdict = self.receiver.borrow_mut().read(&text, |text| {
            result = parse_plain(text);
            result.is_some()
        });
        match verdict {
            Verdict::Accepted => {
                let result = result.unwrap_or(JsValue::NULL);
                self.accept(Outcome::of_text(result, text, arrival));
            }
            Verdict::Duplicate => self.report_counts("duplicate"),
            Verdict::Refused { code, path } => return self.refused(code, &path),
        }
        Answer::Acknowledged
    }

    fn refused(&self, code: &'static str, path: &str) -> Answer {
        self.report(&[("status", "refused"), ("code", code), ("path", path)]);
        Answer::Refused(code.into())
    }
}

/// The length of a JavaScript text without copying it.
fn js_string_length(value: &JsValue) -> Option<usize> {
    value
        .dyn_ref::<JsString>()
        .map(|text| text.length() as usize)
}
