//! What the receiver has in its database, against what was sent.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// How the events that were sent are stored.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Exactly once, as it must be.
    pub once: usize,
    /// Not at all.
    pub missing: usize,
    /// More than once.
    pub repeated: usize,
}

/// Looks up the events of this run. `query` gives one column, the GUID of each stored event.
///
/// # Errors
///
/// The database cannot be read.
pub fn compare(database: &Path, query: &str, guids: &[String]) -> rusqlite::Result<Stored> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare(query)?;
    let mut found: HashMap<String, usize> = HashMap::new();
    for guid in statement.query_map([], |row| row.get(0))? {
        *found.entry(guid?).or_default() += 1;
    }
    let mut stored = Stored::default();
    for guid in guids {
        match found.get(guid) {
            None => stored.missing += 1,
            Some(1) => stored.once += 1,
            Some(_) => stored.repeated += 1,
        }
    }
    Ok(stored)
}

impl fmt::Display for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            once,
            missing,
            repeated,
        } = self;
        write!(
            f,
            "stored once {once}, not at all {missing}, more than once {repeated}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_event_is_looked_up() {
        let folder = std::env::temp_dir().join(format!("stored-{}", std::process::id()));
        let connection = Connection::open(&folder).unwrap();
        let made = "CREATE TABLE e (g TEXT); INSERT INTO e VALUES ('a'), ('b'), ('b'), ('other')";
        connection.execute_batch(made).unwrap();
        let guids = ["a", "b", "c"].map(str::to_owned);
        let stored = compare(&folder, "SELECT g FROM e", &guids);
        std::fs::remove_file(&folder).unwrap();
        let expected = Stored {
            once: 1,
            missing: 1,
            repeated: 1,
        };
        assert_eq!(stored.unwrap(), expected);
    }
}
