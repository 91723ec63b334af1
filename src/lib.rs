#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

mod display;
pub mod launch;
#[cfg(feature = "subscriptions")]
pub mod subscription;

#[cfg(all(
    target_arch = "wasm32",
    any(feature = "browser", feature = "subscriptions-js")
))]
mod js;
