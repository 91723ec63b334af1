//! The two sites: their names, their origins, their folders.

use std::{path::PathBuf, sync::Arc};

use axum::extract::FromRef;
use launch_complete::subscription::{Dispatcher, axum::Endpoint};

use crate::{
    base::Base, complete_html::CompleteHtml, events::Events, log::RequestLog, store::Store,
    switches::Switches, trace::Trace,
};

/// One of the two sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// The app that starts a launch.
    Host,
    /// The marketplace simulator.
    Marketplace,
}

impl Site {
    /// The name it is reached by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Host => "host.localhost",
            Self::Marketplace => "marketplace.localhost",
        }
    }

    /// The port it listens on unless told otherwise.
    #[must_use]
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Host => 8080,
            Self::Marketplace => 8081,
        }
    }

    /// The flag of the program that chooses another port.
    #[must_use]
    pub const fn port_flag(self) -> &'static str {
        match self {
            Self::Host => "--host-port",
            Self::Marketplace => "--marketplace-port",
        }
    }

    /// The origin written in the pages, replaced by the actual one when they are served.
    pub(crate) fn default_origin(self) -> String {
        self.origin(self.default_port())
    }

    /// The origin as browsers report it: without the port where that is HTTP's own.
    pub(crate) fn origin(self, port: u16) -> String {
        match port {
            80 => format!("http://{}", self.name()),
            _ => format!("http://{}:{port}", self.name()),
        }
    }

    /// The folder that `/` leads to.
    pub(crate) const fn home(self) -> &'static str {
        match self {
            Self::Host => "/host/",
            Self::Marketplace => "/marketplace/",
        }
    }

    /// The folders of the pages that belong to this site.
    pub(crate) const fn folders(self) -> [&'static str; 3] {
        match self {
            Self::Host => ["host", "lib", "shared"],
            Self::Marketplace => ["marketplace", "lib", "shared"],
        }
    }
}

/// The actual origins of both sites.
#[derive(Debug)]
pub(crate) struct Origins {
    pub(crate) host: String,
    pub(crate) marketplace: String,
}

/// What both sites share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) origins: Origins,
    pub(crate) www: PathBuf,
    pub(crate) store: Store,
    pub(crate) events: Events,
    pub(crate) endpoint: Endpoint,
    pub(crate) dispatcher: Dispatcher,
    pub(crate) switches: Switches,
    pub(crate) log: RequestLog,
    pub(crate) trace: Trace,
    pub(crate) complete_html: CompleteHtml,
    pub(crate) verbose: bool,
    pub(crate) base: Base,
}

/// The state of one site's handlers.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub(crate) site: Site,
    pub(crate) port: u16,
    pub(crate) shared: Arc<Shared>,
}

impl App {
    /// The origin of the site that answers.
    pub(crate) fn origin(&self) -> &str {
        match self.site {
            Site::Host => &self.shared.origins.host,
            Site::Marketplace => &self.shared.origins.marketplace,
        }
    }
}

/// Where the extractor of events finds the host's receiver.
impl FromRef<App> for Endpoint {
    fn from_ref(app: &App) -> Self {
        app.shared.endpoint.clone()
    }
}
