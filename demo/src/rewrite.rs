//! Origins are configuration: the pages are built with the default ones and served with the actual ones.

use serde_json::{Map, Value};

use crate::{
    base::Base,
    site::{Origins, Site},
};

/// The text with both default origins replaced.
pub(crate) fn with_origins(text: &str, origins: &Origins) -> String {
    text.replace(&Site::Host.default_origin(), &origins.host)
        .replace(&Site::Marketplace.default_origin(), &origins.marketplace)
}

/// The page with the script that tells what it sees, as the last thing in its head.
///
/// Put in here, so that the files people copy stay free of it. It runs after the landing page has emptied its
/// address, and before the page's own script does anything with the result.
pub(crate) fn with_trace(text: &str, base: &Base) -> String {
    let script = format!("<script src=\"{base}/shared/trace.js\"></script>\n</head>");
    text.replacen("</head>", &script, 1)
}

/// The pages' configuration for a site with a back end, on top of what the built file says.
pub(crate) fn config(built: &[u8], origins: &Origins) -> Vec<u8> {
    let mut config: Map<String, Value> = serde_json::from_slice(built).unwrap_or_default();
    config.insert("hostOrigin".into(), origins.host.as_str().into());
    config.insert(
        "marketplaceOrigin".into(),
        origins.marketplace.as_str().into(),
    );
    config.insert("backEnd".into(), true.into());
    Value::Object(config).to_string().into_bytes()
}
