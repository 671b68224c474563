//! When a session takes place, who takes part, and what is said of it.
//!
//! Rules: ORG-03, SES-01, SES-02, SES-04, SES-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::{PlanCoachRef, PlanEnd};
pub use crate::facts::{SessionCoach, SessionTime};
use crate::ground::SessionSeriesId;
use touchline_kernel::time::{LocalDateTime, LocalTime};
use touchline_kernel::{Done, Instant, Key, LocalDate, Note, PersonId, Zone};

/// When a session begins, as a clock on the wall shows it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LocalStart {
    /// The day.
    pub day: LocalDate,
    /// The time. Where clocks are put back over it, the first of the two is meant; where they are put forward over it, as much
    /// after the gap as it lies in it.
    pub time: LocalTime,
    /// The zone of the clock; where it is left out that of whom the plan coaches, and of a session that is moved its own.
    #[serde(default)]
    pub zone: Option<Zone>,
}

/// When a session begins, as a moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MomentStart {
    /// The moment.
    pub at: Instant,
    /// The zone by whose clock it is set; where it is left out that of whom the plan coaches, and of a session that is moved its
    /// own.
    #[serde(default)]
    pub zone: Option<Zone>,
}

/// When a session is to begin.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum SessionStart {
    /// As a clock on the wall shows it.
    Local(LocalStart),
    /// As a moment.
    Moment(MomentStart),
}

impl SessionStart {
    /// The moment that is meant, and the zone by whose clock it is set: this one where none is named.
    #[must_use]
    pub fn resolve(self, own: Zone) -> (Instant, Zone) {
        match self {
            SessionStart::Local(LocalStart { day, time, zone }) => {
                let zone = zone.unwrap_or(own);
                (zone.meant_at(day, time), zone)
            }
            SessionStart::Moment(MomentStart { at, zone }) => (at, zone.unwrap_or(own)),
        }
    }
}

/// A topic of an agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgendaTopic {
    /// When it was added, and by whom.
    pub added: Done,
    /// The external coach whose words that is; null where they are those of whoever added it.
    pub on_behalf_of: Option<Key>,
    /// What is to be talked about.
    pub topic: Note,
}

/// That a session was called off with its plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalledOffWithPlan {
    /// When the plan came to its end, and by whose doing.
    pub done: Done,
    /// How it did. Why stands with the plan.
    pub ended: PlanEnd,
}

/// Which session of a series it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OfSeries {
    /// When it would take place by the rule, in the series' zone: by this it is known, wherever it is moved.
    pub recurrence_id: LocalDateTime,
    /// The series.
    pub session_series: SessionSeriesId,
}

/// That a session was called off with its series.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DroppedWithSeries {
    /// When the series was ended, and by whose doing. Why stands there.
    pub done: Done,
}

/// That a session was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionHeld {
    /// The external coach who says so; null where it is whoever recorded it.
    pub on_behalf_of: Option<Key>,
    /// When that was recorded, and by whom.
    pub recorded: Done,
}

/// Somebody who was told of a session from some change on, since they came to take part in it with that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SessionJoined {
    /// Who was told.
    pub person: PersonId,
    /// The version that they came with.
    pub since: u64,
    /// The version that the beginning came with which was in force then.
    pub starts_since: u64,
    /// The same of the time as a whole.
    pub timed_since: u64,
}

/// Who missed a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum MissedBy {
    /// A coach who was to take part.
    Coach(PlanCoachRef),
    /// Whom it was to coach.
    Coachee,
}

/// That a session was missed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionMissed {
    /// Who missed it.
    pub by: MissedBy,
    /// The external coach who says so; null where it is whoever recorded it.
    pub on_behalf_of: Option<Key>,
    /// Why, as far as that is known.
    pub reason: Option<Note>,
    /// When that was recorded, and by whom.
    pub recorded: Done,
}

/// That a session was moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionMove {
    /// When that was done, and by whom.
    pub moved: Done,
    /// The external coach for whom that was done; null where it was the doing of whoever did it.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// When it was to take place until then.
    pub was: SessionTime,
}

/// Whether somebody comes to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionAnswer {
    /// They come.
    Accepted,
    /// They do not come.
    Declined,
    /// They come perhaps.
    Tentative,
}
