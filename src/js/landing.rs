//! The landing page: reads the result out of the address, binds it, hands it on.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::{Options, is_json};
use super::error::{JsError, error};
use super::relay::{News, Relaying, read_sinks, report, report_end};
use super::storage;
use crate::launch::{DEFAULT_MAX_BYTES, RelayReport, ResultError, check, redirect};

/// Where the landing page's own script finds what it was called with.
#[wasm_bindgen]
pub struct LandingPage {
    relaying: Rc<Relaying>,
    text: RefCell<Result<String, JsValue>>,
    on_report: Function,
}

#[wasm_bindgen]
impl LandingPage {
    /// `hash` and `search` are the address the page was called with; `posted` is the text a form brought.
    /// `onReport` is called with `{status, …}`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        options: JsValue,
        hash: &str,
        search: &str,
        posted: Option<String>,
        #[wasm_bindgen(js_name = onReport)] on_report: Function,
    ) -> Result<LandingPage, JsValue> {
        let options = Options(options);
        let id = storage::inherited();
        let bound = id.as_ref().is_some_and(storage::is_pending);
        let (relay, back_end) = read_sinks(&options, bound).map_err(JsError::from)?;
        let text = read_text(hash, search, posted).and_then(|text| {
            // An id whose launch has ended: this result was delivered, or its time is over. Without an id
            // the app may know better; it is asked, and nothing else happens until it has answered.
            if bound || id.is_none() {
                Ok(text)
            } else {
                Err(error(
                    "LAUNCH_UNKNOWN",
                    "",
                    "no launch is waiting for this result",
                ))
            }
        });
        let report = on_report.clone();
        let own = id.clone();
        let finished = move |end| {
            if matches!(end, RelayReport::Delivered { .. } | RelayReport::Sent) {
                if let Some(id) = &own {
                    storage::forget(id.as_str());
                }
                storage::set_inherited(None);
            }
            report_end(&report, &end);
        };
        let relaying = Relaying::new(relay, id, None, back_end, Box::new(finished));
        let again = Rc::downgrade(&relaying);
        relaying.listen(move |news| {
            // An app that was reloaded says so; a text that nobody had taken is sent again.
            if matches!(news, News::Here)
                && let Some(relaying) = again.upgrade()
            {
                relaying.restart();
            }
        });
        Ok(Self {
            relaying,
            text: RefCell::new(text),
            on_report,
        })
    }

    /// Hands the result on; after a failure it is the retry.
    pub fn deliver(&self) {
        match &*self.text.borrow() {
            Ok(text) => {
                report(&self.on_report, "delivering", None);
                self.relaying.start(text.clone());
            }
            Err(error) => report(&self.on_report, "failed", Some(error)),
        }
    }

    /// The result text, for the app that *is* this page: the same-tab redirect.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> Option<String> {
        self.text.borrow().as_ref().ok().cloned()
    }

    /// Whether this very tab started the launch: the whole app went to the marketplace and is back here.
    #[wasm_bindgen(getter, js_name = sameTab)]
    pub fn same_tab(&self) -> bool {
        let id = self.relaying.id();
        id.is_some_and(storage::is_own)
    }

    /// Ends the launch as delivered to this very page.
    #[wasm_bindgen(js_name = take)]
    pub fn take(&self) {
        if let Some(id) = self.relaying.id() {
            storage::forget(id);
        }
        storage::set_inherited(None);
        self.close();
    }

    /// Lets go of everything.
    pub fn close(&self) {
        self.relaying.close();
    }
}

/// The address without the result, for `history.replaceState`.
#[wasm_bindgen(js_name = scrubbedSearch)]
pub fn scrubbed_search(search: &str) -> String {
    redirect::scrubbed_search(search)
}

fn read_text(hash: &str, search: &str, posted: Option<String>) -> Result<String, JsValue> {
    let text = match (posted, redirect::read(hash, search)) {
        (Some(text), _) | (None, Some(Ok(text))) => text,
        (None, Some(Err(reason))) => {
            return Err(error(reason.code(), "launch_result", &reason.message()));
        }
        (None, None) => {
            let missing = ResultError::Missing.code();
            return Err(error(
                missing,
                "launch_result",
                "this page was opened without a result",
            ));
        }
    };
    checked(&text).map_err(|reason| JsValue::from(JsError::from(reason)))?;
    Ok(text)
}

/// A text that is no result goes nowhere.
fn checked(text: &str) -> Result<(), ResultError> {
    let limit = DEFAULT_MAX_BYTES;
    if text.len() > limit {
        return Err(ResultError::TooLarge { limit });
    }
    check(text, is_json).map(drop)
}
