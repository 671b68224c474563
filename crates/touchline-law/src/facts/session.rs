//! What others may know of a session, and what was noted down of one that was held.
//!
//! Rules: SES-05, SES-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PlanCoachRef;
use crate::ground::{PlanId, SessionNoteId};
use touchline_kernel::{Key, Note, PersonId};

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

/// What others may know of a session.
#[derive(Clone, Copy, Debug)]
pub struct SessionStanding<'a> {
    /// Whom its plan coaches.
    pub coachee: PersonId,
    /// The coaches who take part.
    pub coaches: &'a [SessionCoach],
    /// The plan that it is of.
    pub plan: PlanId,
    /// Whether it was held.
    pub was_held: bool,
}
