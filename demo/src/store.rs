//! The host's database: one row a result, by the hash of its text.

use std::{
    fmt,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use launch_complete::subscription::SqliteError;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::{claim::Claim, events, past};

/// What each version of the layout adds to the one before it; `user_version` counts them.
const LAYOUTS: [&str; 3] = [
    "CREATE TABLE results (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        account_id TEXT NOT NULL,
        package_id TEXT,
        form TEXT NOT NULL,
        cycles INTEGER NOT NULL,
        received_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        text TEXT NOT NULL
    ) STRICT;",
    events::LAYOUT,
    past::LAYOUT,
];

const VERSION: u32 = LAYOUTS.len() as u32;

/// A stored result without its text: nothing in it is a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoredResult {
    /// `sha-256=` and the hex digits of the text's hash.
    pub key: String,
    /// The account it was installed into.
    pub account_id: String,
    /// The package, in the form that has one.
    pub package_id: Option<String>,
    /// `marketplace` or `cycle`.
    pub form: String,
    /// How many cycles were installed.
    pub cycles: u32,
    /// When it arrived, in UTC, such as `2026-11-22T15:00:00.000Z`.
    pub received_at: String,
}

/// Why the database did not do what it was asked to.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// SQLite's own error.
    Sqlite(rusqlite::Error),
    /// The inbox of events cannot be had.
    Inbox(SqliteError),
    /// The folder of the file cannot be made.
    Folder(std::io::Error),
    /// The file was written by another version of this program.
    Version(i64),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => error.fmt(f),
            Self::Inbox(error) => error.fmt(f),
            Self::Folder(error) => error.fmt(f),
            Self::Version(found) => write!(f, "layout {found}, not {VERSION}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<SqliteError> for StoreError {
    fn from(error: SqliteError) -> Self {
        Self::Inbox(error)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// The results handed in so far. Clones share one connection.
#[derive(Clone, Debug)]
pub struct Store(Arc<Mutex<Connection>>);

impl Store {
    /// Opens the file and creates it, its folder and its tables where they are missing.
    pub(crate) fn open(file: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(StoreError::Folder)?;
        }
        let mut connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // One transaction, so that two programs starting on a new file do not both create the tables.
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let missing = usize::try_from(found)
            .ok()
            .and_then(|found| LAYOUTS.get(found..))
            .ok_or(StoreError::Version(found))?;
        for layout in missing {
            transaction.execute_batch(layout)?;
        }
        transaction.pragma_update(None, "user_version", VERSION)?;
        transaction.commit()?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// Stores a text under its key. Says whether it is new; a known key changes nothing.
    pub(crate) fn insert(&self, key: &str, claim: &Claim, text: &str) -> Result<bool, StoreError> {
        let inserted = self.locked().execute(
            "INSERT INTO results (key, account_id, package_id, form, cycles, text)
             VALUES (:key, :account, :package, :form, :cycles, :text)
             ON CONFLICT (key) DO NOTHING",
            named_params! {
                ":key": key,
                ":account": claim.account_id,
                ":package": claim.package_id,
                ":form": claim.form,
                ":cycles": claim.cycles,
                ":text": text,
            },
        )?;
        Ok(inserted == 1)
    }

    /// The latest 500, newest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn list(&self) -> Result<Vec<StoredResult>, StoreError> {
        let connection = self.locked();
        let mut rows = connection.prepare_cached(
            "SELECT key, account_id, package_id, form, cycles, received_at
             FROM results ORDER BY id DESC LIMIT 500",
        )?;
        let rows = rows.query_map([], stored)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The text stored under a key, byte for byte as it arrived.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn text(&self, key: &str) -> Result<Option<String>, StoreError> {
        let connection = self.locked();
        let mut text = connection.prepare_cached("SELECT text FROM results WHERE key = ?1")?;
        Ok(text.query_row([key], |row| row.get(0)).optional()?)
    }

    pub(crate) fn locked(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredResult> {
    Ok(StoredResult {
        key: row.get("key")?,
        account_id: row.get("account_id")?,
        package_id: row.get("package_id")?,
        form: row.get("form")?,
        cycles: row.get("cycles")?,
        received_at: row.get("received_at")?,
    })
}
