//! HMAC-SHA-256 alone, for a comparison with `node:crypto`; the receiver itself never gives it away.

use launch_complete::subscription::{Secret, Secrets, Signature};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A secret that verifies.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Mac(Secrets);

#[wasm_bindgen]
impl Mac {
    /// Takes the secret as text.
    #[wasm_bindgen(constructor)]
    pub fn new(secret: String) -> Result<Mac, JsError> {
        let refused =
            |error: launch_complete::subscription::ConfigError| JsError::new(error.code());
        let secret = Secret::new(secret).map_err(refused)?;
        Secrets::new([secret]).map(Self).map_err(refused)
    }

    /// Whether the 32 bytes of `tag` are the body's, in constant time.
    pub fn verify(&self, body: &[u8], tag: &[u8]) -> bool {
        <[u8; 32]>::try_from(tag).is_ok_and(|tag| {
            let signature = Signature::from(tag);
            self.0.verify(&[body], &signature).is_some()
        })
    }
}
