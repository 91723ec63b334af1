//! Bindings that can be read by engines which will never run them.
//!
//! The page's script also carries a fallback for engines without WebAssembly. Those lack `TextEncoder`,
//! `TextDecoder` and `Symbol`, too, and wasm-bindgen's bindings use them while the script is still being
//! read: one exception there, and the fallback behind it would never start.

use crate::Result;

/// What stands at the top level of the bindings, and what it becomes.
const GUARDS: [(&str, &str); 4] = [
    (
        "let cachedTextDecoder = new TextDecoder(",
        "let cachedTextDecoder = typeof TextDecoder === 'undefined' ? null : new TextDecoder(",
    ),
    (
        "\ncachedTextDecoder.decode();",
        "\nif (cachedTextDecoder) cachedTextDecoder.decode();",
    ),
    (
        "const cachedTextEncoder = new TextEncoder();",
        "const cachedTextEncoder = typeof TextEncoder === 'undefined' ? null : new TextEncoder();",
    ),
    (
        "if (Symbol.dispose)",
        "if (typeof Symbol !== 'undefined' && Symbol.dispose)",
    ),
];

/// Stands in bindings with a class only.
const OF_CLASSES: &str = "Symbol.dispose";

/// Guards every such statement. Fails where one is no longer found: then wasm-bindgen has changed.
pub(super) fn old_engines(mut script: String) -> Result<String> {
    for (found, guarded) in GUARDS {
        if found.contains(OF_CLASSES) && !script.contains(OF_CLASSES) {
            continue;
        }
        if !script.contains(found) {
            return Err(format!("the bindings have no `{}` to guard", found.trim()).into());
        }
        script = script.replace(found, guarded);
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::{GUARDS, old_engines};

    #[test]
    fn every_statement_is_guarded_and_none_may_be_missing() {
        let script: String = GUARDS
            .iter()
            .map(|(found, _)| format!("\n{}", found.trim()))
            .collect();
        let guarded = old_engines(script).unwrap();
        assert_eq!(guarded.matches("typeof").count(), 3, "{guarded}");
        assert!(old_engines("let a;".into()).is_err());
        let statements = |count| GUARDS[..count].iter().map(|(found, _)| *found);
        assert!(old_engines(statements(3).collect()).is_ok(), "no class");
        let changed: String = statements(3).chain(["a(Symbol.dispose)"]).collect();
        assert!(old_engines(changed).is_err());
    }
}
