//! SHA-256 of a text that is here as a whole. What the crate `sha2` has for texts that come in pieces weighs
//! more in WebAssembly than all of this, so only its compression is used.

use sha2::block_api::compress256;

/// The first words: of the square roots of the first eight primes (FIPS 180-4, section 5.3.3).
const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

const BLOCK: usize = 64;
/// The length in bits stands at the end.
const LENGTH: usize = 8;

/// The digest as eight numbers, the highest byte of each first.
pub(super) fn sha256(text: &str) -> [u32; 8] {
    let mut words = START;
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    compress256(&mut words, blocks);
    let mut last = [[0; BLOCK]; 2];
    let bytes = last.as_flattened_mut();
    bytes[..rest.len()].copy_from_slice(rest);
    bytes[rest.len()] = 0x80;
    let count = 1 + usize::from(rest.len() + 1 + LENGTH > BLOCK);
    let bits = text.len() as u64 * 8;
    bytes[count * BLOCK - LENGTH..count * BLOCK].copy_from_slice(&bits.to_be_bytes());
    compress256(&mut words, &last[..count]);
    words
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::sha256;

    #[test]
    fn every_length_is_digested_as_in_pieces() {
        let text = "0123456789abcdef".repeat(20);
        for length in 0..text.len() {
            let text = &text[..length];
            let bytes: Vec<u8> = sha256(text)
                .into_iter()
                .flat_map(u32::to_be_bytes)
                .collect();
            assert_eq!(bytes, Sha256::digest(text).to_vec(), "{length}");
        }
    }
}
