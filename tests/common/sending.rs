//! A sender and the words to talk about it.

use super::{APP, SMALL, origins};
use launch_complete::launch::protocol::{Answer, Hello};
use launch_complete::launch::redirect::{Navigation, Redirect};
use launch_complete::launch::{
    Acknowledgement, Channel, DeliveryError, Environment, Options, Report, Sender, SenderAction,
    SenderEvent,
};

pub(crate) use Acknowledgement::{None as NoAnswer, Optional, Required};
pub(crate) use Channel::{Opener, Parent};
pub(crate) use SenderAction::{AnswerHello, Close, Navigate, Post, StartTimer, StopTimer};

pub(crate) const LANDING: &str = "https://app.example/landing";
pub(crate) const POPUP: Environment = Environment {
    framed: false,
    opener: true,
};
pub(crate) const FRAME: Environment = Environment {
    framed: true,
    opener: true,
};
pub(crate) const ALONE: Environment = Environment {
    framed: false,
    opener: false,
};

pub(crate) const ACK: SenderEvent<'static> = SenderEvent::Answer(Answer::Acknowledged);

pub(crate) fn hello(proxy: bool, from: Channel) -> SenderEvent<'static> {
    SenderEvent::Hello {
        hello: Hello { proxy },
        origin: APP,
        from,
    }
}

pub(crate) fn refused() -> SenderEvent<'static> {
    SenderEvent::Answer(Answer::Refused("EXPECT_MISMATCH".into()))
}

pub(crate) fn report(report: Report) -> SenderAction {
    SenderAction::Report(report)
}

pub(crate) fn failed(error: impl Into<DeliveryError>) -> SenderAction {
    report(Report::Failed(error.into()))
}

pub(crate) fn options(acknowledgement: Acknowledgement, redirect: bool) -> Options {
    Options {
        acknowledgement,
        targets: Some(origins(APP)),
        redirect: redirect.then(|| Redirect::parse(LANDING, "", "").unwrap()),
        ..Options::default()
    }
}

pub(crate) fn loaded(acknowledgement: Acknowledgement, redirect: bool) -> Sender {
    let mut sender = Sender::new(options(acknowledgement, redirect));
    sender.load(SMALL.into());
    sender
}

/// A sender whose first message is on its way.
#[track_caller]
pub(crate) fn sending(
    acknowledgement: Acknowledgement,
    redirect: bool,
    page: Environment,
) -> Sender {
    let mut sender = loaded(acknowledgement, redirect);
    let wait = if acknowledgement == NoAnswer {
        0
    } else {
        1_500
    };
    let channel = if page.framed { Parent } else { Opener };
    let expected = [report(Report::Sending), Post(channel), StartTimer(wait)];
    assert_eq!(sender.handle(SenderEvent::Deliver(page)), expected);
    sender
}

pub(crate) fn redirecting() -> Vec<SenderAction> {
    let url = "https://app.example/landing#launch_result=eyJhY2NvdW50SWQiOiJhIiwiY3ljbGVzIjpbXX0";
    vec![
        StartTimer(10_000),
        report(Report::Redirecting),
        Navigate(Navigation::Url(url.into())),
    ]
}
