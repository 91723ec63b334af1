//! What can go wrong, one enum a flow, each with a stable code.
//!
//! Codes are part of the contract and never change their meaning; messages are for people and may.

mod delivery;
mod launch;
mod origin;
mod redirect;
mod result;

pub use delivery::DeliveryError;
pub use launch::LaunchError;
pub use origin::OriginError;
pub use redirect::RedirectError;
pub use result::ResultError;

crate::display::display_by_message!(
    ResultError,
    OriginError,
    RedirectError,
    DeliveryError,
    LaunchError
);
