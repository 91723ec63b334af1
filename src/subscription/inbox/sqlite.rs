//! An inbox on SQLite: the reply and what the handler wrote are kept together, or neither is.

mod group;

use core::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Savepoint, params};

use super::super::reply::Reply;
use super::{Inbox, Key};
use group::Database;

const LAYOUT: &str = "
    CREATE TABLE IF NOT EXISTS subscription_inbox (
        key         BLOB PRIMARY KEY,
        status      INTEGER NOT NULL,
        body        TEXT NOT NULL,
        received_at INTEGER NOT NULL DEFAULT (unixepoch())
    ) STRICT, WITHOUT ROWID;
";

/// How long one process waits for another's handler.
const PATIENCE: Duration = Duration::from_secs(10);

/// Remembers replies in the table `subscription_inbox`, beside the tables of the handler. Several processes may
/// use the same file.
///
/// Events that arrive at once share a commit: each has a savepoint of its own, and is answered when all of them are on
/// the disk. So a handler is to be short.
///
/// ```
/// use launch_complete::subscription::{Inbox, Key, Reply, SqliteInbox};
/// use rusqlite::Connection;
///
/// let database = Connection::open_in_memory()?;
/// database.execute_batch("CREATE TABLE installed (location_id INTEGER PRIMARY KEY)")?;
/// let inbox = SqliteInbox::new(database)?;
/// let reply = inbox.handle(&Key::of(b"the raw body"), |tx| {
///     match tx.execute("INSERT INTO installed VALUES (?1)", [1]) {
///         Ok(_) => Reply::accepted(),
///         Err(_) => Reply::unavailable(), // rolls back, and the event may come again
///     }
/// })?;
/// assert_eq!(reply, Reply::accepted());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SqliteInbox(Database);

impl SqliteInbox {
    /// Takes a connection of its own and creates the table where it is missing.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn new(connection: Connection) -> Result<Self, SqliteError> {
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch(LAYOUT)?;
        Ok(Self(Database::new(connection)))
    }

    /// Opens a file, in the mode that survives crashes and lets others read meanwhile.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or written.
    pub fn open(file: &Path) -> Result<Self, SqliteError> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // Once it is answered, a power cut must not undo it.
        connection.pragma_update(None, "synchronous", "FULL")?;
        Self::new(connection)
    }

    /// Forgets replies older than `age` and says how many. A repeat after that is a first arrival again.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use launch_complete::subscription::SqliteInbox;
    ///
    /// let inbox = SqliteInbox::new(rusqlite::Connection::open_in_memory()?)?;
    /// let forgotten = inbox.forget(Duration::from_secs(30 * 24 * 60 * 60))?;
    /// assert_eq!(forgotten, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn forget(&self, age: Duration) -> Result<usize, SqliteError> {
        let seconds = i64::try_from(age.as_secs()).unwrap_or(i64::MAX);
        let forget = "DELETE FROM subscription_inbox WHERE received_at < unixepoch() - ?1";
        Ok(self
            .0
            .with(|database| database.execute(forget, [seconds]))?)
    }
}

impl Inbox for SqliteInbox {
    type Error = SqliteError;
    type Transaction<'a> = Savepoint<'a>;

    /// Whatever final reply the handler gives is committed with what it wrote, a rejection too; a 5xx undoes both.
    fn handle(
        &self,
        key: &Key,
        handler: impl FnOnce(&mut Savepoint<'_>) -> Reply,
    ) -> Result<Reply, SqliteError> {
        self.0.write(|transaction| {
            if let Some(reply) = known(transaction, key)? {
                return Ok((reply, false));
            }
            let reply = handler(transaction);
            let keep = reply.is_final();
            if keep {
                store(transaction, key, &reply)?;
            }
            Ok((reply, keep))
        })
    }
}

fn known(database: &Connection, key: &Key) -> rusqlite::Result<Option<Reply>> {
    database
        .prepare_cached("SELECT status, body FROM subscription_inbox WHERE key = ?1")?
        .query_row([key.as_bytes()], |row| {
            Ok(Reply::stored(row.get(0)?, row.get::<_, String>(1)?))
        })
        .optional()
}

fn store(database: &Connection, key: &Key, reply: &Reply) -> rusqlite::Result<usize> {
    database
        .prepare_cached("INSERT INTO subscription_inbox (key, status, body) VALUES (?1, ?2, ?3)")?
        .execute(params![key.as_bytes(), reply.status(), reply.body()])
}

/// SQLite did not do what it was asked to.
///
/// ```
/// use launch_complete::subscription::{SqliteError, SqliteInbox};
///
/// let error: SqliteError = SqliteInbox::open("/no/such/folder/inbox".as_ref()).unwrap_err();
/// assert_eq!(error.code(), "INBOX_UNAVAILABLE");
/// ```
#[derive(Clone, Debug)]
pub struct SqliteError(Arc<rusqlite::Error>);

impl SqliteError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "INBOX_UNAVAILABLE"
    }
}

impl fmt::Display for SqliteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the inbox's database failed: {}", self.0)
    }
}

impl std::error::Error for SqliteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}

impl From<rusqlite::Error> for SqliteError {
    fn from(error: rusqlite::Error) -> Self {
        Self(Arc::new(error))
    }
}
