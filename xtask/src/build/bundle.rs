//! Bundling with the JavaScript tools: `xtask/tools/bundle.mjs`.

use super::artefact::Artefact;
use super::stage::{Form, entry};
use super::{bind, inline, pages};
use crate::layout::Layout;
use crate::progress::timed;
use crate::setup::Tools;
use crate::{Result, disk, process};

/// Writes every script of `dist/`, bundled and minified, the classic one lowered to ES5.
pub(super) fn all(layout: &Layout, wanted: &[&Artefact], tools: &Tools) -> Result<()> {
    let mut script = tools.script("bundle.mjs");
    script.arg(format!(
        "{} {}, {}",
        wanted[0].package,
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_LICENSE")
    ));
    for artefact in wanted {
        let single = entry(layout, artefact, Form::Single);
        script
            .arg("module")
            .arg(&single)
            .arg(artefact.module(layout));
        script
            .arg("module")
            .arg(entry(layout, artefact, Form::Split))
            .arg(artefact.split_module(layout));
        if let (Some(global), Some(file)) = (artefact.global, artefact.classic(layout)) {
            script.arg(global).arg(single).arg(file);
        }
        if let Some(page) = pages::of(artefact) {
            script
                .arg("page")
                .arg(page.entry(layout))
                .arg(page.script(layout));
        }
    }
    timed("bundling and minifying", || {
        process::output(&mut script).map(drop)
    })?;
    for artefact in wanted {
        disk::copy(&bind::wasm(layout, artefact), &artefact.split_wasm(layout))?;
    }
    for file in wanted
        .iter()
        .filter_map(|artefact| artefact.classic(layout))
    {
        inline::check(&disk::read_text(&file)?)?;
    }
    Ok(())
}
