//! The result of a LAUNCH, in both documented forms.

use super::cycle::{Cycle, CycleView, Status};
use super::value::{Fields, debug_with_shape};
use super::webhook::WebhookUrl;

/// Which of the two documented forms a result has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A marketplace package: `cycles` is there.
    Marketplace,
    /// A single-cycle LAUNCH: `cycleId` is there.
    Cycle,
}

/// What the final page of the LAUNCH flow holds as `result`.
///
/// The forms are told apart by `cycles` and `cycleId`; there is no other mark. Only identity is required
/// (`accountId`, and every `cycleId`). Fields this crate does not know are kept in `other` and written
/// back, so that nothing is lost on the way to an app that does know them.
///
/// A `Stopped` cycle and a list of `errors` are a *delivered* result: the install happened.
///
/// ```
/// use launch_complete::launch::{CycleStatus, LaunchResult};
///
/// let result = LaunchResult::from_text(
///     r#"{"accountId":"a-1","installCompleteMessage":"Integration is now active","marketplacePackageId":1,
///         "cycles":[{"cycleId":"c-1","templateId":"t-1","status":"Active",
///                    "webhooks":[{"stepName":"Webhook","url":"https://hooks.example/x"}]}]}"#,
/// )?;
/// assert_eq!(result.account_id(), "a-1");
/// assert_eq!(result.cycles()[0].status.unwrap().kind(), CycleStatus::Active);
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum LaunchResult {
    /// The result of a marketplace package.
    Marketplace(MarketplaceResult),
    /// The result of a single-cycle LAUNCH.
    Cycle(CycleResult),
}

/// The marketplace form: one package, any number of cycles.
///
/// ```
/// use launch_complete::launch::{LaunchResult, MarketplaceResult};
///
/// let text = r#"{"accountId":"a","installCompleteMessage":"Active","cycles":[]}"#;
/// let LaunchResult::Marketplace(result) = LaunchResult::from_text(text)? else { unreachable!() };
/// let MarketplaceResult { install_complete_message, .. } = result;
/// assert_eq!(install_complete_message.as_deref(), Some("Active"));
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct MarketplaceResult {
    /// The account the package was installed into.
    pub account_id: String,
    /// The host app's own id of that account.
    pub account_api_id: Option<String>,
    /// The user who installed.
    pub user_id: Option<String>,
    /// The package's message; show it as text, never as HTML.
    pub install_complete_message: Option<String>,
    /// The package.
    pub marketplace_package_id: Option<PackageId>,
    /// The installed cycles.
    pub cycles: Vec<Cycle>,
    /// What went wrong while cycles were activated.
    pub errors: Option<Vec<String>>,
    /// Every other field, and documented ones that were `null`.
    pub other: Fields,
}

/// The single-cycle LAUNCH form.
///
/// ```
/// use launch_complete::launch::{CycleResult, LaunchResult};
///
/// let text = r#"{"accountId":"a","cycleId":"c","webhooks":["https://hooks.example/x"]}"#;
/// let LaunchResult::Cycle(result) = LaunchResult::from_text(text)? else { unreachable!() };
/// let CycleResult { cycle_id, webhooks, .. } = result;
/// assert_eq!((cycle_id.as_str(), webhooks.unwrap().len()), ("c", 1));
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct CycleResult {
    /// The account the cycle was installed into.
    pub account_id: String,
    /// The host app's own id of that account.
    pub account_api_id: Option<String>,
    /// The user who installed.
    pub user_id: Option<String>,
    /// The installed cycle.
    pub cycle_id: String,
    /// The template it was installed from.
    pub template_id: Option<String>,
    /// The release of that template.
    pub template_release_id: Option<String>,
    /// Whether it runs.
    pub status: Option<Status>,
    /// Its webhook URLs, in the order of the template's steps.
    pub webhooks: Option<Vec<WebhookUrl>>,
    /// What went wrong while the cycle was activated.
    pub errors: Option<Vec<String>>,
    /// The value the host app gave when it started the LAUNCH.
    pub complete_parameter: Option<String>,
    /// Every other field, and documented ones that were `null`.
    pub other: Fields,
}

debug_with_shape! {
    MarketplaceResult {
        account_id, account_api_id, user_id, install_complete_message, marketplace_package_id,
        cycles, errors
    }
    CycleResult {
        account_id, account_api_id, user_id, cycle_id, template_id, template_release_id, status,
        webhooks, errors, complete_parameter
    }
}

/// A package id: documented as `1`, seen as a number and as a numeric text.
///
/// ```
/// use launch_complete::launch::{LaunchResult, PackageId};
///
/// let text = r#"{"accountId":"a","accountApiId":"shop-7","marketplacePackageId":"17","cycles":[]}"#;
/// let result = LaunchResult::from_text(text)?;
/// let id = result.marketplace_package_id().unwrap();
/// assert_eq!((id, id.number()), (&PackageId::Text("17".into()), Some(17)));
/// assert_eq!(result.account_api_id(), Some("shop-7"));
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageId {
    /// A JSON number.
    Number(i64),
    /// A text of ASCII digits.
    Text(String),
}

impl PackageId {
    /// The id as a number, whichever way it was written.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
        }
    }
}

impl LaunchResult {
    /// Which form it has.
    #[must_use]
    pub fn form(&self) -> Form {
        match self {
            Self::Marketplace(_) => Form::Marketplace,
            Self::Cycle(_) => Form::Cycle,
        }
    }

    /// The account.
    #[must_use]
    pub fn account_id(&self) -> &str {
        match self {
            Self::Marketplace(result) => &result.account_id,
            Self::Cycle(result) => &result.account_id,
        }
    }

    /// The host app's own id of the account.
    #[must_use]
    pub fn account_api_id(&self) -> Option<&str> {
        match self {
            Self::Marketplace(result) => result.account_api_id.as_deref(),
            Self::Cycle(result) => result.account_api_id.as_deref(),
        }
    }

    /// The value the host app gave when it started the LAUNCH.
    ///
    /// The documents name it for the single-cycle form only; a marketplace that sends it anyway is heard.
    #[must_use]
    pub fn complete_parameter(&self) -> Option<&str> {
        use super::value::Value;
        match self {
            Self::Cycle(result) => result.complete_parameter.as_deref(),
            Self::Marketplace(result) => {
                result
                    .other
                    .iter()
                    .find_map(|(name, value)| match (name.as_str(), value) {
                        ("completeParameter", Value::Text(text)) => Some(text.as_str()),
                        _ => None,
                    })
            }
        }
    }

    /// The package, where the form has one.
    #[must_use]
    pub fn marketplace_package_id(&self) -> Option<&PackageId> {
        match self {
            Self::Marketplace(result) => result.marketplace_package_id.as_ref(),
            Self::Cycle(_) => None,
        }
    }

    /// The errors, empty where there are none.
    #[must_use]
    pub fn errors(&self) -> &[String] {
        match self {
            Self::Marketplace(result) => result.errors.as_deref(),
            Self::Cycle(result) => result.errors.as_deref(),
        }
        .unwrap_or_default()
    }

    /// One view over the cycles of both forms.
    #[must_use]
    pub fn cycles(&self) -> Vec<CycleView<'_>> {
        match self {
            Self::Marketplace(result) => result.cycles.iter().map(Cycle::view).collect(),
            Self::Cycle(result) => vec![CycleView {
                cycle_id: &result.cycle_id,
                template_id: result.template_id.as_deref(),
                status: result.status.as_ref(),
                webhooks: result
                    .webhooks
                    .iter()
                    .flatten()
                    .map(|url| (None, url))
                    .collect(),
            }],
        }
    }
}
