//! `Display` of every error is its message.

/// Messages are written without the formatting machinery, which weighs more than all of them; `Display`
/// shows the same text.
macro_rules! display_by_message {
    ($($error:ty),*) => {$(
        impl core::fmt::Display for $error {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.message())
            }
        }
        impl std::error::Error for $error {}
    )*};
}

pub(crate) use display_by_message;
