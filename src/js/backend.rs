//! Handing a text to the host's back end with `fetch`, again where that is worth it.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Math, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RequestInit, Response};

use super::convert::{Options, object, set};
use super::promise::settled;
use super::timer::after;
use crate::js::window::window;
use crate::launch::handoff::{KEEPALIVE_BYTES, Next, after as next};
use crate::launch::idempotency_key;

/// Cookies go to our own site only, unless said otherwise.
const SAME_ORIGIN: &str = "same-origin";

/// Where and how to hand over.
pub(crate) struct BackEnd {
    url: String,
    headers: JsValue,
    credentials: Option<String>,
}

impl BackEnd {
    /// Reads the option `{ url, headers?, credentials? }` of this name. An error is the name of an option.
    pub(crate) fn read(
        options: &Options,
        name: &'static str,
    ) -> Result<Option<Self>, &'static str> {
        let Some(plain) = options.object(name)? else {
            return Ok(None);
        };
        let mut read = Self::at(String::new());
        read.fill(&plain).map_err(|_| "backend")?;
        Ok(Some(read))
    }

    fn fill(&mut self, plain: &Options) -> Result<(), &'static str> {
        self.url = plain.text("url")?.ok_or("url")?;
        plain.set_text("credentials", &mut self.credentials)?;
        if let Some(headers) = plain.object("headers")? {
            self.headers = headers.0;
        }
        Ok(())
    }

    /// At a URL, with nothing else said.
    pub(crate) fn at(url: String) -> Self {
        Self {
            url,
            headers: JsValue::UNDEFINED,
            credentials: None,
        }
    }
}

/// Called once: with the status of the back end that has it, or with what the last try came to.
pub(crate) type Done = Box<dyn FnOnce(Result<u16, Option<u16>>)>;

/// A hand-off under way. Dropped, it tries no more and tells nobody.
pub(crate) struct HandOff {
    _attempt: Rc<Attempt>,
}

struct Attempt {
    back_end: Rc<BackEnd>,
    text: String,
    key: String,
    tried: Cell<u32>,
    timer: Cell<Option<Timeout>>,
    done: Cell<Option<Done>>,
}

impl HandOff {
    pub(crate) fn start(back_end: Rc<BackEnd>, text: String, done: Done) -> Self {
        let attempt = Rc::new(Attempt {
            back_end,
            key: idempotency_key(&text),
            text,
            tried: Cell::new(0),
            timer: Cell::default(),
            done: Cell::new(Some(done)),
        });
        attempt.send();
        Self { _attempt: attempt }
    }
}

impl Attempt {
    fn send(self: &Rc<Self>) {
        self.tried.set(self.tried.get() + 1);
        let init = self.request();
        let answer = window().fetch_with_str_and_init(&self.back_end.url, &init);
        let weak = Rc::downgrade(self);
        let answered = move |response: Option<JsValue>| {
            if let Some(attempt) = weak.upgrade() {
                attempt.answered(response.map(|it| it.unchecked_into::<Response>().status()));
            }
        };
        settled(&answer, Box::new(answered));
    }

    fn request(&self) -> RequestInit {
        let own = object(&[
            ("Content-Type", "application/json"),
            ("Idempotency-Key", &self.key),
        ]);
        let headers = Object::new();
        for part in [&self.back_end.headers, &own] {
            Object::assign(&headers, part.unchecked_ref());
        }
        let init = object(&[
            ("method", "POST"),
            (
                "credentials",
                self.back_end.credentials.as_deref().unwrap_or(SAME_ORIGIN),
            ),
            ("redirect", "error"),
            ("body", &self.text),
        ]);
        set(&init, "headers", headers);
        if self.text.len() <= KEEPALIVE_BYTES {
            set(&init, "keepalive", JsValue::TRUE);
        }
        init.unchecked_into()
    }

    fn answered(self: &Rc<Self>, status: Option<u16>) {
        let tried = self.tried.get();
        match next(status, tried, Math::random()) {
            Next::Done => self.finish(Ok(status.unwrap_or_default())),
            Next::GiveUp => self.finish(Err(status)),
            Next::Retry(milliseconds) => {
                let weak = Rc::downgrade(self);
                let again = move || {
                    if let Some(attempt) = weak.upgrade() {
                        attempt.send();
                    }
                };
                self.timer.set(Some(after(milliseconds, Box::new(again))));
            }
        }
    }

    fn finish(&self, end: Result<u16, Option<u16>>) {
        if let Some(done) = self.done.take() {
            done(end);
        }
    }
}

/// How a hand-off ended, for an outcome or a report.
pub(crate) fn end_value(end: Result<u16, Option<u16>>) -> JsValue {
    let (code, status) = match end {
        Ok(status) => ("STORED", Some(status)),
        Err(status) => ("BACKEND_FAILED", status),
    };
    let value = object(&[("code", code)]);
    if let Some(status) = status {
        set(&value, "status", status);
    }
    value
}
