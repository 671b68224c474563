//! What was given, read, acknowledged, done and scored, as a host recorded it: what insight into coaching rests on.
//!
//! Rules: INS-03, INS-04, INS-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ranking::Drawn;
use crate::metric::check::once;
use crate::metric::{Proportion, RateAnswer};
use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{BadInput, Code, Faults};
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, LocalDate, Zone};

/// Coaching that was delivered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeliveredCoaching {
    /// When it was acknowledged; null where it was not.
    #[serde(default)]
    pub acknowledged_at: Option<Instant>,
    /// Whether they are asked to acknowledge it, or were: where not, it counts in no rate of acknowledgement, and nobody waits
    /// for it.
    #[serde(default = "yes")]
    pub acknowledgement_asked: bool,
    /// Who gave it.
    pub by: Key,
    /// Whether a clarification was asked for and not given yet.
    #[serde(default)]
    pub clarification_open: bool,
    /// When.
    pub delivered_at: Instant,
    /// Its key.
    pub delivery: Key,
    /// For whom.
    pub person: Key,
    /// How many questions they asked of it.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1_000_000))]
    pub questions: u32,
    /// When they read it; null where they did not, or nobody knows.
    #[serde(default)]
    pub read_at: Option<Instant>,
    /// Whether anybody would know that it was read: where not, it counts for no habit of reading.
    #[serde(default = "yes")]
    pub reading_known: bool,
    /// When they responded; null where they did not.
    #[serde(default)]
    pub responded_at: Option<Instant>,
}

fn yes() -> bool {
    true
}

/// What became of coaching that was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// When it was acknowledged.
    pub acknowledged_at: Option<Instant>,
    /// Whether they are asked to acknowledge it, or were.
    pub acknowledgement_asked: bool,
    /// When it was delivered.
    pub delivered_at: Instant,
    /// How many questions were asked of it.
    pub questions: u32,
    /// When it was read.
    pub read_at: Option<Instant>,
    /// Whether anybody would know that it was read.
    pub reading_known: bool,
    /// When it was responded to.
    pub responded_at: Option<Instant>,
}

/// An action item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachingItem {
    /// When it was assigned.
    pub assigned_at: Instant,
    /// Who assigned it.
    pub by: Key,
    /// Whether it was called off: then it counts for nothing.
    #[serde(default)]
    pub cancelled: bool,
    /// When it was completed; null where it was not.
    #[serde(default)]
    pub completed_at: Option<Instant>,
    /// The day that it was then where the person was, if that is known: a move since changes nothing of it. Null where it is the
    /// day in `zone`.
    #[serde(default)]
    pub completed_on: Option<LocalDate>,
    /// The coaching that it came with; null where it came with none.
    #[serde(default)]
    pub delivery: Option<Key>,
    /// Its last day, where the person is; null where it has none.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// Its key.
    pub item: Key,
    /// Whose it is.
    pub person: Key,
    /// Where they are, which says when its last day is over; null where that is where days of the question begin and end.
    #[serde(default)]
    pub zone: Option<Zone>,
}

/// A score of somebody's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonScore {
    /// When.
    pub at: Instant,
    /// How what it is of came to be looked at; null where that is not known.
    #[serde(default)]
    pub drawn: Option<Drawn>,
    /// Whose.
    pub person: Key,
    /// The score. It counts to a trillionth.
    #[schemars(range(min = 0, max = 100))]
    pub score: f64,
}

/// What kind of finding something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CoachingFindingKind")]
pub enum FindingKind {
    /// A comment that coaches, by its tag.
    CoachingComment,
    /// A check that failed, by its key.
    FailedCheck,
    /// A gap, by its area.
    Gap,
    /// A comment that warns, by its tag.
    WarningComment,
}

/// Something to improve that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingFinding")]
pub struct Finding {
    /// When.
    pub at: Instant,
    /// What kind of finding it is.
    pub kind: FindingKind,
    /// Of whom.
    pub person: Key,
    /// What: the area, the check or the tag.
    pub what: Key,
}

/// What was given, read, acknowledged, done and scored: in any order. What is dated later than the moment of the question is
/// not counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CoachingRecords {
    /// Coaching that was delivered.
    #[schemars(length(max = 100_000))]
    pub deliveries: Vec<DeliveredCoaching>,
    /// What was found.
    #[schemars(length(max = 100_000))]
    pub findings: Vec<Finding>,
    /// Action items.
    #[schemars(length(max = 100_000))]
    pub items: Vec<CoachingItem>,
    /// Scores.
    #[schemars(length(max = 100_000))]
    pub scores: Vec<PersonScore>,
}

/// So many of so many, with how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CountedRate {
    /// How many are hits.
    pub hits: u64,
    /// How many there are.
    pub of: u64,
    /// The rate, with Wilson's interval.
    pub rate: RateAnswer,
}

impl CountedRate {
    /// How many of these are hits.
    pub(super) fn of<T>(all: &[T], is_hit: impl Fn(&T) -> bool) -> Self {
        let hits = u64::try_from(all.iter().filter(|one| is_hit(one)).count()).unwrap_or(u64::MAX);
        let of = u64::try_from(all.len()).unwrap_or(u64::MAX);
        CountedRate { hits, of, rate: RateAnswer::of(Proportion { hits, of }) }
    }
}

impl Taken {
    /// Whether it was acknowledged by a moment.
    pub(super) fn is_acknowledged(&self, at: Instant) -> bool {
        self.acknowledged_at.is_some_and(|acknowledged| acknowledged <= at)
    }
}

impl From<&DeliveredCoaching> for Taken {
    fn from(one: &DeliveredCoaching) -> Self {
        Taken {
            acknowledged_at: one.acknowledged_at,
            acknowledgement_asked: one.acknowledgement_asked,
            delivered_at: one.delivered_at,
            questions: one.questions,
            read_at: one.read_at,
            reading_known: one.reading_known,
            responded_at: one.responded_at,
        }
    }
}

impl DeliveredCoaching {
    /// Whether it was acknowledged by a moment.
    pub(super) fn is_acknowledged(&self, at: Instant) -> bool {
        Taken::from(self).is_acknowledged(at)
    }

    /// Whether it was still to be acknowledged at a moment.
    pub(super) fn awaits_acknowledgement(&self, at: Instant) -> bool {
        self.acknowledgement_asked && !self.is_acknowledged(at)
    }
}

impl CoachingItem {
    /// Whether it was completed by a moment.
    pub(super) fn is_complete(&self, at: Instant) -> bool {
        self.completed_at.is_some_and(|completed| completed <= at)
    }

    /// Whether it is open at a moment, and its last day over where the person is.
    pub(super) fn is_overdue(&self, at: Instant, zone: Zone) -> bool {
        !self.is_complete(at) && self.due_on.is_some_and(|due| due < self.zone.unwrap_or(zone).day_of(at))
    }

    /// On which day it was completed by a moment.
    pub(super) fn done_on(&self, at: Instant, zone: Zone) -> Option<LocalDate> {
        let done = self.completed_at.filter(|done| *done <= at)?;
        Some(self.completed_on.unwrap_or_else(|| self.zone.unwrap_or(zone).day_of(done)))
    }

    /// Whether it was assigned by a moment, and was not called off.
    pub(super) fn counts(&self, at: Instant) -> bool {
        !self.cancelled && self.assigned_at <= at
    }
}

impl CoachingRecords {
    /// Tells everything that is wrong with them, at `path`: keys that stand twice, and what happened before it could.
    ///
    /// # Errors
    /// All of that.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let mut seen = Seen::default();
        for (place, one) in self.deliveries.iter().enumerate() {
            once(&mut faults, &mut seen, &one.delivery, || format!("{path}/deliveries/{place}/delivery"));
            let after = [
                ("acknowledged_at", one.acknowledged_at),
                ("read_at", one.read_at),
                ("responded_at", one.responded_at),
            ];
            for (field, _) in after.into_iter().filter(|(_, at)| at.is_some_and(|at| at < one.delivered_at)) {
                faults.add(format!("{path}/deliveries/{place}/{field}"), Code::MomentsReversed);
            }
        }
        let mut seen = Seen::default();
        for (place, one) in self.items.iter().enumerate() {
            once(&mut faults, &mut seen, &one.item, || format!("{path}/items/{place}/item"));
            if one.completed_at.is_some_and(|completed| completed < one.assigned_at) {
                faults.add(format!("{path}/items/{place}/completed_at"), Code::MomentsReversed);
            }
        }
        faults.told()
    }

    /// Tells of which items the coaching that they came with is not among them. They stand at `path`.
    ///
    /// # Errors
    /// All of those.
    pub fn check_origins(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let delivered: Seen<&Key> = self.deliveries.iter().map(|one| &one.delivery).collect();
        for (place, item) in self.items.iter().enumerate() {
            if let Some(delivery) = item.delivery.as_ref().filter(|delivery| !delivered.contains(delivery)) {
                let known = self.deliveries.iter().filter(|one| one.person == item.person);
                let known = known.map(|one| one.delivery.as_str());
                faults.known(format!("{path}/items/{place}/delivery"), delivery.as_str(), known);
            }
        }
        faults.told()
    }
}
