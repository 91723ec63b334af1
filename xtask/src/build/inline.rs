//! The classic script may be pasted inline into a page, so it must not contain what a page, or the
//! template engine that fills the page's merge fields, would take for its own.

use crate::Result;

/// What ends or confuses an inline script, and why.
const FORBIDDEN: [(&str, &str); 4] = [
    ("</script", "ends the script element"),
    ("<script", "changes how the script element ends"),
    ("<!--", "changes how the script element ends"),
    ("{{", "starts a merge field"),
];

/// Refuses a script that is not safe to paste.
pub(super) fn check(script: &str) -> Result<()> {
    let lower = script.to_ascii_lowercase();
    for (text, why) in FORBIDDEN {
        if let Some(at) = lower.find(text) {
            let context: String = script[at..].chars().take(40).collect();
            return Err(format!("the classic script contains `{context}`: {text} {why}").into());
        }
    }
    match script.chars().find(|character| !character.is_ascii()) {
        None => Ok(()),
        Some(character) => Err(format!(
            "the classic script contains {character:?}: not ASCII, so it depends on the page's encoding"
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_a_page_would_misread_is_refused() {
        for script in ["a</SCRIPT>", "'<script'", "a<!--b", "{{field}}", "'\u{e9}'"] {
            assert!(check(script).is_err(), "{script}");
        }
        assert!(check("if(a<b){var c={d:{}}}").is_ok());
    }
}
