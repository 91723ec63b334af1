//! What must happen: `tests/faults.csv`, one cell a fault and path.

use std::fmt;

use crate::Result;

const TABLE: &str = include_str!("../../../faults.csv");

/// The way a result takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The popup shows the marketplace, which posts to its opener.
    Opener,
    /// The popup shows the proxy page, which frames the marketplace.
    Proxy,
    /// The Launch Complete page goes to the landing page.
    Redirect,
}

impl Way {
    /// In the order of the columns.
    pub const ALL: [Self; 3] = [Self::Opener, Self::Proxy, Self::Redirect];

    /// The name of its column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Opener => "opener",
            Self::Proxy => "proxy-iframe",
            Self::Redirect => "redirect",
        }
    }
}

/// What must happen, and what did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Delivered exactly once; the popup closes, or says that it may be closed.
    Delivered,
    /// The first channel is unusable: delivered exactly once over another, within 2 s.
    Fallback,
    /// Settles `CLOSED` exactly once within 1 s.
    Closed,
    /// Told `lost` within 1 s; a late result still counts; at the limit `CLOSED` exactly once.
    Lost,
    /// Settles `TIMEOUT` exactly once at the limit.
    Timeout,
    /// The page shows a readable error with Retry; the result is kept and sent nowhere else.
    Error,
    /// Dropped or refused with a code; a good message afterwards is accepted.
    Dropped,
    /// Safe, as the set-up says.
    Safe,
    /// Nothing leaves the page.
    Kept,
    /// After the reload the flow goes on, and the callback still fires exactly once.
    Resumed,
    /// Settles `BLOCKED` at once; the app can offer to go on in the same tab.
    Blocked,
}

impl Code {
    const LETTERS: [(&'static str, Self); 11] = [
        ("D", Self::Delivered),
        ("F", Self::Fallback),
        ("K", Self::Closed),
        ("L", Self::Lost),
        ("T", Self::Timeout),
        ("E", Self::Error),
        ("X", Self::Dropped),
        ("S", Self::Safe),
        ("B", Self::Kept),
        ("R", Self::Resumed),
        ("U", Self::Blocked),
    ];

    fn parse(letter: &str) -> Option<Self> {
        let found = Self::LETTERS.iter().find(|(known, _)| *known == letter);
        found.map(|(_, code)| *code)
    }

    /// Its letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        let found = Self::LETTERS.iter().find(|(_, code)| *code == self);
        found.map_or("", |(letter, _)| letter)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letter())
    }
}

/// One cell that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Such as `F01`.
    pub id: String,
    /// Its column.
    pub way: Way,
    /// What must happen.
    pub required: Code,
}

/// Every cell that is not empty, in the order of the table.
///
/// # Errors
///
/// The table has a line that is none.
pub(super) fn cells() -> Result<Vec<Cell>> {
    let mut cells = Vec::new();
    for line in TABLE.lines().skip(1) {
        let fields = fields(line);
        let [id, _, _, codes @ ..] = fields.as_slice() else {
            return Err(format!("no line of the table: {line}").into());
        };
        for (way, code) in Way::ALL.into_iter().zip(codes) {
            if code.is_empty() {
                continue;
            }
            let required = Code::parse(code).ok_or_else(|| format!("{id}: no code `{code}`"))?;
            cells.push(Cell {
                id: id.clone(),
                way,
                required,
            });
        }
    }
    Ok(cells)
}

/// The fields of a line; one with a comma in it stands in quotes, a quote in it is doubled.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => push(&mut fields, '"'),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => push(&mut fields, other),
        }
    }
    fields
}

fn push(fields: &mut [String], character: char) {
    if let Some(last) = fields.last_mut() {
        last.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::{cells, fields};

    #[test]
    fn quotes_hold_commas_and_quotes() {
        let line = r#"F28,framing,"after ""Open directly"", or by itself",,F,"#;
        let expected = [
            "F28",
            "framing",
            r#"after "Open directly", or by itself"#,
            "",
            "F",
            "",
        ];
        assert_eq!(fields(line), expected);
    }

    #[test]
    fn the_table_has_51_faults_and_135_cells() {
        let cells = cells().unwrap();
        assert_eq!(cells.len(), 135);
        let mut ids: Vec<_> = cells.iter().map(|cell| &cell.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), 51);
    }
}
