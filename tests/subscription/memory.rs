//! The inbox in memory: once, the same reply, waiting, and its bound.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll, Waker};
use std::thread;

use launch_complete::subscription::inbox::{Full, Turn};
use launch_complete::subscription::{Detail, Inbox, Key, MemoryInbox, Reply};
use tokio::runtime::Builder;

fn inbox(capacity: usize) -> MemoryInbox {
    MemoryInbox::new(capacity).unwrap()
}

fn rejected() -> Reply {
    Reply::rejected([Detail::new("a", "b")])
}

#[test]
fn a_key_is_the_digest_of_the_body() {
    // By `printf '{}' | sha256sum`.
    let digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    let key = Key::of(b"{}");
    assert_eq!(key.to_string(), digest);
    assert_eq!(format!("{key:?}"), format!("Key({digest})"));
    assert_eq!(key.as_bytes()[..4], [0x44, 0x13, 0x6f, 0xa3]);
}

#[test]
fn a_repeat_gets_the_first_ones_reply() {
    let inbox = inbox(10);
    let key = Key::of(b"1");
    for reply in [rejected(), Reply::accepted(), Reply::unavailable()] {
        assert_eq!(inbox.handle(&key, |()| reply), Ok(rejected()));
    }
    let other = inbox.handle(&Key::of(b"2"), |()| Reply::accepted());
    assert_eq!(other, Ok(Reply::accepted()));
    assert_eq!(inbox.len(), 2);
    assert!(!inbox.is_empty());
}

#[test]
fn a_5xx_is_not_remembered() {
    let inbox = inbox(10);
    let key = Key::of(b"1");
    for reply in [Reply::unavailable(), Reply::stored(500, ""), rejected()] {
        assert!(inbox.is_empty());
        assert_eq!(inbox.handle(&key, |()| reply.clone()), Ok(reply));
    }
    assert_eq!(inbox.handle(&key, |()| unreachable!()), Ok(rejected()));
}

#[test]
fn a_handler_that_panics_is_not_remembered() {
    let inbox = inbox(1);
    let key = Key::of(b"1");
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        inbox.handle(&key, |()| panic!("on purpose"))
    }));
    assert!(panicked.is_err() && inbox.is_empty());
    assert_eq!(inbox.handle(&key, |()| rejected()), Ok(rejected()));
}

/// What a repeat is told; `waits` hears of it as soon as it does wait.
fn told(inbox: &MemoryInbox, key: Key, waits: &Sender<()>) -> Reply {
    let mut turn = pin!(inbox.turn(key));
    let turn = poll_fn(|context| {
        let turn = turn.as_mut().poll(context);
        if turn.is_pending() {
            waits.send(()).unwrap();
        }
        turn
    });
    let runtime = Builder::new_current_thread().build().unwrap();
    match runtime.block_on(turn) {
        Ok(Turn::Repeat(reply)) => reply,
        other => panic!("a repeat waits and is told: {other:?}"),
    }
}

#[test]
fn repeats_wait_for_the_first_and_get_its_reply() {
    let inbox = inbox(10);
    let key = Key::of(b"1");
    let runs = AtomicUsize::new(0);
    let ((started, running), (waits, waiting)) = (channel(), channel());
    thread::scope(|scope| {
        let (inbox, runs, waits) = (&inbox, &runs, &waits);
        let first = scope.spawn(move || {
            inbox.handle(&key, |()| {
                started.send(()).unwrap();
                // Not before all eight are there.
                waiting.iter().take(8).for_each(drop);
                runs.fetch_add(1, Ordering::SeqCst);
                rejected()
            })
        });
        running.recv().unwrap();
        let mut repeats = Vec::new();
        for _ in 0..4 {
            repeats.push(scope.spawn(|| Ok(told(inbox, key, waits))));
            repeats.push(scope.spawn(|| {
                waits.send(()).unwrap();
                inbox.handle(&key, |()| {
                    runs.fetch_add(1, Ordering::SeqCst);
                    Reply::accepted()
                })
            }));
        }
        for reply in repeats.into_iter().chain([first]) {
            assert_eq!(reply.join().unwrap(), Ok(rejected()));
        }
    });
    assert_eq!(runs.into_inner(), 1);
}

#[test]
fn when_the_first_gives_up_the_next_one_in_line_handles_it() {
    let inbox = inbox(10);
    let key = Key::of(b"1");
    let context = &mut Context::from_waker(Waker::noop());
    let Poll::Ready(Ok(Turn::First(first))) = pin!(inbox.turn(key)).poll(context) else {
        panic!("the first arrival waits for nobody");
    };
    let mut second = pin!(inbox.turn(key));
    assert!(second.as_mut().poll(context).is_pending());
    first.finish(&Reply::unavailable());
    let Poll::Ready(Ok(Turn::First(second))) = second.as_mut().poll(context) else {
        panic!("nothing was decided, so it is the first one now");
    };
    second.finish(&rejected());
    assert_eq!(inbox.handle(&key, |()| unreachable!()), Ok(rejected()));
}

#[test]
fn tasks_wait_without_blocking() {
    let inbox = inbox(10);
    let key = Key::of(b"1");
    let context = &mut Context::from_waker(Waker::noop());
    let mut first = pin!(inbox.turn(key));
    let Poll::Ready(Ok(Turn::First(ticket))) = first.as_mut().poll(context) else {
        panic!("the first arrival waits for nobody");
    };
    let mut repeat = pin!(inbox.turn(key));
    assert!(repeat.as_mut().poll(context).is_pending());
    assert!(repeat.as_mut().poll(context).is_pending());
    ticket.finish(&rejected());
    let Poll::Ready(Ok(Turn::Repeat(reply))) = repeat.as_mut().poll(context) else {
        panic!("the reply is there");
    };
    assert_eq!(reply, rejected());
}

#[test]
fn a_ticket_dropped_unfinished_lets_the_next_one_in() {
    let inbox = inbox(10);
    let key = Key::of(b"1");
    let context = &mut Context::from_waker(Waker::noop());
    for _ in 0..3 {
        let turn = pin!(inbox.turn(key)).poll(context);
        assert!(matches!(turn, Poll::Ready(Ok(Turn::First(_)))));
    }
    assert!(inbox.is_empty());
}

#[test]
fn the_oldest_reply_makes_room() {
    let inbox = inbox(3);
    let key = |number: u32| Key::of(&number.to_le_bytes());
    for number in 0..1000 {
        inbox.handle(&key(number), |()| Reply::accepted()).unwrap();
        assert!(inbox.len() <= 3);
    }
    let remembered = |number| inbox.handle(&key(number), |()| rejected()) == Ok(Reply::accepted());
    assert!(remembered(999) && remembered(998) && remembered(997) && !remembered(996));
}

#[test]
fn what_is_running_is_not_pushed_out() {
    let inbox = inbox(1);
    let context = &mut Context::from_waker(Waker::noop());
    let Poll::Ready(Ok(Turn::First(ticket))) = pin!(inbox.turn(Key::of(b"1"))).poll(context) else {
        panic!("the first arrival waits for nobody");
    };
    let other = inbox.handle(&Key::of(b"2"), |()| unreachable!());
    assert_eq!(other, Err(Full));
    assert_eq!(Full.code(), "INBOX_FULL");
    assert!(!Full.to_string().is_empty());
    ticket.finish(&rejected());
    assert!(inbox.handle(&Key::of(b"2"), |()| rejected()).is_ok());
    assert_eq!(MemoryInbox::new(0).unwrap_err().code(), "CAPACITY_INVALID");
}
