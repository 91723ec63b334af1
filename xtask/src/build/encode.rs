//! WebAssembly as text inside a script.
//!
//! The text has to survive being pasted inline into a page in any encoding and through a template
//! engine, so it is ASCII without quotes, backslashes, `<`, `&`, braces, `$` and backquotes. Base64
//! would do that, but three bytes to four characters hide every repetition that is not a multiple of
//! three away from the compressor: the whole file was a quarter larger after brotli. Here each byte
//! keeps its own code, one character for the 84 most frequent bytes and two for the rest; printable
//! bytes stand for themselves where they can. After brotli that is some three per cent above two
//! files, the decoder included.

use walrus::ModuleConfig;

use crate::Result;

/// Starts a two-character code. Of all neighbours in the alphabet these two cost least.
const ESCAPES: [u8; 2] = *b":;";

/// Characters that are never written.
const UNSAFE: &[u8] = b"\"'\\<{}`&$";

/// What makes bytes of the text, which first lists the codes of the bytes 0 to 255, then those of the module.
const DECODER: &str = include_str!("decode.wat");

/// What calls it, with a place for it.
const CALLER: &str = include_str!("decode.js");

/// How long a text the decoder has memory for: up to its table.
const LONGEST: usize = 131_072;

/// A module `wasm.js` with the wasm inside: `default` is the text, `decode` makes bytes of it.
pub(super) fn inline_module(wasm: &[u8]) -> Result<String> {
    let text = encode(wasm);
    if text.len() > LONGEST {
        return Err(format!("decode.wat has no memory for {} characters", text.len()).into());
    }
    let decoder = decoder()?.iter().map(u8::to_string).collect::<Vec<_>>();
    let caller = CALLER.replace("DECODER", &decoder.join(","));
    Ok(format!("export default \"{text}\";\n{caller}"))
}

/// The decoder without the names of its variables.
fn decoder() -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config
        .generate_name_section(false)
        .generate_producers_section(false);
    let wasm = wat::parse_str(DECODER)?;
    Ok(config.parse(&wasm)?.emit_wasm())
}

/// A module `wasm.js` for wasm in a file of its own. It waits for the bytes before anything that
/// imports it runs, so that a shell starts the module the same way in both forms; bundlers know how
/// to move a file whose address is written like this. A file that is not there is no wasm: what cannot be
/// compiled starts the fallback.
pub(super) fn fetching_module(file: &str) -> String {
    format!(
        "const fetched = fetch(new URL(\"./{file}\", import.meta.url)).then((it) => it.arrayBuffer());\n\
         export default new Uint8Array(await fetched.catch(() => []));\n\
         export function decode(bytes) {{\n    return bytes;\n}}\n"
    )
}

/// A module `wasm.js` for workers: they compile the wasm of an import when they are deployed, and neither
/// fetch a file of their own nor compile anything later.
pub(super) fn importing_module(file: &str) -> String {
    format!(
        "import module from \"./{file}\";\n\
         export default module;\n\
         export function decode(module) {{\n    return module;\n}}\n"
    )
}

fn encode(wasm: &[u8]) -> String {
    let codes = codes(wasm);
    let table = codes.iter();
    let body = wasm.iter().map(|byte| &codes[usize::from(*byte)]);
    table.chain(body).map(String::as_str).collect()
}

/// The code of every byte value, chosen for this module.
fn codes(wasm: &[u8]) -> Vec<String> {
    let alphabet: Vec<u8> = (b' '..=b'~').filter(|c| !UNSAFE.contains(c)).collect();
    let single: Vec<u8> = alphabet
        .iter()
        .copied()
        .filter(|character| !ESCAPES.contains(character))
        .collect();

    let mut counts = [0_usize; 256];
    for byte in wasm {
        counts[usize::from(*byte)] += 1;
    }
    let mut frequent: Vec<u8> = (0..=255).collect();
    frequent.sort_by_key(|byte| std::cmp::Reverse(counts[usize::from(*byte)]));
    frequent.truncate(single.len());

    let mut spare = single
        .iter()
        .filter(|character| !frequent.contains(character));
    let mut pairs = ESCAPES
        .iter()
        .flat_map(|escape| alphabet.iter().map(move |second| [*escape, *second]));
    (0..=255)
        .map(|byte| {
            if !frequent.contains(&byte) {
                let [escape, second] = pairs.next().expect("172 pairs for 172 bytes");
                return [char::from(escape), char::from(second)].iter().collect();
            }
            if single.contains(&byte) {
                return char::from(byte).to_string();
            }
            let character = spare.next().expect("as many characters as frequent bytes");
            char::from(*character).to_string()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What decode.wat does.
    fn decode(text: &str) -> Vec<u8> {
        let mut characters = text.bytes();
        let mut codes = Vec::new();
        while let Some(first) = characters.next() {
            codes.push(if ESCAPES.contains(&first) {
                (first, characters.next())
            } else {
                (first, None)
            });
        }
        let (table, body) = codes.split_at(256);
        body.iter()
            .map(|code| {
                let byte = table.iter().position(|known| known == code).unwrap();
                u8::try_from(byte).unwrap()
            })
            .collect()
    }

    /// Bytes with an uneven distribution that contain every value.
    fn sample() -> Vec<u8> {
        (0..20_000_u32)
            .map(|n| u8::try_from((n * n / 7 + n % 13 * 19) % 256).unwrap())
            .chain(0..=255)
            .collect()
    }

    #[test]
    fn every_byte_survives() {
        let bytes = sample();
        assert_eq!(decode(&encode(&bytes)), bytes);
        assert!(decode(&encode(&[])).is_empty());
    }

    #[test]
    fn a_text_never_reaches_the_table_of_the_decoder() {
        assert!(DECODER.contains(&format!("offset={LONGEST} ")));
        assert!(inline_module(&sample()).is_ok());
        assert!(inline_module(&vec![0; LONGEST]).is_err());
    }

    #[test]
    fn codes_are_distinct() {
        let codes = codes(&sample());
        let distinct: std::collections::HashSet<_> = codes.iter().collect();
        assert_eq!(distinct.len(), 256);
    }

    #[test]
    fn the_text_is_safe_in_a_page() {
        let text = encode(&sample());
        assert!(text.bytes().all(|c| (b' '..=b'~').contains(&c)));
        assert!(!text.bytes().any(|c| UNSAFE.contains(&c)));
    }
}
