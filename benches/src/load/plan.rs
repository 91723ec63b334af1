//! Which request is due when: known before the first one is sent, so that a slow answer delays nothing.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use launch_complete::subscription::{Dispatch, Dispatcher, Event, Message};

use super::outcome::Kind;

/// One in so many has a wrong signature, and one in so many is a repeat.
const BAD: u64 = 100;
const REPEATED: u64 = 20;
/// Half of the repeats come right behind the first one, the others after as many requests: within the window.
const LATER: usize = 1000;

/// How many requests, how fast.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Requests per second.
    pub per_second: u64,
    /// Seconds.
    pub seconds: u64,
}

impl Rate {
    /// How many in all.
    #[must_use]
    pub fn total(self) -> u64 {
        self.per_second * self.seconds
    }

    /// When a request is due, after the start.
    #[must_use]
    pub fn due(self, number: u64) -> Duration {
        Duration::from_nanos(number * 1_000_000_000 / self.per_second)
    }
}

/// Makes the requests, one after another.
#[derive(Debug)]
pub struct Plan {
    dispatcher: Dispatcher,
    run: u64,
    sent: Vec<Dispatch>,
    guids: Vec<String>,
}

impl Plan {
    /// A plan whose events no other run has.
    #[must_use]
    pub fn new(dispatcher: Dispatcher) -> Self {
        let run = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            dispatcher,
            run: run.map_or(0, |run| run.as_micros() as u64),
            sent: Vec::new(),
            guids: Vec::new(),
        }
    }

    /// What a request is.
    #[must_use]
    pub fn kind(number: u64) -> Kind {
        if number % BAD == BAD / 2 {
            Kind::Bad
        } else if number % REPEATED == REPEATED - 1 {
            Kind::Repeated
        } else {
            Kind::Good
        }
    }

    /// The next request; `now` is in seconds since 1970.
    pub fn make(&mut self, number: u64, now: u64) -> Dispatch {
        match Self::kind(number) {
            Kind::Good => {
                let guid = self.guid(number);
                let made = self.signed(&guid, now);
                self.guids.push(guid);
                // No more than what a repeat may ask for is kept.
                if self.sent.len() > LATER {
                    self.sent.remove(0);
                }
                self.sent.push(made.clone());
                made
            }
            Kind::Repeated => {
                let later = number / REPEATED % 2 == 1;
                let repeat = if later {
                    self.sent.first()
                } else {
                    self.sent.last()
                };
                repeat.cloned().unwrap_or_else(|| self.signed("none", now))
            }
            Kind::Bad => {
                let mut made = self.signed(&self.guid(number), now);
                let last = made.signature.pop();
                made.signature
                    .push(if last == Some('0') { '1' } else { '0' });
                made
            }
        }
    }

    /// The events that must be stored, once each.
    #[must_use]
    pub fn into_guids(self) -> Vec<String> {
        self.guids
    }

    fn guid(&self, number: u64) -> String {
        format!("{:016x}-{number:08}", self.run)
    }

    fn signed(&self, guid: &str, now: u64) -> Dispatch {
        let event = Event::installation_requested(1, guid);
        let message = Message::marketplace(event, 1, "2019-10-15T17:00:00.000Z");
        self.dispatcher.dispatch(&message, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CLIENT, SECRET};
    use launch_complete::subscription::{PublicPath, Secret};

    #[test]
    fn one_per_cent_is_bad_and_five_are_repeated() {
        let path = PublicPath::registered("/subscriptions").unwrap();
        let secret = Secret::new(SECRET).unwrap();
        let mut plan = Plan::new(Dispatcher::new(CLIENT, secret, path).unwrap());
        let rate = Rate {
            per_second: 2000,
            seconds: 5,
        };
        let mut counts = [0; 3];
        let mut bodies = std::collections::HashSet::new();
        for number in 0..rate.total() {
            let kind = Plan::kind(number);
            counts[kind as usize] += 1;
            let new = bodies.insert(plan.make(number, 1_571_158_800).body);
            assert_eq!(new, kind != Kind::Repeated, "{number}");
        }
        assert_eq!(counts, [9400, 500, 100]);
        assert_eq!(plan.into_guids().len(), 9400);
        assert_eq!(rate.due(2000), Duration::from_secs(1));
    }
}
