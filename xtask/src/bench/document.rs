//! `docs/benchmarks.md`: a run as a document.

use std::fmt::Write;

use super::part::Part;
use super::report::Report;
use super::svg::picture;
use super::table::Table;

const HEAD: &str = "\
# Benchmarks

Written by `cargo xtask bench --write-docs`, every figure in one run and every browser group in the same Chromium. What is installed,
measured and compared is in `benches/`; nothing here is typed in. Times are medians, competitors take turns round after round, *ratio* is
theirs divided by ours: above 1 is in our favour. `--only GROUP` runs one group. All of it is in `target/bench.json` as well.

*sample* is the snippet of the marketplace's documentation: two lines without a check, to any origin. *hand-written* is
`benches/browser/hand/`: the same checks, acknowledgement and three paths as ours in plain JavaScript, without texts, fallback and late hosts.
";

/// What each group measures, in words.
const ABOUT: [(&str, &str); 8] = [
    (
        "bytes",
        "What each side loads for one result, glue of a few lines included. Peers are bundled and minified, or their own minified files.",
    ),
    (
        "start",
        "A popup on a site that the browser has never seen: a new process, nothing compiled, nothing cached. From the start of the page's script.",
    ),
    (
        "click",
        "The page is at rest. From the click to the moment the app's callback has the result.",
    ),
    (
        "validate",
        "In the page: from the call to the text that is ready to be posted. Then the same through a real window, up to 35 MB, with the most \
         memory that a renderer had, and what becomes of a text above `maxBytes`.",
    ),
    (
        "redirect",
        "From the click to the callback of the page that the redirect leads to, and to the app's.",
    ),
    (
        "memory",
        "What the app's page holds more than before, after garbage collection.",
    ),
    (
        "capability",
        "Every case by the same script, each cell on an app and a marketplace of its own; *app*, *sign-in page* and *Launch Complete page* \
         say who sends `Cross-Origin-Opener-Policy`.",
    ),
    (
        "subscriptions",
        "A back end that receives signed events: verify, read, find out whether it is a repeat.",
    ),
];

/// The rows that the picture shows: the start of a table's title, and a row of it.
const PICTURED: [(&str, &str); 6] = [
    ("Bytes", "the Launch Complete page"),
    ("Cold start", "script start to the message in the app"),
    ("Click", "click to callback"),
    ("Read, check", "10"),
    ("Read, check", "1000"),
    ("Redirect", "click to the app's callback"),
];

/// The document.
pub(super) fn markdown(report: &Report) -> String {
    let mut text = HEAD.to_owned();
    write_out(&mut text, report).expect("a text takes everything");
    text
}

fn write_out(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        text,
        "\n{}. {}.\n\nPeers: {}.\n",
        report.date,
        report.machine,
        report.peers.join(", ")
    )?;
    writeln!(
        text,
        "![The chief rows as bars; the figures are in the tables](benchmarks.svg)"
    )?;
    for group in &report.groups {
        writeln!(text, "\n## {}\n", group.name)?;
        if let Some((_, about)) = ABOUT.iter().find(|(name, _)| *name == group.name) {
            writeln!(text, "{about}")?;
        }
        for part in &group.parts {
            match part {
                Part::Table(table) => table_out(text, table)?,
                Part::Grid(grid) => {
                    let heads = grid.heads();
                    writeln!(text, "\n### {}\n\n| | {} |", grid.title, heads.join(" | "))?;
                    writeln!(text, "| --- |{}", " --- |".repeat(heads.len()))?;
                    for (row, texts) in grid.rows() {
                        let texts: Vec<_> = texts.iter().map(|it| cell(it)).collect();
                        writeln!(text, "| {} | {} |", cell(row), texts.join(" | "))?;
                    }
                }
                Part::Line(line) => writeln!(text, "\n- {line}")?,
                Part::Failed(reason) => writeln!(text, "\nNot measured: {reason}")?,
            }
        }
    }
    let missed = report.missed();
    writeln!(text, "\n## Aims that this run missed\n")?;
    if missed.is_empty() {
        writeln!(text, "None.")?;
    }
    missed
        .iter()
        .try_for_each(|line| writeln!(text, "- {line}"))
}

fn table_out(text: &mut String, table: &Table) -> std::fmt::Result {
    let [first, second] = table.heads();
    writeln!(text, "\n### {}", table.title)?;
    for row in table.rows() {
        writeln!(
            text,
            "\n| {} | {first} | {second} | ratio | |\n| --- | ---: | ---: | ---: | --- |",
            cell(row)
        )?;
        for one in table.measured.iter().filter(|one| one.row == row) {
            let (who, does) = (cell(&one.who), cell(&one.does));
            match &one.failed {
                Some(reason) => writeln!(text, "| {who} | – | – | – | {} |", cell(reason))?,
                None => writeln!(
                    text,
                    "| {who} | {} | {} | {:.2} | {does} |",
                    table.figure(one.median),
                    table.figure(one.fastest),
                    one.ratio
                )?,
            }
        }
    }
    Ok(())
}

/// A text that ends no cell.
/// What peers say may name an address of this very run; that is nobody's.
fn cell(text: &str) -> String {
    let words = text.split_whitespace();
    let words = words.map(|word| if word.contains("://") { "…" } else { word });
    words.collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// The picture beside it.
pub(super) fn svg(report: &Report) -> String {
    let tables: Vec<&Table> = report
        .groups
        .iter()
        .flat_map(|group| &group.parts)
        .filter_map(|part| match part {
            Part::Table(table) => Some(table),
            _ => None,
        })
        .collect();
    let panels: Vec<_> = PICTURED
        .iter()
        .filter_map(|(title, row)| {
            let table = tables.iter().find(|table| table.title.starts_with(title))?;
            table.rows().contains(row).then_some((*table, *row))
        })
        .collect();
    picture(&panels)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::bench::grid::Grid;
    use crate::bench::machine::Machine;
    use crate::bench::report::GroupReport;

    fn report() -> Report {
        let table = r#"[
            {"table":"Click","row":"click to callback","who":"launch-complete","does":"a|b","samples":[2]},
            {"table":"Click","row":"click to callback","who":"sample","does":"","samples":[1]},
            {"table":"Click","row":"click to callback","who":"gone","does":"","samples":[],"failed":"no window"}
        ]"#;
        let cell =
            json!([{"table":"Cases","row":"r","who":"launch-complete","text":"lost","good":false}]);
        let parts = vec![
            Part::Table(Table::read(table, 1.0).unwrap()),
            Part::Line("a line".to_owned()),
            Part::Grid(Grid::new(serde_json::from_value(cell).unwrap())),
            Part::Failed("another: no browser".to_owned()),
        ];
        Report {
            date: "2026-01-02T03:04:05Z".to_owned(),
            machine: Machine::unknown(),
            peers: vec!["peer 1.2.3".to_owned()],
            groups: vec![GroupReport {
                name: "click",
                parts,
            }],
        }
    }

    #[test]
    fn the_document_has_every_figure_and_says_what_was_missed() {
        let text = markdown(&report());
        for line in [
            "2026-01-02T03:04:05Z. unknown, 1 cores",
            "Peers: peer 1.2.3.",
            "| launch-complete | 2.00 ms | 2.00 ms | 1.00 | a\\|b |",
            "| sample | 1.00 ms | 1.00 ms | 0.50 |  |",
            "| gone | – | – | – | no window |",
            "- a line",
            "| r | ✗ lost |",
            "Not measured: another: no browser",
            "- aim missed: Click, click to callback: sample takes 0.50 times ours, wanted is 1.00",
            "- aim missed: Cases, r: launch-complete: lost",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    #[test]
    fn the_picture_has_the_chief_rows() {
        let picture = svg(&report());
        assert!(picture.contains("Click: click to callback"), "{picture}");
        assert!(!picture.contains("gone"), "{picture}");
    }
}
