//! An inbox on SQLite: the reply and what the handler wrote are kept together, or neither is.

use core::fmt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::super::reply::Reply;
use super::{Inbox, Key};

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
pub struct SqliteInbox(Mutex<Connection>);

impl SqliteInbox {
    /// Takes a connection of its own and creates the table where it is missing.
    ///
    /// # Errors
    ///
    /// The database cannot be written.
    pub fn new(connection: Connection) -> Result<Self, SqliteError> {
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch(LAYOUT)?;
        Ok(Self(Mutex::new(connection)))
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
    pub fn forget(&self, age: Duration) -> Result<usize, SqliteError> {
        let seconds = i64::try_from(age.as_secs()).unwrap_or(i64::MAX);
        let forget = "DELETE FROM subscription_inbox WHERE received_at < unixepoch() - ?1";
        Ok(self.locked().execute(forget, [seconds])?)
    }

    /// A handler that panicked has been rolled back, so the connection is as good as before.
    fn locked(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inbox for SqliteInbox {
    type Error = SqliteError;
    type Transaction<'a> = Transaction<'a>;

    /// Whatever final reply the handler gives is committed with what it wrote, a rejection too; a 5xx undoes both.
    fn handle(
        &self,
        key: &Key,
        handler: impl FnOnce(&mut Transaction<'_>) -> Reply,
    ) -> Result<Reply, SqliteError> {
        let mut connection = self.locked();
        // Takes the database's write lock at once: here a repeat waits for the first one's commit.
        let mut transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(reply) = known(&transaction, key)? {
            return Ok(reply);
        }
        let reply = handler(&mut transaction);
        if reply.is_final() {
            transaction.execute(
                "INSERT INTO subscription_inbox (key, status, body) VALUES (?1, ?2, ?3)",
                params![key.as_bytes(), reply.status(), reply.body()],
            )?;
            transaction.commit()?;
        }
        Ok(reply)
    }
}

fn known(transaction: &Transaction<'_>, key: &Key) -> rusqlite::Result<Option<Reply>> {
    transaction
        .prepare_cached("SELECT status, body FROM subscription_inbox WHERE key = ?1")?
        .query_row([key.as_bytes()], |row| {
            Ok(Reply::stored(row.get(0)?, row.get::<_, String>(1)?))
        })
        .optional()
}

/// SQLite did not do what it was asked to.
#[derive(Debug)]
pub struct SqliteError(rusqlite::Error);

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
        Some(&self.0)
    }
}

impl From<rusqlite::Error> for SqliteError {
    fn from(error: rusqlite::Error) -> Self {
        Self(error)
    }
}
