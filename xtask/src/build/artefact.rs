//! What is built, and under which names.

use std::path::PathBuf;

use crate::layout::Layout;

/// One wasm build of the root crate with its shell.
pub(crate) struct Artefact {
    /// The crate feature that selects the entry points; also the name of the two-file build's folder.
    pub(crate) name: &'static str,
    /// The hand-written module in `src/js/` that people import.
    pub(crate) shell: &'static str,
    /// Stem of every file in `dist/`.
    pub(crate) package: &'static str,
    /// Name of the global the classic script defines, where there is one.
    pub(crate) global: Option<&'static str>,
}

/// Everything a browser loads.
pub(crate) const ALL: [Artefact; 4] = [
    Artefact {
        name: "page",
        shell: "page.js",
        package: "launch-complete",
        global: Some("LaunchComplete"),
    },
    Artefact {
        name: "host",
        shell: "host.js",
        package: "launch-complete-host",
        global: None,
    },
    Artefact {
        name: "proxy",
        shell: "proxy.js",
        package: "launch-complete-proxy",
        global: None,
    },
    Artefact {
        name: "landing",
        shell: "landing.js",
        package: "launch-complete-landing",
        global: None,
    },
];

/// The receiver of signed events, for the JavaScript runtimes of back ends. Not part of the pages.
pub(crate) const BACK_END: Artefact = Artefact {
    name: "subscriptions-js",
    shell: "subscriptions.js",
    package: "launch-complete-subscriptions",
    global: None,
};

impl Artefact {
    /// Whether it is built for speed: a back end verifies all day, a page delivers once.
    pub(crate) fn is_fast(&self) -> bool {
        self.name == BACK_END.name
    }

    /// Whether its two-file build is for workers, which import the wasm; a browser's fetches it.
    pub(crate) fn is_for_workers(&self) -> bool {
        self.name == BACK_END.name
    }

    /// The classic script: one request, and it runs where modules do not.
    pub(crate) fn classic(&self, layout: &Layout) -> Option<PathBuf> {
        self.global
            .map(|_| layout.dist.join(self.package).with_extension("js"))
    }

    /// The ES module with the wasm inside.
    pub(crate) fn module(&self, layout: &Layout) -> PathBuf {
        layout.dist.join(self.package).with_extension("mjs")
    }

    /// The ES module with the wasm beside it, for bundlers and workers.
    pub(crate) fn split_module(&self, layout: &Layout) -> PathBuf {
        self.split_folder(layout)
            .join(self.package)
            .with_extension("mjs")
    }

    /// The wasm of the two-file build.
    pub(crate) fn split_wasm(&self, layout: &Layout) -> PathBuf {
        self.split_folder(layout)
            .join(self.package)
            .with_extension("wasm")
    }

    /// Folder of the two-file build.
    pub(crate) fn split_folder(&self, layout: &Layout) -> PathBuf {
        layout.dist.join(self.name)
    }
}
