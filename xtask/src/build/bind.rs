//! wasm-bindgen, as a library: the JavaScript bindings and the wasm that fits them.

use std::path::PathBuf;
use std::thread;

use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use super::artefact::Artefact;
use super::stamp::Stamp;
use super::{compile, imports, optimize, rename, silence, tolerate, transfer};
use crate::layout::Layout;
use crate::progress::timed;
use crate::setup::Tools;
use crate::{Result, disk};

/// The ways to start the module, added to the bindings.
const START: &str = include_str!("start.js");

/// Binds and optimises every artefact whose compiled wasm or tools changed.
pub(super) fn all(layout: &Layout, wanted: &[&Artefact], tools: Option<&Tools>) -> Result<()> {
    let mut stale = Vec::new();
    for artefact in wanted {
        let stamp = Stamp::of(layout, artefact, tools.is_some())?;
        if !stamp.is_current() {
            bind(layout, artefact, tools.is_some())?;
            stale.push((artefact, stamp));
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    if let Some(tools) = tools {
        timed("optimising the wasm (wasm-opt -Oz)", || {
            // One process for each module: every one of them is busy for seconds.
            thread::scope(|scope| {
                let running: Vec<_> = stale
                    .iter()
                    .map(|(artefact, _)| {
                        scope.spawn(|| {
                            optimize::wasm(tools, &wasm(layout, artefact))
                                .map_err(|error| error.to_string())
                        })
                    })
                    .collect();
                running.into_iter().try_for_each(|one| {
                    one.join()
                        .unwrap_or_else(|_| Err("wasm-opt's thread panicked".into()))
                })
            })
            .map_err(Into::into)
        })?;
    }
    stale.iter().try_for_each(|(_, stamp)| stamp.write())
}

fn bind(layout: &Layout, artefact: &Artefact, named: bool) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(compile::compiled(layout, artefact))
        .web(true)?
        // The declarations are written by hand.
        .typescript(false)
        .out_name("bindings")
        .remove_name_section(!named)
        .remove_producers_section(true)
        // Every engine with reference types, which the wasm needs, has `encodeInto`.
        .encode_into(EncodeInto::Always)
        .omit_default_module_path(true)
        .generate_output()?;
    silence::panics(output.wasm_mut());
    let script = transfer::by_encoder(&rename::shorten(&mut output)?)?;
    let script = imports::shorten(&tolerate::old_engines(script)?);
    let folder = folder(layout, artefact);
    disk::remove_folder(&folder)?;
    output.emit(&folder)?;
    disk::write(&folder.join("bindings.js"), script + START)
}

/// Folder of the bindings.
pub(super) fn folder(layout: &Layout, artefact: &Artefact) -> PathBuf {
    layout.stage(artefact.name).join("bound")
}

/// The wasm that fits the bindings.
pub(super) fn wasm(layout: &Layout, artefact: &Artefact) -> PathBuf {
    folder(layout, artefact).join("bindings_bg.wasm")
}
