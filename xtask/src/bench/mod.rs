//! `cargo xtask bench`: what is measured side by side with peers, in groups. Prints tables, writes
//! `target/bench.json` and, where it is told to, `docs/benchmarks.md`. An aim that is missed is said, and is
//! no failure: machines differ.

mod bytes;
mod document;
mod grid;
mod mac;
mod machine;
mod measured;
mod pages;
mod part;
mod peers;
mod report;
mod site;
mod stats;
mod subscriptions;
mod svg;
mod table;

use std::cell::OnceCell;
use std::process::ExitCode;

use crate::build::{self, Tooling};
use crate::layout::Layout;
use crate::{Result, arguments, disk};
use part::Part;
use report::Report;
use site::Site;

/// What a group gives.
type Run = Result<Vec<Part>>;

/// What every group is told, and what groups share: each is made once, by whoever needs it first.
struct Setting<'a> {
    layout: &'a Layout,
    /// Few rounds: whether it works, not how fast.
    quick: bool,
    built: OnceCell<()>,
    site: OnceCell<Site>,
}

impl Setting<'_> {
    /// Builds everything of ours.
    fn build(&self) -> Result<()> {
        if self.built.get().is_none() {
            build::artefacts(self.layout, Tooling::Required)?;
            build::site(self.layout, &[])?;
            self.built.get_or_init(|| ());
        }
        Ok(())
    }

    /// The pages that measure themselves.
    fn site(&self) -> Result<&Site> {
        if let Some(site) = self.site.get() {
            return Ok(site);
        }
        self.build()?;
        let site = Site::prepare(self.layout)?;
        Ok(self.site.get_or_init(|| site))
    }
}

/// Things that are measured together. A new group is a file beside this one and a line in [`GROUPS`].
struct Group {
    /// What `--only` calls it.
    name: &'static str,
    /// Builds what it needs and measures.
    run: fn(&Setting<'_>) -> Run,
}

const fn group(name: &'static str, run: fn(&Setting<'_>) -> Run) -> Group {
    Group { name, run }
}

const GROUPS: [Group; 8] = [
    group("bytes", bytes::run),
    group("start", pages::start),
    group("click", pages::click),
    group("validate", pages::validate),
    group("redirect", pages::redirect),
    group("memory", pages::memory),
    group("capability", pages::capability),
    group("subscriptions", subscriptions::run),
];

/// The task itself.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let only = arguments::value(&mut given, "--only")?;
    let quick = arguments::switch(&mut given, "--quick");
    let documented = arguments::switch(&mut given, "--write-docs");
    arguments::nothing_left(&given)?;
    if documented && (quick || only.is_some()) {
        return Err("--write-docs is for a whole run: without --only and --quick".into());
    }
    let chosen = chosen(only.as_deref())?;
    let layout = Layout::new();
    let setting = Setting {
        layout: &layout,
        quick,
        built: OnceCell::new(),
        site: OnceCell::new(),
    };
    let mut report = Report::begin(&layout)?;
    let mut whole = true;
    for group in chosen {
        // One that fails is told at the end; the others are measured all the same.
        let parts = (group.run)(&setting).unwrap_or_else(|error| {
            whole = false;
            vec![Part::Failed(format!("{}: {error}", group.name))]
        });
        println!("{}", group.name);
        for part in &parts {
            print!("{part}");
        }
        report.add(group.name, parts);
    }
    let file = layout.target.join("bench.json");
    disk::write(&file, report.to_json()?)?;
    print!("{report}");
    eprintln!("wrote {}", file.display());
    if documented && whole {
        let docs = layout.root.join("docs");
        disk::write(&docs.join("benchmarks.md"), document::markdown(&report))?;
        disk::write(&docs.join("benchmarks.svg"), document::svg(&report))?;
        eprintln!("wrote docs/benchmarks.md and docs/benchmarks.svg");
    }
    Ok(if whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn chosen(only: Option<&str>) -> Result<Vec<&'static Group>> {
    let Some(only) = only else {
        return Ok(GROUPS.iter().collect());
    };
    only.split(',')
        .map(|name| {
            let found = GROUPS.iter().find(|group| group.name == name);
            found.ok_or_else(|| {
                let known: Vec<_> = GROUPS.iter().map(|group| group.name).collect();
                format!("no group `{name}`; there are: {}", known.join(" ")).into()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_chosen_by_name() {
        assert_eq!(chosen(None).unwrap().len(), GROUPS.len());
        assert_eq!(chosen(Some("subscriptions")).unwrap().len(), 1);
        assert!(chosen(Some("subscriptions,nothing")).is_err());
    }
}
