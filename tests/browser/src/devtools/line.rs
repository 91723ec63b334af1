//! What is a console line among the events of the Chrome DevTools Protocol.

use serde_json::{Value, json};

use crate::Line;

const CONSOLE: &str = "Runtime.consoleAPICalled";
const THROWN: &str = "Runtime.exceptionThrown";
/// What the browser itself writes, such as blocked requests.
const LOG: &str = "Log.entryAdded";

/// The console line that an event is, or would be: a browser also complains of answers like 404.
pub(super) fn of(method: &str, params: &Value) -> Option<Line> {
    let line = |level: &Value, message| {
        Some(Line {
            level: text(level),
            message,
        })
    };
    match method {
        CONSOLE => {
            let said: Vec<_> = params["args"]
                .as_array()?
                .iter()
                .map(|it| text(it.get("value").unwrap_or(&it["description"])))
                .collect();
            let place = place(&params["stackTrace"]["callFrames"][0]);
            let said = said.join(" ");
            line(&params["type"], format!("console {place} {said}"))
        }
        THROWN => {
            let thrown = &params["exceptionDetails"];
            let (said, what) = (&thrown["text"], &thrown["exception"]);
            let what = text(what.get("description").unwrap_or(&what["value"]));
            let said = format!("thrown {} {} {what}", place(thrown), text(said));
            line(&json!("error"), said)
        }
        LOG => {
            let entry = &params["entry"];
            let said = text(&entry["text"]);
            let source = text(&entry["source"]);
            line(&entry["level"], format!("{source} {} {said}", place(entry)))
        }
        "Network.responseReceived" => {
            let response = &params["response"];
            let status = response["status"]
                .as_u64()
                .filter(|status| *status >= 400)?;
            let said = format!("network {status} {}", text(&response["url"]));
            line(&json!("error"), said)
        }
        _ => None,
    }
}

/// The line in a message that is no JSON, such as one with half a character.
pub(super) fn unreadable(message: &[u8]) -> Option<Line> {
    let message = String::from_utf8_lossy(message).into_owned();
    let is_line = [CONSOLE, THROWN, LOG]
        .iter()
        .any(|method| message.contains(method));
    is_line.then(|| Line {
        level: "error".into(),
        message,
    })
}

fn place(value: &Value) -> String {
    format!("{}:{}", text(&value["url"]), value["lineNumber"])
}

/// A text as it is, and anything else as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_from_other_events() {
        let said = json!({ "type": "log", "args": [{ "value": "one" }, { "value": 2 }, { "description": "three" }] });
        let line = of(CONSOLE, &said).unwrap();
        assert_eq!(line.level, "log");
        assert!(line.message.ends_with("one 2 three"), "{}", line.message);
        let thrown = json!({ "exceptionDetails": { "text": "Uncaught", "exception": { "description": "Error: x" } } });
        let line = of(THROWN, &thrown).unwrap();
        assert!(
            line.message.ends_with("Uncaught Error: x"),
            "{}",
            line.message
        );
        let answer =
            |status: u16| json!({ "response": { "status": status, "url": "http://a.test/" } });
        let line = of("Network.responseReceived", &answer(404)).unwrap();
        assert_eq!(line.message, "network 404 http://a.test/");
        assert_eq!(of("Network.responseReceived", &answer(204)), None);
        assert_eq!(of("Runtime.executionContextCreated", &json!({})), None);
    }

    #[test]
    fn half_a_character_hides_no_line() {
        let line =
            br#"{"method":"Runtime.consoleAPICalled","params":{"args":[{"value":"\ud800"}]}}"#;
        assert!(serde_json::from_slice::<Value>(line).is_err());
        assert!(unreadable(line).is_some());
        assert_eq!(unreadable(br#"{"method":"Network.dataReceived"}"#), None);
    }
}
