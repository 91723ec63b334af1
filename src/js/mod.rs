//! The edges: the only place that names the browser. Every decision is taken in [`crate::launch`] and
//! [`crate::subscription`]; what is here performs it.
//!
//! | file | performs |
//! | --- | --- |
//! | `page` | the Launch Complete page |
//! | `host` | the app that starts a launch |
//! | `proxy`, `landing` | the host's own pages in the window |
//! | `channel/*` | one browser API each |
//! | `subscriptions` | the back end's receiver of signed events |

// wasm-bindgen's generated glue is unsafe; nothing written here is.
// What it exports is reached by JavaScript, not by `pub`.
#![allow(unsafe_code, unreachable_pub)]
// Each artefact uses its part of what is shared; with all of them on, unused code is still reported.
#![cfg_attr(
    not(all(
        feature = "page",
        feature = "host",
        feature = "proxy",
        feature = "landing"
    )),
    allow(dead_code, unused_imports)
)]

mod convert;
mod error;

#[cfg(feature = "browser")]
mod backend;
#[cfg(feature = "browser")]
mod channel;
#[cfg(feature = "browser")]
mod event;
#[cfg(feature = "host")]
mod host;
#[cfg(feature = "landing")]
mod landing;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "browser")]
mod promise;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "browser")]
mod relay;
#[cfg(feature = "browser")]
mod storage;
#[cfg(feature = "subscriptions-js")]
mod subscriptions;
#[cfg(feature = "browser")]
mod timer;
#[cfg(feature = "browser")]
mod window;

// A third of the standard allocator's code; the page is weighed in kilobytes.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
