//! One browser API a file.

#[cfg(feature = "host")]
pub(crate) mod broadcast;
pub(crate) mod message;
pub(crate) mod opener;
#[cfg(feature = "page")]
pub(crate) mod parent;
pub(crate) mod port;
#[cfg(feature = "page")]
pub(crate) mod redirect;
