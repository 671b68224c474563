//! Times as formats write them.

use serde_json::Number;

/// Hours, minutes and seconds, and thousandths behind a point.
pub(crate) fn clock(millis: u64, point: char) -> String {
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    format!("{:02}:{:02}:{:02}{point}{millis:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A moment of a call that began at eight.
pub(crate) fn moment(millis: u64) -> String {
    format!("2024-02-10T{}Z", clock(28_800_000 + millis, '.'))
}

/// Seconds as text.
pub(crate) fn decimal(millis: u64) -> String {
    format!("{}.{:03}", millis / 1_000, millis % 1_000)
}

pub(crate) fn seconds(millis: u64) -> Number {
    decimal(millis).parse().unwrap()
}
