//! Exact web origins: one strict parse of configuration, then byte equality.

use super::decimal::decimal;
use super::error::OriginError;
use super::split::{all, find, has, split, split_once};

/// An exact web origin, `scheme://host[:port]`, written as browsers write `event.origin`.
///
/// Configuration is parsed once and strictly; after that origins are compared byte by byte. Nothing is
/// normalised: `https://App.example` or a trailing slash is a mistake in a configuration, and a tolerant
/// reader of origins is how the wrong one gets in (RFC 9700, section 4.17). There is no way to write `*`.
///
/// ```
/// use launch_complete::launch::Origin;
///
/// let origin = Origin::parse("https://app.example").unwrap();
/// assert!(origin.is("https://app.example"));
/// assert!(!origin.is("https://app.example.evil.example"));
/// assert!(Origin::parse("*").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin(String);

impl Origin {
    /// Parses an origin of the configuration.
    ///
    /// # Errors
    ///
    /// [`OriginError`], which says what to write instead.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let rest = check_authority(text)?;
        if rest.is_empty() {
            Ok(Self(text.into()))
        } else {
            Err(OriginError::Path)
        }
    }

    /// The origin of an absolute `http` or `https` URL, under the same strict rules.
    ///
    /// # Errors
    ///
    /// [`OriginError`] where the URL has no acceptable origin.
    ///
    /// ```
    /// use launch_complete::launch::Origin;
    ///
    /// let origin = Origin::of_url("https://marketplace.example/launch?token=x")?;
    /// assert_eq!(origin.as_str(), "https://marketplace.example");
    /// # Ok::<(), launch_complete::launch::OriginError>(())
    /// ```
    pub fn of_url(url: &str) -> Result<Self, OriginError> {
        let rest = check_authority(url)?;
        match rest.as_bytes().first() {
            None | Some(b'/' | b'?' | b'#') => {
                let origin = url.strip_suffix(rest).unwrap_or(url);
                Ok(Self(origin.into()))
            }
            Some(_) => Err(OriginError::Host),
        }
    }

    /// Whether a reported origin is this one, byte by byte.
    #[must_use]
    pub fn is(&self, origin: &str) -> bool {
        self.0 == origin
    }

    /// The origin as text, to be used as a `targetOrigin`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The origins a page may send to. Never empty, never more than 16.
///
/// ```
/// use launch_complete::launch::OriginList;
///
/// let list = OriginList::parse("https://app.example https://staging.app.example").unwrap();
/// assert!(list.contains("https://staging.app.example"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginList(Vec<Origin>);

impl OriginList {
    /// More than this is no list of apps but a mistake.
    pub const MAX: usize = 16;

    /// Parses origins separated by white space, as in `data-target-origin`.
    ///
    /// # Errors
    ///
    /// The first [`OriginError`]; [`OriginError::Empty`] where there is none.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        Self::from_texts(text.split_ascii_whitespace())
    }

    /// Parses a list of origins.
    ///
    /// # Errors
    ///
    /// As [`OriginList::parse`].
    ///
    /// ```
    /// use launch_complete::launch::OriginList;
    ///
    /// let list = OriginList::from_texts(["https://app.example", "https://staging.app.example"])?;
    /// assert!(list.iter().all(|origin| origin.as_str().ends_with("app.example")));
    /// assert!(list.iter().count() <= OriginList::MAX);
    /// # Ok::<(), launch_complete::launch::OriginError>(())
    /// ```
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, OriginError> {
        let mut origins = Vec::new();
        for text in texts {
            let origin = Origin::parse(text)?;
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        if origins.is_empty() || origins.len() > Self::MAX {
            return Err(OriginError::Empty);
        }
        Ok(Self(origins))
    }

    /// The same list and one more; as it is where that is in it already, or no more have room.
    ///
    /// ```
    /// use launch_complete::launch::{Origin, OriginList};
    ///
    /// let list = OriginList::from(Origin::parse("https://marketplace.example")?);
    /// let list = list.with(Origin::parse("https://app.example")?);
    /// assert!(list.contains("https://marketplace.example") && list.contains("https://app.example"));
    /// # Ok::<(), launch_complete::launch::OriginError>(())
    /// ```
    #[must_use]
    pub fn with(mut self, origin: Origin) -> Self {
        if self.0.len() < Self::MAX && !self.contains(origin.as_str()) {
            self.0.push(origin);
        }
        self
    }

    /// Whether a reported origin is in the list.
    #[must_use]
    pub fn contains(&self, origin: &str) -> bool {
        self.0.iter().any(|known| known.is(origin))
    }

    /// The origins, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &Origin> {
        self.0.iter()
    }
}

impl From<Origin> for OriginList {
    fn from(origin: Origin) -> Self {
        Self(vec![origin])
    }
}

/// Checks `scheme://host[:port]` at the start of `text` and returns what follows it.
fn check_authority(text: &str) -> Result<&str, OriginError> {
    if text.is_empty() {
        return Err(OriginError::Empty);
    }
    if text == "null" {
        return Err(OriginError::Null);
    }
    if text.starts_with('*') {
        return Err(OriginError::Wildcard);
    }
    let (secure, rest) = if let Some(rest) = text.strip_prefix("https://") {
        (true, rest)
    } else if let Some(rest) = text.strip_prefix("http://") {
        (false, rest)
    } else {
        return Err(OriginError::Scheme);
    };
    let end = rest
        .bytes()
        .position(|byte| matches!(byte, b'/' | b'?' | b'#' | b'\\'))
        .unwrap_or(rest.len());
    let (authority, after) = rest.split_at_checked(end).ok_or(OriginError::Host)?;
    if has(authority, b'@') {
        return Err(OriginError::Credentials);
    }
    if has(authority, b'*') {
        return Err(OriginError::Wildcard);
    }
    let (host, port) = split_port(authority)?;
    check_host(host)?;
    if let Some(port) = port {
        check_port(port, secure)?;
    }
    if !secure && !is_loopback(host) {
        return Err(OriginError::Scheme);
    }
    Ok(after)
}

fn split_port(authority: &str) -> Result<(&str, Option<&str>), OriginError> {
    let after_host = if authority.starts_with('[') {
        let address = split_once(authority, b']').ok_or(OriginError::Host)?.0;
        address.len() + 1
    } else {
        find(authority, b':').unwrap_or(authority.len())
    };
    let (host, rest) = authority
        .split_at_checked(after_host)
        .ok_or(OriginError::Host)?;
    match rest.strip_prefix(':') {
        Some(port) => Ok((host, Some(port))),
        None if rest.is_empty() => Ok((host, None)),
        None => Err(OriginError::Host),
    }
}

fn check_host(host: &str) -> Result<(), OriginError> {
    let good = match host.strip_prefix('[') {
        Some(address) => address.strip_suffix(']').is_some_and(is_canonical_ipv6),
        None => host.len() <= 253 && is_host_name(host),
    };
    if good { Ok(()) } else { Err(OriginError::Host) }
}

fn is_host_name(host: &str) -> bool {
    let good = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    let mut last = "";
    for label in split(host, b'.') {
        if !(1..=63).contains(&label.len()) || !all(label, good) {
            return false;
        }
        last = label;
    }
    // A last label that is a number makes the host an IPv4 address, which browsers print as four decimals.
    let hexadecimal = |rest: &str| all(rest, |byte| byte.is_ascii_hexdigit());
    let numeric =
        all(last, |byte| byte.is_ascii_digit()) || last.strip_prefix("0x").is_some_and(hexadecimal);
    !numeric || is_canonical_ipv4(host)
}

fn is_canonical_ipv4(host: &str) -> bool {
    let mut octets = 0;
    for label in split(host, b'.') {
        if !is_canonical_octet(label) {
            return false;
        }
        octets += 1;
    }
    octets == 4
}

fn is_canonical_octet(label: &str) -> bool {
    decimal(label).is_some_and(|number| number < 256) && (label == "0" || !label.starts_with('0'))
}

/// Lower-case groups without leading zeros and one `::` for the first longest run of zeros (RFC 5952),
/// which is how browsers print it.
fn is_canonical_ipv6(address: &str) -> bool {
    // By bytes, not by `split_once("::")`: searching for a text weighs more than this whole file.
    let gap = address.as_bytes().windows(2).position(|two| two == b"::");
    let (head, tail) = match gap.and_then(|at| address.split_at_checked(at)) {
        Some((head, rest)) => (head, rest.strip_prefix("::").unwrap_or_default()),
        None => (address, ""),
    };
    let (Some(before), Some(after)) = (Groups::read(head), Groups::read(tail)) else {
        return false;
    };
    let count = before.count + after.count;
    if gap.is_none() {
        return count == 8 && before.longest_zeros < 2;
    }
    // The gap stands for the first of the longest runs of zeros, whole, and for two at least.
    count <= 6
        && !before.ends_with_zero
        && !after.starts_with_zero
        && before.longest_zeros < 8 - count
        && after.longest_zeros <= 8 - count
}

/// The groups on one side of the gap.
#[derive(Default)]
struct Groups {
    count: usize,
    longest_zeros: usize,
    starts_with_zero: bool,
    ends_with_zero: bool,
}

impl Groups {
    /// `None` where a group is not one to four lower-case hexadecimal digits without leading zeros.
    fn read(text: &str) -> Option<Self> {
        let mut groups = Self::default();
        if text.is_empty() {
            return Some(groups);
        }
        let mut zeros = 0;
        for group in split(text, b':') {
            let digits = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            let canonical = group == "0" || !group.starts_with('0');
            if !(1..=4).contains(&group.len()) || !all(group, digits) || !canonical {
                return None;
            }
            groups.ends_with_zero = group == "0";
            groups.starts_with_zero |= groups.count == 0 && groups.ends_with_zero;
            groups.count += 1;
            zeros = if groups.ends_with_zero { zeros + 1 } else { 0 };
            groups.longest_zeros = groups.longest_zeros.max(zeros);
        }
        Some(groups)
    }
}

fn check_port(port: &str, secure: bool) -> Result<(), OriginError> {
    let default = if secure { 443 } else { 80 };
    match decimal(port) {
        Some(number) if number < 65_536 && number != default && !port.starts_with('0') => Ok(()),
        _ => Err(OriginError::Port),
    }
}

/// Hosts that are this machine by definition: RFC 6761 section 6.3, RFC 1122 section 3.2.1.3, RFC 4291.
fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || (host.starts_with("127.") && is_canonical_ipv4(host))
}
