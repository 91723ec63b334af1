//! Why the demo cannot start.

use std::{fmt, io, path::PathBuf};

use launch_complete::subscription::ConfigError;

use crate::{site::Site, store::StoreError};

/// Why the demo cannot start. The text says what to do about it.
#[derive(Debug)]
#[non_exhaustive]
pub enum DemoError {
    /// Another program listens on the port.
    PortTaken {
        /// The site that was to listen there.
        site: Site,
        /// The port.
        port: u16,
    },
    /// The port cannot be had for another reason.
    Listen {
        /// The site that was to listen there.
        site: Site,
        /// The port.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// What the sites were to be served below is no plain path.
    Base {
        /// What was given.
        base: String,
    },
    /// There are no pages to serve.
    NoPages {
        /// Where they were looked for.
        www: PathBuf,
    },
    /// The credentials of the subscription are of no use.
    Credentials(ConfigError),
    /// The database cannot be opened.
    Database {
        /// The file.
        database: PathBuf,
        /// What is wrong with it.
        source: StoreError,
    },
}

impl fmt::Display for DemoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken { site, port } => write!(
                f,
                "port {port} is taken by another program: end that one, or choose another port with {} N",
                site.port_flag()
            ),
            Self::Listen { site, port, source } => write!(
                f,
                "cannot listen on port {port} ({source}): choose another port with {} N",
                site.port_flag()
            ),
            Self::Base { base } => write!(
                f,
                "cannot serve below `{base}`: give a path like /some/where with --base PATH"
            ),
            Self::NoPages { www } => write!(
                f,
                "no pages in {}: run `cargo xtask build` first, or name their folder with --www DIR",
                www.display()
            ),
            Self::Credentials(source) => write!(f, "the events' credentials: {source}"),
            Self::Database { database, source } => write!(
                f,
                "cannot open the database {} ({source}): choose another file with --database FILE",
                database.display()
            ),
        }
    }
}

impl std::error::Error for DemoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen { source, .. } => Some(source),
            Self::Credentials(source) => Some(source),
            Self::Database { source, .. } => Some(source),
            Self::PortTaken { .. } | Self::Base { .. } | Self::NoPages { .. } => None,
        }
    }
}

impl From<ConfigError> for DemoError {
    fn from(error: ConfigError) -> Self {
        Self::Credentials(error)
    }
}
