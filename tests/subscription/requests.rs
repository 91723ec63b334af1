//! The table of valid and hostile requests, and that all refusals of strangers look the same.

use launch_complete::subscription::{Event, Received, Refusal, Reply};

use crate::common::{Case, Table};

fn code<'a>(outcome: &'a Result<Received<'_>, Refusal>) -> &'a str {
    outcome.as_ref().map_or_else(Refusal::code, |_| "ACCEPTED")
}

#[test]
fn every_request_of_the_table_gets_its_verdict() {
    let table = Table::read();
    assert!(table.cases.len() >= 150);
    let mut wrong = Vec::new();
    for case in &table.cases {
        let body = case.body();
        let outcome = table.receiver(case).receive(&case.request(&body), case.now);
        let event = outcome.as_ref().ok().map(|received| {
            let message = received.message();
            match message.event() {
                Event::Other(_) => "Other",
                _ => &message.envelope().name,
            }
        });
        if code(&outcome) != case.code || event != case.event.as_deref() {
            wrong.push(format!("{}: {} {event:?}", case.name, code(&outcome)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_stranger_learns_nothing_from_the_answer() {
    let table = Table::read();
    let answers = |wanted: fn(&Refusal) -> bool| {
        let outcome = |case: &Case| {
            let body = case.body();
            let outcome = table.receiver(case).receive(&case.request(&body), case.now);
            outcome.err()
        };
        let refusals = table.cases.iter().filter_map(outcome).filter(wanted);
        refusals.map(|refusal| refusal.reply()).collect::<Vec<_>>()
    };
    let strangers = answers(|refusal| matches!(refusal, Refusal::Unauthorized(_)));
    assert!(strangers.len() > 150);
    assert!(
        strangers
            .iter()
            .all(|reply| *reply == Reply::unauthorized())
    );
    assert_eq!(Reply::unauthorized().status(), 401);
    // Whoever is authentic is told what is wrong, but nothing that would be passed on as `details`.
    let malformed = answers(|refusal| matches!(refusal, Refusal::Malformed(_)));
    assert!(malformed.len() > 50);
    assert!(malformed.iter().all(|reply| reply.status() == 400));
    assert!(
        malformed
            .iter()
            .all(|reply| !reply.body().contains("details"))
    );
}
