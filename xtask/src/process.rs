//! Starting other programs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Result;

/// The cargo that started this task, in the workspace.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).stdin(Stdio::null());
    command
}

/// Runs a program to its end, passing its output through.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("`{}` failed ({status})", shown(command)).into())
}

/// Runs a program to its end and returns its standard output; its other output is shown only when
/// it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| cannot_start(command, &error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    eprintln!();
    eprint!("{text}{}", String::from_utf8_lossy(&output.stderr));
    Err(format!("`{}` failed ({})", shown(command), output.status).into())
}

/// Looks a program up in `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// The command as a person would type it, without folders.
pub(crate) fn shown(command: &Command) -> String {
    let name = |text: &std::ffi::OsStr| {
        let text = text.to_string_lossy();
        match text.rsplit_once('/') {
            Some((_, last)) if text.starts_with('/') => last.to_owned(),
            _ => text.into_owned(),
        }
    };
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(name)
        .collect::<Vec<_>>()
        .join(" ")
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    format!("cannot start `{program}`: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_without_folders() {
        let mut command = Command::new("/opt/bin/tool");
        command.args(["--flag", "src/a.rs", "/long/way/to/b.rs"]);
        assert_eq!(shown(&command), "tool --flag src/a.rs b.rs");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().contains("no-such-program-here"));
    }
}
