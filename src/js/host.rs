//! The app that starts a launch.

mod hear;
mod open;
mod options;
mod outcome;
mod settle;
mod shared;

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

use self::options::HostOptions;
use self::shared::Shared;
use super::convert::{Options, object, set};
use super::error::JsError;
use super::storage;
use crate::launch::{LaunchError, LaunchEvent, LaunchId, Origin, Pending};

/// Opens the window at once; call it inside the click. `url` is a text, a promise, or a function that
/// gives either. `onStatus` is called with `{status, …}`.
///
/// With a `window` that is open already it listens for that one and greets it: what it sent before
/// anybody listened it sends again. Such a window inherited no launch id, so only its own messages count.
#[wasm_bindgen(js_name = openLaunch)]
pub fn open_launch(
    options: JsValue,
    url: JsValue,
    window: JsValue,
    #[wasm_bindgen(js_name = onStatus)] on_status: JsValue,
) -> Result<JsValue, JsValue> {
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
    Ok(handle(&shared, result))
}

/// Takes up a launch again after this page was reloaded: the one named, or the newest that this tab
/// started for this marketplace. Nothing where none is waiting.
#[wasm_bindgen(js_name = resumeLaunch)]
pub fn resume_launch(
    options: JsValue,
    id: JsValue,
    url: JsValue,
    #[wasm_bindgen(js_name = onStatus)] on_status: JsValue,
) -> Result<JsValue, JsValue> {
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
        return Ok(JsValue::NULL);
    };
    let (shared, result) = Shared::listening(options, id, on_status);
    shared.set_url(url);
    shared.start();
    shared.say_here();
    Ok(handle(&shared, result))
}

/// What the app holds of a launch: a plain object. `result` resolves with the outcome or rejects with a
/// `LaunchError`; `abort` ends the launch with the reason of a signal.
fn handle(shared: &Rc<Shared>, result: Promise) -> JsValue {
    let handle = object(&[("id", shared.id().as_str())]);
    set(&handle, "result", result);
    let methods: [(&str, Method); 3] = [
        ("close", |shared, _| shared.dispatch(LaunchEvent::Close)),
        ("abort", |shared, reason| shared.abort(reason)),
        ("focus", |shared, _| {
            if let Some(window) = shared.window() {
                drop(window.focus());
            }
        }),
    ];
    for (name, method) in methods {
        let shared = Rc::clone(shared);
        // Not `FnMut`: what a method tells the app may call another one at once.
        let method: Closure<dyn Fn(JsValue)> =
            Closure::new(move |argument| method(&shared, argument));
        // It belongs to the app now, and is freed with what the app holds.
        set(&handle, name, method.into_js_value());
    }
    handle
}

type Method = fn(&Rc<Shared>, JsValue);

/// Binds a launch to this very tab, for apps that send the whole page to the marketplace. Gives the id.
#[wasm_bindgen(js_name = bindThisTab)]
pub fn bind_this_tab(options: JsValue, url: JsValue) -> Result<JsValue, JsValue> {
    // The tab goes there: nothing that runs as script.
    let marketplace_origin = Origin::of_url(&url.as_string().unwrap_or_default())
        .map_err(|error| LaunchError::Origin("url", error))
        .and_then(|_| Options(options).origin("marketplaceOrigin"))
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
