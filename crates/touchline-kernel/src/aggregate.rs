//! What every aggregate has: a version and the moment of its last change, checked the same way for all.
//!
//! Rules: KER-08, KER-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::marks::MAX_INTEGER;
use super::rejection::{Code, DetailKey, Reason};
use super::time::Instant;

/// Tolerance for clocks that differ; a section of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClockPolicy {
    /// How far, in milliseconds, a command may lie before the last change of what it changes.
    #[schemars(range(min = 0, max = 3_600_000))]
    pub tolerance_ms: u32,
}

impl Default for ClockPolicy {
    fn default() -> Self {
        ClockPolicy { tolerance_ms: 2_000 }
    }
}

/// A document that the host records whole, such as a person or a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Recorded{T}")]
pub struct Recorded<T> {
    /// When it was last recorded.
    pub changed_at: Instant,
    /// The document.
    pub document: T,
    /// How often it was recorded.
    pub version: u64,
}

/// A thing's version, and the moment of its last change.
pub type Last = (u64, Instant);

impl<T> Recorded<T> {
    /// Its version, and when it was last recorded.
    #[must_use]
    pub fn last(&self) -> Last {
        (self.version, self.changed_at)
    }
}

/// The version after one more change. It stops at the greatest number that JSON can hold, since a version
/// that cannot be printed would make a command fail after it was decided.
#[must_use]
pub fn next_version(version: u64) -> u64 {
    version.saturating_add(1).min(MAX_INTEGER)
}

/// Refuses a command that was made on another version than the present one.
pub fn check_version(expected: Option<u64>, actual: u64) -> Result<(), Reason> {
    match expected {
        Some(expected) if expected != actual => Err(Reason::new(Code::VersionConflict)
            .with(DetailKey::ExpectedVersion, expected)
            .with(DetailKey::Version, actual)),
        _ => Ok(()),
    }
}

/// What every command on an aggregate must pass, whatever the thing: made on the version that stands, and
/// not before the last change. `last` is that change's version and moment, where there was one.
pub fn follow(expected: Option<u64>, at: Instant, last: Option<Last>, clock: &ClockPolicy) -> Result<Instant, Reason> {
    check_version(expected, last.map_or(0, |(version, _)| version))?;
    last.map_or(Ok(at), |(_, changed_at)| effective_at(at, changed_at, clock))
}

/// The moment at which a change takes effect: the command's, or the last change's where the clocks differ
/// within the tolerance.
pub fn effective_at(at: Instant, changed_at: Instant, clock: &ClockPolicy) -> Result<Instant, Reason> {
    if at.checked_add_millis(i64::from(clock.tolerance_ms)).is_some_and(|latest| latest < changed_at) {
        return Err(Reason::new(Code::TimeReversed).with(DetailKey::ChangedAt, changed_at.text().as_str()));
    }
    Ok(at.max(changed_at))
}
