//! Why a file is refused as a whole, each with the place that is to blame.

use super::place::Place;
use touchline_kernel::rejection::{Code, DetailKey, Reason};

/// How many characters of a file are told in a refusal.
const TOLD: usize = 64;

/// Something is missing, or is not what stands there.
pub(super) fn unreadable(place: Place, expected: impl Into<String>) -> Reason {
    Reason::new(Code::TranscriptUnreadable)
        .with(DetailKey::Expected, expected.into())
        .with(DetailKey::Place, place.to_string())
}

/// A time that is none.
pub(super) fn no_time(place: Place, actual: &str) -> Reason {
    Reason::new(Code::TranscriptTimeUnreadable)
        .with(DetailKey::Actual, told(actual))
        .with(DetailKey::Place, place.to_string())
}

/// What is told of a part of a file, with where the part stands.
pub(super) fn within(part: Place, reason: Reason) -> Reason {
    let place = reason.detail(DetailKey::Place).and_then(|place| place.as_str());
    let place = place.map_or_else(|| part.to_string(), |place| place_within(part, place));
    reason.with(DetailKey::Place, place)
}

/// A place in a part of a file.
pub(super) fn place_within(part: Place, place: &str) -> String {
    format!("{part}, {place}")
}

/// The first characters of a text.
pub(super) fn told(text: &str) -> String {
    text.chars().take(TOLD).collect()
}
