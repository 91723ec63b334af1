//! One browser API a file.

pub(crate) mod broadcast;
pub(crate) mod message;
pub(crate) mod opener;
pub(crate) mod parent;
pub(crate) mod port;
pub(crate) mod redirect;
