//! The hand-written TypeScript declarations, beside the scripts they describe.

use super::artefact::{ALL, BACK_END};
use crate::layout::Layout;
use crate::{Result, disk};

/// Copies `src/js/types/*.d.ts` into `dist/` and into the two-file builds. TypeScript looks for the
/// types of `x.mjs` in `x.d.mts`, so each artefact's declarations are written under both names.
pub(super) fn copy(layout: &Layout) -> Result<()> {
    let types = layout.root.join("src/js/types");
    if !types.is_dir() {
        return Ok(());
    }
    for path in disk::list(&types)? {
        let name = disk::name(&path);
        let Some(stem) = name.strip_suffix(".d.ts") else {
            continue;
        };
        let mut folders = vec![layout.dist.clone()];
        let described = ALL
            .iter()
            .chain([&BACK_END])
            .find(|artefact| artefact.package == stem);
        match described {
            Some(artefact) => folders.push(artefact.split_folder(layout)),
            None => folders.extend(ALL.iter().map(|artefact| artefact.split_folder(layout))),
        }
        for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
            disk::copy(&path, &folder.join(&name))?;
            if described.is_some() {
                disk::copy(&path, &folder.join(stem).with_extension("d.mts"))?;
            }
        }
    }
    Ok(())
}
