//! The statements as the documentation has them.

use crate::Result;

/// The key that is tried: any 32 bytes.
const KEY: &str = r"'\x44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'";

/// The statements of the documented inbox, their parameters filled in.
#[derive(Debug)]
pub(super) struct Statements {
    pub(super) layout: String,
    patience: String,
    insert: String,
    update: String,
    select: String,
    pub(super) forget: String,
}

impl Statements {
    /// Reads the SQL block of the module documentation.
    pub(super) fn of_docs(source: &str) -> Result<Self> {
        let block = source
            .split("```sql")
            .nth(1)
            .and_then(|rest| rest.split("```").next());
        let lines = block.ok_or("no SQL in the documentation")?.lines();
        let code = lines.filter_map(|line| line.trim_start_matches("//!").split("--").next());
        let code = code.collect::<Vec<_>>().join("\n");
        let filled = code
            .replace("$1", KEY)
            .replace("$2", "422")
            .replace("$3", "'no'");
        let find = |word: &str| {
            let mut found = filled.split(';').map(str::trim);
            found
                .find(|statement| statement.starts_with(word))
                .map(str::to_owned)
                .ok_or_else(|| format!("no {word} in the documented SQL"))
        };
        Ok(Self {
            layout: find("CREATE TABLE")?,
            patience: find("SET LOCAL")?,
            insert: find("INSERT")?,
            update: find("UPDATE")?,
            select: find("SELECT")?,
            forget: find("DELETE")?,
        })
    }

    /// The first arrival, with a handler that takes some seconds.
    pub(super) fn first(&self, end: &str, seconds: f64) -> String {
        let Self {
            patience,
            insert,
            update,
            ..
        } = self;
        format!("BEGIN; {patience}; {insert}; SELECT pg_sleep({seconds}); {update}; {end}")
    }

    /// A repeat: how many rows it inserted, and what it finds.
    pub(super) fn repeat(&self, patience: Option<&str>) -> String {
        let Self {
            patience: documented,
            insert,
            select,
            ..
        } = self;
        let patience = patience.map_or(documented.clone(), |time| {
            format!("SET LOCAL lock_timeout = '{time}'")
        });
        let counted = format!("WITH new AS ({insert} RETURNING 1) SELECT count(*) FROM new");
        format!("BEGIN; {patience}; {counted}; {select}; ROLLBACK")
    }

    /// What is stored.
    pub(super) fn found(&self) -> String {
        self.select.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_statements_are_found() {
        let docs = include_str!("../../../src/subscription/inbox/mod.rs");
        let statements = Statements::of_docs(docs).unwrap();
        assert!(statements.layout.contains("bytea PRIMARY KEY"));
        assert!(statements.update.contains("SET status = 422, body = 'no'"));
        assert!(
            statements
                .first("COMMIT", 1.0)
                .contains("ON CONFLICT (key) DO NOTHING")
        );
        assert!(statements.repeat(None).contains("lock_timeout = '5s'"));
        assert!(Statements::of_docs("").is_err());
    }
}
