//! The path that both sites are served below.

use std::fmt;

use crate::error::DemoError;

/// Such as `/some/where`; empty where they are served at the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Base(String);

impl Base {
    /// Takes what needs no escaping in a path, so that it is the same in an address, a route and a signature.
    pub(crate) fn parse(text: &str) -> Result<Self, DemoError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_~".contains(c);
        let part = |part: &str| !part.is_empty() && part.chars().all(plain);
        let parts = text.strip_prefix('/').map(|rest| rest.split('/').all(part));
        if text.is_empty() || parts == Some(true) {
            Ok(Self(text.into()))
        } else {
            Err(DemoError::Base { base: text.into() })
        }
    }

    /// Whether there is one.
    pub(crate) fn is_root(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn only_plain_paths_are_taken() {
        for base in ["", "/a", "/some/where", "/v1-2_x~"] {
            assert_eq!(Base::parse(base).unwrap().to_string(), base);
        }
        for other in [
            "/", "a", "/a/", "//a", "/a//b", "/..", "/a b", "/{a}", "/a?b", "/é",
        ] {
            assert!(Base::parse(other).is_err(), "{other}");
        }
    }
}
