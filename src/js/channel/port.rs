//! A `MessageChannel` whose one end goes with a message and whose other end hears the answer.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageChannel, MessageEvent, MessagePort, Window};

use crate::js::convert::list_of;
use crate::js::event;

/// Hears answers until it is dropped.
pub(crate) struct AnswerPort {
    port: MessagePort,
    _listener: EventListener,
}

impl Drop for AnswerPort {
    fn drop(&mut self) {
        self.port.close();
    }
}

/// Posts `text` to a window at an exact origin with a fresh port on which nobody hears the answer: what comes to
/// the window itself would be taken for a result.
pub(crate) fn tell(target: &Window, text: &str, origin: &str) {
    let text = JsValue::from_str(text);
    let sent = match MessageChannel::new() {
        Ok(channel) => {
            let ports = list_of(&channel.port2());
            let sent = target.post_message_with_transfer(&text, origin, &ports);
            channel.port1().close();
            sent
        }
        Err(_) => target.post_message(&text, origin),
    };
    // The window may be gone; then nobody misses the greeting.
    drop(sent);
}

/// Posts `text` to a window at an exact origin with a fresh port, and calls `answered` with every text that
/// comes back on it.
///
/// An engine without `MessageChannel` gets the text without a port: `Ok(None)`.
pub(crate) fn post(
    target: &Window,
    text: &JsValue,
    origin: &str,
    answered: Box<dyn Fn(String)>,
) -> Result<Option<AnswerPort>, JsValue> {
    let Ok(channel) = MessageChannel::new() else {
        return target.post_message(text, origin).map(|()| None);
    };
    let port = channel.port1();
    let heard = move |event: &Event| {
        let event: &MessageEvent = event.unchecked_ref();
        if let Some(text) = event.data().as_string() {
            answered(text);
        }
    };
    let listener = event::listen(&port, "message", Box::new(heard));
    port.start();
    target.post_message_with_transfer(text, origin, &list_of(&channel.port2()))?;
    Ok(Some(AnswerPort {
        port,
        _listener: listener,
    }))
}
