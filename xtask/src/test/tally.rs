//! How many passed, how many failed.

use std::ops::AddAssign;

/// A count of checks and tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: usize,
    pub(super) failed: usize,
}

impl Tally {
    /// A check without tests of its own that held.
    pub(super) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// A check without tests of its own that did not hold.
    pub(super) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}
