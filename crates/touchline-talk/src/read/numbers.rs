//! Times of JSON files: what stands there, or the place of what is none.

use super::fault::no_time;
use super::json::Token;
use super::place::Place;
use super::time;
use touchline_kernel::rejection::Reason;

/// A time in seconds; `None` where none is told.
pub(super) fn seconds_at(told: Option<&Token<'_>>, place: Place) -> Result<Option<i64>, Reason> {
    read_at(told, place, time::seconds)
}

/// A time in milliseconds; `None` where none is told.
pub(super) fn milliseconds_at(told: Option<&Token<'_>>, place: Place) -> Result<Option<i64>, Reason> {
    read_at(told, place, time::milliseconds)
}

/// A time in milliseconds of a format that has whole ones alone: a fraction tells of seconds, which are somebody else's.
pub(super) fn whole_milliseconds_at(told: Option<&Token<'_>>, place: Place) -> Result<Option<i64>, Reason> {
    read_at(told, place, |text| match text.split_once('.') {
        Some((_, fraction)) if !fraction.trim_matches('0').is_empty() => None,
        _ => time::milliseconds(text),
    })
}

fn read_at(told: Option<&Token<'_>>, place: Place, read: fn(&str) -> Option<i64>) -> Result<Option<i64>, Reason> {
    match told {
        Some(Token(text)) if !text.is_empty() => read(text).map(Some).ok_or_else(|| no_time(place, text)),
        _ => Ok(None),
    }
}
