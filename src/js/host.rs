//! The app that starts a launch.

mod hear;
mod open;
mod options;
mod outcome;
mod settle;
mod shared;

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
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
        window: Option<Window>,
        #[wasm_bindgen(js_name = onStatus)] on_status: Option<Function>,
    ) -> Result<HostLaunch, JsValue> {
        let options = HostOptions::read(options).map_err(JsError::from)?;
        let pending = pending(options.marketplace_origin.clone());
        let (shared, result) = Shared::listening(options, fresh_id()?, on_status);
        match window {
            Some(window) => {
                shared.set_url(url);
                shared.greet(&window);
                shared.watch(window);
                shared.start();
            }
            None => {
                storage::remember(shared.id(), &pending);
                open::open(&shared, url);
                if !shared.is_done() {
                    storage::own(shared.id());
                }
            }
        }
        Ok(Self { shared, result })
    }

    /// Takes up a launch again after this page was reloaded: the one named, or the newest that this tab
    /// started for this marketplace. Nothing where none is waiting.
    pub fn resume(
        options: JsValue,
        id: Option<String>,
        url: JsValue,
        #[wasm_bindgen(js_name = onStatus)] on_status: Option<Function>,
    ) -> Result<Option<HostLaunch>, JsValue> {
        let options = HostOptions::read(options).map_err(JsError::from)?;
        let wanted = |known: &str| match &id {
            Some(id) => id == known,
            None => storage::is_own(known),
        };
        let found = storage::all_pending()
            .into_iter()
            .rev()
            .find(|(known, pending)| {
                pending.marketplace_origin == options.marketplace_origin && wanted(known.as_str())
            });
        let Some((id, _)) = found else {
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
    pub fn id(&self) -> String {
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
    #[wasm_bindgen(js_name = marketplaceOrigin)] marketplace_origin: &str,
    url: &str,
) -> Result<String, JsValue> {
    // The tab goes there: nothing that runs as script.
    Origin::of_url(url)
        .map_err(|error| LaunchError::Origin("url", error))
        .map_err(JsError::from)?;
    let marketplace_origin = Origin::parse(marketplace_origin)
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
