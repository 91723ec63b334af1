//! `message` events of the window.

use gloo::events::EventListener;
use js_sys::Object;
use wasm_bindgen::JsCast;
use web_sys::{Event, MessageEvent, MessagePort, Window};

use crate::js::event;
use crate::js::window::window;

/// Hears messages to this window until the listener is dropped. Events a script made up are not passed on.
pub(crate) fn listen(heard: Box<dyn Fn(&MessageEvent)>) -> EventListener {
    let heard = move |event: &Event| {
        if event.is_trusted() {
            heard(event.unchecked_ref());
        }
    };
    event::listen(&window(), "message", Box::new(heard))
}

/// Whether the event came from this window.
pub(crate) fn is_from(event: &MessageEvent, window: &Window) -> bool {
    event
        .source()
        .is_some_and(|source| Object::is(&source, window))
}

/// The port that came with the event.
pub(crate) fn port(event: &MessageEvent) -> Option<MessagePort> {
    let port = event.ports().get(0);
    (!port.is_undefined()).then(|| port.unchecked_into())
}

/// Answers on the port of the event or, without one, to its window at its origin.
pub(crate) fn answer(event: &MessageEvent, text: &str) {
    let text = wasm_bindgen::JsValue::from_str(text);
    let sent = match (port(event), event.source()) {
        (Some(port), _) => port.post_message(&text),
        (None, Some(source)) => source
            .unchecked_into::<Window>()
            .post_message(&text, &event.origin()),
        (None, None) => Ok(()),
    };
    // The one that asked may be gone by now; then nobody misses the answer.
    drop(sent);
}
