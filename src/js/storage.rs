//! The launch binding in the browser's storage. It never holds result text.

use js_sys::{Date, Uint8Array};
use web_sys::Storage;

use crate::js::window::window;
use crate::launch::{LaunchId, Pending};

/// Key in `sessionStorage` by which a new window inherits the id of its launch.
const INHERITED: &str = "launch-complete:launch";

/// Prefix of the keys of pending records in `localStorage`.
const PENDING: &str = "launch-complete:pending:";

/// A fresh random id.
pub(crate) fn fresh_id() -> Option<LaunchId> {
    let bytes = Uint8Array::new_with_length(16);
    window()
        .crypto()
        .ok()?
        .get_random_values_with_array_buffer_view(&bytes)
        .ok()?;
    let mut random = [0; 16];
    bytes.copy_to(&mut random);
    Some(LaunchId::from_random(random))
}

// Storage may be switched off, full or forbidden; then a launch is simply not bound, and the direct path
// needs no binding. So failures are answered with "nothing stored".

fn local() -> Option<Storage> {
    window().local_storage().ok()?
}

fn session() -> Option<Storage> {
    window().session_storage().ok()?
}

fn key(id: &str) -> String {
    let mut key = String::from(PENDING);
    key.push_str(id);
    key
}

/// Keeps a pending record.
pub(crate) fn remember(id: &LaunchId, pending: &Pending) {
    if let Some(storage) = local() {
        drop(storage.set_item(&key(id.as_str()), &pending.text()));
    }
}

/// Removes a pending record.
pub(crate) fn forget(id: &str) {
    if let Some(storage) = local() {
        drop(storage.remove_item(&key(id)));
    }
    let ids = own_ids();
    let kept: Vec<String> = ids.iter().filter(|own| *own != id).cloned().collect();
    if kept.len() != ids.len() {
        set_own(&kept);
    }
}

/// The pending records that still count, newest last. Dead ones are swept out.
pub(crate) fn all_pending() -> Vec<(LaunchId, Pending)> {
    let Some(storage) = local() else {
        return Vec::new();
    };
    let now = Date::now();
    let count = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..count)
        .filter_map(|index| storage.key(index).ok()?)
        .collect();
    let mut found: Vec<(LaunchId, Pending)> = Vec::new();
    for key in keys {
        let Some(id) = key.strip_prefix(PENDING).and_then(LaunchId::parse) else {
            continue;
        };
        let record = storage.get_item(&key).ok().flatten();
        match record.as_deref().and_then(Pending::parse) {
            Some(pending) if pending.is_alive(now) => {
                let at = found
                    .iter()
                    .position(|(_, other)| other.started_at > pending.started_at)
                    .unwrap_or(found.len());
                found.insert(at, (id, pending));
            }
            _ => drop(storage.remove_item(&key)),
        }
    }
    found
}

/// Key in `sessionStorage` of the launches this very tab started: after a reload they are its own, and those
/// of other tabs are not.
const OWN: &str = "launch-complete:own";

/// Notes a launch as this tab's own. Called after its window was opened, which therefore does not inherit it.
pub(crate) fn own(id: &LaunchId) {
    let mut ids = own_ids();
    ids.push(String::from(id.as_str()));
    set_own(&ids);
}

/// The launches this tab started and that have not ended.
pub(crate) fn own_ids() -> Vec<String> {
    let stored = session().and_then(|storage| storage.get_item(OWN).ok()?);
    stored
        .as_deref()
        .unwrap_or_default()
        .split_ascii_whitespace()
        .map(String::from)
        .collect()
}

/// How many other launches of this tab wait.
pub(crate) fn own_besides(id: &LaunchId) -> usize {
    let own = own_ids();
    all_pending()
        .iter()
        .filter(|(other, _)| other != id && own.iter().any(|own| own == other.as_str()))
        .count()
}

fn set_own(ids: &[String]) {
    if let Some(storage) = session() {
        drop(if ids.is_empty() {
            storage.remove_item(OWN)
        } else {
            storage.set_item(OWN, &ids.join(" "))
        });
    }
}

/// Whether this launch is still waited for.
pub(crate) fn is_pending(id: &LaunchId) -> bool {
    all_pending().iter().any(|(known, _)| known == id)
}

/// Lets the next window inherit the id, while `open` runs.
pub(crate) fn inheriting<T>(id: &LaunchId, open: impl FnOnce() -> T) -> T {
    set_inherited(Some(id));
    let opened = open();
    set_inherited(None);
    opened
}

/// Sets or clears the id in this window's own session.
pub(crate) fn set_inherited(id: Option<&LaunchId>) {
    if let Some(storage) = session() {
        drop(match id {
            Some(id) => storage.set_item(INHERITED, id.as_str()),
            None => storage.remove_item(INHERITED),
        });
    }
}

/// The id this window inherited.
pub(crate) fn inherited() -> Option<LaunchId> {
    LaunchId::parse(&session()?.get_item(INHERITED).ok()??)
}
