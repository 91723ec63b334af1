//! `cargo xtask sizes`: what each artefact makes a browser load, against its budget.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::build::{self, ALL, BACK_END, PAGES, Part, Tooling};
use crate::layout::Layout;
use crate::{Result, arguments, process, setup};

/// Budgets in bytes of brotli 11. The fallback for engines without WebAssembly is part of every page's file.
const PAGE: usize = 23_500;
const PAGE_SINGLE: usize = 25_000;
/// What opens a launch.
const HOST: usize = 30_000;
/// The host's own pages: each loads one of two, the proxy page or the landing page.
const OWN_PAGE: usize = 28_000;
/// The scripts of the pages to drop in, with their look.
const DROP_IN: usize = 28_700;

/// What a back end loads.
const SUBSCRIPTIONS: usize = 22_500;

/// One artefact on the scales.
struct Weight {
    key: &'static str,
    budget: usize,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The task itself.
pub(crate) fn command(mut given: Vec<String>) -> Result<ExitCode> {
    let json = arguments::switch(&mut given, "--json");
    let names = arguments::switch(&mut given, "--names");
    arguments::nothing_left(&given)?;
    let layout = Layout::new();
    build::artefacts(&layout, Tooling::Required)?;
    let weights = weigh(&layout)?;
    if json {
        println!("{}", as_json(&weights));
    } else {
        print!("{}", as_table(&weights));
    }
    if names {
        for artefact in ALL.iter().chain([&BACK_END]) {
            println!("\n{}", artefact.name);
            print!("{}", heaviest(&build::parts(&layout, artefact)?));
        }
    }
    let over = over_budget(&weights);
    for line in &over {
        eprintln!("{line}");
    }
    Ok(if over.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Checks the budgets of what is in `dist/` now, as a step of the tests.
pub(crate) fn gate(layout: &Layout) -> Result<()> {
    let weights = weigh(layout)?;
    print!("{}", as_table(&weights));
    let over = over_budget(&weights);
    if over.is_empty() {
        Ok(())
    } else {
        Err(over.join("\n").into())
    }
}

fn weigh(layout: &Layout) -> Result<Vec<Weight>> {
    let [page, host, proxy, landing] = &ALL;
    let single = page.classic(layout).into_iter().collect();
    let [proxy_page, landing_page] = &PAGES;
    let things = [
        (
            "page",
            PAGE,
            vec![page.split_module(layout), page.split_wasm(layout)],
        ),
        ("pageSingle", PAGE_SINGLE, single),
        ("host", HOST, vec![host.module(layout)]),
        ("proxy", OWN_PAGE, vec![proxy.module(layout)]),
        ("landing", OWN_PAGE, vec![landing.module(layout)]),
        ("proxyPage", DROP_IN, vec![proxy_page.script(layout)]),
        ("landingPage", DROP_IN, vec![landing_page.script(layout)]),
        (
            "subscriptions",
            SUBSCRIPTIONS,
            vec![BACK_END.module(layout)],
        ),
    ];
    let tools = setup::tools(layout)?;
    things
        .into_iter()
        .map(|(key, budget, files): (_, _, Vec<PathBuf>)| {
            let text = process::output(tools.script("weigh.mjs").args(&files))?;
            // Each file is a response of its own, compressed on its own.
            let mut sums = [0; 3];
            for line in text.lines() {
                for (sum, number) in sums.iter_mut().zip(line.split(' ')) {
                    *sum += number.parse::<usize>()?;
                }
            }
            let [raw, gzip, brotli] = sums;
            Ok(Weight {
                key,
                budget,
                raw,
                gzip,
                brotli,
            })
        })
        .collect()
}

fn over_budget(weights: &[Weight]) -> Vec<String> {
    weights
        .iter()
        .filter(|weight| weight.brotli > weight.budget)
        .map(
            |Weight {
                 key,
                 budget,
                 brotli,
                 ..
             }| {
                format!("over budget: {key} is {brotli} bytes of brotli, allowed are {budget}")
            },
        )
        .collect()
}

fn as_json(weights: &[Weight]) -> String {
    let items: Vec<_> = weights
        .iter()
        .map(
            |Weight {
                 key,
                 raw,
                 gzip,
                 brotli,
                 ..
             }| {
                format!("\"{key}\":{{\"raw\":{raw},\"gzip\":{gzip},\"brotli\":{brotli}}}")
            },
        )
        .collect();
    format!("{{{}}}", items.join(","))
}

fn as_table(weights: &[Weight]) -> String {
    let mut table = format!(
        "{:<12}{:>10}{:>10}{:>10}{:>10}\n",
        "bytes", "raw", "gzip 9", "brotli 11", "budget"
    );
    for Weight {
        key,
        budget,
        raw,
        gzip,
        brotli,
    } in weights
    {
        table.push_str(&format!(
            "{key:<12}{raw:>10}{gzip:>10}{brotli:>10}{budget:>10}\n"
        ));
    }
    table
}

/// How many parts are named one by one.
const NAMED: usize = 40;

/// The parts that weigh most, and the rest in one line.
fn heaviest(parts: &[Part]) -> String {
    let (named, rest) = parts.split_at(NAMED.min(parts.len()));
    let mut table = String::new();
    for Part { name, bytes } in named {
        table.push_str(&format!("{bytes:>8}  {name}\n"));
    }
    let bytes: usize = rest.iter().map(|part| part.bytes).sum();
    table + &format!("{bytes:>8}  ({} more)\n", rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(brotli: usize) -> Weight {
        Weight {
            key: "page",
            budget: 10,
            raw: 30,
            gzip: 20,
            brotli,
        }
    }

    #[test]
    fn json_is_one_line_with_the_documented_keys() {
        let json = as_json(&[weight(10)]);
        assert_eq!(json, r#"{"page":{"raw":30,"gzip":20,"brotli":10}}"#);
    }

    #[test]
    fn only_what_is_over_budget_is_named() {
        assert!(over_budget(&[weight(10)]).is_empty());
        assert_eq!(
            over_budget(&[weight(11)]),
            ["over budget: page is 11 bytes of brotli, allowed are 10"]
        );
    }
}
