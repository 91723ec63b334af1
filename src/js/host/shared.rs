//! What the listeners of one launch share.

use std::cell::{Cell, OnceCell, RefCell};
use std::mem;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

use super::options::HostOptions;
use crate::js::backend::HandOff;
use crate::js::channel::broadcast::Broadcast;
use crate::js::channel::message;
use crate::js::error::JsError;
use crate::js::timer::after;
use crate::js::window::{own_origin, window};
use crate::launch::{Launch, LaunchAction, LaunchEvent, LaunchId, Origin, OriginList, Receiver};

/// How often `popup.closed` is read.
pub(super) const LOOK_EVERY: u32 = 300;

/// One launch; it keeps itself until it has ended, whatever the app keeps of it.
pub(super) struct Shared {
    pub(super) keep: Cell<Option<Rc<Self>>>,
    pub(super) id: LaunchId,
    pub(super) options: Box<HostOptions>,
    pub(super) on_status: Option<Function>,
    pub(super) machine: RefCell<Launch>,
    pub(super) receiver: RefCell<Receiver>,
    pub(super) settle: OnceCell<(Function, Function)>,
    pub(super) url: RefCell<JsValue>,
    pub(super) resolving: Cell<bool>,
    pub(super) abort_reason: Cell<JsValue>,
    pub(super) window: RefCell<Option<Window>>,
    pub(super) listener: Cell<Option<EventListener>>,
    pub(super) broadcast: RefCell<Option<Broadcast>>,
    pub(super) look: Cell<Option<Timeout>>,
    /// One for each [`Timer`].
    pub(super) timers: [Cell<Option<Timeout>>; 3],
    pub(super) hand_off: Cell<Option<HandOff>>,
    pub(super) own_origin: String,
    pub(super) started: f64,
}

pub(super) fn now() -> f64 {
    window()
        .performance()
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

impl Shared {
    /// Starts to listen, before any window is opened: a result cannot come too early.
    pub(super) fn listening(
        mut options: Box<HostOptions>,
        id: LaunchId,
        on_status: JsValue,
    ) -> (Rc<Self>, Promise) {
        let own_origin = own_origin();
        // The proxy and the landing page, in the window that was opened, speak from our own origin.
        let mut origins = OriginList::from(options.marketplace_origin.clone());
        if let Ok(own) = Origin::parse(&own_origin) {
            origins = origins.with(own);
        }
        let shared = Rc::new(Self {
            keep: Cell::default(),
            machine: RefCell::new(Launch::new(options.limits, options.proxy_url.is_some())),
            receiver: RefCell::new(Receiver::new(
                origins,
                options.max_bytes as usize,
                mem::take(&mut options.expect),
            )),
            id,
            options,
            on_status: on_status.dyn_into().ok(),
            settle: OnceCell::new(),
            url: RefCell::new(JsValue::UNDEFINED),
            resolving: Cell::default(),
            abort_reason: Cell::new(JsValue::UNDEFINED),
            window: RefCell::default(),
            listener: Cell::default(),
            broadcast: RefCell::default(),
            look: Cell::default(),
            timers: Default::default(),
            hand_off: Cell::default(),
            own_origin,
            started: now(),
        });
        shared.keep.set(Some(Rc::clone(&shared)));
        let result = Promise::new(&mut |resolve, reject| {
            let _ = shared.settle.set((resolve, reject));
        });
        let weak = Rc::downgrade(&shared);
        let listener = message::listen(Box::new(move |event| {
            if let Some(shared) = weak.upgrade() {
                shared.message(event);
            }
        }));
        shared.listener.set(Some(listener));
        let weak = Rc::downgrade(&shared);
        let broadcast = Broadcast::open(Box::new(move |heard| {
            if let Some(shared) = weak.upgrade() {
                shared.heard(&heard);
            }
        }));
        shared.broadcast.replace(broadcast);
        (shared, result)
    }

    /// The window is open and where it shall be.
    pub(super) fn start(self: &Rc<Self>) {
        self.dispatch(LaunchEvent::Opened);
        self.dispatch(LaunchEvent::Pointed);
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
        self.window.replace(Some(window));
        self.look();
    }

    fn look(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let look = move || {
            if let Some(shared) = weak.upgrade() {
                // First, because what is seen may end it.
                shared.look();
                shared.dispatch(LaunchEvent::Closed(shared.is_closed()));
            }
        };
        self.look.set(Some(after(LOOK_EVERY, Box::new(look))));
    }

    /// Whether there is a window that reads closed.
    pub(super) fn is_closed(&self) -> bool {
        let window = self.window.borrow();
        window
            .as_ref()
            .is_some_and(|window| window.closed().unwrap_or(true))
    }

    pub(super) fn abort(self: &Rc<Self>, reason: JsValue) {
        self.abort_reason.set(reason);
        self.dispatch(LaunchEvent::Abort);
    }

    /// Tells the pages in the window that somebody listens again.
    pub(super) fn say_here(&self) {
        if let Some(broadcast) = &*self.broadcast.borrow() {
            broadcast.say_flag(Some(self.id.as_str()), "here");
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
                let weak = Rc::downgrade(self);
                let ran_out = move || {
                    if let Some(shared) = weak.upgrade() {
                        shared.dispatch(LaunchEvent::Timeout(timer));
                    }
                };
                let running = after(milliseconds, Box::new(ran_out));
                self.timers[timer as usize].set(Some(running));
            }
            LaunchAction::Stop(timer) => drop(self.timers[timer as usize].take()),
            LaunchAction::Status(status) => self.report(&[("status", status.as_str())]),
            LaunchAction::AskProxy => self.say_here(),
            LaunchAction::CloseWindow => {
                if let Some(window) = self.window() {
                    drop(window.close());
                }
            }
            LaunchAction::Fail(error) => {
                self.report(&[("status", "failed"), ("code", error.code())]);
                self.reject(JsError::from(error).into());
            }
            LaunchAction::FailWithReason => {
                self.report(&[("status", "aborted")]);
                self.reject(self.abort_reason.take());
            }
        }
    }
}
