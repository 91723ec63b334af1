//! What a landing page reads out of its address, and what it leaves there.

use launch_complete::launch::RedirectError;
use launch_complete::launch::redirect::{FRAGMENT_CAP, QUERY_CAP, read, scrubbed_search};

#[test]
fn the_text_is_found_by_its_name() {
    let found = |text: &str| Some(Ok(text.to_owned()));
    let broken = Some(Err(RedirectError::Encoding));
    for (hash, search, expected) in [
        ("", "", None),
        ("#", "?", None),
        ("#e30", "?e30", None),
        ("launch_result=e30", "launch_result=e30", None),
        ("#launch_results=e30", "?xlaunch_result=e30", None),
        ("#LAUNCH_RESULT=e30", "", None),
        ("#launch_result=e30", "", found("{}")),
        ("", "?launch_result=e30", found("{}")),
        ("", "?a=1&launch_result=e30&b", found("{}")),
        ("#a&launch_result=e30", "", found("{}")),
        ("#launch_result=e30", "?launch_result=W10", found("{}")),
        ("#other", "?launch_result=W10", found("[]")),
        ("#launch_result=e30&launch_result=W10", "", found("{}")),
        ("#launch_result", "", found("")),
        ("#launch_result=", "", found("")),
        ("#launch_result==e30", "", broken.clone()),
        ("#launch_result=e30=", "", broken.clone()),
        ("#launch_result=e3", "", broken.clone()),
        ("#launch_result=e31", "", broken.clone()),
        ("#launch_result=e", "", broken.clone()),
        ("#launch_result=%65", "", broken.clone()),
        ("#launch_result=e30+", "", broken.clone()),
        ("#launch_result=4pi", "", broken.clone()),
        ("#launch_result=_w", "?launch_result=e30", broken),
        ("#launch_result=w7zwn5iA", "", found("ü😀")),
    ] {
        assert_eq!(read(hash, search), expected, "{hash} {search}");
    }
}

#[test]
fn a_value_over_the_cap_of_its_mode_is_not_read() {
    let value = |length: usize| format!("launch_result={}", "A".repeat(length));
    for (length, cap, good) in [
        (FRAGMENT_CAP, FRAGMENT_CAP, true),
        (FRAGMENT_CAP + 2, FRAGMENT_CAP, false),
        (QUERY_CAP, QUERY_CAP, true),
        (QUERY_CAP + 2, QUERY_CAP, false),
    ] {
        let text = if cap == FRAGMENT_CAP {
            read(&format!("#{}", value(length)), "")
        } else {
            read("", &format!("?{}", value(length)))
        };
        assert_eq!(text.unwrap().is_ok(), good, "{length}");
    }
}

#[test]
fn the_address_keeps_its_own_parameters() {
    for (search, expected) in [
        ("", ""),
        ("?", ""),
        ("?a=1", "?a=1"),
        ("?a=1&b=2", "?a=1&b=2"),
        ("?launch_result=e30", ""),
        ("?launch_result", ""),
        ("?launch_result=e30&a=1", "?a=1"),
        ("?a=1&launch_result=e30&b=2", "?a=1&b=2"),
        ("?launch_result=e30&launch_result=W10", ""),
        ("?a=1&&launch_results=2", "?a=1&launch_results=2"),
        ("?a=launch_result=e30", "?a=launch_result=e30"),
    ] {
        assert_eq!(scrubbed_search(search), expected, "{search}");
    }
}
