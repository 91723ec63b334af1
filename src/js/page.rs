//! The Launch Complete page's entry point.

mod options;
mod result;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{MessageEvent, MessagePort, Window};

use self::options::read_options;
use self::result::checked_text;
use super::channel::port::{self, AnswerPort};
use super::channel::{message, opener, parent, redirect};
use super::convert::{object, set};
use super::error::JsError;
use crate::js::window::window;
use crate::launch::protocol::{Answer, Hello};
use crate::launch::{
    Channel, DeliveryError, Environment, Report, Sender, SenderAction, SenderEvent,
};

/// How long a page that was not answered listens on, in milliseconds.
const LINGER: u32 = 10_000;

/// Keeps itself while it listens, whatever the page keeps of it.
struct Shared {
    keep: RefCell<Option<Rc<Self>>>,
    machine: RefCell<Sender>,
    /// The text as the page made it, for the posts: another copy of it would be made for each.
    written: RefCell<JsValue>,
    on_report: Function,
    /// Stands for the opener in a rehearsal.
    stand_in: Option<Window>,
    timer: RefCell<Option<Timeout>>,
    ports: RefCell<Vec<AnswerPort>>,
    portless: Cell<bool>,
    hello_port: RefCell<Option<MessagePort>>,
    listener: RefCell<Option<EventListener>>,
}

/// Makes what delivers the result of this page: `{deliver, restored, close}`. It listens for greetings from now on, and
/// calls `onReport` with `{status, via?, error?}` at every step. `standIn` takes the place of the opener: what goes there
/// reaches nobody.
#[wasm_bindgen(js_name = PageSender)]
pub fn page_sender(
    options: JsValue,
    #[wasm_bindgen(js_name = onReport)] on_report: Function,
    #[wasm_bindgen(js_name = standIn)] stand_in: Option<Window>,
) -> Result<JsValue, JsValue> {
    let options = read_options(options).map_err(JsError::from)?;
    let shared = Rc::new(Shared {
        keep: RefCell::default(),
        machine: RefCell::new(Sender::new(options)),
        written: RefCell::default(),
        on_report,
        stand_in,
        timer: RefCell::default(),
        ports: RefCell::default(),
        portless: Cell::new(false),
        hello_port: RefCell::default(),
        listener: RefCell::default(),
    });
    let weak = Rc::downgrade(&shared);
    let listener = message::listen(Box::new(move |event| {
        if let Some(shared) = weak.upgrade() {
            shared.heard(event);
        }
    }));
    shared.listener.replace(Some(listener));
    shared.keep.replace(Some(Rc::clone(&shared)));
    let sender = object(&[]);
    let methods: [(&str, Method); 3] = [
        ("deliver", |shared, result| shared.deliver(&result)),
        // The page came back from the browser's cache.
        ("restored", |shared, _| {
            shared.dispatch(SenderEvent::Restored)
        }),
        ("close", |shared, _| shared.let_go()),
    ];
    for (name, method) in methods {
        let shared = Rc::clone(&shared);
        // What the page is told makes it call another method at most, never the same one from within.
        let method: Closure<dyn FnMut(JsValue)> =
            Closure::new(move |argument| method(&shared, argument));
        // It belongs to the page now, and is freed with what the page holds.
        set(&sender, name, method.into_js_value());
    }
    Ok(sender)
}

type Method = fn(&Rc<Shared>, JsValue);

impl Shared {
    fn environment(&self) -> Environment {
        let there = |channel| self.window_of(channel).is_some();
        Environment {
            framed: there(Channel::Parent),
            opener: there(Channel::Opener),
        }
    }

    fn window_of(&self, channel: Channel) -> Option<Window> {
        match channel {
            Channel::Opener => self.stand_in.clone().or_else(opener::live),
            Channel::Parent => parent::framing(),
        }
    }

    /// Checks the result and sends it. A second call while the first is under way does nothing; after a failure it is
    /// the retry.
    fn deliver(self: &Rc<Self>, result: &JsValue) {
        match checked_text(result) {
            Ok((written, text)) => {
                if self.machine.borrow_mut().load(text) {
                    self.written.replace(written);
                }
                self.dispatch(SenderEvent::Deliver(self.environment()));
            }
            Err(error) => self.report(&Report::Failed(DeliveryError::Result(error))),
        }
    }

    /// One event in; its actions are performed after the machine is let go of, because they may call back.
    fn dispatch(self: &Rc<Self>, event: SenderEvent<'_>) {
        let actions = self.machine.borrow_mut().handle(event);
        for action in actions {
            if let SenderAction::Post(channel) = action {
                if self.post(channel).is_none() {
                    // What follows was meant for a post that succeeded.
                    return self.dispatch(SenderEvent::PostFailed);
                }
            } else {
                self.perform(action);
            }
        }
    }

    fn perform(self: &Rc<Self>, action: SenderAction) {
        match action {
            SenderAction::Post(_) => {}
            SenderAction::StartTimer(milliseconds) => {
                let weak = Rc::downgrade(self);
                let timer = Timeout::new(milliseconds, move || {
                    if let Some(shared) = weak.upgrade() {
                        shared.dispatch(SenderEvent::Timeout);
                    }
                });
                self.timer.replace(Some(timer));
            }
            SenderAction::StopTimer => {
                self.timer.take();
            }
            SenderAction::Navigate(navigation) => {
                let text = self.machine.borrow().text().to_owned();
                if redirect::navigate(&navigation, &text).is_none() {
                    self.dispatch(SenderEvent::NavigationFailed);
                }
            }
            SenderAction::AnswerHello(text) => {
                if let Some(port) = self.hello_port.take() {
                    drop(port.post_message(&text.into()));
                }
            }
            SenderAction::Report(report) => {
                match report {
                    Report::Delivered(_) => self.let_go(),
                    Report::Sent(_) => self.linger(),
                    _ => {}
                }
                self.report(&report);
            }
            SenderAction::Close => drop(window().close()),
        }
    }

    fn let_go(&self) {
        self.listener.take();
        self.timer.take();
        self.ports.take();
        self.written.take();
        self.keep.take();
    }

    /// Where nobody answered, a late answer is still heard for a while, should the window stay open.
    fn linger(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let timer = Timeout::new(LINGER, move || {
            if let Some(shared) = weak.upgrade() {
                shared.let_go();
            }
        });
        self.timer.replace(Some(timer));
    }

    /// Posts to every target origin; the browser drops those that do not match. `None` where it throws.
    fn post(self: &Rc<Self>, channel: Channel) -> Option<()> {
        let window = self.window_of(channel)?;
        let written = self.written.borrow().clone();
        let targets = self.machine.borrow().options().targets.clone()?;
        for origin in targets.iter() {
            let weak = Rc::downgrade(self);
            let answered = move |text: String| {
                if let (Some(shared), Some(answer)) = (weak.upgrade(), Answer::parse(&text)) {
                    shared.dispatch(SenderEvent::Answer(answer));
                }
            };
            match port::post(&window, &written, origin.as_str(), Box::new(answered)).ok()? {
                Some(port) => self.ports.borrow_mut().push(port),
                None => self.portless.set(true),
            }
        }
        Some(())
    }

    fn heard(self: &Rc<Self>, event: &MessageEvent) {
        let Some(text) = event.data().as_string() else {
            return;
        };
        let is_from = |channel: &Channel| {
            let window = self.window_of(*channel);
            window.is_some_and(|window| message::is_from(event, &window))
        };
        let Some(from) = [Channel::Opener, Channel::Parent].into_iter().find(is_from) else {
            return;
        };
        let origin = event.origin();
        if let Some(hello) = Hello::parse(&text) {
            self.hello_port.replace(message::port(event));
            self.dispatch(SenderEvent::Hello {
                hello,
                origin: &origin,
                from,
            });
        } else if let Some(answer) = Answer::parse(&text)
            && self.portless.get()
            && self.is_target(&origin)
        {
            self.dispatch(SenderEvent::Answer(answer));
        }
    }

    fn is_target(&self, origin: &str) -> bool {
        let machine = self.machine.borrow();
        let targets = machine.options().targets.as_ref();
        targets.is_some_and(|targets| targets.contains(origin))
    }

    fn report(&self, report: &Report) {
        let (status, via, error) = match report {
            Report::Idle => ("idle", None, None),
            Report::Sending => ("sending", None, None),
            Report::Delivered(channel) => ("delivered", Some(*channel), None),
            Report::Sent(channel) => ("sent", Some(*channel), None),
            Report::Redirecting => ("redirecting", None, None),
            Report::Failed(error) => ("failed", None, Some(error)),
        };
        let mut fields = vec![("status", status)];
        fields.extend(via.map(|channel| match channel {
            Channel::Opener => ("via", "opener"),
            Channel::Parent => ("via", "parent"),
        }));
        let object = object(&fields);
        if let Some(error) = error {
            set(&object, "error", JsError::from(error.clone()));
        }
        drop(self.on_report.call1(&JsValue::UNDEFINED, &object));
    }
}
