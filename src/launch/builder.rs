//! Constructing a result.

use super::error::ResultError;
use super::result::LaunchResult;
use super::value::{Fields, Value};

/// Constructs a result in the marketplace form.
///
/// What comes out has passed the same checks as a result read from a page.
///
/// ```
/// use launch_complete::launch::{CycleBuilder, LaunchResult, MarketplaceResultBuilder};
///
/// let result = MarketplaceResultBuilder::new("account-1")
///     .message("Integration is now active")
///     .package(1)
///     .cycle(
///         CycleBuilder::new("cycle-1")
///             .template("template-1")
///             .status("Active")
///             .webhook("Webhook", "https://hooks.example/x"),
///     )
///     .build()?;
/// assert_eq!(result.cycles()[0].webhooks.len(), 1);
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
#[derive(Clone, Debug)]
pub struct MarketplaceResultBuilder {
    fields: Fields,
    cycles: Vec<Value>,
    errors: Vec<Value>,
}

/// Constructs one cycle of a [`MarketplaceResultBuilder`].
///
/// ```
/// use launch_complete::launch::{CycleBuilder, MarketplaceResultBuilder};
///
/// let cycle = CycleBuilder::new("cycle-1").status("Active").webhook("Webhook", "no address");
/// let error = MarketplaceResultBuilder::new("account-1").cycle(cycle).build().unwrap_err();
/// assert_eq!(error.path(), "cycles[0].webhooks[0].url");
/// ```
#[derive(Clone, Debug)]
pub struct CycleBuilder {
    fields: Fields,
    webhooks: Vec<Value>,
}

/// Constructs a result in the single-cycle LAUNCH form.
///
/// ```
/// use launch_complete::launch::{CycleResultBuilder, Form};
///
/// let result = CycleResultBuilder::new("account-1", "cycle-1")
///     .status("Stopped")
///     .webhook("https://hooks.example/x")
///     .complete_parameter("order-17")
///     .error("Please set up all the steps")
///     .field("region", "eu")
///     .build()?;
/// assert_eq!((result.form(), result.complete_parameter()), (Form::Cycle, Some("order-17")));
/// assert_eq!(result.errors(), ["Please set up all the steps"]);
/// # Ok::<(), launch_complete::launch::ResultError>(())
/// ```
#[derive(Clone, Debug)]
pub struct CycleResultBuilder {
    fields: Fields,
    webhooks: Vec<Value>,
    errors: Vec<Value>,
}

fn field(name: &str, value: impl Into<Value>) -> (String, Value) {
    (name.into(), value.into())
}

/// A field set twice counts once, with its last value.
fn set(fields: &mut Fields, name: &str, value: Value) {
    fields.retain(|(known, _)| known != name);
    fields.push((name.into(), value));
}

/// Setters that put one field.
macro_rules! setters {
    ($($(#[$doc:meta])* $method:ident => $name:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $method(mut self, value: &str) -> Self {
            set(&mut self.fields, $name, value.into());
            self
        }
    )*};
}

/// Takes any further field, such as one the documents gain later.
macro_rules! field_setter {
    () => {
        /// Any further field.
        #[must_use]
        pub fn field(mut self, name: &str, value: impl Into<Value>) -> Self {
            set(&mut self.fields, name, value.into());
            self
        }
    };
}

/// Adds one activation error.
macro_rules! error_setter {
    () => {
        /// Adds an activation error.
        #[must_use]
        pub fn error(mut self, message: &str) -> Self {
            self.errors.push(message.into());
            self
        }
    };
}

impl MarketplaceResultBuilder {
    /// Starts with the account the package was installed into.
    #[must_use]
    pub fn new(account_id: &str) -> Self {
        Self {
            fields: vec![field("accountId", account_id)],
            cycles: Vec::new(),
            errors: Vec::new(),
        }
    }

    setters! {
        /// The package's install complete message.
        message => "installCompleteMessage",
        /// The host app's own id of the account.
        account_api_id => "accountApiId",
        /// The user who installed.
        user => "userId",
    }
    field_setter!();
    error_setter!();

    /// The package.
    #[must_use]
    pub fn package(mut self, id: i64) -> Self {
        set(&mut self.fields, "marketplacePackageId", Value::Integer(id));
        self
    }

    /// Adds a cycle.
    #[must_use]
    pub fn cycle(mut self, cycle: CycleBuilder) -> Self {
        let mut fields = cycle.fields;
        set(&mut fields, "webhooks", Value::Array(cycle.webhooks));
        self.cycles.push(Value::Object(fields));
        self
    }

    /// Checks and gives the result.
    ///
    /// # Errors
    ///
    /// [`ResultError`], which names the place.
    pub fn build(mut self) -> Result<LaunchResult, ResultError> {
        set(&mut self.fields, "cycles", Value::Array(self.cycles));
        finish(self.fields, self.errors)
    }
}

impl CycleBuilder {
    /// Starts with the id of the installed cycle.
    #[must_use]
    pub fn new(cycle_id: &str) -> Self {
        Self {
            fields: vec![field("cycleId", cycle_id)],
            webhooks: Vec::new(),
        }
    }

    setters! {
        /// The template the cycle was installed from.
        template => "templateId",
        /// The release of that template.
        template_release => "templateReleaseId",
        /// `Active`, `Stopped` or another status.
        status => "status",
    }
    field_setter!();

    /// Adds a webhook.
    #[must_use]
    pub fn webhook(mut self, step_name: &str, url: &str) -> Self {
        self.webhooks.push(Value::Object(vec![
            field("stepName", step_name),
            field("url", url),
        ]));
        self
    }
}

impl CycleResultBuilder {
    /// Starts with the account and the installed cycle.
    #[must_use]
    pub fn new(account_id: &str, cycle_id: &str) -> Self {
        Self {
            fields: vec![field("accountId", account_id), field("cycleId", cycle_id)],
            webhooks: Vec::new(),
            errors: Vec::new(),
        }
    }

    setters! {
        /// The host app's own id of the account.
        account_api_id => "accountApiId",
        /// The user who installed.
        user => "userId",
        /// The template the cycle was installed from.
        template => "templateId",
        /// The release of that template.
        template_release => "templateReleaseId",
        /// `Active`, `Stopped` or another status.
        status => "status",
        /// The value the host app gave when it started the LAUNCH.
        complete_parameter => "completeParameter",
    }
    field_setter!();
    error_setter!();

    /// Adds a webhook URL.
    #[must_use]
    pub fn webhook(mut self, url: &str) -> Self {
        self.webhooks.push(url.into());
        self
    }

    /// Checks and gives the result.
    ///
    /// # Errors
    ///
    /// [`ResultError`], which names the place.
    pub fn build(mut self) -> Result<LaunchResult, ResultError> {
        set(&mut self.fields, "webhooks", Value::Array(self.webhooks));
        finish(self.fields, self.errors)
    }
}

fn finish(mut fields: Fields, errors: Vec<Value>) -> Result<LaunchResult, ResultError> {
    if !errors.is_empty() {
        set(&mut fields, "errors", Value::Array(errors));
    }
    LaunchResult::from_value(Value::Object(fields))
}
