//! What the proxy page and the landing page share: one text, to the app, to the back end, or both.

mod report;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::Window;

use super::backend::{BackEnd, HandOff};
use super::channel::broadcast::{Broadcast, Heard};
use super::channel::port::{self, AnswerPort};
use crate::launch::protocol::Answer;
use crate::launch::{
    LaunchId, Reach, Relay, RelayAction, RelayEvent, RelayReport, Value, idempotency_key,
};

pub(crate) use self::report::{read_sinks, report, report_end};

/// How long the app may take to answer.
const ANSWER_WITHIN: u32 = 1_500;

/// Performs a [`Relay`].
pub(crate) struct Relaying {
    machine: RefCell<Relay>,
    id: Option<LaunchId>,
    by_proxy: bool,
    back_end: Option<Rc<BackEnd>>,
    broadcast: RefCell<Option<Broadcast>>,
    text: RefCell<String>,
    timer: RefCell<Option<Timeout>>,
    port: RefCell<Option<AnswerPort>>,
    hand_off: RefCell<Option<HandOff>>,
    finished: Box<dyn Fn(RelayReport)>,
}

impl Relaying {
    pub(crate) fn new(
        machine: Relay,
        id: Option<LaunchId>,
        by_proxy: bool,
        back_end: Option<BackEnd>,
        finished: impl Fn(RelayReport) + 'static,
    ) -> Rc<Self> {
        Rc::new(Self {
            machine: RefCell::new(machine),
            id,
            by_proxy,
            back_end: back_end.map(Rc::new),
            broadcast: RefCell::default(),
            text: RefCell::default(),
            timer: RefCell::default(),
            port: RefCell::default(),
            hand_off: RefCell::default(),
            finished: Box::new(finished),
        })
    }

    /// Opens the channel; what is not an answer to a text goes to `other`.
    pub(crate) fn listen(self: &Rc<Self>, other: impl Fn(&Heard) + 'static) {
        let weak = Rc::downgrade(self);
        let broadcast = Broadcast::open(Box::new(move |heard| {
            let Some(relaying) = weak.upgrade() else {
                return;
            };
            if heard.text("launchId").as_deref() != relaying.id() {
                return;
            }
            if heard.is("ack") {
                relaying.answered(Answer::Acknowledged);
            } else if let Some(code) = heard.text("refused") {
                relaying.answered(Answer::Refused(code));
            } else {
                other(&heard);
            }
        }));
        self.broadcast.replace(broadcast);
    }

    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_ref().map(LaunchId::as_str)
    }

    /// Says something on the channel; `false` in engines without it.
    pub(crate) fn say(&self, name: &str, value: impl Into<Value>) -> bool {
        match &*self.broadcast.borrow() {
            Some(broadcast) => {
                broadcast.say(self.id(), name, value);
                true
            }
            None => false,
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
                self.wait(if sent { ANSWER_WITHIN } else { 0 });
            }
            RelayAction::HandOff => {
                self.timer.take();
                let Some(back_end) = self.back_end.clone() else {
                    return self.dispatch(RelayEvent::NotStored(None));
                };
                let weak = Rc::downgrade(self);
                let text = self.text.borrow().clone();
                let hand_off = HandOff::start(back_end, text, move |end| {
                    if let Some(relaying) = weak.upgrade() {
                        relaying.dispatch(match end {
                            Ok(status) => RelayEvent::Stored(status),
                            Err(status) => RelayEvent::NotStored(status),
                        });
                    }
                });
                self.hand_off.replace(Some(hand_off));
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
        self.timer.replace(Some(Timeout::new(milliseconds, move || {
            if let Some(relaying) = weak.upgrade() {
                relaying.dispatch(RelayEvent::Silent);
            }
        })));
    }

    /// Only the back end got the result; the app that waits for it is told that much.
    fn say_stored(&self, status: u16) {
        let key = idempotency_key(&self.text.borrow());
        let mut fields = vec![
            ("stored".into(), Value::Text(key)),
            ("status".into(), Value::Integer(status.into())),
        ];
        if self.by_proxy {
            fields.push(("proxy".into(), Value::Bool(true)));
        }
        if let Some(broadcast) = &*self.broadcast.borrow() {
            broadcast.say_all(self.id(), fields);
        }
    }

    fn send_by_channel(&self) -> bool {
        let text = self.text.borrow().clone();
        let mut fields = vec![("text".into(), Value::Text(text))];
        if self.by_proxy {
            fields.push(("proxy".into(), Value::Bool(true)));
        }
        match &*self.broadcast.borrow() {
            Some(broadcast) => {
                broadcast.say_all(self.id(), fields);
                true
            }
            None => false,
        }
    }

    fn send_to_opener(self: &Rc<Self>) -> bool {
        let Some(window) = opener() else {
            return false;
        };
        let Ok(origin) = gloo::utils::window().location().origin() else {
            return false;
        };
        let weak = Rc::downgrade(self);
        let answered = move |text: String| {
            if let (Some(relaying), Some(answer)) = (weak.upgrade(), Answer::parse(&text)) {
                relaying.answered(answer);
            }
        };
        match port::post(&window, &self.text.borrow(), &origin, Box::new(answered)) {
            Ok(port) => {
                self.port.replace(port);
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
        self.broadcast.take();
        self.timer.take();
        self.port.take();
        self.hand_off.take();
    }
}

/// Our opener, where it is alive.
fn opener() -> Option<Window> {
    super::channel::opener::live()
}
