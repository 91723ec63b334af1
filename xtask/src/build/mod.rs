//! `cargo xtask build`: from the root crate to `dist/`.
//!
//! compile (cargo) → bind (wasm-bindgen) → rename → optimise (wasm-opt) → stage (shell, bindings and
//! wasm side by side) → bundle (Node) or join (without Node) → pages to drop in → declarations → site.

mod artefact;
mod bind;
mod bundle;
mod compile;
mod declarations;
mod encode;
mod imports;
mod inline;
mod join;
mod module;
mod names;
mod optimize;
mod order;
mod pages;
mod rename;
mod silence;
mod site;
mod stage;
mod stamp;
mod tolerate;
mod transfer;

use std::fs::File;
use std::process::ExitCode;

use artefact::Artefact;
pub(crate) use artefact::{ALL, BACK_END};
pub(crate) use compile::for_speed;
pub(crate) use names::{Part, parts};
pub(crate) use optimize::wasm as optimize;
pub(crate) use pages::{PAGES, folder as drop_in};
pub(crate) use site::{Replacement, assemble as site};

use crate::layout::Layout;
use crate::progress::note;
use crate::setup::{self, Tools};
use crate::{Result, arguments, disk};

/// How much the JavaScript tools matter to a task.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tooling {
    /// Without them the result is of no use (sizes, tests).
    Required,
    /// Used where Node is; then a failing installation is an error.
    IfNode,
    /// Used where they can be had; the demo runs either way.
    IfPossible,
    /// Not used.
    Never,
}

/// The task itself.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let mut layout = Layout::new();
    if let Some(folder) = arguments::value(&mut given, "--out")? {
        layout.dist = std::path::absolute(folder)?;
    }
    let mut replacements = Vec::new();
    for (flag, default) in site::DEFAULT_ORIGINS {
        if let Some(origin) = arguments::value(&mut given, flag)? {
            replacements.push(Replacement::new(default, &origin)?);
        }
    }
    let tooling = if arguments::switch(&mut given, "--plain") {
        Tooling::Never
    } else {
        Tooling::IfNode
    };
    arguments::nothing_left(&given)?;
    artefacts(&layout, tooling)?;
    site(&layout, &replacements)?;
    eprintln!("built {}", layout.dist.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds every artefact into `dist/`.
pub(crate) fn artefacts(layout: &Layout, tooling: Tooling) -> Result<()> {
    // Two builds at once would take each other's files away; the second one waits.
    let folder = layout.target.join("xtask");
    disk::create_folder(&folder)?;
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    setup::wasm_target(layout)?;
    let tools = tools(layout, tooling)?;
    let mut wanted: Vec<&Artefact> = ALL.iter().collect();
    // The demo's pages load nothing of it, and it is a minute of compiling.
    if tools.is_some() && tooling != Tooling::IfPossible {
        wanted.push(&BACK_END);
    }
    for artefact in &wanted {
        compile::wasm(layout, artefact)?;
    }
    bind::all(layout, &wanted, tools.as_ref())?;
    for artefact in &wanted {
        stage::prepare(layout, artefact)?;
    }
    match &tools {
        Some(tools) => bundle::all(layout, &wanted, tools)?,
        None => join::all(layout)?,
    }
    pages::copy(layout)?;
    declarations::copy(layout)
}

fn tools(layout: &Layout, tooling: Tooling) -> Result<Option<Tools>> {
    let plain = |why: &str| {
        note(&format!(
            "{why}; the artefacts are joined as they are, neither minified nor optimised"
        ));
        Ok(None)
    };
    match tooling {
        Tooling::Never => plain("built without JavaScript tools"),
        Tooling::Required => setup::tools(layout).map(Some),
        Tooling::IfNode | Tooling::IfPossible if !setup::node_present() => plain("Node not found"),
        Tooling::IfNode => setup::tools(layout).map(Some),
        Tooling::IfPossible => setup::tools(layout).map(Some).or_else(|error| {
            plain(&format!(
                "the JavaScript tools could not be installed ({error})"
            ))
        }),
    }
}
