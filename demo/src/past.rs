//! How the app's launches ended, as its page reported it: a history, and proof of nothing.

use rusqlite::{Row, named_params};
use serde::{Deserialize, Serialize};

use crate::store::{Store, StoreError};

/// The table, for the [store](Store) to create.
pub(crate) const LAYOUT: &str = "
    CREATE TABLE launches (
        id INTEGER PRIMARY KEY,
        ended_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
        path TEXT NOT NULL,
        code TEXT NOT NULL,
        via TEXT,
        key TEXT,
        account_id TEXT,
        cycles INTEGER,
        milliseconds INTEGER NOT NULL
    ) STRICT;
";

/// How many of the newest are listed.
const LISTED: u32 = 200;

/// How one launch ended.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndedLaunch {
    /// The path it was started with, such as `proxy-both`.
    pub path: String,
    /// `DELIVERED`, or the error's code.
    pub code: String,
    /// `opener`, `proxy` or `landing`, where a result came.
    pub via: Option<String>,
    /// The `Idempotency-Key` of the result.
    pub key: Option<String>,
    /// The account it was installed into, where the app or the back end knows.
    pub account_id: Option<String>,
    /// How many cycles were installed.
    pub cycles: Option<u32>,
    /// From the click to the end.
    pub milliseconds: u32,
}

/// A launch of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PastLaunch {
    /// Its number, counted from 1.
    pub id: i64,
    /// When it ended, in UTC, such as `2026-11-22T15:00:00.000Z`.
    pub ended_at: String,
    /// Whether the back end has the result's text.
    pub stored: bool,
    /// How it ended.
    #[serde(flatten)]
    pub ended: EndedLaunch,
}

impl EndedLaunch {
    /// Whether every text is what it says it is. Nothing else gets into the database.
    pub(crate) fn is_valid(&self) -> bool {
        let word = |text: &str| {
            let known = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
            (1..=40).contains(&text.len()) && text.bytes().all(known)
        };
        let code = |text: &str| {
            let known = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
            (1..=40).contains(&text.len()) && text.bytes().all(known)
        };
        let key = |text: &str| {
            let digits = text.strip_prefix("sha-256=").unwrap_or_default();
            digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        word(&self.path)
            && code(&self.code)
            && self.via.as_deref().is_none_or(word)
            && self.key.as_deref().is_none_or(key)
            && self.account_id.as_ref().is_none_or(|id| id.len() <= 1024)
    }
}

impl Store {
    /// Adds a launch that has ended.
    pub(crate) fn record(&self, ended: &EndedLaunch) -> Result<(), StoreError> {
        self.locked().execute(
            "INSERT INTO launches (path, code, via, key, account_id, cycles, milliseconds)
             VALUES (:path, :code, :via, :key, :account, :cycles, :milliseconds)",
            named_params! {
                ":path": ended.path,
                ":code": ended.code,
                ":via": ended.via,
                ":key": ended.key,
                ":account": ended.account_id,
                ":cycles": ended.cycles,
                ":milliseconds": ended.milliseconds,
            },
        )?;
        Ok(())
    }

    /// The latest 200 launches, newest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn past(&self) -> Result<Vec<PastLaunch>, StoreError> {
        let connection = self.locked();
        // Where only the back end got the result, the app does not know whose it is.
        let mut rows = connection.prepare_cached(
            "SELECT launches.id, ended_at, path, code, via, launches.key, milliseconds,
                    results.key IS NOT NULL AS stored,
                    coalesce(launches.account_id, results.account_id) AS account_id,
                    coalesce(launches.cycles, results.cycles) AS cycles
             FROM launches LEFT JOIN results ON results.key = launches.key
             ORDER BY launches.id DESC LIMIT ?1",
        )?;
        let rows = rows.query_map([LISTED], past)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn past(row: &Row<'_>) -> rusqlite::Result<PastLaunch> {
    Ok(PastLaunch {
        id: row.get("id")?,
        ended_at: row.get("ended_at")?,
        stored: row.get("stored")?,
        ended: EndedLaunch {
            path: row.get("path")?,
            code: row.get("code")?,
            via: row.get("via")?,
            key: row.get("key")?,
            account_id: row.get("account_id")?,
            cycles: row.get("cycles")?,
            milliseconds: row.get("milliseconds")?,
        },
    })
}
