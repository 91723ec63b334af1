//! nginx, which serves the pages in one of the tests as the documents say.

use std::path::Path;

use super::debian;
use crate::{Result, process};

/// Where Debian puts programs that only an administrator has in `PATH`.
const PROGRAM: &str = "/usr/sbin/nginx";

/// Installs it when it is missing.
pub(crate) fn ensure() -> Result<()> {
    debian::ensure("nginx", "nginx", || {
        process::find("nginx").is_some() || Path::new(PROGRAM).is_file()
    })
}
