//! What the app already knows about the result it waits for.

use super::result::LaunchResult;

/// What a result must say to be this launch's: the launch API told the host's back end the account.
///
/// ```
/// use launch_complete::launch::{Expect, MarketplaceResultBuilder};
///
/// let expect = Expect { account_id: Some("account-1".into()), ..Expect::default() };
/// let result = MarketplaceResultBuilder::new("account-2").build().unwrap();
/// assert_eq!(expect.mismatch(&result), Some("accountId"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expect {
    /// The account.
    pub account_id: Option<String>,
    /// The host app's own id of the account.
    pub account_api_id: Option<String>,
    /// The value given when the LAUNCH was started.
    pub complete_parameter: Option<String>,
}

impl Expect {
    /// The name of the first field that differs. Absent counts as different: a result that does not say
    /// whose it is, is not known to be ours.
    #[must_use]
    pub fn mismatch(&self, result: &LaunchResult) -> Option<&'static str> {
        let differs = |wanted: &Option<String>, found: Option<&str>| {
            wanted.is_some() && wanted.as_deref() != found
        };
        if differs(&self.account_id, Some(result.account_id())) {
            Some("accountId")
        } else if differs(&self.account_api_id, result.account_api_id()) {
            Some("accountApiId")
        } else if differs(&self.complete_parameter, result.complete_parameter()) {
            Some("completeParameter")
        } else {
            None
        }
    }
}
