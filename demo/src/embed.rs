//! A text inside a page, as data that no parser can take for anything else.

/// The page with the text as a JSON string in `<script type="application/json" id="launch-result">`.
///
/// `JSON.parse(element.textContent)` is the text, unit for unit.
pub(crate) fn embed(page: &str, text: &str) -> String {
    // In the head, so that it is there before any script of the page runs.
    let at = page.find("</head>").unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    let data = script_json(text);
    format!(
        "{before}<script type=\"application/json\" id=\"launch-result\">{data}</script>\n{after}"
    )
}

/// The text as JSON in which no markup and no line terminator of JavaScript is left.
fn script_json(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{embed, script_json};

    #[test]
    fn nothing_in_the_text_is_markup_and_all_of_it_survives() {
        let texts = [
            r#"{"accountId":"a","cycles":[]}"#,
            "</script><script>alert(1)</script>",
            "<!-- <script> & &lt; ]]> \u{2028}\u{2029}\u{0}\r\n\t\\ \" é 😀",
            "",
        ];
        for text in texts {
            let json = script_json(text);
            assert!(
                !json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']),
                "{json}"
            );
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }

    #[test]
    fn stands_in_the_head() {
        let data = "<script type=\"application/json\" id=\"launch-result\">\"a\"</script>\n";
        assert_eq!(
            embed("<head></head><body></body>", "a"),
            format!("<head>{data}</head><body></body>")
        );
        assert_eq!(embed("<p>", "a"), format!("<p>{data}"));
    }
}
