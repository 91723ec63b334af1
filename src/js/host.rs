//! The app that starts a launch.

mod hear;
mod open;
mod options;
mod outcome;
mod settle;
mod shared;

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

use self::options::HostOptions;
use self::shared::Shared;
use super::error::JsError;
use super::storage;
use crate::launch::{LaunchError, LaunchEvent, LaunchId, Origin, Pending};

/// One launch, from the click to its end.
#[wasm_bindgen]
pub struct HostLaunch {
    shared: Rc<Shared>,
    result: Promise,
}

#[wasm_bindgen]
impl HostLaunch {
    /// Opens the window at once; call it inside the click. `url` is a text, a promise, or a function that
    /// gives either. `onStatus` is called with `{status, …}`.
    ///
    /// With a `window` that is open already it listens for that one and greets it: what it sent before
    /// anybody listened it sends again. Such a window inherited no launch id, so only its own messages count.
    pub fn open(
        options: JsValue,
        url: JsValue,
        window: JsValue,
        #[wasm_bindgen(js_name = onStatus)] on_status: JsValue,
    ) -> Result<HostLaunch, JsValue> {
        let options = HostOptions::read(options).map_err(JsError::from)?;
        let pending = pending(options.marketplace_origin.clone());
        let (shared, result) = Shared::listening(options, fresh_id()?, on_status);
        if window.is_object() {
            // Of another origin, and so of another realm, where `instanceof` knows no window.
            let window: Window = window.unchecked_into();
            shared.set_url(url);
            shared.greet(&window);
            shared.watch(window);
            shared.start();
        } else {
            storage::remember(shared.id(), &pending);
            open::open(&shared, url);
            if !shared.is_done() {
                storage::own(shared.id());
            }
        }
        Ok(Self { shared, result })
    }

    /// Takes up a launch again after this page was reloaded: the one named, or the newest that this tab
    /// started for this marketplace. Nothing where none is waiting.
    pub fn resume(
        options: JsValue,
        id: JsValue,
        url: JsValue,
        #[wasm_bindgen(js_name = onStatus)] on_status: JsValue,
    ) -> Result<Option<HostLaunch>, JsValue> {
        let options = HostOptions::read(options).map_err(JsError::from)?;
        let named = id.as_string();
        let wanted = |known: &str| match &named {
            Some(id) => id == known,
            None => storage::is_own(known),
        };
        let mut newest = None;
        let mut started_at = 0.0;
        for (known, pending) in storage::all_pending() {
            if pending.started_at >= started_at
                && pending.marketplace_origin == options.marketplace_origin
                && wanted(known.as_str())
            {
                started_at = pending.started_at;
                newest = Some(known);
            }
        }
        let Some(id) = newest else {
            return Ok(None);
        };
        let (shared, result) = Shared::listening(options, id, on_status);
        shared.set_url(url);
        shared.start();
        shared.say_here();
        Ok(Some(Self { shared, result }))
    }

    /// The launch id.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> JsValue {
        self.shared.id().as_str().into()
    }

    /// Resolves with the outcome or rejects with a `LaunchError`.
    #[wasm_bindgen(getter)]
    pub fn result(&self) -> Promise {
        self.result.clone()
    }

    /// Ends the launch and closes its window.
    pub fn close(&self) {
        self.shared.dispatch(LaunchEvent::Close);
    }

    /// Ends the launch with the reason of an aborted signal.
    pub fn abort(&self, reason: JsValue) {
        self.shared.abort(reason);
    }

    /// Brings the window to the front.
    pub fn focus(&self) {
        if let Some(window) = self.shared.window() {
            drop(window.focus());
        }
    }
}

/// Binds a launch to this very tab, for apps that send the whole page to the marketplace. Gives the id.
#[wasm_bindgen(js_name = bindThisTab)]
pub fn bind_this_tab(
    #[wasm_bindgen(js_name = marketplaceOrigin)] marketplace_origin: &JsValue,
    url: &JsValue,
) -> Result<JsValue, JsValue> {
    // The tab goes there: nothing that runs as script.
    Origin::of_url(&url.as_string().unwrap_or_default())
        .map_err(|error| LaunchError::Origin("url", error))
        .map_err(JsError::from)?;
    let marketplace_origin = Origin::parse(&marketplace_origin.as_string().unwrap_or_default())
        .map_err(|error| LaunchError::Origin("marketplaceOrigin", error))
        .map_err(JsError::from)?;
    let id = fresh_id()?;
    let pending = pending(marketplace_origin);
    storage::remember(&id, &pending);
    storage::set_inherited(Some(&id));
    storage::own(&id);
    Ok(id.as_str().into())
}

fn fresh_id() -> Result<LaunchId, JsValue> {
    let id = storage::fresh_id().ok_or(LaunchError::Option("crypto"));
    id.map_err(|error| JsError::from(error).into())
}

fn pending(marketplace_origin: Origin) -> Pending {
    Pending {
        started_at: js_sys::Date::now(),
        marketplace_origin,
    }
}
