//! What the app already knows about the result it waits for.

use crate::json::{self, whole};

/// What a result must say to be this launch's: the launch API told the host's back end the account.
///
/// ```
/// use launch_complete::launch::{Expect, MarketplaceResultBuilder};
///
/// let expect = Expect { account_id: Some("account-1".into()), ..Expect::default() };
/// let result = MarketplaceResultBuilder::new("account-2").build().unwrap();
/// assert_eq!(expect.mismatch(&result.to_text()), Some("accountId"));
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
    /// The name of the first field of a result's text that differs. Absent counts as different: a result that does
    /// not say whose it is, is not known to be ours.
    #[must_use]
    pub fn mismatch(&self, text: &str) -> Option<&'static str> {
        let wanted = [
            ("accountId", &self.account_id),
            ("accountApiId", &self.account_api_id),
            ("completeParameter", &self.complete_parameter),
        ];
        let mut found = [None; 3];
        let place = |name: &str| wanted.iter().position(|(known, _)| *known == name);
        if whole(text, |scanner| scanner.find(&place, &mut found)).is_err() {
            return Some("result");
        }
        let differs = |((_, wanted), found): &((&str, &Option<String>), Option<&str>)| {
            wanted.is_some() && **wanted != found.and_then(json::text)
        };
        wanted
            .into_iter()
            .zip(found)
            .find(differs)
            .map(|((name, _), _)| name)
    }
}
