//! Just enough command line reading for all tasks.

use crate::Result;

/// Takes `--name` out of the arguments, and says whether it was there.
pub(crate) fn switch(arguments: &mut Vec<String>, name: &str) -> bool {
    let before = arguments.len();
    arguments.retain(|argument| argument != name);
    arguments.len() < before
}

/// Takes `--name VALUE` or `--name=VALUE` out of the arguments.
pub(crate) fn value(arguments: &mut Vec<String>, name: &str) -> Result<Option<String>> {
    let joined = format!("{name}=");
    let Some(at) = arguments
        .iter()
        .position(|argument| argument == name || argument.starts_with(&joined))
    else {
        return Ok(None);
    };
    let argument = arguments.remove(at);
    if let Some(value) = argument.strip_prefix(&joined) {
        return Ok(Some(value.to_owned()));
    }
    if at == arguments.len() {
        return Err(format!("{name} needs a value").into());
    }
    Ok(Some(arguments.remove(at)))
}

/// Takes `--name NUMBER` out of the arguments.
pub(crate) fn number(arguments: &mut Vec<String>, name: &str) -> Result<Option<u64>> {
    let text = value(arguments, name)?;
    text.map(|text| {
        text.parse()
            .map_err(|_| format!("{name}: `{text}` is no whole number").into())
    })
    .transpose()
}

/// Refuses whatever was not taken: a mistyped flag must not be silently ignored.
pub(crate) fn nothing_left(arguments: &[String]) -> Result<()> {
    match arguments.first() {
        None => Ok(()),
        Some(argument) => Err(format!("unknown argument `{argument}`").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn both_spellings_of_a_value_are_taken() {
        let mut given = arguments("--a 1 --b=2 rest");
        assert_eq!(value(&mut given, "--a").unwrap().as_deref(), Some("1"));
        assert_eq!(value(&mut given, "--b").unwrap().as_deref(), Some("2"));
        assert_eq!(value(&mut given, "--c").unwrap(), None);
        assert_eq!(given, ["rest"]);
    }

    #[test]
    fn a_missing_value_and_a_leftover_are_errors() {
        assert!(value(&mut arguments("--a"), "--a").is_err());
        assert!(nothing_left(&arguments("--typo")).is_err());
        assert!(nothing_left(&[]).is_ok());
    }

    #[test]
    fn a_switch_is_taken_once_and_for_all() {
        let mut given = arguments("--json x --json");
        assert!(switch(&mut given, "--json"));
        assert!(!switch(&mut given, "--json"));
        assert_eq!(given, ["x"]);
    }

    #[test]
    fn numbers_are_whole() {
        assert_eq!(number(&mut arguments("--n 12"), "--n").unwrap(), Some(12));
        assert_eq!(number(&mut arguments("x"), "--n").unwrap(), None);
        assert!(number(&mut arguments("--n 1.5"), "--n").is_err());
    }
}
