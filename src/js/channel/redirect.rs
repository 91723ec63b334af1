//! Leaving the page for the landing page.

use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};

use crate::js::window::window;
use crate::launch::redirect::{Navigation, PARAMETER};

/// Navigates; `text` is what a form carries. `None` where the browser will not.
pub(crate) fn navigate(navigation: &Navigation, text: &str) -> Option<()> {
    match navigation {
        Navigation::Url(url) => window().location().assign(url).ok(),
        Navigation::Form { action } => submit(action, text),
    }
}

fn submit(action: &str, text: &str) -> Option<()> {
    let document = window().document()?;
    let create = |name, attributes: &[(&str, &str)]| {
        let element = document.create_element(name).ok()?;
        for (name, value) in attributes {
            element.set_attribute(name, value).ok()?;
        }
        Some(element)
    };
    let form = create(
        "form",
        &[("method", "post"), ("action", action), ("hidden", "")],
    )?;
    let field = create("input", &[("type", "hidden"), ("name", PARAMETER)])?;
    field.unchecked_ref::<HtmlInputElement>().set_value(text);
    form.append_child(&field).ok()?;
    document.document_element()?.append_child(&form).ok()?;
    let submitted = form.unchecked_ref::<HtmlFormElement>().submit();
    // The field holds the result: it leaves the document as soon as the browser has it.
    form.remove();
    submitted.ok()
}
