//! The four documented events and whatever else arrives.

use launch_complete::subscription::{Detail, Envelope, Event, Message, RawJson, Reply, utc_text};
use serde_json::{Value, json};

use crate::common::*;

fn documented(event: Event) -> Value {
    serde_json::from_slice(&Message::marketplace(event, 1, DISPATCHED).to_body()).unwrap()
}

fn envelope(name: &str, resource: &str, action: &str) -> Value {
    json!({
        "name": name,
        "component": "marketplace",
        "resource": resource,
        "action": action,
        "version": "v1",
        "subscriptionId": 1,
        "dispatchedAt": "2019-10-15T17:00:00.000Z",
    })
}

#[test]
fn the_four_samples_of_the_document() {
    for (event, name, resource, action, payload) in [
        (
            Event::location_deleted(1),
            "marketplace.Location.deleted",
            "Location",
            "deleted",
            json!({"locationId": 1}),
        ),
        (
            Event::installation_requested(1, GUID),
            "marketplace.InstallationRequest.created",
            "InstallationRequest",
            "created",
            json!({"locationId": 1, "guid": GUID}),
        ),
        (
            Event::installation_cancelled(1, GUID),
            "marketplace.InstallationRequest.cancelled",
            "InstallationRequest",
            "cancelled",
            json!({"locationId": 1, "guid": GUID}),
        ),
        (
            Event::installation_validation(r#"{"any":["thing"]}"#).unwrap(),
            "marketplace.InstallationValidation.created",
            "InstallationValidation",
            "created",
            json!({"installationRequest": {"any": ["thing"]}}),
        ),
    ] {
        let body = json!({"event": envelope(name, resource, action), "payload": payload});
        assert_eq!(documented(event.clone()), body);
        let read = Message::from_body(body.to_string().as_bytes()).unwrap();
        assert_eq!(read, Message::marketplace(event, 1, DISPATCHED));
    }
}

#[test]
fn the_envelope_is_read_whole() {
    let (envelope, event) = Message::from_body(&requested().to_body())
        .unwrap()
        .into_parts();
    assert_eq!(
        envelope,
        Envelope {
            name: "marketplace.InstallationRequest.created".into(),
            component: "marketplace".into(),
            resource: "InstallationRequest".into(),
            action: "created".into(),
            version: "v1".into(),
            subscription_id: 1,
            dispatched_at: DISPATCHED.into(),
        }
    );
    let Event::InstallationRequestCreated(request) = event else {
        panic!("{event:?}");
    };
    assert_eq!((request.location_id, request.guid.as_str()), (1, GUID));
}

#[test]
fn an_installation_request_is_kept_as_it_was_written() {
    let written = "{ \"b\" : 1.50,\"a\":[ 18446744073709551616 , \"\\u00e9\" ] }";
    let event = Event::installation_validation(written).unwrap();
    let body = Message::marketplace(event, 1, DISPATCHED).to_body();
    let message = Message::from_body(&body).unwrap();
    let Event::InstallationValidation(validation) = message.event() else {
        panic!("{message:?}");
    };
    assert_eq!(validation.json(), written);
    let parsed: Value = validation.parse().unwrap();
    assert_eq!(parsed["a"][1], "é");
    assert!(validation.parse::<Vec<u8>>().is_err());
    for not_an_object in ["", "1", "[]", "null", "{", "{}x"] {
        assert!(Event::installation_validation(not_an_object).is_err());
    }
}

#[test]
fn other_events_pass_through_with_their_payload() {
    let payload = r#"{ "tickets":[{"locationId":1,"posRef":"x"}] }"#;
    let envelope = Envelope {
        name: "pos.BatchTicket.updated".into(),
        component: "pos".into(),
        resource: "BatchTicket".into(),
        action: "updated".into(),
        version: "v2".into(),
        subscription_id: 7,
        dispatched_at: utc_text(1_571_158_800_000),
    };
    let sent = Message::new(envelope, Event::Other(RawJson::new(payload).unwrap()));
    let read = Message::from_body(&sent.to_body()).unwrap();
    assert_eq!(read, sent);
    let Event::Other(raw) = read.event() else {
        panic!("{read:?}");
    };
    assert_eq!(raw.as_str(), payload);
}

#[test]
fn replies_are_the_documented_ones() {
    assert_eq!(
        (Reply::accepted().status(), Reply::accepted().body()),
        (204, "")
    );
    let reply = Reply::rejected([Detail::new("propertyValue", "...")]);
    assert_eq!(reply.status(), 422);
    let body: Value = serde_json::from_str(reply.body()).unwrap();
    assert_eq!(
        body["details"],
        json!([{"property": "propertyValue", "message": "..."}])
    );
    assert_eq!(Reply::unavailable().status(), 503);
    for (reply, is_final) in [
        (Reply::accepted(), true),
        (reply, true),
        (Reply::unavailable(), false),
        (Reply::stored(499, ""), true),
        (Reply::stored(500, ""), false),
    ] {
        assert_eq!(reply.is_final(), is_final, "{reply:?}");
    }
}

/// By the rules of the calendar alone, one day after the other, a whole cycle of 400 years and more.
#[test]
fn times_are_written_as_the_calendar_has_them() {
    let (mut days, time, day) = (0, 49_622_007, 86_400_000);
    for year in 1970..=2401 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let february = if leap { 29 } else { 28 };
        let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, length) in (1..).zip(months) {
            for date in 1..=length {
                assert_eq!(
                    utc_text(days * day + time),
                    format!("{year}-{month:02}-{date:02}T13:47:02.007Z")
                );
                days += 1;
            }
        }
    }
    assert_eq!(utc_text(0), "1970-01-01T00:00:00.000Z");
    assert_eq!(utc_text(day - 1), "1970-01-01T23:59:59.999Z");
    assert_eq!(utc_text(day), "1970-01-02T00:00:00.000Z");
}
