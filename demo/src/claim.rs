//! The only file that knows how the library reads a result.

use launch_complete::launch::{Form, LaunchResult, PackageId, ResultError, idempotency_key};

/// What the store keeps beside the text. A result from a browser is a claim: the marketplace's API or its
/// server-side notification confirms it.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) account_id: String,
    pub(crate) package_id: Option<String>,
    pub(crate) form: &'static str,
    pub(crate) cycles: u32,
}

/// Reads a result text of either documented form.
pub(crate) fn read(text: &str) -> Result<Claim, ResultError> {
    let result = LaunchResult::from_text(text)?;
    Ok(Claim {
        account_id: result.account_id().to_owned(),
        package_id: result.marketplace_package_id().map(package),
        form: match result.form() {
            Form::Marketplace => "marketplace",
            Form::Cycle => "cycle",
        },
        cycles: u32::try_from(result.cycles().len()).unwrap_or(u32::MAX),
    })
}

/// The `Idempotency-Key` that belongs to a text.
pub(crate) fn key_of(text: &str) -> String {
    idempotency_key(text)
}

/// The id as written: a number and its digits as a text are the same package.
fn package(id: &PackageId) -> String {
    match id {
        PackageId::Number(number) => number.to_string(),
        PackageId::Text(text) => text.clone(),
    }
}
