//! What a receiver accepts, in a fixed order, and how it answers.

use super::check::checked;
use super::error::ResultError;
use super::expect::Expect;
use super::origin::OriginList;

/// Whether the message came from the window it must come from.
///
/// ```
/// use launch_complete::launch::Source;
///
/// assert_eq!(Source::without_handle(true, 1), Source::Expected);
/// assert_eq!(Source::without_handle(true, 2), Source::Foreign);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The window that was opened, or the frame that was made.
    Expected,
    /// Any other window, or none.
    Foreign,
}

impl Source {
    /// Without a handle of the window, as after a reload: any window that this page opened may be the one.
    /// Where several launches of this page wait (`waiting`, this one included), nothing in a message says
    /// which of them it is for, so it is for none; the page goes its next way, which names the launch.
    #[must_use]
    pub fn without_handle(opened_by_us: bool, waiting: usize) -> Self {
        if opened_by_us && waiting == 1 {
            Self::Expected
        } else {
            Self::Foreign
        }
    }
}

/// Why a message was not looked at. It is counted and not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// It is no text.
    NotText,
    /// It is from another origin.
    Origin,
    /// It is from another window.
    Source,
}

/// The first half of the decision: made before the text is copied or parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Hand the text to [`Receiver::read`].
    Read,
    /// Do nothing.
    Ignored(Ignored),
    /// It is longer than `maxBytes`, from whom it must come from: answer with this code and tell the app.
    Refused(&'static str),
}

/// The second half of the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Accepted: acknowledge; the text is a result. `LaunchResult::from_text` gives the typed view.
    Accepted,
    /// Accepted before: acknowledge again and do nothing.
    Duplicate,
    /// Answer with the code, tell the app, go on waiting.
    Refused {
        /// `RESULT_…` or `EXPECT_MISMATCH`.
        code: &'static str,
        /// The place in the result.
        path: String,
    },
}

/// How many messages ended otherwise than accepted.
///
/// ```
/// use launch_complete::launch::{Admission, Counts, Expect, Ignored, OriginList, Receiver, Source};
///
/// let marketplace = OriginList::parse("https://marketplace.example")?;
/// let mut receiver = Receiver::new(marketplace, 4096, Expect::default());
/// let verdict = receiver.admit(Some(40), "https://stranger.example", Source::Expected);
/// assert_eq!(verdict, Admission::Ignored(Ignored::Origin));
/// assert_eq!(receiver.counts(), Counts { ignored: 1, ..Counts::default() });
/// assert!(!receiver.is_done());
/// // The result came another way.
/// receiver.end();
/// assert!(receiver.is_done());
/// # Ok::<(), launch_complete::launch::OriginError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not looked at.
    pub ignored: u32,
    /// Answered with a refusal.
    pub refused: u32,
    /// Acknowledged again and dropped.
    pub duplicates: u32,
}

/// Decides about every message of one launch. The first acceptable one wins.
///
/// ```
/// use launch_complete::launch::{Admission, Expect, OriginList, Receiver, Source, Verdict};
///
/// let marketplace = OriginList::parse("https://marketplace.example")?;
/// let mut receiver = Receiver::new(marketplace, 4096, Expect::default());
/// assert_eq!(
///     receiver.admit(Some(40), "https://marketplace.example", Source::Expected),
///     Admission::Read,
/// );
/// let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
/// assert_eq!(receiver.read(r#"{"accountId":"a","cycles":[]}"#, is_json), Verdict::Accepted);
/// # Ok::<(), launch_complete::launch::OriginError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Receiver {
    origins: OriginList,
    max_bytes: usize,
    expect: Expect,
    counts: Counts,
    done: bool,
}

impl Receiver {
    /// A receiver of texts of at most `max_bytes` bytes of UTF-8 from exactly these origins.
    #[must_use]
    pub fn new(origins: OriginList, max_bytes: usize, expect: Expect) -> Self {
        Self {
            origins,
            max_bytes,
            expect,
            counts: Counts::default(),
            done: false,
        }
    }

    /// The counts so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether a result was accepted.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// The result of this launch came another way: from here on every text is a repeat.
    pub fn end(&mut self) {
        self.done = true;
    }

    /// What can be said before the text is copied: it is a text, from the exact origin, from the expected window, and
    /// of acceptable length (`length` in UTF-16 units, `None` for no text). Strangers are not answered; who must be
    /// heard learns that the text is too long.
    pub fn admit(&mut self, length: Option<usize>, origin: &str, source: Source) -> Admission {
        let reason = match length {
            None => Ignored::NotText,
            Some(_) if !self.origins.contains(origin) => Ignored::Origin,
            Some(_) if source == Source::Foreign => Ignored::Source,
            // A UTF-16 unit is at least one byte of UTF-8; the exact length is checked once it is copied.
            Some(length) if length > self.max_bytes => {
                self.counts.refused += 1;
                return Admission::Refused(self.too_large().code());
            }
            Some(_) => return Admission::Read,
        };
        self.counts.ignored += 1;
        Admission::Ignored(reason)
    }

    fn too_large(&self) -> ResultError {
        ResultError::TooLarge {
            limit: self.max_bytes,
        }
    }

    /// The rest: exact size and nesting, it reads as a result, matches what is expected, and the launch is still
    /// pending. `is_json` is the platform's JSON parser; it is never called on text that is too long or too deep.
    pub fn read(&mut self, text: &str, is_json: impl FnOnce(&str) -> bool) -> Verdict {
        let checked = match text.len() > self.max_bytes {
            true => Err(self.too_large()),
            false => checked(text, is_json),
        };
        match checked.map(|checked| self.expect.mismatch(&checked)) {
            Err(error) => return self.refuse(error.code(), error.path()),
            Ok(Some(field)) => return self.refuse("EXPECT_MISMATCH", field),
            Ok(None) => {}
        }
        if self.done {
            self.counts.duplicates += 1;
            return Verdict::Duplicate;
        }
        self.done = true;
        Verdict::Accepted
    }

    fn refuse(&mut self, code: &'static str, path: &str) -> Verdict {
        self.counts.refused += 1;
        Verdict::Refused {
            code,
            path: path.into(),
        }
    }
}
