//! What to run.

use std::path::PathBuf;

use super::table::Way;
use crate::{Engine, Result, workspace};

/// The arguments of `cargo xtask faults`.
#[derive(Debug)]
pub(super) struct Arguments {
    pub(super) engine: Engine,
    pub(super) repeat: u32,
    pub(super) only: Vec<String>,
    pub(super) way: Option<Way>,
    pub(super) lanes: usize,
    pub(super) report: PathBuf,
}

impl Arguments {
    pub(super) fn read(given: Vec<String>) -> Result<Self> {
        let mut arguments = Self {
            engine: Engine::chosen(Engine::Chromium)?,
            repeat: 1,
            only: Vec::new(),
            way: None,
            lanes: 2,
            report: workspace().join("target/faults.json"),
        };
        let mut given = given.into_iter();
        while let Some(argument) = given.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (argument, given.next()),
            };
            let value = value.ok_or_else(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--browser" => arguments.engine = Engine::named(&value)?,
                "--repeat" => arguments.repeat = number(&name, &value)?,
                "--lanes" => arguments.lanes = number(&name, &value)? as usize,
                "--only" => arguments.only = value.split(',').map(str::to_uppercase).collect(),
                "--path" => arguments.way = Some(way(&value)?),
                "--report" => arguments.report = value.into(),
                other => return Err(format!("unknown argument `{other}`").into()),
            }
        }
        Ok(arguments)
    }

    /// Whether a cell is to be run.
    pub(super) fn wants(&self, id: &str, cell: Way) -> bool {
        let named =
            self.only.is_empty() || self.only.iter().any(|only| id.starts_with(only.as_str()));
        named && self.way.is_none_or(|way| way == cell)
    }
}

fn number(name: &str, value: &str) -> Result<u32> {
    match value.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("{name} needs a number from 1").into()),
    }
}

fn way(name: &str) -> Result<Way> {
    let found = Way::ALL
        .into_iter()
        .find(|way| way.name().starts_with(name));
    found.ok_or_else(|| format!("there is no path `{name}`").into())
}
