//! Which way a result goes, decided by evidence.

use super::error::DeliveryError;
use super::origin::OriginList;
use super::redirect::Redirect;

/// The path an integrator asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Via {
    /// By evidence.
    #[default]
    Auto,
    /// To the window that opened this one.
    Opener,
    /// To the window that frames this one.
    Parent,
    /// By navigation to a page of the host app.
    Redirect,
}

/// Whether the receiver must answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Acknowledgement {
    /// Wait for an answer; without one from a live window the result counts as sent.
    #[default]
    Optional,
    /// Without an answer the result is not delivered: go on to the next way.
    Required,
    /// Do not wait.
    None,
}

/// What the page sees of the windows around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// The page is in a frame.
    pub framed: bool,
    /// There is an opener and it is not closed.
    pub opener: bool,
}

/// What an integrator configured.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The path asked for.
    pub via: Via,
    /// Whether the receiver must answer.
    pub acknowledgement: Acknowledgement,
    /// The origins that may have the result. Required for every path but the redirect.
    pub targets: Option<OriginList>,
    /// The redirect, where one is configured.
    pub redirect: Option<Redirect>,
    /// How long an answer may take, in milliseconds.
    pub timeout: u32,
    /// How long an answer may take where a proxy announced itself, in milliseconds.
    pub proxy_timeout: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            via: Via::Auto,
            acknowledgement: Acknowledgement::Optional,
            targets: None,
            redirect: None,
            timeout: 1_500,
            proxy_timeout: 10_000,
        }
    }
}

/// A window that a message goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The window that opened this one.
    Opener,
    /// The window that frames this one.
    Parent,
}

/// One way to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Post a message.
    Post(Channel),
    /// Navigate to the configured target.
    Redirect,
}

/// The ways to try, in order. Never empty.
///
/// | page | way | then |
/// | --- | --- | --- |
/// | framed | parent | – |
/// | live opener | opener | the redirect, where it is configured and an answer is required or the post fails |
/// | neither | redirect | – |
///
/// A framed page has no redirect behind it: the frame would go to the landing page while the window
/// around it, which the customer sees, would not.
///
/// # Errors
///
/// [`DeliveryError::NoWindow`] where no way is open, [`DeliveryError::Option`] where the path asked for
/// lacks its configuration.
///
/// ```
/// use launch_complete::launch::{
///     Acknowledgement, Channel, Environment, Options, OriginList, Step, Via, plan, redirect::Redirect,
/// };
///
/// let options = Options {
///     via: Via::Auto,
///     acknowledgement: Acknowledgement::Required,
///     targets: OriginList::parse("https://app.example").ok(),
///     redirect: Redirect::parse("https://app.example/landing.html", "", "").ok(),
///     ..Options::default()
/// };
/// let with_opener = Environment { framed: false, opener: true };
/// assert_eq!(plan(with_opener, &options)?, [Step::Post(Channel::Opener), Step::Redirect]);
/// assert_eq!(plan(Environment::default(), &options)?, [Step::Redirect]);
/// # Ok::<(), launch_complete::launch::DeliveryError>(())
/// ```
pub fn plan(environment: Environment, options: &Options) -> Result<Vec<Step>, DeliveryError> {
    let may_post = options.targets.is_some();
    let parent = environment.framed && may_post;
    let opener = environment.opener && may_post;
    let redirect = options.redirect.is_some();
    let steps = match options.via {
        Via::Opener | Via::Parent if !may_post => {
            return Err(DeliveryError::Option("targetOrigin"));
        }
        Via::Redirect if !redirect => return Err(DeliveryError::Option("redirectUri")),
        Via::Auto if !may_post && !redirect => return Err(DeliveryError::Option("targetOrigin")),
        Via::Opener => vec![opener.then_some(Step::Post(Channel::Opener))],
        Via::Parent => vec![parent.then_some(Step::Post(Channel::Parent))],
        Via::Redirect => vec![Some(Step::Redirect)],
        Via::Auto if parent => vec![Some(Step::Post(Channel::Parent))],
        Via::Auto => vec![
            opener.then_some(Step::Post(Channel::Opener)),
            redirect.then_some(Step::Redirect),
        ],
    };
    let steps: Vec<Step> = steps.into_iter().flatten().collect();
    if steps.is_empty() {
        Err(DeliveryError::NoWindow)
    } else {
        Ok(steps)
    }
}
