//! The scanner against `serde_json`: what one takes, the other takes, and both read the same.

use launch_complete::subscription::{Event, Message, RawJson};
use proptest::prelude::*;
use serde_json::Value;

use crate::common::{DISPATCHED, GUID, cases};

/// Texts around the grammar's edges; `#` stands for any one of them in lists and objects.
const EDGES: &[&str] = &[
    "",
    " ",
    "null",
    "nul",
    "nulll",
    "true",
    "tru",
    "false",
    "TRUE",
    "0",
    "-0",
    "-",
    "+1",
    "01",
    "-01",
    "1.",
    ".1",
    "1.0",
    "1e",
    "1e+",
    "1e5",
    "1E-5",
    "1e1.5",
    "0x1",
    "1_0",
    "Infinity",
    "NaN",
    "--1",
    "1 2",
    "\"",
    "\"a",
    "\"a\"",
    "'a'",
    "\"\\\"",
    "\"\\\\\"",
    "\"\\/\"",
    "\"\\a\"",
    "\"\\u\"",
    "\"\\u12\"",
    "\"\\u00e9\"",
    "\"\\u00G9\"",
    "\"\\u+123\"",
    "\"\\ud83c\\udf89\"",
    "\"a\tb\"",
    "\"a\nb\"",
    "\"a\u{0}b\"",
    "\"\u{7f}\"",
    "\"é\u{2028}\"",
    "[",
    "]",
    "[]",
    "[ ]",
    "[,]",
    "[1,]",
    "[1 2]",
    "[1,2]",
    "[[]",
    "[]]",
    "{",
    "}",
    "{}",
    "{ }",
    "{,}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{\"a\":1 \"b\":2}",
    "{a:1}",
    "{1:1}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":{\"b\":[1,{}]}}",
    "[1]x",
    "\u{feff}1",
    "\u{a0}1",
    "\u{b}1",
    "1\r\n",
    "\t[\n1\r,2 ] ",
    "/**/1",
    "1//",
    "{\"\":0}",
    "[1}",
    "{\"a\":1]",
];

#[track_caller]
fn agree(text: &str) {
    let theirs: Result<&serde_json::value::RawValue, _> = serde_json::from_str(text);
    assert_eq!(RawJson::new(text).is_ok(), theirs.is_ok(), "{text:?}");
}

#[test]
fn the_edges_of_the_grammar() {
    for edge in EDGES {
        agree(edge);
        for around in ["[#]", "[1,#]", "{\"a\":#}", "{\"a\":1,#}", "{#:1}", " # "] {
            agree(&around.replace('#', edge));
        }
    }
}

/// Strings are walked in steps of eight bytes: every special byte at every place of a step.
#[test]
fn every_byte_at_every_place_of_a_string() {
    for length in 0..20 {
        for place in 0..length {
            for byte in 0..=0x7f_u8 {
                let mut inside = vec![b'x'; length];
                inside[place] = byte;
                let inside = String::from_utf8(inside).unwrap();
                agree(&format!("\"{inside}\""));
                agree(&format!("[\"{inside}\",1]"));
            }
        }
    }
}

/// Characters beyond 16 bits are written as two halves, and only the right two are one.
#[test]
fn the_halves_of_a_pair() {
    let message = Message::marketplace(Event::installation_requested(1, GUID), 1, DISPATCHED);
    let body = String::from_utf8(message.to_body()).unwrap();
    let halves = [
        "", "d7ff", "d800", "dbff", "dc00", "dfff", "e000", "0041", "ffff",
    ];
    for (first, second) in halves.iter().flat_map(|a| halves.map(|b| (*a, b))) {
        let escape = |half: &str| match half {
            "" => String::new(),
            half => format!("\\u{half}"),
        };
        let string = format!("\"x{}{}y\"", escape(first), escape(second));
        let body = body.replace(&format!("\"{GUID}\""), &string);
        let ours = Message::from_body(body.as_bytes()).ok();
        let ours = ours.map(|message| match message.into_parts().1 {
            Event::InstallationRequestCreated(request) => request.guid,
            other => panic!("{other:?}"),
        });
        assert_eq!(ours, serde_json::from_str(&string).ok(), "{string}");
    }
}

fn written() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(EDGES).prop_map(str::to_owned),
        prop::sample::select(vec!["{", "}", "[", "]", ",", ":", "\"", "\\", " "])
            .prop_map(str::to_owned),
        ".{0,3}",
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(cases(4096))]

    #[test]
    fn any_text_is_judged_alike(text in written()) {
        agree(&text);
    }

    #[test]
    fn any_text_in_a_field_is_read_alike(guid in ".{1,20}", ascii: bool) {
        let mut string = serde_json::to_string(&guid).unwrap();
        if ascii {
            let units = guid.encode_utf16().map(|unit| format!("\\u{unit:04X}"));
            string = format!("\"{}\"", units.collect::<String>());
        }
        let message = Message::marketplace(Event::installation_requested(1, GUID), 1, DISPATCHED);
        let body = String::from_utf8(message.to_body()).unwrap();
        let body = body.replace(&format!("\"{GUID}\""), &string);
        let message = Message::from_body(body.as_bytes()).unwrap();
        let Event::InstallationRequestCreated(request) = message.event() else {
            panic!("{message:?}");
        };
        let theirs: Value = serde_json::from_str(&body).unwrap();
        prop_assert_eq!(&theirs["payload"]["guid"], &guid);
        prop_assert_eq!(&request.guid, &guid);
    }
}
