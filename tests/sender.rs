//! The sender, event by event: at most one delivery, nothing lost, nothing claimed that is not known.

mod common;

use common::SMALL;
use common::sending::*;
use launch_complete::launch::{
    DeliveryError, RedirectError, Report, ResultError, Sender, SenderEvent,
};

#[test]
fn an_acknowledged_result_is_delivered_and_the_window_closes() {
    for answer in [Optional, Required, NoAnswer] {
        let mut sender = sending(answer, false, POPUP);
        let delivered = [StopTimer, report(Report::Delivered(Opener)), Close];
        assert_eq!(sender.handle(ACK), delivered);
        for event in [
            ACK,
            refused(),
            SenderEvent::Timeout,
            SenderEvent::Deliver(POPUP),
            SenderEvent::PostFailed,
        ] {
            assert_eq!(sender.handle(event), []);
        }
        assert_eq!(sender.text(), "");
    }
}

#[test]
fn a_framed_page_does_not_close() {
    let mut sender = sending(Optional, false, FRAME);
    assert_eq!(
        sender.handle(ACK),
        [StopTimer, report(Report::Delivered(Parent))]
    );
    let mut sender = sending(Optional, false, FRAME);
    assert_eq!(
        sender.handle(SenderEvent::Timeout),
        [report(Report::Sent(Parent))]
    );
}

#[test]
fn a_refusal_ends_it_and_nothing_goes_elsewhere() {
    for answer in [Optional, Required, NoAnswer] {
        let mut sender = sending(answer, true, POPUP);
        let error = DeliveryError::Refused("EXPECT_MISMATCH".into());
        assert_eq!(sender.handle(refused()), [StopTimer, failed(error)]);
        for event in [ACK, SenderEvent::Timeout, SenderEvent::PostFailed] {
            assert_eq!(sender.handle(event), []);
        }
        assert_eq!(sender.text(), SMALL);
    }
}

#[test]
fn silence_means_sent_or_the_next_way_or_failure() {
    for (answer, redirect, expected) in [
        (Optional, false, vec![report(Report::Sent(Opener)), Close]),
        (Optional, true, vec![report(Report::Sent(Opener)), Close]),
        (NoAnswer, true, vec![report(Report::Sent(Opener)), Close]),
        (
            Required,
            false,
            vec![StopTimer, failed(DeliveryError::NotAcknowledged)],
        ),
        (Required, true, redirecting()),
    ] {
        let mut sender = sending(answer, redirect, POPUP);
        assert_eq!(
            sender.handle(SenderEvent::Timeout),
            expected,
            "{answer:?} {redirect}"
        );
        let redirected = answer == Required && redirect;
        let later = if redirected {
            // The page is still there.
            vec![StopTimer, failed(DeliveryError::NotRedirected)]
        } else {
            vec![]
        };
        assert_eq!(sender.handle(SenderEvent::Timeout), later);
        assert_eq!(sender.text(), SMALL);
    }
    let mut framed = sending(Required, true, FRAME);
    let not_acknowledged = [StopTimer, failed(DeliveryError::NotAcknowledged)];
    assert_eq!(framed.handle(SenderEvent::Timeout), not_acknowledged);
}

#[test]
fn a_late_answer_still_counts() {
    let delivered = [StopTimer, report(Report::Delivered(Opener)), Close];
    for answer in [Optional, Required, NoAnswer] {
        let mut sender = sending(answer, false, POPUP);
        sender.handle(SenderEvent::Timeout);
        assert_eq!(sender.handle(ACK), delivered, "{answer:?}");
        let mut sender = sending(answer, false, POPUP);
        sender.handle(SenderEvent::Timeout);
        let error = DeliveryError::Refused("EXPECT_MISMATCH".into());
        assert_eq!(
            sender.handle(refused()),
            [StopTimer, failed(error)],
            "{answer:?}"
        );
    }
}

#[test]
fn a_late_answer_counts_where_the_redirect_was_impossible() {
    let mut sender = Sender::new(options(Required, true));
    sender.load(format!(
        r#"{{"accountId":"{}","cycles":[]}}"#,
        "a".repeat(50_000)
    ));
    sender.handle(SenderEvent::Deliver(POPUP));
    let too_long = [StopTimer, failed(RedirectError::TooLong)];
    assert_eq!(sender.handle(SenderEvent::Timeout), too_long);
    let delivered = [StopTimer, report(Report::Delivered(Opener)), Close];
    assert_eq!(sender.handle(ACK), delivered);
}

#[test]
fn a_post_that_throws_goes_the_next_way() {
    for answer in [Optional, Required, NoAnswer] {
        let mut sender = sending(answer, true, POPUP);
        assert_eq!(sender.handle(SenderEvent::PostFailed), redirecting());
        let mut sender = sending(answer, false, POPUP);
        let no_window = [StopTimer, failed(DeliveryError::NoWindow)];
        assert_eq!(sender.handle(SenderEvent::PostFailed), no_window);
        assert_eq!(sender.handle(ACK), [], "nobody was sent anything");
        assert_eq!(sender.options(), &options(answer, false));
    }
}

#[test]
fn without_a_window_there_is_the_redirect_or_a_readable_failure() {
    let mut sender = loaded(Optional, true);
    let mut expected = vec![report(Report::Sending)];
    expected.extend(redirecting());
    assert_eq!(sender.handle(SenderEvent::Deliver(ALONE)), expected);
    let mut sender = loaded(Optional, false);
    let no_window = [StopTimer, failed(DeliveryError::NoWindow)];
    assert_eq!(sender.handle(SenderEvent::Deliver(ALONE)), no_window);
    let mut sender = Sender::new(options(Optional, true));
    let missing = [StopTimer, failed(ResultError::Missing)];
    assert_eq!(sender.handle(SenderEvent::Deliver(ALONE)), missing);
}

#[test]
fn after_a_failure_the_same_click_is_the_retry() {
    let mut sender = loaded(Required, false);
    sender.handle(SenderEvent::Deliver(ALONE));
    for _ in 0..3 {
        let again = [report(Report::Sending), Post(Opener), StartTimer(1_500)];
        assert_eq!(sender.handle(SenderEvent::Deliver(POPUP)), again);
        assert_eq!(
            sender.handle(SenderEvent::Deliver(POPUP)),
            [],
            "a double click"
        );
        sender.load("another".into());
        assert_eq!(sender.text(), SMALL, "a text on its way is not replaced");
        sender.handle(SenderEvent::Timeout);
    }
    sender.load("another".into());
    assert_eq!(sender.text(), "another");
}

#[test]
fn a_page_that_comes_back_from_a_redirect_can_go_again() {
    let mut sender = loaded(Optional, true);
    assert_eq!(sender.handle(SenderEvent::Restored), []);
    sender.handle(SenderEvent::Deliver(ALONE));
    assert_eq!(sender.handle(SenderEvent::Deliver(ALONE)), []);
    assert_eq!(
        sender.handle(SenderEvent::Restored),
        [StopTimer, report(Report::Idle)]
    );
    let mut expected = vec![report(Report::Sending)];
    expected.extend(redirecting());
    assert_eq!(sender.handle(SenderEvent::Deliver(ALONE)), expected);
    let mut sender = sending(Optional, true, POPUP);
    assert_eq!(sender.handle(SenderEvent::Restored), []);
}

/// A form that a policy forbids, an answer without a page, a browser that throws: the page is still here, and
/// so is the result.
#[test]
fn a_redirect_that_does_not_leave_the_page_fails_and_can_go_again() {
    for event in [SenderEvent::NavigationFailed, SenderEvent::Timeout] {
        let mut sender = loaded(Optional, true);
        assert_eq!(sender.handle(event.clone()), [], "nothing is under way");
        for _ in 0..3 {
            let mut expected = vec![report(Report::Sending)];
            expected.extend(redirecting());
            assert_eq!(sender.handle(SenderEvent::Deliver(ALONE)), expected);
            let stayed = [StopTimer, failed(DeliveryError::NotRedirected)];
            assert_eq!(sender.handle(event.clone()), stayed);
            assert_eq!(sender.text(), SMALL);
            assert_eq!(sender.handle(event.clone()), []);
            assert_eq!(sender.handle(SenderEvent::Restored), []);
        }
    }
}
