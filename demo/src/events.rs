//! What the host keeps of the marketplace's events, and of requests that were none.

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use launch_complete::subscription::{Inbox, Key, Message, Refusal, Reply, SqliteInbox};
use rusqlite::{Connection, params};

use crate::{
    event_row::{RefusedEvent, StoredEvent},
    store::StoreError,
};

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
        let inbox = SqliteInbox::new(connect(file)?)?;
        let records = connect(file)?;
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
        let rows = rows.query_map([], StoredEvent::read)?;
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
        let rows = rows.query_map([], RefusedEvent::read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn records(&self) -> MutexGuard<'_, Connection> {
        locked(&self.0.records)
    }
}

fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A demo may lose its last events to a power cut, though never to the end of a process, and waits for no disk
    // at each of them. `SqliteInbox::open` is for those that may not.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // In pages. Everybody waits for the disk while a checkpoint is made: with the default of 1000 the slowest
    // hundredth of answers under load took twice as long and more.
    connection.pragma_update(None, "wal_autocheckpoint", 100)?;
    Ok(connection)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn insert(
    transaction: &Connection,
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
