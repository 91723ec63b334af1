//! Cutting texts at an ASCII character. The searches of the standard library find any text; in WebAssembly
//! they weigh more than all that is searched here.

/// Whether the character is in the text.
pub(super) fn has(text: &str, character: u8) -> bool {
    text.bytes().any(|byte| byte == character)
}

/// What stands before the first such character, and behind it.
pub(crate) fn split_once(text: &str, character: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == character)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// All that stands between such characters.
pub(crate) fn split(text: &str, character: u8) -> impl Iterator<Item = &str> {
    let mut left = Some(text);
    core::iter::from_fn(move || {
        let text = left?;
        let (part, rest) = match split_once(text, character) {
            Some((part, rest)) => (part, Some(rest)),
            None => (text, None),
        };
        left = rest;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_as_by_the_standard_library() {
        for text in ["", "a", ".", "a.b", "a..\u{e9}.", ".\u{1f600}", "ab.cd.ef"] {
            assert!(split(text, b'.').eq(text.split('.')), "{text}");
            assert_eq!(split_once(text, b'.'), text.split_once('.'), "{text}");
            assert_eq!(has(text, b'.'), text.contains('.'), "{text}");
        }
    }
}
