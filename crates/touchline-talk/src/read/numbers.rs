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

fn read_at(told: Option<&Token<'_>>, place: Place, read: fn(&str) -> Option<i64>) -> Result<Option<i64>, Reason> {
    match told {
        Some(Token(text)) if !text.is_empty() => read(text).map(Some).ok_or_else(|| no_time(place, text)),
        _ => Ok(None),
    }
}
