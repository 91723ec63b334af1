//! The address of a landing page, and the targets that a page may redirect to.

use launch_complete::launch::redirect::{Navigation, Redirect, read, scrubbed_search};

use crate::reference::parts;

/// Checks one input: hash, search, registered targets, the chosen one, modes, text.
///
/// # Panics
///
/// A text arrives changed, or is left in an address that was scrubbed.
pub fn check(data: &[u8]) {
    let Ok(_) = core::str::from_utf8(data) else {
        return;
    };
    let [hash, search, registered, wanted, modes, text] =
        parts::<6>(data).map(|part| core::str::from_utf8(part).unwrap_or_default());
    landed(hash, search);
    if let Ok(redirect) = Redirect::parse(registered, wanted, modes) {
        let target = redirect.target().as_str();
        assert!(wanted.is_empty() || wanted == target);
        sent(&redirect, target, text);
    }
}

/// A landing page is called with anything.
fn landed(hash: &str, search: &str) {
    let scrubbed = scrubbed_search(search);
    assert_eq!(read("", &scrubbed), None);
    assert_eq!(scrubbed_search(&scrubbed), scrubbed);
    if let Some(Ok(text)) = read(hash, search) {
        let redirect =
            Redirect::parse("https://app.example/landing", "", "fragment").expect("a good target");
        sent(&redirect, "https://app.example/landing", &text);
    }
}

/// A text goes out and comes in.
fn sent(redirect: &Redirect, target: &str, text: &str) {
    match redirect.navigation(text) {
        Ok(Navigation::Url(url)) => {
            let added = url.strip_prefix(target).expect("the target is in front");
            let (search, hash) = match url.find('#') {
                Some(at) => (&url[..at], &url[at..]),
                None => (url.as_str(), ""),
            };
            let search = search.find('?').map_or("", |at| &search[at..]);
            assert_eq!(read(hash, search), Some(Ok(text.to_owned())), "{url}");
            assert!(added.bytes().all(|byte| byte.is_ascii_graphic()));
        }
        Ok(Navigation::Form { action }) => assert_eq!(action, target),
        Err(error) => assert_eq!(error.code(), "RESULT_TOO_LONG"),
    }
}
