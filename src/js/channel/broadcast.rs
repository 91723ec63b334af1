//! The channel between the host's own pages.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, MessageEvent};

use crate::js::convert::{object, property, set};
use crate::js::event;
use crate::launch::protocol;

/// Speaks and hears until it is dropped.
pub(crate) struct Broadcast {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Drop for Broadcast {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// A message on the channel: an object of texts and flags with `v: 1`.
pub(crate) struct Heard(JsValue);

impl Heard {
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        property(&self.0, name).as_string()
    }

    pub(crate) fn number(&self, name: &str) -> Option<u16> {
        property(&self.0, name).as_f64().map(|number| number as u16)
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        property(&self.0, name).is_truthy()
    }
}

impl Broadcast {
    /// Opens the channel; `None` in engines without it.
    pub(crate) fn open(heard: Box<dyn Fn(Heard)>) -> Option<Self> {
        let channel = BroadcastChannel::new(protocol::CHANNEL).ok()?;
        let heard = move |event: &Event| {
            let data = event.unchecked_ref::<MessageEvent>().data();
            if property(&data, "v").as_f64() == Some(1.0) {
                heard(Heard(data));
            }
        };
        let listener = event::listen(&channel, "message", Box::new(heard));
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    /// Says something about a launch; no id means "the only one pending".
    pub(crate) fn say(&self, id: Option<&str>, message: &JsValue) {
        set(message, "v", 1);
        set(message, "launchId", id.map_or(JsValue::NULL, JsValue::from));
        // A closed channel throws; there is nobody left to tell.
        drop(self.channel.post_message(message));
    }

    /// Says a single word.
    pub(crate) fn say_flag(&self, id: Option<&str>, name: &str) {
        let message = object(&[]);
        set(&message, name, true);
        self.say(id, &message);
    }
}
