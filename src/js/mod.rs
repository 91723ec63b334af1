//! The edges: the only place that names the browser. Every decision is taken in [`crate::launch`]; what is
//! here performs it.
//!
//! | file | performs |
//! | --- | --- |
//! | `page` | the Launch Complete page |
//! | `host` | the app that starts a launch |
//! | `proxy`, `landing` | the host's own pages in the window |
//! | `channel/*` | one browser API each |

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

mod channel;
mod convert;
mod error;

mod backend;
#[cfg(feature = "host")]
mod host;
#[cfg(feature = "landing")]
mod landing;
#[cfg(feature = "page")]
mod page;
mod promise;
#[cfg(feature = "proxy")]
mod proxy;
mod relay;
mod storage;

// A third of the standard allocator's code; the page is weighed in kilobytes.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
