//! What happens to a sender, and what is to be done about it.

use super::super::delivery::{Channel, Environment};
use super::super::error::DeliveryError;
use super::super::protocol::{Answer, Hello};
use super::super::redirect::Navigation;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum SenderEvent<'a> {
    /// The customer wants the result delivered: the first click, or a retry.
    Deliver(Environment),
    /// The browser refused the post that was asked for last.
    PostFailed,
    /// The receiver answered.
    Answer(Answer),
    /// A receiver greeted. `origin` is the browser's word for where it is.
    Hello {
        /// What it said.
        hello: Hello,
        /// Its origin.
        origin: &'a str,
        /// Which window it is.
        from: Channel,
    },
    /// The browser refused to leave the page.
    NavigationFailed,
    /// The timer ran out.
    Timeout,
    /// The page came back from the browser's cache after it was left.
    Restored,
}

/// What to do.
#[derive(Clone, Debug, PartialEq)]
pub enum SenderAction {
    /// Post the text to this window, once for each target origin, with a fresh port each.
    Post(Channel),
    /// Start the timer anew, in milliseconds.
    StartTimer(u32),
    /// Stop the timer.
    StopTimer,
    /// Leave the page.
    Navigate(Navigation),
    /// Answer the greeting on its port.
    AnswerHello(&'static str),
    /// Tell the page.
    Report(Report),
    /// Close the window.
    Close,
}

/// Where a delivery stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// Nothing was sent; a page that was left for a redirect and came back is here again.
    Idle,
    /// On its way.
    Sending,
    /// The receiver has it.
    Delivered(Channel),
    /// It was posted to a live window that does not answer; a plain host does not.
    Sent(Channel),
    /// The page is being left.
    Redirecting,
    /// It did not succeed; the result is kept.
    Failed(DeliveryError),
}
