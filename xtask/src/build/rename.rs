//! Short names between bindings and wasm.
//!
//! wasm-bindgen names every import after what it calls plus sixteen hexadecimal digits, once in the
//! wasm and once in the bindings. Nobody else ever sees these names, and the digits do not compress.

use wasm_bindgen_cli_support::Output;

use super::imports;
use crate::Result;

/// The module name wasm-bindgen gives its own imports.
const OWN: &str = "./bindings_bg.js";
/// What it becomes.
const SHORT: &str = "a";

/// Renames imports and exports inside the wasm and returns the bindings that fit it. An export that
/// the bindings never mention is dropped: nobody can reach it.
pub(super) fn shorten(output: &mut Output) -> Result<String> {
    let mut script = output.js().to_owned();
    imports::merge(&mut script, output.wasm_mut(), OWN)?;
    imports::number(&mut script, output.wasm_mut(), OWN, SHORT)?;
    replace_word(
        &mut script,
        "",
        &format!("{OWN:?}"),
        ":",
        &format!("{SHORT:?}"),
    )?;
    let mut names = Names::default();
    let mut unused = Vec::new();
    for export in output.wasm_mut().exports.iter_mut() {
        if !script.contains(&export.name) {
            unused.push(export.id());
            continue;
        }
        let short = names.next();
        replace_word(&mut script, "wasm.", &export.name, "", &short)?;
        export.name = short;
    }
    for id in unused {
        output.wasm_mut().exports.delete(id);
    }
    Ok(script)
}

/// Replaces every `before name after` by `before short after`. A name that does not occur means that
/// wasm-bindgen writes its output differently by now, and the module would not start.
fn replace_word(
    script: &mut String,
    before: &str,
    name: &str,
    after: &str,
    short: &str,
) -> Result<()> {
    let word = format!("{before}{name}{after}");
    let mut result = String::with_capacity(script.len());
    let mut rest = script.as_str();
    let mut found = false;
    while let Some(at) = rest.find(&word) {
        let end = at + word.len();
        let inside_another = rest[..at].chars().next_back().is_some_and(continues)
            || (after.is_empty() && rest[end..].chars().next().is_some_and(continues));
        result.push_str(&rest[..at]);
        if inside_another {
            result.push_str(&word);
        } else {
            found = true;
            result.push_str(&format!("{before}{short}{after}"));
        }
        rest = &rest[end..];
    }
    if !found {
        return Err(format!("`{word}` not found in wasm-bindgen's output").into());
    }
    result.push_str(rest);
    *script = result;
    Ok(())
}

fn continues(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$'
}

/// a, b, … z, aa, ab, …
#[derive(Default)]
struct Names {
    count: usize,
}

impl Names {
    fn next(&mut self) -> String {
        let mut left = self.count;
        self.count += 1;
        let mut name = Vec::new();
        loop {
            name.push(b"abcdefghijklmnopqrstuvwxyz"[left % 26]);
            left /= 26;
            if left == 0 {
                break;
            }
            left -= 1;
        }
        name.reverse();
        name.into_iter().map(char::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_short() {
        let mut names = Names::default();
        let made: Vec<_> = (0..800).map(|_| names.next()).collect();
        assert_eq!((made[0].as_str(), made[25].as_str()), ("a", "z"));
        assert_eq!((made[26].as_str(), made[27].as_str()), ("aa", "ab"));
        assert_eq!((made[701].as_str(), made[702].as_str()), ("zz", "aaa"));
        let distinct: std::collections::HashSet<_> = made.iter().collect();
        assert_eq!(distinct.len(), made.len());
    }

    #[test]
    fn only_whole_words_are_replaced() {
        let mut script = "wasm.send(wasm.send_all, mywasm.send, wasm.send)".to_owned();
        replace_word(&mut script, "wasm.", "send", "", "a").unwrap();
        assert_eq!(script, "wasm.a(wasm.send_all, mywasm.send, wasm.a)");
    }

    #[test]
    fn an_unknown_name_is_an_error() {
        let mut script = "wasm.sender".to_owned();
        let error = replace_word(&mut script, "wasm.", "send", "", "a").unwrap_err();
        assert!(error.to_string().contains("wasm.send"));
    }
}
