//! Starting and ending the two sites.

use std::{future::Future, io, net::Ipv4Addr, path::PathBuf, sync::Arc, time::Duration};

use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};

use crate::{
    base::Base,
    complete_html::CompleteHtml,
    credentials,
    error::DemoError,
    events::Events,
    listener::{Connections, HangUp},
    log::RequestLog,
    router::router,
    site::{App, Origins, Shared, Site},
    store::Store,
    switches::Switches,
    trace::Trace,
};

/// How long answers under way may take once the demo is to end.
const LAST_ANSWERS: Duration = Duration::from_secs(2);

/// Where to listen and what to serve.
#[derive(Clone, Debug)]
pub struct Config {
    /// The host site's port; 0 takes any free one.
    pub host_port: u16,
    /// The marketplace site's port; 0 takes any free one.
    pub marketplace_port: u16,
    /// The folder with the built pages.
    pub www: PathBuf,
    /// The SQLite file, created where there is none.
    pub database: PathBuf,
    /// Whether each request's method and path are written to standard error. Queries never are.
    pub verbose: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            host_port: Site::Host.default_port(),
            marketplace_port: Site::Marketplace.default_port(),
            www: PathBuf::from("dist/www"),
            database: PathBuf::from("target/demo.sqlite"),
            verbose: false,
        }
    }
}

/// Both sites, running. Dropping it ends them.
#[derive(Debug)]
pub struct Demo {
    shared: Arc<Shared>,
    stop: watch::Sender<bool>,
    servers: [JoinHandle<io::Result<()>>; 2],
}

/// Opens the database, listens on both ports and answers from then on.
///
/// # Errors
///
/// A port that cannot be had, a folder without pages, a database that cannot be opened.
pub async fn serve(config: Config) -> Result<Demo, DemoError> {
    serve_below(config, "").await
}

/// The same below a path such as `/some/where`, on both sites.
///
/// # Errors
///
/// As [`serve`]; a path that is none.
pub async fn serve_below(config: Config, base: &str) -> Result<Demo, DemoError> {
    let base = Base::parse(base)?;
    let mut folders = Site::Host
        .folders()
        .into_iter()
        .chain(Site::Marketplace.folders());
    if !folders.all(|folder| config.www.join(folder).is_dir()) {
        return Err(DemoError::NoPages { www: config.www });
    }
    let (host, host_port) = listen(Site::Host, config.host_port).await?;
    let (marketplace, marketplace_port) =
        listen(Site::Marketplace, config.marketplace_port).await?;
    let database = |source| DemoError::Database {
        database: config.database.clone(),
        source,
    };
    let store = Store::open(&config.database).map_err(database)?;
    let events = Events::open(&config.database).map_err(database)?;
    let shared = Arc::new(Shared {
        origins: Origins {
            host: Site::Host.origin(host_port),
            marketplace: Site::Marketplace.origin(marketplace_port),
        },
        www: config.www,
        store,
        events,
        endpoint: credentials::endpoint(&base)?,
        dispatcher: credentials::dispatcher(&base)?,
        switches: Switches::default(),
        log: RequestLog::default(),
        trace: Trace::default(),
        complete_html: CompleteHtml::default(),
        verbose: config.verbose,
        base,
    });
    let stop = watch::Sender::new(false);
    let start = |site, port, listener| {
        let app = App {
            site,
            port,
            shared: Arc::clone(&shared),
        };
        tokio::spawn(answer(app, listener, stop.subscribe()))
    };
    let servers = [
        start(Site::Host, host_port, host),
        start(Site::Marketplace, marketplace_port, marketplace),
    ];
    Ok(Demo {
        shared,
        stop,
        servers,
    })
}

impl Demo {
    /// The host site's origin, such as `http://host.localhost:8080`.
    #[must_use]
    pub fn host_origin(&self) -> &str {
        &self.shared.origins.host
    }

    /// The marketplace site's origin, such as `http://marketplace.localhost:8081`.
    #[must_use]
    pub fn marketplace_origin(&self) -> &str {
        &self.shared.origins.marketplace
    }

    /// Where the host site begins, such as `http://host.localhost:8080/`.
    #[must_use]
    pub fn host_url(&self) -> String {
        format!("{}{}/", self.host_origin(), self.shared.base)
    }

    /// Where the marketplace site begins.
    #[must_use]
    pub fn marketplace_url(&self) -> String {
        format!("{}{}/", self.marketplace_origin(), self.shared.base)
    }

    /// The faults that the sites answer with.
    #[must_use]
    pub fn switches(&self) -> &Switches {
        &self.shared.switches
    }

    /// What was asked for.
    #[must_use]
    pub fn log(&self) -> &RequestLog {
        &self.shared.log
    }

    /// What the pages saw of their launches.
    #[must_use]
    pub fn trace(&self) -> &Trace {
        &self.shared.trace
    }

    /// The results that were handed in.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.shared.store
    }

    /// The marketplace's events that the host received.
    #[must_use]
    pub fn events(&self) -> &Events {
        &self.shared.events
    }

    /// Waits until `signal` is ready, then ends as [`shutdown`](Self::shutdown) does.
    pub async fn run_until(self, signal: impl Future<Output = ()>) {
        signal.await;
        self.shutdown().await;
    }

    /// Takes no more requests, lets those under way end for two seconds, and frees the ports.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        let [host, marketplace] = &mut self.servers;
        if timeout(LAST_ANSWERS, async { tokio::join!(host, marketplace) })
            .await
            .is_err()
        {
            self.servers.iter().for_each(JoinHandle::abort);
        }
    }
}

async fn listen(site: Site, port: u16) -> Result<(TcpListener, u16), DemoError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => DemoError::PortTaken { site, port },
        _ => DemoError::Listen { site, port, source },
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok((listener, port))
}

async fn answer(
    app: App,
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let service = router(app).into_make_service_with_connect_info::<HangUp>();
    axum::serve(Connections(listener), service)
        .with_graceful_shutdown(async move {
            // A dropped sender is a dropped demo: the end as well.
            let _ = stop.wait_for(|stop| *stop).await;
        })
        .await
}
