//! The steps of `cargo xtask test`, cheap ones first.

use super::tally::Tally;
use super::{files, packages, runtimes, rust, web};
use crate::Result;
use crate::layout::Layout;

/// One step.
pub(super) struct Step {
    /// What it is called on the command line and in the summary.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) title: &'static str,
    /// Whether it needs neither wasm nor a browser.
    pub(super) fast: bool,
    /// Does it. An error counts as one failure.
    pub(super) work: Work,
}

type Work = fn(&Layout) -> Result<Tally>;

/// All steps there is something to do for, in order.
pub(super) fn all(layout: &Layout) -> Result<Vec<Step>> {
    let mut steps = vec![
        fast("fmt", "cargo fmt --check", rust::format),
        fast("clippy", "clippy on the workspace", rust::clippy),
        slow("features", "clippy on each feature alone", rust::features),
        fast("test", "cargo test, all but the browser tests", rust::test),
        slow("wasm-build", "cargo build for wasm32", rust::wasm_build),
        slow("doc", "cargo doc, warnings denied", rust::doc),
        slow("build", "cargo xtask build", web::dist),
        slow("sizes", "the size budgets", web::budgets),
    ];
    if !files::wasm_tests(layout)?.is_empty() {
        steps.push(slow("wasm-test", "wasm tests in Node", web::wasm));
    }
    if !files::type_tests(layout)?.is_empty() {
        steps.push(slow("types", "TypeScript declarations in use", web::types));
    }
    if !files::js_tests(layout)?.is_empty() {
        steps.push(slow("js", "JavaScript tests in Node", web::js));
    }
    steps.extend([
        slow(
            "runtimes",
            "the receiver of events in Node, Deno, Bun and workerd",
            runtimes::all,
        ),
        slow("browser", "browser tests", web::browser),
        // After those, whose program it uses.
        slow(
            "packages",
            "npm package, crate and examples in use",
            packages::all,
        ),
        slow("faults", "every fault in Chromium", web::faults),
        slow(
            "engines",
            "the chief faults and the policies in Firefox and WebKitGTK",
            web::engines,
        ),
    ]);
    Ok(steps)
}

fn fast(name: &'static str, title: &'static str, work: Work) -> Step {
    Step {
        name,
        title,
        fast: true,
        work,
    }
}

fn slow(name: &'static str, title: &'static str, work: Work) -> Step {
    Step {
        fast: false,
        ..fast(name, title, work)
    }
}
