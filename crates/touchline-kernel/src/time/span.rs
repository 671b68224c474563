//! Days of the calendar in a row, such as a leave or a quarter.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{LocalDate, Zone};
use crate::rejection::{Code, DetailKey, Reason};

/// The days from the first to the last, both of them included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct DaySpan {
    /// The first day.
    pub first: LocalDate,
    /// The last day: the first one, or later.
    pub last: LocalDate,
}

impl DaySpan {
    /// Refuses days that end before they begin.
    pub fn check(self) -> Result<(), Reason> {
        if self.first <= self.last { Ok(()) } else { Err(Code::SpanReversed.into()) }
    }

    /// The days that both have.
    #[must_use]
    pub fn shared(self, other: DaySpan) -> Option<DaySpan> {
        let shared = DaySpan { first: self.first.max(other.first), last: self.last.min(other.last) };
        (shared.first <= shared.last).then_some(shared)
    }

    /// Whether the day is one of them.
    #[must_use]
    pub fn contains(self, day: LocalDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// How many days there are, as the calendar on the wall of this zone showed them: without those that it left out.
    #[must_use]
    pub fn days_in(self, zone: Zone) -> u64 {
        let skipped = zone.offsets().skipped_within(self.first.days(), self.last.days());
        self.days().saturating_sub(u64::try_from(skipped).unwrap_or(u64::MAX))
    }

    /// How many days there are.
    #[must_use]
    pub fn days(self) -> u64 {
        u64::try_from(self.last.days_since(self.first).saturating_add(1)).unwrap_or_default()
    }
}

/// Refuses a list in which days end before they begin or stand twice: the first entry at fault, by its place.
pub fn check_spans(spans: impl IntoIterator<Item = DaySpan>) -> Result<(), (usize, Reason)> {
    let mut taken: BTreeMap<LocalDate, LocalDate> = BTreeMap::new();
    for (place, span) in spans.into_iter().enumerate() {
        span.check().map_err(|reason| (place, reason))?;
        // No two of those before share a day, so the last that begins in time is also the last to end.
        let before = taken.range(..=span.last).next_back().map(|(first, last)| DaySpan { first: *first, last: *last });
        if let Some(shared) = before.and_then(|before| before.shared(span)) {
            let day = shared.first.to_string();
            return Err((place, Reason::new(Code::SpansOverlap).with(DetailKey::Actual, day)));
        }
        taken.insert(span.first, span.last);
    }
    Ok(())
}
