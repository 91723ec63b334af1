//! `cargo xtask bench`: what is measured side by side with peers, in groups. Prints tables, writes
//! `target/bench.json`. An aim that is missed is said, and is no failure: machines differ.

mod mac;
mod machine;
mod report;
mod subscriptions;
mod table;

use std::process::ExitCode;

use crate::layout::Layout;
use crate::{Result, arguments, disk};
use report::Report;
use table::Table;

/// Things that are measured together. A new group is a file beside this one and a line in [`GROUPS`].
struct Group {
    /// What `--only` calls it.
    name: &'static str,
    /// Builds what it needs and measures.
    run: fn(&Layout) -> Result<Vec<Table>>,
}

const GROUPS: [Group; 1] = [Group {
    name: "subscriptions",
    run: subscriptions::run,
}];

/// The task itself.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let only = arguments::value(&mut given, "--only")?;
    arguments::nothing_left(&given)?;
    let chosen = chosen(only.as_deref())?;
    let layout = Layout::new();
    let mut report = Report::begin(&layout)?;
    for group in chosen {
        let tables = (group.run)(&layout)?;
        for table in &tables {
            println!("{}\n{table}", group.name);
        }
        report.add(group.name, tables);
    }
    let file = layout.target.join("bench.json");
    disk::write(&file, report.to_json()?)?;
    print!("{report}");
    eprintln!("wrote {}", file.display());
    Ok(ExitCode::SUCCESS)
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
