//! The most memory that a process of the browser has had, as the system counts it. Linux only: elsewhere zero.

use std::fs;

/// All processes that a program started, and those that they started.
#[derive(Debug)]
pub(super) struct Processes {
    root: u32,
}

impl Processes {
    pub(super) fn below(root: u32) -> Self {
        Self { root }
    }

    /// Counts anew from now on.
    pub(super) fn reset_peaks(&self) {
        for process in self.renderers() {
            // Not allowed everywhere; the peak is then that of the whole run.
            drop(fs::write(format!("/proc/{process}/clear_refs"), "5"));
        }
    }

    /// In bytes, of the process that shows pages and has had the most.
    pub(super) fn largest_peak(&self) -> u64 {
        let peaks = self.renderers().into_iter().filter_map(|process| {
            let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
            peak(&status)
        });
        peaks.max().unwrap_or_default()
    }

    fn renderers(&self) -> Vec<u32> {
        let mut parents = Vec::new();
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some(process) = name.to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            parents.extend(parent(&stat).map(|parent| (process, parent)));
        }
        descendants(self.root, &parents)
            .into_iter()
            .filter(|process| {
                fs::read(format!("/proc/{process}/cmdline"))
                    .is_ok_and(|line| String::from_utf8_lossy(&line).contains("--type=renderer"))
            })
            .collect()
    }
}

fn descendants(root: u32, parents: &[(u32, u32)]) -> Vec<u32> {
    let mut found = vec![root];
    let mut at = 0;
    while let Some(&each) = found.get(at) {
        found.extend(
            parents
                .iter()
                .filter(|(_, parent)| *parent == each)
                .map(|(process, _)| process),
        );
        at += 1;
    }
    found.split_off(1)
}

/// The second field after the name, which may have anything in it but ends with the last bracket.
fn parent(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

fn peak(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_in_bytes() {
        let status = "Name:\tchromium\nVmPeak:\t    9 kB\nVmHWM:\t    1234 kB\n";
        assert_eq!(peak(status), Some(1234 * 1024));
        assert_eq!(peak("Name:\tchromium\n"), None);
    }

    #[test]
    fn children_of_children_count() {
        assert_eq!(parent("12 (a (b) c) S 7 12 12 0"), Some(7));
        let parents = [(2, 1), (3, 2), (4, 9), (5, 3), (1, 0)];
        assert_eq!(descendants(1, &parents), [2, 3, 5]);
    }
}
