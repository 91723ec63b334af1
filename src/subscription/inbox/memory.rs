//! An inbox in memory, for one process, with a bound.

use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Wake;
use std::thread::{self, Thread};

use super::super::error::ConfigError;
use super::super::reply::Reply;
use super::{Inbox, Key};

/// Remembers the latest replies. Threads and tasks may share it: [`handle`](Inbox::handle) blocks,
/// [`turn`](MemoryInbox::turn) does not and works with every async runtime.
///
/// ```
/// use launch_complete::subscription::{Key, MemoryInbox, Reply};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let inbox = MemoryInbox::new(10_000)?;
/// assert!(inbox.is_empty());
/// let key = Key::of(b"the raw body");
/// let first = inbox.answer(key, async || Reply::accepted()).await?;
/// let repeat = inbox.answer(key, async || unreachable!("it is not handled again")).await?;
/// assert_eq!((first, inbox.len()), (repeat, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct MemoryInbox {
    capacity: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: HashMap<Key, Entry>,
    /// The keys with a reply, oldest first.
    replied: VecDeque<Key>,
}

#[derive(Debug)]
enum Entry {
    Running(Vec<Waker>),
    Replied(Reply),
}

/// As many different events are being handled right now as the inbox has places.
///
/// ```
/// use launch_complete::subscription::inbox::Full;
///
/// assert_eq!(Full.code(), "INBOX_FULL");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl Full {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "INBOX_FULL"
    }
}

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many different events are being handled at once")
    }
}

impl std::error::Error for Full {}

/// Whose turn it is.
#[derive(Debug)]
#[must_use]
pub enum Turn<'a> {
    /// The first arrival: handle it, then [`finish`](Ticket::finish).
    First(Ticket<'a>),
    /// A repeat: this is its reply.
    Repeat(Reply),
}

/// The right to handle an event. Dropped unfinished, it lets the next arrival have it.
///
/// ```
/// use launch_complete::subscription::inbox::{Ticket, Turn};
/// use launch_complete::subscription::{Key, MemoryInbox, Reply};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let inbox = MemoryInbox::new(10_000)?;
/// let key = Key::of(b"the raw body");
/// let Turn::First(ticket) = inbox.turn(key).await? else { unreachable!() };
/// let ticket: Ticket = ticket;
/// ticket.finish(&Reply::accepted());
/// assert!(matches!(inbox.turn(key).await?, Turn::Repeat(reply) if reply.status() == 204));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Ticket<'a> {
    inbox: &'a MemoryInbox,
    key: Key,
    reply: Option<Reply>,
}

impl Ticket<'_> {
    /// Remembers the reply where it is [final](Reply::is_final), and hands it to the repeats that wait.
    pub fn finish(mut self, reply: &Reply) {
        self.reply = Some(reply.clone());
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.inbox.settle(self.key, self.reply.take());
    }
}

impl MemoryInbox {
    /// Remembers up to `capacity` replies; the oldest makes room for a new one.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Capacity`] for 0.
    pub fn new(capacity: usize) -> Result<Self, ConfigError> {
        if capacity == 0 {
            return Err(ConfigError::Capacity);
        }
        Ok(Self {
            capacity,
            state: Mutex::default(),
        })
    }

    /// How many events it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.locked().entries.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Waits for the turn of an event.
    ///
    /// # Errors
    ///
    /// [`Full`].
    pub fn turn(&self, key: Key) -> impl Future<Output = Result<Turn<'_>, Full>> + Send {
        poll_fn(move |context| self.poll_turn(key, context))
    }

    /// [`Inbox::handle`] without blocking: runs `handler` at the first arrival, lets a repeat wait for its reply.
    ///
    /// # Errors
    ///
    /// [`Full`].
    pub async fn answer(
        &self,
        key: Key,
        handler: impl AsyncFnOnce() -> Reply,
    ) -> Result<Reply, Full> {
        match self.turn(key).await? {
            Turn::Repeat(reply) => Ok(reply),
            Turn::First(ticket) => {
                let reply = handler().await;
                ticket.finish(&reply);
                Ok(reply)
            }
        }
    }

    fn poll_turn(&self, key: Key, context: &mut Context<'_>) -> Poll<Result<Turn<'_>, Full>> {
        let mut state = self.locked();
        match state.entries.get_mut(&key) {
            Some(Entry::Replied(reply)) => return Poll::Ready(Ok(Turn::Repeat(reply.clone()))),
            Some(Entry::Running(waiting)) => {
                if !waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                    waiting.push(context.waker().clone());
                }
                return Poll::Pending;
            }
            None => {}
        }
        if state.entries.len() >= self.capacity {
            match state.replied.pop_front() {
                Some(oldest) => drop(state.entries.remove(&oldest)),
                None => return Poll::Ready(Err(Full)),
            }
        }
        state.entries.insert(key, Entry::Running(Vec::new()));
        let ticket = Ticket {
            inbox: self,
            key,
            reply: None,
        };
        Poll::Ready(Ok(Turn::First(ticket)))
    }

    fn settle(&self, key: Key, reply: Option<Reply>) {
        let mut state = self.locked();
        let waiting = match state.entries.remove(&key) {
            Some(Entry::Running(waiting)) => waiting,
            _ => Vec::new(),
        };
        if let Some(reply) = reply.filter(Reply::is_final) {
            state.entries.insert(key, Entry::Replied(reply));
            state.replied.push_back(key);
        }
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// No code of others runs under the lock, so it cannot be left half done.
    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inbox for MemoryInbox {
    type Error = Full;
    type Transaction<'a> = ();

    fn handle(&self, key: &Key, handler: impl FnOnce(&mut ()) -> Reply) -> Result<Reply, Full> {
        match wait(self.turn(*key))? {
            Turn::Repeat(reply) => Ok(reply),
            Turn::First(ticket) => {
                let reply = handler(&mut ());
                ticket.finish(&reply);
                Ok(reply)
            }
        }
    }
}

/// Lets the thread sleep until the future is ready.
fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}
