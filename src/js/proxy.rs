//! The proxy page: frames the marketplace on the host's own origin and passes its result on.

mod hear;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Event, HtmlIFrameElement, MessageEvent};

use super::channel::message;
use super::channel::port::AnswerPort;
use super::convert::Options;
use super::error::JsError;
use super::event;
use super::relay::{News, Relaying, read_sinks, report};
use super::storage;
use super::timer::after;
use crate::js::window::window;
use crate::launch::protocol::ProxyWord;
use crate::launch::{DEFAULT_MAX_BYTES, Expect, Origin, OriginList, Receiver};

/// How often the app is asked for a URL, which its back end may have to fetch, and how long it has each time.
const ASKS: u32 = 15;
const ASK_EVERY: u32 = 1_000;

/// How often a page in the frame that does not answer is greeted, and how long it has each time.
const GREETINGS: u32 = 4;
const GREET_EVERY: u32 = 1_000;

/// How long after the delivery a repeat is still acknowledged, should the window stay open.
const LINGER: u32 = 10_000;

/// The page around the frame.
#[wasm_bindgen]
pub struct ProxyPage {
    shared: Rc<Shared>,
}

/// Keeps itself while it listens, whatever the page keeps of it.
struct Shared {
    keep: Cell<Option<Rc<Self>>>,
    frame: HtmlIFrameElement,
    marketplace: Origin,
    receiver: RefCell<Receiver>,
    relaying: RefCell<Option<Rc<Relaying>>>,
    /// The message that waits for its answer while the result is on its way.
    waiting: Cell<Option<MessageEvent>>,
    delivered: Cell<bool>,
    /// A URL was asked for and has not come.
    asking: Cell<bool>,
    direct: Cell<bool>,
    /// The wait for the app's answer, and after the delivery the wait for the window to go.
    timer: Cell<Option<Timeout>>,
    /// How often the page in the frame was greeted.
    greetings: Cell<u32>,
    /// The port on which the framed page answers our greeting.
    greeting: Cell<Option<AnswerPort>>,
    listeners: Cell<Vec<EventListener>>,
    on_report: Function,
}

#[wasm_bindgen]
impl ProxyPage {
    /// `frame` is an empty frame in the page; it is pointed at the URL the app gives.
    #[wasm_bindgen(constructor)]
    pub fn new(
        options: JsValue,
        frame: HtmlIFrameElement,
        #[wasm_bindgen(js_name = onReport)] on_report: Function,
    ) -> Result<ProxyPage, JsValue> {
        let options = Options(options);
        let marketplace = options.origin("marketplaceOrigin").map_err(JsError::from)?;
        let origin = String::from(marketplace.as_str());
        let origins = OriginList::from(marketplace.clone());
        let (relay, back_end) = // What the frame sends is vouched for by its origin and its window.
            read_sinks(&options, true).map_err(JsError::from)?;
        let shared = Rc::new(Shared {
            keep: Cell::default(),
            frame,
            marketplace,
            receiver: RefCell::new(Receiver::new(origins, DEFAULT_MAX_BYTES, Expect::default())),
            relaying: RefCell::default(),
            waiting: Cell::default(),
            delivered: Cell::new(false),
            asking: Cell::new(false),
            direct: Cell::new(false),
            timer: Cell::default(),
            greetings: Cell::new(0),
            greeting: Cell::default(),
            listeners: Cell::default(),
            on_report,
        });
        let weak = Rc::downgrade(&shared);
        let relaying = Relaying::new(
            relay,
            storage::inherited(),
            Some(origin),
            back_end,
            Box::new(move |end| {
                if let Some(shared) = weak.upgrade() {
                    shared.relayed(&end);
                }
            }),
        );
        let weak = Rc::downgrade(&shared);
        relaying.listen(move |news| {
            let Some(shared) = weak.upgrade() else {
                return;
            };
            match news {
                // One that was not asked for would take the customer back to the start.
                News::Url(url) if shared.asking.take() => shared.point(url),
                News::Failed(code) if shared.asking.take() => shared.failed(code),
                News::Url(_) | News::Failed(_) => {}
                News::Here => shared.app_is_here(),
            }
        });
        shared.relaying.replace(Some(relaying));
        shared.listen();
        shared.keep.set(Some(Rc::clone(&shared)));
        Ok(Self { shared })
    }

    /// Greets the app and asks for the URL to frame: a fresh one, because launch URLs are for one use.
    pub fn ask(&self) {
        report(&self.shared.on_report, "asking", None);
        self.shared.say(ProxyWord::Hello);
        self.shared.ask(ASKS);
    }

    /// Tries again what failed: hands on the text that is here, or asks for the URL.
    pub fn retry(&self) {
        let relaying = self.shared.relaying.borrow().clone();
        match relaying {
            Some(relaying) if relaying.has_text() => {
                report(&self.shared.on_report, "delivering", None);
                relaying.restart();
            }
            _ => self.ask(),
        }
    }

    /// Makes way for the marketplace in this window: with a fresh URL, because the frame used the first.
    #[wasm_bindgen(js_name = openDirectly)]
    pub fn open_directly(&self) {
        self.shared.direct.set(true);
        self.shared.ask(ASKS);
    }

    /// Lets go of everything.
    pub fn close(&self) {
        self.shared.let_go();
    }
}

impl Shared {
    fn listen(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let messages = message::listen(Box::new(move |event| {
            if let Some(shared) = weak.upgrade() {
                shared.heard(event);
            }
        }));
        let weak = Rc::downgrade(self);
        let loaded = move |_: &Event| {
            // After the delivery the one timer waits for the end.
            if let Some(shared) = weak.upgrade()
                && !shared.delivered.get()
            {
                shared.greetings.set(0);
                shared.greet();
            }
        };
        let loads = event::listen(&self.frame, "load", Box::new(loaded));
        let weak = Rc::downgrade(self);
        let left = move |_: &Event| {
            if let Some(shared) = weak.upgrade()
                && !shared.delivered.get()
                && !shared.direct.get()
            {
                shared.say(ProxyWord::Goodbye);
            }
        };
        let leaving = event::listen(&window(), "pagehide", Box::new(left));
        self.listeners.set(vec![messages, loads, leaving]);
    }

    fn insist(&self) {
        if let Some(relaying) = &*self.relaying.borrow() {
            relaying.insist(ProxyWord::Ask);
        }
    }

    fn say(&self, word: ProxyWord) {
        if let Some(relaying) = &*self.relaying.borrow() {
            relaying.say(word);
        }
    }

    /// The app listens again, or asks whether we are here. A text it did not take is sent again.
    fn app_is_here(&self) {
        self.say(ProxyWord::Hello);
        let relaying = self.relaying.borrow().clone();
        if let Some(relaying) = relaying
            && !self.delivered.get()
        {
            relaying.restart();
        }
    }

    /// Asks for a URL until there is an answer: the app may be reloading. One that is not there cannot say so.
    fn ask(self: &Rc<Self>, times: u32) {
        if times == 0 {
            return self.failed("NOT_ACKNOWLEDGED");
        }
        self.asking.set(true);
        if times < ASKS {
            self.insist();
        } else {
            self.say(ProxyWord::Ask);
        }
        self.after(ASK_EVERY, move |shared| shared.ask(times - 1));
    }

    fn after(self: &Rc<Self>, milliseconds: u32, then: impl FnOnce(&Rc<Self>) + 'static) {
        let weak = Rc::downgrade(self);
        let then = move || {
            if let Some(shared) = weak.upgrade() {
                then(&shared);
            }
        };
        self.timer.set(Some(after(milliseconds, Box::new(then))));
    }

    fn let_go(&self) {
        self.listeners.take();
        self.greeting.take();
        self.timer.take();
        if let Some(relaying) = self.relaying.take() {
            relaying.close();
        }
        self.keep.take();
    }

    /// Frames the URL, or goes there.
    fn point(&self, url: &str) {
        self.timer.take();
        if Origin::of_url(url).is_err() {
            return self.failed("URL_FAILED");
        }
        if self.direct.get() {
            self.say(ProxyWord::Direct);
            drop(window().location().assign(url));
        } else {
            self.frame.set_src(url);
            report(&self.on_report, "framed", None);
        }
    }

    fn failed(&self, code: &str) {
        self.timer.take();
        let error = super::error::error(code, "", "the app could not give the launch URL");
        report(&self.on_report, "failed", Some(&error));
    }
}
