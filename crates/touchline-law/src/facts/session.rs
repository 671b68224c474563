//! What others may know of a session: when it is, who takes part, and what was noted down of one that was held.
//!
//! Rules: ORG-03, SES-01, SES-05, SES-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlanCoachRef, PlanStanding, Refusal, refuse_if};
use crate::ground::{PlanId, SessionNoteId};
use touchline_kernel::{Code, DetailKey, Instant, Key, Note, PersonId, Reason, Rejection, Zone};

/// A paragraph of what is noted down of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewSessionNote {
    /// Whether it is confidential: then only whom the plan coaches, those who coach and whoever may read such notes learn that
    /// there is one.
    #[serde(default)]
    pub confidential: bool,
    /// The id that the host chose for it.
    pub session_note: SessionNoteId,
    /// What it says.
    pub text: Note,
}

/// Why there are no notes of a session that was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhyNoNotes {
    /// The id that the host chose for the note that says so: nobody can guess it who may not see that.
    pub session_note: SessionNoteId,
    /// Why.
    pub text: Note,
}

/// How far a milestone of the plan has come in a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionProgress {
    /// The milestone.
    pub milestone: Key,
    /// What there is to say.
    #[serde(default)]
    pub note: Option<Note>,
    /// The value in the measure's unit, as in `plan.update_milestone`.
    #[schemars(range(min = -1_000_000_000_000_i64, max = 1_000_000_000_000_i64))]
    pub value: f64,
}

/// A coach who takes part in a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionCoach {
    /// Which of the plan's.
    pub coach: PlanCoachRef,
    /// Who writes for them: they themselves, or whoever enters what an external one says.
    pub writer: PersonId,
}

/// When a session takes place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionTime {
    /// When it ends.
    pub ends_at: Instant,
    /// How long it takes.
    #[schemars(range(min = 1, max = 1_440))]
    pub length_minutes: u32,
    /// When it begins.
    pub starts_at: Instant,
    /// The zone by whose clock it is set.
    pub zone: Zone,
}

const MINUTE: i64 = 60_000;

impl SessionTime {
    /// From this moment on for so many minutes; nothing where that lies beyond the calendar.
    #[must_use]
    pub fn of((starts_at, zone): (Instant, Zone), length_minutes: u32) -> Option<Self> {
        let ends_at = starts_at.checked_add_millis(i64::from(length_minutes).checked_mul(MINUTE)?)?;
        Some(SessionTime { ends_at, length_minutes, starts_at, zone })
    }

    /// As long, so many days later, as the clock on the wall shows it; nothing where that lies beyond the calendar.
    #[must_use]
    pub fn later_by(self, days: u32) -> Option<Self> {
        let later = self.zone.meant(self.zone.shown(self.starts_at).checked_add_days(days)?);
        let starts_at = later.checked_add_millis(self.starts_at.millis().rem_euclid(1_000))?;
        SessionTime::of((starts_at, self.zone), self.length_minutes)
    }
}

impl PlanStanding<'_> {
    /// The coaches who are to take part in sessions: those of the plan who are named, or all.
    pub fn participants(&self, named: &[PlanCoachRef]) -> Result<Vec<SessionCoach>, Refusal> {
        let mut known: Vec<SessionCoach> = Vec::new();
        for (nth, coach) in named.iter().enumerate() {
            let path = format!("/body/coaches/{nth}");
            let Some(found) = self.coach(coach) else { return Err(Rejection::from(Code::NotFound).at(path).into()) };
            let is_twice = known.iter().any(|one| one.coach == *coach);
            refuse_if(is_twice, Reason::new(Code::EntryTwice).with(DetailKey::Actual, found.name()), &path)?;
            known.push(SessionCoach { coach: coach.clone(), writer: found.writer() });
        }
        if named.is_empty() {
            let all = self.coaches.iter().map(|kept| &kept.coach);
            known.extend(all.map(|coach| SessionCoach { coach: coach.meant(), writer: coach.writer() }));
        }
        Ok(known)
    }

    /// Those of these coaches who coach under it still, each with who writes for them now.
    #[must_use]
    pub fn still_coaching(&self, named: &[SessionCoach]) -> Vec<SessionCoach> {
        let coaches = named.iter().filter_map(|one| self.coach(&one.coach));
        coaches.map(|coach| SessionCoach { coach: coach.meant(), writer: coach.writer() }).collect()
    }
}

/// What others may know of a session.
#[derive(Clone, Copy, Debug)]
pub struct SessionStanding<'a> {
    /// Whom its plan coaches.
    pub coachee: PersonId,
    /// The coaches who are to take part; once it was held, those who coached in it.
    pub coaches: &'a [SessionCoach],
    /// The plan that it is of.
    pub plan: PlanId,
    /// Whether it was held.
    pub was_held: bool,
}
