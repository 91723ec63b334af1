//! The scheme once more, by other means than those under test.

/// The client id of every request here.
pub const CLIENT: &str = "23b08412a29bbe8625967e16c1a41dc9";
/// Its secret.
pub const SECRET: &str = "de17f1f0-4816-157b-97ae-eb4b0f656a1f";
/// Its registered path.
pub const PATH: &str = "/subscriptions/order";
/// What the clock says.
pub const NOW: u64 = 1_571_158_800;

/// The 64 hex digits that a request must be signed with.
pub fn signature(path: &str, body: &[u8], timestamp: &[u8]) -> String {
    let mut mac = hmac_sha256::HMAC::new(SECRET);
    for part in [CLIENT.as_bytes(), b"POST", path.as_bytes(), body, timestamp] {
        mac.update(part);
    }
    let digits = mac.finalize();
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a timestamp is ten digits, none of them a leading zero, from 10 seconds ago to 2 seconds ahead.
pub fn is_timely(timestamp: &[u8]) -> bool {
    let Some(text) = core::str::from_utf8(timestamp).ok() else {
        return false;
    };
    let digits =
        text.len() == 10 && !text.starts_with('0') && text.chars().all(|c| c.is_ascii_digit());
    digits
        && text
            .parse::<u64>()
            .is_ok_and(|time| (NOW - 10..=NOW + 2).contains(&time))
}

/// Cuts an input into parts at line breaks; the last one keeps those that are left.
pub fn parts<const N: usize>(data: &[u8]) -> [&[u8]; N] {
    let mut parts = data.splitn(N, |byte| *byte == b'\n');
    core::array::from_fn(|_| parts.next().unwrap_or_default())
}
