//! Opening the window and pointing it at the launch URL.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

use super::shared::Shared;
use crate::js::promise::settled;
use crate::js::storage;
use crate::js::window::window;
use crate::launch::split::split;
use crate::launch::{LaunchEvent, Origin};

/// Opens the window inside the click. What it shows first depends on what is known already.
pub(super) fn open(shared: &Rc<Shared>, url: JsValue) {
    let options = shared.options();
    let given = url.as_string();
    let known = options.proxy_url.as_deref().or(given.as_deref());
    if known.is_some_and(|url| !is_web(url)) {
        shared.dispatch(LaunchEvent::UrlFailed);
        return;
    }
    let first = known.unwrap_or("about:blank");
    let opened = storage::inheriting(shared.id(), || {
        window().open_with_url_and_target_and_features(first, "_blank", options.features())
    });
    // With `noopener` there is never a handle; what the popup does is heard of by channel only.
    let unseen = split(options.features(), b',')
        .any(|word| matches!(word.trim_ascii(), "noopener" | "noreferrer"));
    match opened {
        Ok(Some(window)) => shared.watch(window),
        _ if unseen && known.is_some() => {}
        _ => {
            shared.dispatch(LaunchEvent::Blocked);
            return;
        }
    }
    shared.dispatch(LaunchEvent::Opened);
    shared.set_url(url);
    if known.is_some() {
        shared.dispatch(LaunchEvent::Pointed);
        return;
    }
    let point = Rc::clone(shared);
    let resolved = move |url: Option<String>| match (url, point.window()) {
        (Some(url), Some(window)) => {
            navigate(&window, &url);
            point.dispatch(LaunchEvent::Pointed);
        }
        _ => point.dispatch(LaunchEvent::UrlFailed),
    };
    resolve_url(shared, Box::new(resolved));
}

fn navigate(window: &Window, url: &str) {
    // `replace`: the blank page is nothing to come back to. Setting it is allowed across origins.
    drop(window.location().replace(url));
}

/// Gets the launch URL: a text, a promise, or a function asked anew each time, because launch URLs are for
/// one use. `None` where it fails or is no `http(s)` URL.
pub(super) fn resolve_url(shared: &Rc<Shared>, then: Box<dyn FnOnce(Option<String>)>) {
    let given = shared.url();
    let value = match given.dyn_ref::<Function>() {
        Some(function) => match function.call0(&JsValue::UNDEFINED) {
            Ok(value) => value,
            Err(_) => return then(None),
        },
        None => given,
    };
    let settle = move |url: Option<JsValue>| {
        let url = url.and_then(|url| url.as_string());
        then(url.filter(|url| is_web(url)));
    };
    settled(&Promise::resolve(&value), Box::new(settle));
}

/// An absolute `https` URL, or `http` on this machine: nothing that runs as script.
fn is_web(url: &str) -> bool {
    Origin::of_url(url).is_ok()
}
