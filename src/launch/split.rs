//! Cutting texts at an ASCII character. The searches of the standard library find any text; in WebAssembly
//! they weigh more than all that is searched here.

/// Where the first such character is.
#[inline(never)]
pub(super) fn find(text: &str, character: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == character)
}

/// Whether the character is in the text.
pub(super) fn has(text: &str, character: u8) -> bool {
    find(text, character).is_some()
}

/// Whether every byte is good. By pointer, so that there is one loop and not one for each use.
#[inline(never)]
pub(super) fn all(text: &str, good: fn(u8) -> bool) -> bool {
    text.bytes().all(good)
}

/// What stands before the first such character, and behind it.
pub(crate) fn split_once(text: &str, character: u8) -> Option<(&str, &str)> {
    let at = find(text, character)?;
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
            assert_eq!(find(text, b'.'), text.find('.'), "{text}");
            let all_letters = text.chars().all(|c| c.is_ascii_lowercase());
            assert_eq!(all(text, |byte| byte.is_ascii_lowercase()), all_letters);
        }
    }
}
