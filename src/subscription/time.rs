//! A time as the marketplace writes it.

/// Milliseconds since 1970 as text, in UTC, as in `dispatchedAt` and `timestamp`.
///
/// ```
/// use launch_complete::subscription::utc_text;
///
/// assert_eq!(utc_text(1_571_158_800_000), "2019-10-15T17:00:00.000Z");
/// assert_eq!(utc_text(1_709_164_799_999), "2024-02-28T23:59:59.999Z");
/// assert_eq!(utc_text(1_709_164_800_000), "2024-02-29T00:00:00.000Z");
/// ```
#[must_use]
pub fn utc_text(milliseconds: u64) -> String {
    let (seconds, thousandths) = (milliseconds / 1000, milliseconds % 1000);
    let (minutes, second) = (seconds / 60, seconds % 60);
    let (hours, minute) = (minutes / 60, minutes % 60);
    let (days, hour) = (hours / 24, hours % 24);
    let (year, month, day) = date(days);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{thousandths:03}Z")
}

/// Year, month and day of a day counted from 1970-01-01. Years are counted from March, so that the leap day
/// is the last one: <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}
