//! The hand-written TypeScript declarations, beside the scripts they describe.

use std::fs;

use super::artefact::ALL;
use crate::Result;
use crate::layout::Layout;

/// Copies `src/js/types/*.d.ts` into `dist/` and into the two-file builds. TypeScript looks for the
/// types of `x.mjs` in `x.d.mts`, so each artefact's declarations are written under both names.
pub(super) fn copy(layout: &Layout) -> Result<()> {
    let types = layout.root.join("src/js/types");
    if !types.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(types)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(stem) = name.strip_suffix(".d.ts") else {
            continue;
        };
        let mut folders = vec![layout.dist.clone()];
        let described = ALL.iter().find(|artefact| artefact.package == stem);
        match described {
            Some(artefact) => folders.push(artefact.split_folder(layout)),
            None => folders.extend(ALL.iter().map(|artefact| artefact.split_folder(layout))),
        }
        for folder in folders {
            fs::copy(&path, folder.join(&*name))?;
            if described.is_some() {
                fs::copy(&path, folder.join(stem).with_extension("d.mts"))?;
            }
        }
    }
    Ok(())
}
