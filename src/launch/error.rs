//! What can go wrong, one enum a flow, each with a stable code.
//!
//! Codes are part of the contract and never change their meaning; messages are for people and may.

mod delivery;
mod launch;
mod origin;
mod redirect;
mod result;

use core::fmt;

pub use delivery::DeliveryError;
pub use launch::LaunchError;
pub use origin::OriginError;
pub use redirect::RedirectError;
pub use result::ResultError;

/// Messages are written without the formatting machinery, which weighs more than all of them; `Display`
/// shows the same text.
macro_rules! display_by_message {
    ($($error:ty),*) => {$(
        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.message())
            }
        }
        impl std::error::Error for $error {}
    )*};
}

display_by_message!(
    ResultError,
    OriginError,
    RedirectError,
    DeliveryError,
    LaunchError
);
