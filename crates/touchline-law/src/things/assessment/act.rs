//! What can be done with an assessment, and what can happen to one.
//!
//! Rules: CRT-01.

use crate::ground::AssessmentMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::certification::SkillRating;
use touchline_kernel::{Key, LocalDate, Note, PersonId};

use super::{AssessmentId, Verb};

/// An assessment to be opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OpenAssessment {
    /// The id that the host chose for it.
    pub assessment: AssessmentId,
    /// A day of the month in which both are to rate: one that is not over where the person is.
    pub month: LocalDate,
    /// Whose skills they are.
    pub person: PersonId,
    /// The skills that both are to rate.
    #[schemars(length(min = 1, max = 1_000), extend("uniqueItems" = true))]
    pub skills: Vec<Key>,
}

/// What one side makes of the skills.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RateSkills {
    /// The assessment.
    pub assessment: AssessmentId,
    /// All skills of the assessment, each once, in any order.
    #[schemars(length(max = 1_000))]
    pub ratings: Vec<SkillRating>,
}

/// An assessment to be called off, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CancelAssessment {
    /// The assessment.
    pub assessment: AssessmentId,
    /// Why.
    pub reason: Note,
}

crate::life::acts! {
    /// What can be done with an assessment.
    Act as "AssessmentAct": AssessmentMark, body => body.assessment, Verb;

    /// Open an assessment of somebody's skills in a month: they are asked to rate themselves, and somebody who may assess them
    /// rates the same.
    "assessment.open": Open(OpenAssessment),
    /// Rate one's own skills, or rate them otherwise as long as the other side is missing.
    "assessment.rate_own": RateOwn(RateSkills),
    /// Rate somebody's skills, or rate them otherwise as long as their own side is missing. Who rates first rates alone.
    "assessment.rate": Rate(RateSkills),
    /// Call an assessment off of which a side is missing. What the other gave is shown to nobody.
    "assessment.cancel": Cancel(CancelAssessment),
    /// Put away an assessment that is complete or was called off.
    "assessment.archive": Archive(AssessmentRef),
    /// Bring an archived assessment back.
    "assessment.restore": Restore(AssessmentRef),
}

/// Which assessment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssessmentRef {
    /// The assessment.
    pub assessment: AssessmentId,
}

/// An assessment that was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssessmentOpened {
    /// The assessment.
    pub assessment: AssessmentId,
    /// The first day of the month in which both are to rate.
    pub month: LocalDate,
    /// Whose skills they are.
    pub person: PersonId,
    /// The skills that both are to rate.
    pub skills: Vec<Key>,
}

/// What one side made of the skills.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkillsRated {
    /// The assessment.
    pub assessment: AssessmentId,
    /// The day, where the person is.
    pub on: LocalDate,
    /// The ratings.
    pub ratings: Vec<SkillRating>,
}

/// An assessment of which both sides are in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssessmentCompleted {
    /// The assessment.
    pub assessment: AssessmentId,
    /// From how many tenths of a point on a gap is a blind spot or a hidden strength, as the policy has it.
    pub blind_spot_tenths: u32,
}

crate::life::changes! {
    /// What can happen to an assessment.
    Change as "AssessmentChange": AssessmentMark of assessment;

    /// It was opened.
    "assessment.opened": Opened(AssessmentOpened) coaches person,
    /// The person rated themselves, or did so otherwise.
    "assessment.own_rated": OwnRated(SkillsRated),
    /// Somebody who may assess the person rated them, or did so otherwise.
    "assessment.rated": Rated(SkillsRated),
    /// Both sides are in.
    "assessment.completed": Completed(AssessmentCompleted),
    /// It was called off.
    "assessment.cancelled": Cancelled(CancelAssessment),
    /// It was put away.
    "assessment.archived": Archived(AssessmentRef),
    /// It was brought back.
    "assessment.restored": Restored(AssessmentRef),
}
