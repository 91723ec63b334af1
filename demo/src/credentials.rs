//! Who signs the demo's events, and with what.

use launch_complete::subscription::{
    ConfigError, Dispatcher, PublicPath, Receiver, Secret, axum::Endpoint,
};

use crate::base::Base;

/// The client id of the published example.
pub const CLIENT_ID: &str = "23b08412a29bbe8625967e16c1a41dc9";

/// The client secret of the published example: known to everybody who compares their own code with the demo, and
/// still sent to no page, as a real one must not be.
pub const CLIENT_SECRET: &str = "de17f1f0-4816-157b-97ae-eb4b0f656a1f";

/// The host's registered path, where the sites are served at the root.
pub(crate) const PATH: &str = "/subscriptions";

/// The host's receiver. Refusals are stored by the handler, where the host's page finds them.
pub(crate) fn endpoint(base: &Base) -> Result<Endpoint, ConfigError> {
    let path = registered(base)?;
    let receiver = Receiver::new(CLIENT_ID, [Secret::new(CLIENT_SECRET)?], path)?;
    Ok(Endpoint::with_log(receiver, |_| {}))
}

/// The marketplace's side.
pub(crate) fn dispatcher(base: &Base) -> Result<Dispatcher, ConfigError> {
    let path = registered(base)?;
    Dispatcher::new(CLIENT_ID, Secret::new(CLIENT_SECRET)?, path)
}

fn registered(base: &Base) -> Result<PublicPath, ConfigError> {
    PublicPath::registered(&format!("{base}{PATH}"))
}
