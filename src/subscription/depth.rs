//! How deep JSON may be nested, counted without parsing.

/// How deep lists and objects of an event may be nested. A documented event has three levels; whoever reads a
/// payload may use a parser that recurses.
pub const MAX_NESTING: usize = 64;

/// Whether a JSON text is nested deeper than [`MAX_NESTING`].
pub(crate) fn too_deep(text: &str) -> bool {
    // Most texts have fewer brackets in all; counting bytes is many times faster than walking strings.
    let opened = text.bytes().filter(|byte| matches!(byte, b'[' | b'{'));
    if opened.count() <= MAX_NESTING {
        return false;
    }
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string => drop(bytes.next()),
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > MAX_NESTING {
                    return true;
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
