//! The window that frames this one.

use web_sys::Window;

use crate::js::window::window;

/// The parent, where the page is in a frame.
pub(crate) fn framing() -> Option<Window> {
    let window = window();
    let parent = window.parent().ok()??;
    (!js_sys::Object::is(&parent, &window)).then_some(parent)
}
