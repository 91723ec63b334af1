//! Content types by file name.

use std::path::Path;

/// The type of a file. Modules and wasm are refused by browsers under any other.
pub(crate) fn of(file: &Path) -> &'static str {
    match extension(file) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "ts" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether the file is one in which origins are written.
pub(crate) fn names_origins(file: &Path) -> bool {
    matches!(extension(file), "html" | "js" | "mjs" | "json")
}

fn extension(file: &Path) -> &str {
    file.extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}
