//! Instants as text: any RFC 3339 date-time in, one printed form out, without allocation either way.
//!
//! Rules: KER-03.

use std::ops::Deref;

use chrono::Datelike;

use super::calendar::{MILLIS_OF_DAY, date, date_from_days, days_from_epoch};
use super::digits::{digits, number};

/// Reads an RFC 3339 date-time as milliseconds since 1970 began in UTC, or nothing where it is none.
///
/// Second 60 is accepted only as the last second of a month in UTC, where a leap second can stand. It is
/// read as the last millisecond of its minute: later than all that came before it, and not yet next month.
pub(super) fn read(text: &[u8]) -> Option<i64> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T' | b't', ref clock @ ..] = text else { return None };
    let &[h1, h2, b':', n1, n2, b':', s1, s2, ref rest @ ..] = clock else { return None };
    let date = date(number([y1, y2, y3, y4])?, number([m1, m2])?, number([d1, d2])?)?;
    let (hour, minute, second) = (number([h1, h2])?, number([n1, n2])?, number([s1, s2])?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (millis, offset) = fraction(rest)?;
    let offset = minutes_from_utc(offset)?;
    let (second, millis) = if second == 60 { (59, 999) } else { (second, millis) };

    let minutes = i64::from(hour).wrapping_mul(60).wrapping_add(i64::from(minute)).wrapping_sub(offset);
    let millis_of_day = minutes.wrapping_mul(60_000).wrapping_add(i64::from(second).wrapping_mul(1_000));
    let instant = days_from_epoch(date).wrapping_mul(MILLIS_OF_DAY).wrapping_add(millis_of_day).wrapping_add(millis);
    if number([s1, s2]) == Some(60) && !begins_a_month(instant.wrapping_add(1)) {
        return None;
    }
    Some(instant)
}

/// The milliseconds of the fraction, floored, and what follows it.
fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let [b'.', digits @ ..] = text else { return Some((0, text)) };
    if let &[a, b, c, b'Z'] = digits {
        return Some((i64::from(number([a, b, c])?), b"Z"));
    }
    let length = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
    let (digits, rest) = digits.split_at_checked(length).filter(|(digits, _)| !digits.is_empty())?;
    let digit = |place: usize| digits.get(place).copied().unwrap_or(b'0');
    Some((i64::from(number([digit(0), digit(1), digit(2)])?), rest))
}

fn minutes_from_utc(text: &[u8]) -> Option<i64> {
    match *text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (number([h1, h2])?, number([m1, m2])?);
            let offset = i64::from(hours).wrapping_mul(60).wrapping_add(i64::from(minutes));
            let offset = if sign == b'-' { offset.wrapping_neg() } else { offset };
            (hours <= 23 && minutes <= 59).then_some(offset)
        }
        _ => None,
    }
}

fn begins_a_month(millis: i64) -> bool {
    millis.rem_euclid(MILLIS_OF_DAY) == 0
        && date_from_days(millis.div_euclid(MILLIS_OF_DAY)).is_some_and(|date| date.day() == 1)
}

/// An instant's printed form: 24 ASCII characters, such as `2026-03-02T09:00:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstantText([u8; 24]);

impl InstantText {
    /// Of milliseconds since 1970 began in UTC.
    pub(super) fn of(instant: i64) -> Self {
        let date = date_from_days(instant.div_euclid(MILLIS_OF_DAY)).unwrap_or_default();
        let millis = u32::try_from(instant.rem_euclid(MILLIS_OF_DAY)).unwrap_or_default();
        let year = u32::try_from(date.year()).unwrap_or_default();
        let (seconds, minutes) = (millis / 1_000, millis / 60_000);

        let [y1, y2, y3, y4] = digits(year);
        let ([m1, m2], [d1, d2]) = (digits(date.month()), digits(date.day()));
        let ([h1, h2], [n1, n2], [s1, s2]) = (digits(minutes / 60), digits(minutes % 60), digits(seconds % 60));
        let [f1, f2, f3] = digits(millis % 1_000);
        InstantText([
            y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'.', f1, f2, f3,
            b'Z',
        ])
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII is ever put in, so the default is never taken.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The text's bytes, for writers of bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 24] {
        &self.0
    }
}

impl Deref for InstantText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}
