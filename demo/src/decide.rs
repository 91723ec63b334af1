//! What the host answers to an event. Only a validation can be rejected.

use launch_complete::subscription::{Detail, Event, Reply};
use serde_json::{Map, Value};

/// The plans that this host has.
const PLANS: [&str; 2] = ["basic", "plus"];

/// Accepts everything but a validation without a location or with a plan that the host does not have.
pub(crate) fn decide(event: &Event) -> Reply {
    let Event::InstallationValidation(validation) = event else {
        return Reply::accepted();
    };
    let request: Map<String, Value> = validation.parse().unwrap_or_default();
    let details = Vec::from_iter([location(&request), plan(&request)].into_iter().flatten());
    match details.is_empty() {
        true => Reply::accepted(),
        false => Reply::rejected(details),
    }
}

fn location(request: &Map<String, Value>) -> Option<Detail> {
    let known = request.get("locationId").and_then(Value::as_u64);
    match known {
        Some(1..) => None,
        _ => Some(Detail::new("locationId", "must be a location of yours")),
    }
}

fn plan(request: &Map<String, Value>) -> Option<Detail> {
    let plan = request.get("plan").and_then(Value::as_str);
    match plan {
        Some(plan) if PLANS.contains(&plan) => None,
        _ => Some(Detail::new("plan", "is not one of: basic, plus")),
    }
}

#[cfg(test)]
mod tests {
    use launch_complete::subscription::Event;

    use super::decide;

    #[test]
    fn a_validation_is_rejected_for_each_wrong_property() {
        let table = [
            (r#"{"locationId":1,"plan":"plus"}"#, ""),
            (r#"{"locationId":1,"plan":"gold"}"#, "plan"),
            (r#"{"locationId":0,"plan":"basic"}"#, "locationId"),
            (r#"{"locationId":"1","plan":"basic"}"#, "locationId"),
            ("{}", "locationId plan"),
        ];
        for (request, wrong) in table {
            let reply = decide(&Event::installation_validation(request).unwrap());
            let answer: serde_json::Value = serde_json::from_str(reply.body()).unwrap_or_default();
            let details = answer["details"].as_array().into_iter().flatten();
            let named: Vec<_> = details.filter_map(|it| it["property"].as_str()).collect();
            assert_eq!(named.join(" "), wrong, "{request}");
            assert_eq!(reply.status() == 204, wrong.is_empty(), "{request}");
        }
        assert_eq!(decide(&Event::location_deleted(1)).status(), 204);
    }
}
