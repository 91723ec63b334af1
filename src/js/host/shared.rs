//! What the listeners of one launch share.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use web_sys::{MessageEvent, Window};

use super::open::resolve_url;
use super::options::HostOptions;
use super::outcome::{Arrival, Outcome, counts};
use crate::js::backend::{HandOff, end_value};
use crate::js::channel::broadcast::{Broadcast, Heard};
use crate::js::channel::message;
use crate::js::channel::port::{self, AnswerPort};
use crate::js::convert::{parse_value, property, to_js};
use crate::js::error::JsError;
use crate::js::storage;
use crate::launch::protocol::{Answer, FAILED, HELLO, ProxyWord, URL};
use crate::launch::{
    Admission, Binding, Launch, LaunchAction, LaunchEvent, LaunchId, OriginList, Receiver, Source,
    Timer, Value, Verdict,
};

/// How often `popup.closed` is read.
const LOOK_EVERY: u32 = 300;

/// How long after the outcome a repeat of the same text is still acknowledged, as long as its window is
/// there: the sender may have missed the first answer and would tell the customer that it failed.
const LINGER: u32 = 10_000;

/// How many texts of earlier launches of this page are remembered, by digest.
const REMEMBERED: usize = 64;

thread_local! {
    static DELIVERED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

pub(super) struct Shared {
    id: LaunchId,
    options: HostOptions,
    on_status: Option<Function>,
    machine: RefCell<Launch>,
    receiver: RefCell<Receiver>,
    settle: OnceCell<(Function, Function)>,
    url: RefCell<JsValue>,
    abort_reason: RefCell<JsValue>,
    window: RefCell<Option<Window>>,
    listener: RefCell<Option<EventListener>>,
    broadcast: RefCell<Option<Broadcast>>,
    look: RefCell<Option<Interval>>,
    timers: RefCell<Vec<(Timer, Timeout)>>,
    port: RefCell<Option<AnswerPort>>,
    hand_off: RefCell<Option<HandOff>>,
    own_origin: String,
    started: f64,
}

fn now() -> f64 {
    gloo::utils::window()
        .performance()
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

impl Shared {
    /// Starts to listen, before any window is opened: a result cannot come too early.
    pub(super) fn listening(
        options: HostOptions,
        id: LaunchId,
        on_status: Option<Function>,
    ) -> (Rc<Self>, Promise) {
        let own_origin = gloo::utils::window()
            .location()
            .origin()
            .unwrap_or_default();
        // The proxy and the landing page, in the window that was opened, speak from our own origin.
        let marketplace = options.marketplace_origin.as_str();
        let origins = OriginList::from_texts([marketplace, &own_origin])
            .or_else(|_| OriginList::parse(marketplace))
            .unwrap_or_else(|_| unreachable!("the marketplace origin was parsed before"));
        let shared = Rc::new(Self {
            machine: RefCell::new(Launch::new(options.limits, options.proxy_url.is_some())),
            receiver: RefCell::new(Receiver::new(
                origins,
                options.max_bytes,
                options.expect.clone(),
            )),
            id,
            options,
            on_status,
            settle: OnceCell::new(),
            url: RefCell::new(JsValue::UNDEFINED),
            abort_reason: RefCell::new(JsValue::UNDEFINED),
            window: RefCell::default(),
            listener: RefCell::default(),
            broadcast: RefCell::default(),
            look: RefCell::default(),
            timers: RefCell::default(),
            port: RefCell::default(),
            hand_off: RefCell::default(),
            own_origin,
            started: now(),
        });
        let result = Promise::new(&mut |resolve, reject| {
            let _ = shared.settle.set((resolve, reject));
        });
        let weak = Rc::downgrade(&shared);
        let listener = message::listen(Box::new(move |event| {
            if let Some(shared) = weak.upgrade() {
                shared.message(event);
            }
        }));
        shared.listener.replace(Some(listener));
        let weak = Rc::downgrade(&shared);
        let broadcast = Broadcast::open(Box::new(move |heard| {
            if let Some(shared) = weak.upgrade() {
                shared.heard(&heard);
            }
        }));
        shared.broadcast.replace(broadcast);
        (shared, result)
    }

    pub(super) fn id(&self) -> &LaunchId {
        &self.id
    }

    pub(super) fn options(&self) -> &HostOptions {
        &self.options
    }

    pub(super) fn is_done(&self) -> bool {
        self.machine.borrow().is_done()
    }

    pub(super) fn window(&self) -> Option<Window> {
        self.window.borrow().clone()
    }

    pub(super) fn url(&self) -> JsValue {
        self.url.borrow().clone()
    }

    pub(super) fn set_url(&self, url: JsValue) {
        self.url.replace(url);
    }

    /// Keeps an eye on the window.
    pub(super) fn watch(self: &Rc<Self>, window: Window) {
        let weak = Rc::downgrade(self);
        let look = Interval::new(LOOK_EVERY, move || {
            if let Some(shared) = weak.upgrade() {
                let closed = shared
                    .window()
                    .is_some_and(|window| window.closed().unwrap_or(true));
                shared.dispatch(LaunchEvent::Closed(closed));
            }
        });
        self.window.replace(Some(window));
        self.look.replace(Some(look));
    }

    pub(super) fn abort(self: &Rc<Self>, reason: JsValue) {
        self.abort_reason.replace(reason);
        self.dispatch(LaunchEvent::Abort);
    }

    /// Tells the pages in the window that somebody listens again.
    pub(super) fn say_here(&self) {
        if let Some(broadcast) = &*self.broadcast.borrow() {
            broadcast.say(Some(self.id.as_str()), "here", Value::Bool(true));
        }
    }

    pub(super) fn dispatch(self: &Rc<Self>, event: LaunchEvent) {
        let actions = self.machine.borrow_mut().handle(event);
        for action in actions {
            self.perform(action);
        }
    }

    fn perform(self: &Rc<Self>, action: LaunchAction) {
        match action {
            LaunchAction::Start(timer, milliseconds) => {
                self.stop(timer);
                let weak = Rc::downgrade(self);
                let running = Timeout::new(milliseconds, move || {
                    if let Some(shared) = weak.upgrade() {
                        shared.dispatch(LaunchEvent::Timeout(timer));
                    }
                });
                self.timers.borrow_mut().push((timer, running));
            }
            LaunchAction::Stop(timer) => self.stop(timer),
            LaunchAction::Status(status) => self.report(status.as_str(), None),
            LaunchAction::CloseWindow => {
                if let Some(window) = self.window() {
                    drop(window.close());
                }
            }
            LaunchAction::Fail(error) => {
                self.report("failed", Some(("code", error.code().into())));
                self.reject(JsError::from(error).into());
            }
            LaunchAction::FailWithReason => {
                self.report("aborted", None);
                self.reject(self.abort_reason.take());
            }
        }
    }

    fn stop(&self, timer: Timer) {
        self.timers
            .borrow_mut()
            .retain(|(known, _)| *known != timer);
    }

    fn reject(&self, reason: JsValue) {
        self.let_go();
        if let Some((_, reject)) = self.settle.get() {
            drop(reject.call1(&JsValue::UNDEFINED, &reason));
        }
    }

    /// Ends every watch but the listeners.
    fn rest(&self) {
        self.look.take();
        self.timers.take();
        storage::forget(self.id.as_str());
    }

    /// Ends everything.
    fn let_go(&self) {
        self.rest();
        self.listener.take();
        self.broadcast.take();
        self.hand_off.take();
        self.port.take();
    }

    /// Tells the page in a window that somebody listens. Only a page of the marketplace's origin hears it.
    pub(super) fn greet(&self, window: &Window) {
        let origin = self.options.marketplace_origin.as_str();
        drop(port::post(window, HELLO, origin, Box::new(drop)).map(|port| self.port.replace(port)));
    }

    /// A message to this window.
    fn message(self: &Rc<Self>, event: &MessageEvent) {
        let data = event.data();
        let length = js_string_length(&data);
        let origin = event.origin();
        if origin == self.own_origin && self.source_of(event) == Source::Expected {
            let word = data.as_string().as_deref().and_then(ProxyWord::parse);
            if let Some(word) = word {
                let event = event.clone();
                return self.proxy_said(word, move |_, answer, value| {
                    let mut text = String::from(if answer == "url" { URL } else { FAILED });
                    text.push_str(&value);
                    message::answer(&event, &text);
                });
            }
        }
        let admission = self
            .receiver
            .borrow_mut()
            .admit(length, &origin, self.source_of(event));
        if admission != Admission::Read {
            self.report_counts("ignored");
            return;
        }
        let own = origin == self.own_origin && origin != self.options.marketplace_origin.as_str();
        let arrival = Arrival {
            via: self.via(own),
            channel: "message",
            origin_verified: !own,
            origin,
            bound: true,
        };
        let answer = self.read(data.as_string().unwrap_or_default(), arrival);
        if let Some(answer) = answer {
            message::answer(event, &answer.text());
        }
    }

    /// After a reload the handle of the window is gone; a window that says it was opened by this one, and
    /// is no frame, stands in for it.
    fn source_of(&self, event: &MessageEvent) -> Source {
        let expected = match &*self.window.borrow() {
            Some(window) => message::is_from(event, window),
            None => event.source().is_some_and(|source| {
                let window = gloo::utils::window();
                js_sys::Object::is(&property(&source, "opener"), &window)
                    && js_sys::Object::is(&property(&source, "parent"), &source)
            }),
        };
        if expected {
            Source::Expected
        } else {
            Source::Foreign
        }
    }

    fn via(&self, own_origin: bool) -> &'static str {
        match (own_origin, &self.options.proxy_url) {
            (false, _) => "opener",
            (true, Some(_)) => "proxy",
            (true, None) => "landing",
        }
    }

    /// Something on the channel.
    fn heard(self: &Rc<Self>, heard: &Heard) {
        let named = heard.text("launchId");
        let pending = storage::all_pending().len();
        let binding = Binding::of(named.as_deref(), &self.id, pending, self.options.unbound);
        if binding == Binding::Foreign {
            return;
        }
        if let Some(text) = heard.text("text") {
            let arrival = self.arrival_by_channel(heard, binding);
            if let Some(answer) = self.read(text, arrival) {
                self.say(named.as_deref(), &answer);
            }
        } else if let Some(key) = heard.text("stored") {
            self.stored(key, heard, binding);
        } else {
            let said = |word: &ProxyWord| heard.is(word.as_str());
            if let Some(word) = ProxyWord::ALL.into_iter().find(said) {
                self.proxy_said(word, move |shared, answer, value| {
                    if let Some(broadcast) = &*shared.broadcast.borrow() {
                        broadcast.say(named.as_deref(), answer, value);
                    }
                });
            }
        }
    }

    /// A word of the proxy page. `answer` brings `url` or `failed` and its value back to it.
    fn proxy_said(
        self: &Rc<Self>,
        word: ProxyWord,
        answer: impl FnOnce(&Self, &str, String) + 'static,
    ) {
        match word {
            ProxyWord::Hello => self.dispatch(LaunchEvent::ProxyHello),
            ProxyWord::Goodbye => self.dispatch(LaunchEvent::ProxyGoodbye),
            ProxyWord::Direct => self.dispatch(LaunchEvent::ProxyDirect),
            ProxyWord::Ask if self.machine.borrow().is_done() => {}
            ProxyWord::Ask => {
                let shared = Rc::clone(self);
                resolve_url(self, move |url| match url {
                    Some(url) => answer(&shared, "url", url),
                    None => answer(&shared, "failed", String::from("URL_FAILED")),
                });
            }
        }
    }

    /// The proxy or the landing page handed the result to the back end only.
    fn stored(self: &Rc<Self>, key: String, heard: &Heard, binding: Binding) {
        if self.machine.borrow().is_done() {
            return;
        }
        let status = heard.number("status").unwrap_or_default();
        let arrival = self.arrival_by_channel(heard, binding);
        let back_end = end_value(Ok(status));
        self.accept(Outcome::of_back_end(key, back_end, arrival));
    }

    fn arrival_by_channel(&self, heard: &Heard, binding: Binding) -> Arrival {
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

    fn say(&self, id: Option<&str>, answer: &Answer) {
        if let Some(broadcast) = &*self.broadcast.borrow() {
            match answer {
                Answer::Acknowledged => broadcast.say(id, "ack", Value::Bool(true)),
                Answer::Refused(code) => broadcast.say(id, "refused", code.as_str()),
            }
        }
    }

    /// Reads a text and gives the answer to its sender.
    fn read(self: &Rc<Self>, text: String, arrival: Arrival) -> Option<Answer> {
        let verdict = self.receiver.borrow_mut().read(&text, parse_value);
        match verdict {
            Verdict::Accepted(checked) => {
                self.accept(Outcome::of_text(text, &checked, arrival));
                Some(Answer::Acknowledged)
            }
            Verdict::Duplicate => {
                self.report_counts("duplicate");
                Some(Answer::Acknowledged)
            }
            Verdict::Ignored(_) => {
                self.report_counts("ignored");
                None
            }
            Verdict::Refused { code, path } => {
                self.report(
                    "refused",
                    Some((
                        "refusal",
                        Value::Object(vec![
                            ("code".into(), code.into()),
                            ("path".into(), path.into()),
                        ]),
                    )),
                );
                Some(Answer::Refused(code.into()))
            }
        }
    }

    fn accept(self: &Rc<Self>, mut outcome: Outcome) {
        self.dispatch(LaunchEvent::Accepted);
        self.rest();
        outcome.repeated = remember(outcome.key.clone());
        outcome.milliseconds = now() - self.started;
        // Stored by the proxy or the landing page already: once is enough.
        let Some(back_end) = self
            .options
            .back_end
            .clone()
            .filter(|_| outcome.backend.is_none())
        else {
            return self.deliver(outcome);
        };
        self.report("handing-off", None);
        let weak = Rc::downgrade(self);
        let text = outcome.text.clone();
        let hand_off = HandOff::start(back_end, text, move |end| {
            if let Some(shared) = weak.upgrade() {
                let mut outcome = outcome;
                outcome.backend = Some(end_value(end));
                shared.deliver(outcome);
            }
        });
        self.hand_off.replace(Some(hand_off));
    }

    fn deliver(self: &Rc<Self>, outcome: Outcome) {
        self.report("delivered", Some(("via", outcome.arrival.via.into())));
        if let Some((resolve, _)) = self.settle.get() {
            drop(resolve.call1(&JsValue::UNDEFINED, &outcome.to_js()));
        }
        // The window that sent a message closes on the answer; a landing may read closed while it is open.
        let by_message = outcome.arrival.channel == "message";
        let shared = Rc::clone(self);
        let look = Interval::new(LOOK_EVERY, move || {
            let window = shared.window();
            let closed = window.is_some_and(|window| window.closed().unwrap_or(true));
            if now() - shared.started - outcome.milliseconds > f64::from(LINGER)
                || (by_message && closed)
            {
                shared.let_go();
            }
        });
        self.look.replace(Some(look));
    }

    fn report_counts(&self, status: &str) {
        let counted = counts(self.receiver.borrow().counts());
        self.report(status, Some(("counts", counted)));
    }

    /// Tells the app. What its function throws is its own affair and ends nothing here.
    fn report(&self, status: &str, detail: Option<(&str, Value)>) {
        if let Some(on_status) = &self.on_status {
            let mut fields = vec![("status".into(), status.into())];
            fields.extend(detail.map(|(name, value)| (String::from(name), value)));
            drop(on_status.call1(&JsValue::UNDEFINED, &to_js(&Value::Object(fields))));
        }
    }
}

/// Remembers a text by its digest; whether it was known.
fn remember(digest: String) -> bool {
    DELIVERED.with_borrow_mut(|known| {
        let repeated = known.contains(&digest);
        if !repeated {
            if known.len() == REMEMBERED {
                known.remove(0);
            }
            known.push(digest);
        }
        repeated
    })
}

/// The length of a JavaScript text without copying it.
fn js_string_length(value: &JsValue) -> Option<usize> {
    use wasm_bindgen::JsCast;
    value
        .dyn_ref::<js_sys::JsString>()
        .map(|text| text.length() as usize)
}
