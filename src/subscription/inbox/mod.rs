//! Answering a repeat like the first.
//!
//! The marketplace gives its events no id and says nothing of retries, so an event is known by the SHA-256 of its
//! raw body, which holds `dispatchedAt` and `subscriptionId`. An inbox keeps to four rules:
//!
//! 1. The first arrival of a body is handed to the handler; its final reply is remembered.
//! 2. A repeat gets that very reply. The handler does not run.
//! 3. A repeat that comes while the first is being handled waits for its reply: to a validation, anything but 200
//!    and 204 rejects the installation, "already in progress" included.
//! 4. A 5xx reply, a panic or a broken-off handler is not remembered: the next arrival is a first one again.
//!
//! # Exactly once, and at least once
//!
//! `SqliteInbox` runs the handler inside the transaction in which the reply is stored. What the handler
//! writes through that transaction happens exactly once: if the process dies in between, neither is there, and
//! the next arrival does both. **Effects outside the transaction** – a mail, a call to another service – happen
//! **at least once**: the process may die after them and before the commit. Give them a key of their own (the
//! hex of [`Key`]), or write them into an outbox table in the transaction and send them from there.
//!
//! [`MemoryInbox`] forgets with the process: at least once, for everything.
//!
//! # Several instances
//!
//! The trait asks for one thing, that the database lets the second of two equal keys wait for the first. In
//! PostgreSQL an `INSERT` of an equal primary key does so by itself:
//!
//! ```sql
//! CREATE TABLE subscription_inbox (
//!   key         bytea PRIMARY KEY,            -- SHA-256 of the raw body, 32 bytes
//!   status      smallint,                     -- null only inside the first one's transaction
//!   body        text NOT NULL DEFAULT '',
//!   received_at timestamptz NOT NULL DEFAULT now()
//! );
//!
//! BEGIN;
//! SET LOCAL lock_timeout = '5s';              -- on timeout: ROLLBACK, answer 503
//! -- Waits here while another instance handles the same event.
//! INSERT INTO subscription_inbox (key) VALUES ($1) ON CONFLICT (key) DO NOTHING;
//! -- One row inserted: this is the first arrival. Run the handler in this transaction, then:
//! UPDATE subscription_inbox SET status = $2, body = $3 WHERE key = $1;
//! COMMIT;                                     -- after a 5xx reply: ROLLBACK
//! -- No row inserted: a repeat. Answer with what this finds, and COMMIT:
//! SELECT status, body FROM subscription_inbox WHERE key = $1;
//!
//! -- Now and then:
//! DELETE FROM subscription_inbox WHERE received_at < now() - interval '30 days';
//! ```
//!
//! Keep the default isolation, `READ COMMITTED`: the `SELECT` must see what the other instance committed. With
//! `REPEATABLE READ` the repeat's `INSERT` fails instead ("could not serialize access"). `cargo xtask postgres` puts these
//! statements to a PostgreSQL.

mod memory;
#[cfg(feature = "sqlite")]
mod sqlite;

use core::fmt;

use sha2::{Digest, Sha256};

use super::reply::Reply;
use super::signature::hex;

pub use memory::{Full, MemoryInbox, Ticket, Turn};
#[cfg(feature = "sqlite")]
pub use sqlite::{SqliteError, SqliteInbox};

/// What an event is known by: the SHA-256 of its raw body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of a raw body.
    ///
    /// ```
    /// use launch_complete::subscription::Key;
    ///
    /// assert_eq!(
    ///     Key::of(b"{}").to_string(),
    ///     "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    /// );
    /// ```
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(Sha256::digest(body).into())
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The 64 lower-case hex digits.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({self})")
    }
}

/// Remembers replies; the [module](self) has its rules.
///
/// ```
/// use launch_complete::subscription::{Inbox, Key, MemoryInbox, Reply};
///
/// let inbox = MemoryInbox::new(10_000)?;
/// let key = Key::of(b"the raw body");
/// let first = inbox.handle(&key, |_| Reply::accepted())?;
/// let repeat = inbox.handle(&key, |_| unreachable!("a repeat is not handled again"))?;
/// assert_eq!(first, repeat);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Inbox {
    /// Why it cannot answer. Send [`Reply::unavailable`] then.
    type Error;
    /// What the handler writes through, so that it is kept together with the reply or not at all.
    type Transaction<'a>;

    /// Runs `handler` at the first arrival of `key` and returns its reply; returns that reply at a repeat. It may
    /// block, so asynchronous programs call it on a thread that may.
    ///
    /// # Errors
    ///
    /// The inbox cannot be read or written. Nothing is remembered then.
    fn handle(
        &self,
        key: &Key,
        handler: impl FnOnce(&mut Self::Transaction<'_>) -> Reply,
    ) -> Result<Reply, Self::Error>;
}
