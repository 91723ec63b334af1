//! What the app already knows about the result it waits for.

use super::value::{Value, text_field};

/// What a result must say to be this launch's: the launch API told the host's back end the account.
///
/// ```
/// use launch_complete::launch::{Expect, MarketplaceResultBuilder};
///
/// let expect = Expect { account_id: Some("account-1".into()), ..Expect::default() };
/// let result = MarketplaceResultBuilder::new("account-2").build().unwrap();
/// assert_eq!(expect.mismatch(&result.into()), Some("accountId"));
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
    pub fn mismatch(&self, result: &Value) -> Option<&'static str> {
        let Value::Object(fields) = result else {
            return Some("result");
        };
        let wanted = [
            ("accountId", &self.account_id),
            ("accountApiId", &self.account_api_id),
            ("completeParameter", &self.complete_parameter),
        ];
        wanted
            .into_iter()
            .find(|(name, wanted)| {
                wanted.is_some() && wanted.as_deref() != text_field(fields, name)
            })
            .map(|(name, _)| name)
    }
}
