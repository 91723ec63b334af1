//! Handing over, as `src/js/backend.rs` does.

use launch_complete::launch::handoff::{Next, after};

use super::network::{Network, Request};

#[derive(Clone, Debug)]
pub(crate) struct HandOff {
    text: String,
    tried: u32,
    request: Option<u32>,
    pub(crate) timer: Option<u64>,
}

impl HandOff {
    /// `HandOff::start`.
    pub(crate) fn start(text: &str, network: &mut Network) -> Self {
        let mut hand_off = Self {
            text: text.into(),
            tried: 0,
            request: None,
            timer: None,
        };
        hand_off.send(network);
        hand_off
    }

    /// `Attempt::send`.
    pub(crate) fn send(&mut self, network: &mut Network) {
        self.tried += 1;
        self.timer = None;
        let number = network.number();
        self.request = Some(number);
        let text = self.text.clone();
        network.requests.push(Request { number, text });
    }

    /// `Attempt::answered`: how it ended, where it did.
    pub(crate) fn answered(
        &mut self,
        number: u32,
        status: Option<u16>,
        network: &Network,
    ) -> Option<Result<u16, Option<u16>>> {
        if self.request != Some(number) {
            return None;
        }
        self.request = None;
        match after(status, self.tried, 0.5) {
            Next::Done => Some(Ok(status.unwrap_or_default())),
            Next::GiveUp => Some(Err(status)),
            Next::Retry(milliseconds) => {
                self.timer = Some(network.now + u64::from(milliseconds));
                None
            }
        }
    }
}
