//! Every command the documents name is one that exists.

use crate::document::{blocks, quoted, read};

const DOCUMENTS: [&str; 6] = [
    "README.md",
    "CHANGELOG.md",
    "docs/attributes.md",
    "docs/faults.md",
    "docs/packages.md",
    "docs/security.md",
];

/// The help text of `cargo xtask`.
fn usage() -> String {
    let source = read("xtask/src/main.rs");
    let (_, usage) = source
        .split_once("const USAGE: &str = \"")
        .expect("a help text");
    usage.split("\";").next().unwrap_or_default().into()
}

fn commands() -> Vec<String> {
    let mut commands = Vec::new();
    for document in DOCUMENTS {
        let text = read(document);
        for block in blocks(&text) {
            if block.language == "sh" {
                commands.extend(block.text.lines().map(String::from));
            }
        }
        let inline = quoted(&text)
            .into_iter()
            .filter(|text| text.starts_with("cargo "));
        commands.extend(inline.map(String::from));
    }
    commands
}

#[test]
fn every_command_is_a_task_with_its_flags() {
    let usage = usage();
    let commands = commands();
    assert!(commands.len() >= 5, "{commands:?}");
    for command in commands {
        let words = command
            .strip_prefix("cargo xtask ")
            .unwrap_or_else(|| panic!("`{command}` is checked by nobody"));
        let mut words = words.split(' ');
        let task = words.next().unwrap_or_default();
        // From the task's own line to that of the next one.
        let (_, about) = usage
            .split_once(&format!("\n  {task} "))
            .unwrap_or_else(|| panic!("`{command}`: no such task"));
        let about: String = about
            .lines()
            .enumerate()
            .take_while(|(number, line)| *number == 0 || line.starts_with("   "))
            .flat_map(|(_, line)| [line, "\n"])
            .collect();
        for word in words {
            assert!(
                about.contains(word),
                "`{command}`: {word} is not in\n{about}"
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
