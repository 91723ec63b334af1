//! The launch binding in the browser's storage. It never holds result text.

use js_sys::{Date, Object};
use wasm_bindgen::JsCast;
use web_sys::Storage;

use crate::js::window::window;
use crate::launch::split::split;
use crate::launch::{LaunchId, Pending};

/// Key in `sessionStorage` by which a new window inherits the id of its launch.
const INHERITED: &str = "launch-complete:launch";

/// Prefix of the keys of pending records in `localStorage`.
const PENDING: &str = "launch-complete:pending:";

/// A fresh random id.
pub(crate) fn fresh_id() -> Option<LaunchId> {
    let mut random = [0; 16];
    let crypto = window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut random).ok()?;
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
    let mut kept = String::new();
    for own in split(&own_ids(), b' ') {
        if own != id {
            join(&mut kept, own);
        }
    }
    set_session(OWN, &kept);
}

/// The pending records that still count, in no order. Dead ones are swept out.
pub(crate) fn all_pending() -> Vec<(LaunchId, Pending)> {
    let mut found: Vec<(LaunchId, Pending)> = Vec::new();
    let Some(storage) = local() else {
        return found;
    };
    let now = Date::now();
    // All keys at once: what is removed may change the places of the others.
    let keys: &Object = storage.unchecked_ref();
    for key in Object::keys(keys).iter() {
        let key = key.as_string().unwrap_or_default();
        let Some(id) = key.strip_prefix(PENDING).and_then(LaunchId::parse) else {
            continue;
        };
        let record = storage.get_item(&key).ok().flatten();
        match record.as_deref().and_then(Pending::parse) {
            Some(pending) if pending.is_alive(now) => {
                found.push((id, pending));
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
    join(&mut ids, id.as_str());
    set_session(OWN, &ids);
}

/// Whether this tab started the launch, and it has not ended.
pub(crate) fn is_own(id: &str) -> bool {
    split(&own_ids(), b' ').any(|own| own == id)
}

/// How many other launches of this tab wait.
pub(crate) fn own_besides(id: &LaunchId) -> usize {
    all_pending()
        .iter()
        .filter(|(other, _)| other != id && is_own(other.as_str()))
        .count()
}

/// The launches this tab started and that have not ended, with spaces in between.
fn own_ids() -> String {
    let stored = session().and_then(|storage| storage.get_item(OWN).ok()?);
    stored.unwrap_or_default()
}

fn join(ids: &mut String, id: &str) {
    if !ids.is_empty() {
        ids.push(' ');
    }
    ids.push_str(id);
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
    set_session(INHERITED, id.map_or("", LaunchId::as_str));
}

/// Sets a text of this window's own session, or removes it where it is empty.
fn set_session(key: &str, text: &str) {
    if let Some(storage) = session() {
        drop(if text.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, text)
        });
    }
}

/// The id this window inherited.
pub(crate) fn inherited() -> Option<LaunchId> {
    LaunchId::parse(&session()?.get_item(INHERITED).ok()??)
}
