//! Every command the documents name is one that exists.

use crate::document::{all_blocks, blocks, documents, is_read_by_a_test_of_its_own, quoted, read};

/// The help text of `cargo xtask`.
fn usage() -> String {
    let source = read("xtask/src/main.rs");
    let (_, usage) = source
        .split_once("const USAGE: &str = \"")
        .expect("a help text");
    usage.split("\";").next().unwrap_or_default().into()
}

/// The steps of `cargo xtask test`, by name.
fn steps() -> String {
    read("xtask/src/test/steps.rs")
}

/// Every command of this project that a document names, and where.
fn commands() -> Vec<(String, String)> {
    let mut commands = Vec::new();
    for (place, text) in all_blocks("sh") {
        // An example's commands are of its own folder; the test of the example runs them.
        let (path, _) = place.split_once(':').unwrap_or((&place, ""));
        if path.starts_with("examples/") && is_read_by_a_test_of_its_own(path) {
            continue;
        }
        let lines = text.lines().filter(|line| line.starts_with("cargo "));
        commands.extend(lines.map(|line| (place.clone(), line.to_owned())));
    }
    for document in documents() {
        let inline = quoted(&document.text);
        let inline = inline
            .into_iter()
            .filter(|text| text.starts_with("cargo xtask"));
        commands.extend(inline.map(|text| (document.path.clone(), text.to_owned())));
    }
    commands
}

/// Other lines are run: those that copy files by `tests/js/documents.test.mjs`, everything else by a test that reads
/// the document, as `tests/subscription/verify_it_yourself.rs` does.
#[test]
fn every_other_line_is_run() {
    for (place, text) in all_blocks("sh") {
        let copies = |line: &str| line.starts_with("cp ") || line.starts_with("mkdir ");
        let (path, _) = place.split_once(':').unwrap_or((&place, ""));
        let run_elsewhere = is_read_by_a_test_of_its_own(path);
        for line in text.lines() {
            assert!(
                run_elsewhere || line.starts_with("cargo ") || copies(line),
                "{place}: nothing runs `{line}`"
            );
        }
    }
}

#[test]
fn every_command_is_a_task_with_its_flags() {
    let usage = usage();
    let commands = commands();
    assert!(commands.len() >= 5, "{commands:?}");
    for (place, command) in commands {
        let words = command
            .strip_prefix("cargo xtask ")
            .unwrap_or_else(|| panic!("{place}: `{command}` is checked by nobody"));
        let mut words = words.split(' ');
        let task = words.next().unwrap_or_default();
        // From the task's own line to that of the next one.
        let (_, about) = usage
            .split_once(&format!("\n  {task} "))
            .unwrap_or_else(|| panic!("{place}: `{command}`: no such task"));
        let about: String = about
            .lines()
            .enumerate()
            .take_while(|(number, line)| *number == 0 || line.starts_with("   "))
            .flat_map(|(_, line)| [line, "\n"])
            .collect();
        // What stands where the help has `ORIGIN` or `NAME` is the reader's.
        let steps = if task == "test" {
            steps()
        } else {
            String::new()
        };
        for flag in words.filter(|word| word.starts_with('-') || task == "test") {
            assert!(
                about.contains(flag) || steps.contains(&format!("\"{flag}\"")),
                "{place}: `{command}`: {flag} is not in\n{about}"
            );
        }
    }
}

#[test]
fn continuous_integration_runs_the_readmes_test_command() {
    let (_, commands) = blocks(&read("README.md"))
        .into_iter()
        .filter(|block| block.language == "sh")
        .map(|block| (block.line, block.text))
        .next()
        .expect("the two commands");
    let test = commands
        .lines()
        .find(|line| line.contains(" test"))
        .expect("a test command");
    assert!(read(".ci/run").contains(&format!("exec {test} ")));
}
