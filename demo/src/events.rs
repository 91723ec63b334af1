//! What the host keeps of the marketplace's events, and of requests that were none.

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use launch_complete::subscription::{Inbox, Key, Message, Refusal, Reply, SqliteInbox};
use rusqlite::{Connection, Row, Transaction, params};
use serde::Serialize;

use crate::store::StoreError;

/// The tables, for the [store](crate::Store) to create.
pub(crate) const LAYOUT: &str = "
    CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        status INTEGER NOT NULL,
        answer TEXT NOT NULL,
        repeats INTEGER NOT NULL DEFAULT 0,
        received_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    ) STRICT;
    CREATE TABLE refused_events (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL,
        path TEXT NOT NULL,
        message TEXT NOT NULL,
        status INTEGER NOT NULL,
        received_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    ) STRICT;
";

/// An event that was received, and what it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoredEvent {
    /// The SHA-256 of the raw body in hex.
    pub key: String,
    /// What happened, such as `marketplace.Location.deleted`.
    pub name: String,
    /// The event as JSON, at most its first 4096 characters.
    pub body: String,
    /// The answer's status.
    pub status: u16,
    /// The answer's JSON text, or an empty one.
    pub answer: String,
    /// How often it came again and got that answer again.
    pub repeats: u32,
    /// When it came first, in UTC, such as `2026-11-22T15:00:00.000Z`.
    pub received_at: String,
}

/// A request that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefusedEvent {
    /// The precise code, which the sender is not told.
    pub code: String,
    /// The header or the place in the body, or an empty text.
    pub path: String,
    /// What happened.
    pub message: String,
    /// The answer's status.
    pub status: u16,
    /// When, in UTC.
    pub received_at: String,
}

/// The events received so far. Clones share two connections.
#[derive(Clone, Debug)]
pub struct Events(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    inbox: SqliteInbox,
    records: Mutex<Connection>,
    /// Held while either connection writes: SQLite itself would let one of them sleep and ask again.
    writing: Mutex<()>,
}

impl Events {
    /// Opens the file, in which the tables must be.
    pub(crate) fn open(file: &Path) -> Result<Self, StoreError> {
        let inbox = SqliteInbox::open(file)?;
        let records = Connection::open(file)?;
        records.busy_timeout(Duration::from_secs(5))?;
        Ok(Self(Arc::new(Inner {
            inbox,
            records: Mutex::new(records),
            writing: Mutex::default(),
        })))
    }

    /// Answers an event: the first time by `decide`, with the event stored in the transaction that stores the
    /// answer, and from then on with that answer.
    pub(crate) fn answer(
        &self,
        key: &Key,
        message: &Message,
        decide: impl FnOnce(&Message) -> Reply,
    ) -> Result<Reply, StoreError> {
        let _turn = locked(&self.0.writing);
        let mut is_first = false;
        let mut failed = None;
        let reply = self.0.inbox.handle(key, |transaction| {
            is_first = true;
            let reply = decide(message);
            match insert(transaction, key, message, &reply) {
                Ok(()) => reply,
                Err(error) => {
                    failed = Some(error);
                    // Rolls back, so the event may come again.
                    Reply::unavailable()
                }
            }
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        if !is_first {
            self.records()
                .prepare_cached("UPDATE events SET repeats = repeats + 1 WHERE key = ?1")?
                .execute([key.to_string()])?;
        }
        Ok(reply)
    }

    /// Keeps a refusal; the latest thousand at most, since anybody can cause one.
    pub(crate) fn refuse(&self, refusal: &Refusal) -> Result<(), StoreError> {
        let _turn = locked(&self.0.writing);
        let records = self.records();
        records
            .prepare_cached(
                "INSERT INTO refused_events (code, path, message, status) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                refusal.code(),
                refusal.path(),
                refusal.message(),
                refusal.reply().status()
            ])?;
        let newest = records.last_insert_rowid();
        records
            .prepare_cached("DELETE FROM refused_events WHERE id <= ?1 - 1000")?
            .execute([newest])?;
        Ok(())
    }

    /// How many different events were stored.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn count(&self) -> Result<u64, StoreError> {
        let count: i64 = self
            .records()
            .query_row("SELECT count(*) FROM events", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The latest 100 events, newest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn list(&self) -> Result<Vec<StoredEvent>, StoreError> {
        let records = self.records();
        let mut rows = records.prepare_cached(
            "SELECT key, name, substr(body, 1, 4096) AS body, status, answer, repeats, received_at
             FROM events ORDER BY id DESC LIMIT 100",
        )?;
        let rows = rows.query_map([], stored)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The latest 100 refusals, newest first.
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub fn refused(&self) -> Result<Vec<RefusedEvent>, StoreError> {
        let records = self.records();
        let mut rows = records.prepare_cached(
            "SELECT code, path, message, status, received_at
             FROM refused_events ORDER BY id DESC LIMIT 100",
        )?;
        let rows = rows.query_map([], refused)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn records(&self) -> MutexGuard<'_, Connection> {
        locked(&self.0.records)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn insert(
    transaction: &Transaction<'_>,
    key: &Key,
    message: &Message,
    reply: &Reply,
) -> rusqlite::Result<()> {
    let body = message.to_body();
    transaction
        .prepare_cached(
            "INSERT INTO events (key, name, body, status, answer) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            key.to_string(),
            message.envelope().name,
            String::from_utf8_lossy(&body),
            reply.status(),
            reply.body()
        ])
        .map(drop)
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredEvent> {
    Ok(StoredEvent {
        key: row.get("key")?,
        name: row.get("name")?,
        body: row.get("body")?,
        status: row.get("status")?,
        answer: row.get("answer")?,
        repeats: row.get("repeats")?,
        received_at: row.get("received_at")?,
    })
}

fn refused(row: &Row<'_>) -> rusqlite::Result<RefusedEvent> {
    Ok(RefusedEvent {
        code: row.get("code")?,
        path: row.get("path")?,
        message: row.get("message")?,
        status: row.get("status")?,
        received_at: row.get("received_at")?,
    })
}
