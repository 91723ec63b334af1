//! This window.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Window;

#[wasm_bindgen]
extern "C" {
    type Global;

    #[wasm_bindgen(static_method_of = Global, js_class = "window", getter, js_name = "self")]
    fn this() -> Window;
}

/// The window this runs in. The ways of `web_sys` and `gloo` look for workers, too, and may find none.
pub(crate) fn window() -> Window {
    Global::this()
}

/// Our own origin; an empty text, which is nobody's, where the browser does not say it.
#[inline(never)]
pub(crate) fn own_origin() -> String {
    window().location().origin().unwrap_or_default()
}
