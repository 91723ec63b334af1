//! How much memory a process holds.

use std::fs;

/// The resident set in KiB, where the system says so in `/proc`.
#[must_use]
pub fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn this_process_has_some() {
        assert!(super::resident(std::process::id()).unwrap() > 100);
    }
}
