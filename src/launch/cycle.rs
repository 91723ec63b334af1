//! One installed cycle.

use super::value::{Fields, debug_with_shape};
use super::webhook::{Webhook, WebhookUrl};

/// One installed cycle of a package.
///
/// ```
/// use launch_complete::launch::LaunchResult;
///
/// let text = r#"{"accountId":"a","cycles":[{"cycleId":"c","region":"eu"}]}"#;
/// let LaunchResult::Marketplace(result) = LaunchResult::from_text(text)? else { unreachable!() };
/// let cycle: &launch_complete::launch::Cycle = &result.cycles[0];
/// assert_eq!((cycle.cycle_id.as_str(), cycle.other[0].0.as_str()), ("c", "region"));
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Cycle {
    /// The installed cycle.
    pub cycle_id: String,
    /// The template it was installed from.
    pub template_id: Option<String>,
    /// The release of that template.
    pub template_release_id: Option<String>,
    /// Whether it runs.
    pub status: Option<Status>,
    /// Its webhooks.
    pub webhooks: Option<Vec<Webhook>>,
    /// Every other field, and documented ones that were `null`.
    pub other: Fields,
}

debug_with_shape! {
    Cycle { cycle_id, template_id, template_release_id, status, webhooks }
}

/// The documented states of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CycleStatus {
    /// The cycle runs.
    Active,
    /// The cycle does not run; `errors` may say why, or it was asked not to start.
    Stopped,
    /// A status this crate does not know. [`Status::as_str`] has it.
    Other,
}

/// The status of a cycle as it was written. Documentation and samples differ in case; so it is compared
/// without case and kept as it came.
///
/// ```
/// use launch_complete::launch::{CycleStatus, Status};
///
/// let status = Status::new("active");
/// assert_eq!((status.kind(), status.as_str()), (CycleStatus::Active, "active"));
/// assert_eq!(Status::new("Paused").kind(), CycleStatus::Other);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status(String);

impl Status {
    /// A status.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// What it means.
    #[must_use]
    pub fn kind(&self) -> CycleStatus {
        if self.0.eq_ignore_ascii_case("active") {
            CycleStatus::Active
        } else if self.0.eq_ignore_ascii_case("stopped") {
            CycleStatus::Stopped
        } else {
            CycleStatus::Other
        }
    }

    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One cycle, seen the same way in both forms.
///
/// ```
/// use launch_complete::launch::{CycleBuilder, CycleView, MarketplaceResultBuilder};
///
/// let cycle = CycleBuilder::new("cycle-1").webhook("Webhook", "https://hooks.example/x");
/// let result = MarketplaceResultBuilder::new("account-1").cycle(cycle).build()?;
/// let CycleView { cycle_id, webhooks, .. } = &result.cycles()[0];
/// assert_eq!((*cycle_id, webhooks[0].0), ("cycle-1", Some("Webhook")));
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CycleView<'a> {
    /// The installed cycle.
    pub cycle_id: &'a str,
    /// The template it was installed from.
    pub template_id: Option<&'a str>,
    /// Whether it runs.
    pub status: Option<&'a Status>,
    /// Step name, where the form has one, and URL.
    pub webhooks: Vec<(Option<&'a str>, &'a WebhookUrl)>,
}

impl Cycle {
    pub(super) fn view(&self) -> CycleView<'_> {
        CycleView {
            cycle_id: &self.cycle_id,
            template_id: self.template_id.as_deref(),
            status: self.status.as_ref(),
            webhooks: self
                .webhooks
                .iter()
                .flatten()
                .map(|webhook| (webhook.step_name.as_deref(), &webhook.url))
                .collect(),
        }
    }
}
