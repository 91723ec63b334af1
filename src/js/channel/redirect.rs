//! Leaving the page for the landing page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlFormElement, HtmlInputElement};

use crate::launch::redirect::{Navigation, PARAMETER};

/// Navigates; `text` is what a form carries.
pub(crate) fn navigate(navigation: &Navigation, text: &str) -> Result<(), JsValue> {
    match navigation {
        Navigation::Url(url) => gloo::utils::window().location().assign(url),
        Navigation::Form { action } => submit(action, text),
    }
}

fn submit(action: &str, text: &str) -> Result<(), JsValue> {
    let document = gloo::utils::document();
    let form: HtmlFormElement = document.create_element("form")?.unchecked_into();
    form.set_method("post");
    form.set_action(action);
    form.set_hidden(true);
    let field: HtmlInputElement = document.create_element("input")?.unchecked_into();
    field.set_type("hidden");
    field.set_name(PARAMETER);
    field.set_value(text);
    form.append_child(&field)?;
    gloo::utils::document_element().append_child(&form)?;
    let submitted = form.submit();
    // The field holds the result: it leaves the document as soon as the browser has it.
    form.remove();
    submitted
}
