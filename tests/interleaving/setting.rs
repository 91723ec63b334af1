//! What one world is like: the paths, the engine, what is configured.

use launch_complete::launch::redirect::Redirect;
use launch_complete::launch::{Acknowledgement, LaunchId, Options, Sinks, UnboundLanding, Via};
use proptest::prelude::*;

use super::common::{APP, origins};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Path {
    Opener,
    Proxy,
    Redirect,
}

/// How the app and its popup are cut off from each other from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    Not,
    /// No handle, no opener, no launch id.
    Noopener,
    /// No opener, and a handle that reads closed: `Cross-Origin-Opener-Policy`.
    Policy,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub(crate) path: Path,
    pub(crate) launches: usize,
    pub(crate) cut: Cut,
    /// Page, proxy and landing must be answered.
    pub(crate) required: bool,
    /// The page has a redirect behind its first way.
    pub(crate) redirect: bool,
    /// Proxy and landing hand over to the app.
    pub(crate) to_app: bool,
    /// Proxy and landing hand over to the back end.
    pub(crate) to_back_end: bool,
    /// The app hands over to the back end.
    pub(crate) app_has_back_end: bool,
    /// `unboundLanding: "single"`.
    pub(crate) single: bool,
    /// The app listens some time after the popup was opened.
    pub(crate) late: bool,
    /// The engine has `BroadcastChannel`, `MessageChannel`, `localStorage`.
    pub(crate) channel: bool,
    pub(crate) ports: bool,
    pub(crate) storage: bool,
    /// The browser does not let scripts close the popup.
    pub(crate) stays_open: bool,
}

/// One popup, everything there, everything as the documents advise.
pub(crate) const PLAIN: Setting = Setting {
    path: Path::Opener,
    launches: 1,
    cut: Cut::Not,
    required: true,
    redirect: false,
    to_app: true,
    to_back_end: false,
    app_has_back_end: false,
    single: false,
    late: false,
    channel: true,
    ports: true,
    storage: true,
    stays_open: false,
};

impl Setting {
    /// The options of the snippet in the marketplace.
    pub(crate) fn page(&self) -> Options {
        let landing = || Redirect::parse("https://app.example/landing", "", "").expect("a target");
        Options {
            via: if self.path == Path::Redirect {
                Via::Redirect
            } else {
                Via::Auto
            },
            acknowledgement: if self.required {
                Acknowledgement::Required
            } else {
                Acknowledgement::Optional
            },
            targets: Some(origins(APP)),
            redirect: (self.redirect || self.path == Path::Redirect).then(landing),
            ..Options::default()
        }
    }

    pub(crate) fn sinks(&self) -> Sinks {
        Sinks {
            app: self.to_app || !self.to_back_end,
            back_end: self.to_back_end,
        }
    }

    pub(crate) fn unbound(&self) -> UnboundLanding {
        if self.single {
            UnboundLanding::Single
        } else {
            UnboundLanding::Refuse
        }
    }
}

pub(crate) fn id(launch: usize) -> LaunchId {
    LaunchId::from_random([launch as u8 + 1; 16])
}

/// The result of a launch; each has its own.
pub(crate) fn result(launch: usize) -> String {
    format!(r#"{{"accountId":"account-{launch}","cycles":[]}}"#)
}

pub(crate) fn any_setting() -> impl Strategy<Value = Setting> {
    let path = prop_oneof![Just(Path::Opener), Just(Path::Proxy), Just(Path::Redirect)];
    let cut = prop_oneof![3 => Just(Cut::Not), 1 => Just(Cut::Noopener), 1 => Just(Cut::Policy)];
    let mostly = || prop::bool::weighted(0.8);
    let seldom = || prop::bool::weighted(0.2);
    (
        (path, cut, mostly(), any::<bool>(), mostly(), seldom()),
        (seldom(), seldom(), seldom(), seldom()),
        (mostly(), mostly(), mostly(), seldom()),
    )
        .prop_map(|(way, app, engine)| {
            let (path, cut, required, redirect, to_app, to_back_end) = way;
            let (app_has_back_end, single, late, two) = app;
            let (channel, ports, storage, stays_open) = engine;
            Setting {
                path,
                launches: 1 + usize::from(two),
                cut,
                required,
                redirect,
                to_app,
                to_back_end,
                app_has_back_end,
                single,
                // Only a window that the app opened by itself can be listened to late.
                late: late && path == Path::Opener && cut == Cut::Not,
                channel,
                ports,
                storage,
                stays_open,
            }
        })
}
