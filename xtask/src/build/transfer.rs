//! Texts on their way into the module.
//!
//! wasm-bindgen copies a text character by character in JavaScript until one is not ASCII. For a result of a
//! thousand cycles that takes longer than all checks; the browser's own encoder is ten times as fast.

use crate::Result;

/// What takes the place of wasm-bindgen's function of that name.
const PASS: &str = include_str!("pass.js");

/// Lets the browser encode texts. Fails where the function is not found: then wasm-bindgen has changed.
pub(super) fn by_encoder(script: &str) -> Result<String> {
    let (head, _) = PASS.split_once('{').unwrap_or_default();
    let found = script.split_once(head).and_then(|(before, function)| {
        let after = &function[end(function)?..];
        Some([before, PASS.trim_end(), after].concat())
    });
    found.ok_or_else(|| format!("the bindings have no `{head}`").into())
}

/// Where the first pair of braces ends. (There are none in texts and comments of the function.)
fn end(function: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in function.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at + 1),
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_is_replaced_and_nothing_around_it() {
        let old = "a();\nfunction passStringToWasm0(arg, malloc, realloc) { if (a) { b } c }\nd();";
        let new = by_encoder(old).unwrap();
        assert_eq!(new, format!("a();\n{}\nd();", PASS.trim_end()));
        assert!(by_encoder("function passStringToWasm0(arg) {}").is_err());
    }
}
