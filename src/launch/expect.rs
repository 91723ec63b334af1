//! What the app already knows about the result it waits for.

use super::check::{Checked, NAMED};
use super::walk::Quoted;

/// What a result must say to be this launch's: the launch API told the host's back end the account.
///
/// ```
/// use launch_complete::launch::{Expect, OriginList, Receiver, Verdict};
///
/// let expect = Expect { account_id: Some("account-1".into()), ..Expect::default() };
/// let mut receiver = Receiver::new(OriginList::parse("https://marketplace.example")?, 4096, expect);
/// let verdict = receiver.read(r#"{"accountId":"account-2","cycles":[]}"#, |_| true);
/// assert_eq!(verdict, Verdict::Refused { code: "EXPECT_MISMATCH", path: "accountId".into() });
/// # Ok::<(), launch_complete::launch::OriginError>(())
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
    /// The name of the first field that differs. Absent counts as different: a result that does not say whose it is,
    /// is not known to be ours.
    pub(super) fn mismatch(&self, result: &Checked<'_>) -> Option<&'static str> {
        let wanted = [
            &self.account_id,
            &self.account_api_id,
            &self.complete_parameter,
        ];
        let differs = |(wanted, found): (&Option<String>, &Option<Quoted<'_>>)| {
            let wanted = wanted.as_deref();
            wanted.is_some_and(|wanted| !found.is_some_and(|text| text.is(wanted)))
        };
        let mut fields = wanted
            .into_iter()
            .zip(&result.named)
            .map(differs)
            .zip(NAMED);
        fields.find(|(differs, _)| *differs).map(|(_, name)| name)
    }
}
