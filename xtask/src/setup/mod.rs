//! What a task needs beyond a Rust toolchain, put there when it is missing.

mod chromium;
mod debian;
mod firefox;
mod nginx;
mod npm;
mod program;
mod runtimes;
mod tools;
mod wasm_target;
mod webkit;

pub(crate) use chromium::{ensure as chromium, ensure_headless_shell as chromium_headless_shell};
pub(crate) use firefox::ensure as firefox;
pub(crate) use nginx::ensure as nginx;
pub(crate) use program::Program;
pub(crate) use runtimes::ensure as runtimes;
pub(crate) use tools::{Tools, ensure as tools, install as packages, node_present};
pub(crate) use wasm_target::{TRIPLE as WASM_TRIPLE, ensure as wasm_target};
pub(crate) use webkit::ensure as webkit;
