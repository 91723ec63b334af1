//! What the proxy page and the landing page share: one text, to the app, to the back end, or both.

mod report;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::Window;

use super::backend::{BackEnd, HandOff};
use super::channel::broadcast::Broadcast;
use super::channel::message;
use super::channel::port::{self, AnswerPort};
use super::convert::{object, set};
use super::timer::after;
use crate::js::window::own_origin;
use crate::launch::protocol::{Answer, FAILED, ProxyWord, URL, stored};
use crate::launch::{
    LaunchId, Reach, Relay, RelayAction, RelayEvent, RelayReport, idempotency_key,
};

pub(crate) use self::report::{read_sinks, report, report_end};

/// How long the app may take to answer.
const ANSWER_WITHIN: u32 = 1_500;

/// What the app says besides answers.
pub(crate) enum News<'a> {
    /// The URL to frame.
    Url(&'a str),
    /// There is no URL, and why.
    Failed(&'a str),
    /// It listens again after a reload.
    Here,
}

/// Performs a [`Relay`].
pub(crate) struct Relaying {
    keep: Cell<Option<Rc<Self>>>,
    machine: RefCell<Relay>,
    id: Option<LaunchId>,
    /// The marketplace's origin, where it was checked: by a proxy.
    vouched: Option<String>,
    back_end: Option<Rc<BackEnd>>,
    broadcast: RefCell<Option<Broadcast>>,
    messages: Cell<Option<EventListener>>,
    text: RefCell<String>,
    timer: Cell<Option<Timeout>>,
    port: Cell<Option<AnswerPort>>,
    hand_off: Cell<Option<HandOff>>,
    finished: Box<dyn Fn(RelayReport)>,
}

impl Relaying {
    pub(crate) fn new(
        machine: Relay,
        id: Option<LaunchId>,
        vouched: Option<String>,
        back_end: Option<BackEnd>,
        finished: Box<dyn Fn(RelayReport)>,
    ) -> Rc<Self> {
        Rc::new(Self {
            keep: Cell::default(),
            machine: RefCell::new(machine),
            id,
            vouched,
            back_end: back_end.map(Rc::new),
            broadcast: RefCell::default(),
            messages: Cell::default(),
            text: RefCell::default(),
            timer: Cell::default(),
            port: Cell::default(),
            hand_off: Cell::default(),
            finished,
        })
    }

    /// Opens the channel; what is not an answer to a text goes to `other`. Without the channel, or where the
    /// app does not speak on it, answers come from our opener.
    pub(crate) fn listen(self: &Rc<Self>, other: impl Fn(News<'_>) + 'static) {
        let other = Rc::new(other);
        let (weak, tell) = (Rc::downgrade(self), Rc::clone(&other));
        let messages = message::listen(Box::new(move |event| {
            let from_app = opener().is_some_and(|opener| message::is_from(event, &opener))
                && own_origin() == event.origin();
            let (Some(relaying), Some(text)) = (weak.upgrade(), event.data().as_string()) else {
                return;
            };
            if !from_app {
                return;
            }
            if let Some(answer) = Answer::parse(&text) {
                relaying.answered(answer);
            } else if let Some(url) = text.strip_prefix(URL) {
                tell(News::Url(url));
            } else if let Some(code) = text.strip_prefix(FAILED) {
                tell(News::Failed(code));
            }
        }));
        self.messages.set(Some(messages));
        let weak = Rc::downgrade(self);
        let broadcast = Broadcast::open(Box::new(move |heard| {
            let Some(relaying) = weak.upgrade() else {
                return;
            };
            if heard.text("launchId").as_deref() != relaying.id() {
                return;
            }
            // Several pages without an id may wait for an answer; it names the text it is for.
            let other_text = relaying.id.is_none()
                && heard.text("of").as_deref() != Some(&**relaying.text.borrow());
            if heard.is("ack") {
                if !other_text {
                    relaying.answered(Answer::Acknowledged);
                }
            } else if let Some(code) = heard.text("refused") {
                if !other_text {
                    relaying.answered(Answer::Refused(code));
                }
            } else if let Some(url) = heard.text("url") {
                other(News::Url(&url));
            } else if let Some(code) = heard.text("failed") {
                other(News::Failed(&code));
            } else if heard.is("here") {
                other(News::Here);
            }
        }));
        self.broadcast.replace(broadcast);
        self.keep.set(Some(Rc::clone(self)));
    }

    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_ref().map(LaunchId::as_str)
    }

    /// Says a word that was not answered once more. Without an id an app of ours does not know on the channel
    /// who speaks, so its window is told; not at once, because a plain host understands results only.
    pub(crate) fn insist(&self, word: ProxyWord) {
        self.say(word);
        if self.id.is_none() {
            tell_opener(&word.message());
        }
    }

    /// Says a word about this page: on the channel, or to our opener in engines without it.
    pub(crate) fn say(&self, word: ProxyWord) {
        match &*self.broadcast.borrow() {
            Some(broadcast) => broadcast.say_flag(self.id(), word.as_str()),
            None => tell_opener(&word.message()),
        }
    }

    /// Starts with a checked text. A text that is on its way is not disturbed.
    pub(crate) fn start(self: &Rc<Self>, text: String) {
        if self.machine.borrow().is_running() {
            return;
        }
        self.text.replace(text);
        let mut reaches = Vec::new();
        if self.broadcast.borrow().is_some() {
            reaches.push(Reach::Channel);
        }
        if opener().is_some() {
            reaches.push(Reach::Opener);
        }
        // An app of ours gave this window an id and listens on the channel. Without an id the opener is
        // more likely a plain host, which hears messages only.
        if self.id.is_none() {
            reaches.reverse();
        }
        self.dispatch(RelayEvent::Start(reaches));
    }

    /// Whether a text has come.
    pub(crate) fn has_text(&self) -> bool {
        !self.text.borrow().is_empty()
    }

    /// Sends the text again that nobody had taken.
    pub(crate) fn restart(self: &Rc<Self>) {
        let text = self.text.borrow().clone();
        if !text.is_empty() {
            self.start(text);
        }
    }

    fn dispatch(self: &Rc<Self>, event: RelayEvent) {
        let actions = self.machine.borrow_mut().handle(event);
        for action in actions {
            self.perform(action);
        }
    }

    fn perform(self: &Rc<Self>, action: RelayAction) {
        match action {
            RelayAction::Send(reach) => {
                let sent = match reach {
                    Reach::Channel => self.send_by_channel(),
                    Reach::Opener => self.send_to_opener(),
                };
                if !sent {
                    return self.dispatch(RelayEvent::NotSent);
                }
                self.wait(ANSWER_WITHIN);
            }
            RelayAction::HandOff => {
                self.timer.take();
                let Some(back_end) = self.back_end.clone() else {
                    return self.dispatch(RelayEvent::NotStored(None));
                };
                let weak = Rc::downgrade(self);
                let text = self.text.borrow().clone();
                let done = move |end| {
                    if let Some(relaying) = weak.upgrade() {
                        relaying.dispatch(match end {
                            Ok(status) => RelayEvent::Stored(status),
                            Err(status) => RelayEvent::NotStored(status),
                        });
                    }
                };
                let hand_off = HandOff::start(back_end, text, Box::new(done));
                self.hand_off.set(Some(hand_off));
            }
            RelayAction::Finish(report) => {
                self.timer.take();
                self.port.take();
                if let RelayReport::Delivered {
                    app: false,
                    back_end: Some(status),
                } = report
                {
                    self.say_stored(status);
                }
                (self.finished)(report);
            }
        }
    }

    fn wait(self: &Rc<Self>, milliseconds: u32) {
        let weak = Rc::downgrade(self);
        let silent = move || {
            if let Some(relaying) = weak.upgrade() {
                relaying.dispatch(RelayEvent::Silent);
            }
        };
        self.timer.set(Some(after(milliseconds, Box::new(silent))));
    }

    /// Only the back end got the result; the app that waits for it is told that much.
    fn say_stored(&self, status: u16) {
        let key = idempotency_key(&self.text.borrow());
        match &*self.broadcast.borrow() {
            Some(broadcast) => {
                let message = object(&[("stored", &key)]);
                set(&message, "status", status);
                self.vouch(&message);
                broadcast.say(self.id(), &message);
            }
            None => tell_opener(&stored(status, &key)),
        }
    }

    fn send_by_channel(&self) -> bool {
        match &*self.broadcast.borrow() {
            Some(broadcast) => {
                let message = object(&[("text", &self.text.borrow())]);
                self.vouch(&message);
                broadcast.say(self.id(), &message);
                true
            }
            None => false,
        }
    }

    /// Says whose text it is, where that is known.
    fn vouch(&self, message: &JsValue) {
        if let Some(origin) = &self.vouched {
            set(message, "proxy", origin);
        }
    }

    fn send_to_opener(self: &Rc<Self>) -> bool {
        let Some(target) = opener() else {
            return false;
        };
        let weak = Rc::downgrade(self);
        let answered = move |text: String| {
            if let (Some(relaying), Some(answer)) = (weak.upgrade(), Answer::parse(&text)) {
                relaying.answered(answer);
            }
        };
        match port::post(
            &target,
            &self.text.borrow().as_str().into(),
            &own_origin(),
            Box::new(answered),
        ) {
            Ok(port) => {
                self.port.set(port);
                true
            }
            Err(_) => false,
        }
    }

    fn answered(self: &Rc<Self>, answer: Answer) {
        self.dispatch(RelayEvent::Answer(answer));
    }

    /// Lets go of everything.
    pub(crate) fn close(&self) {
        self.messages.take();
        self.broadcast.take();
        self.timer.take();
        self.port.take();
        self.hand_off.take();
        self.keep.take();
    }
}

/// Tells our opener, where it is alive and of our own origin.
fn tell_opener(text: &str) {
    if let Some(opener) = opener() {
        drop(opener.post_message(&text.into(), &own_origin()));
    }
}

/// Our opener, where it is alive.
fn opener() -> Option<Window> {
    super::channel::opener::live()
}
