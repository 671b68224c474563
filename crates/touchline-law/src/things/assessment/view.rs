//! What is shown of an assessment: until both sides are in, to each side what it gave itself and nothing of the other, and
//! to anybody else nothing of either.
//!
//! Rules: ACC-19, CRT-01.

use super::{Assessment, AssessmentCancellation, AssessmentId, AssessmentSide, State};
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::certification::{self, Assessed, Awaits, CertificationPolicy, SkillRating};
use touchline_kernel::{Actor, Done, Instant, Key, LocalDate, PersonId};

/// What one side gave.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "AssessmentRatedSide")]
pub struct RatedSide {
    /// Whose it is.
    pub by: PersonId,
    /// The day on which they rated, the last time.
    pub on: LocalDate,
    /// The ratings.
    pub ratings: Vec<SkillRating>,
}

crate::life::view! {
    /// An assessment as the person sees it whose skills they are.
    OwnAssessment of known: Assessment for Coached, viewer: PersonId {
        /// Whether it is put away.
        archived: bool,
        /// Its id.
        assessment: AssessmentId,
        /// Who has not rated yet, of an assessment that is open.
        awaits: Vec<Awaits> = known.awaits(),
        /// Why it was called off, if it was.
        cancelled: Option<AssessmentCancellation>,
        /// When both sides were in.
        completed_at: Option<Instant>,
        /// What the other side gave, once both are in.
        manager: Option<RatedSide> = known.shown_to(known.manager.as_deref(), viewer),
        /// The first day of the month in which both rate.
        month: LocalDate,
        /// When and by whom it was opened.
        opened: Done,
        /// What one gave oneself.
        own: Option<RatedSide> = known.shown_to(known.own.as_deref(), viewer),
        /// How far both lie apart, once both are in.
        result: Option<Assessed> = known.result(),
        /// The skills that both rate.
        skills: Vec<Key>,
        /// Where it stands.
        state: State,
        /// How many changes it has seen, as the viewer counts them.
        version: u64 = known.version_for(Actor::Person(viewer)),
    }
}

crate::life::view! {
    /// An assessment as those see it who see somebody else's skills assessed.
    StaffAssessment of known: Assessment for Staff, viewer: PersonId {
        /// Whether it is put away.
        archived: bool,
        /// Its id.
        assessment: AssessmentId,
        /// Who has not rated yet, of an assessment that is open.
        awaits: Vec<Awaits> = known.awaits(),
        /// Why it was called off, if it was.
        cancelled: Option<AssessmentCancellation>,
        /// When both sides were in.
        completed_at: Option<Instant>,
        /// What somebody gave who may assess the person: for whose it is at once, for all others once both are in.
        manager: Option<RatedSide> = known.shown_to(known.manager.as_deref(), viewer),
        /// The first day of the month in which both rate.
        month: LocalDate,
        /// When and by whom it was opened.
        opened: Done,
        /// What the person gave themselves, once both are in.
        own: Option<RatedSide> = known.shown_to(known.own.as_deref(), viewer),
        /// Whose skills they are.
        person: PersonId,
        /// How far both lie apart, once both are in.
        result: Option<Assessed> = known.result(),
        /// The skills that both rate.
        skills: Vec<Key>,
        /// Where it stands.
        state: State,
        /// How many changes it has seen, as the viewer counts them.
        version: u64 = known.version_for(Actor::Person(viewer)),
    }
}

crate::life::audiences! {
    /// An assessment, by the audience that the viewer belongs to.
    AssessmentSight {
        /// For whose skills they are.
        Agent(OwnAssessment),
        /// For those who see somebody else's skills assessed.
        Staff(StaffAssessment),
    }
}

impl Assessment {
    /// A side, for whose it is and, once both are in, for everybody who sees the assessment.
    fn shown_to(&self, side: Option<&AssessmentSide>, viewer: PersonId) -> Option<RatedSide> {
        let shown = side.filter(|side| self.state == State::Complete || side.by == viewer);
        shown.map(|side| RatedSide { by: side.by, on: side.on, ratings: side.ratings.clone() })
    }

    /// How far both sides lie apart, once both are in.
    fn result(&self) -> Option<Assessed> {
        let policy =
            CertificationPolicy { blind_spot_tenths: self.blind_spot_tenths?, ..CertificationPolicy::default() };
        let side = |side: &AssessmentSide| certification::Assessment { on: side.on, ratings: side.ratings.clone() };
        let (own, manager) = (self.own.as_deref().map(side), self.manager.as_deref().map(side));
        Assessed::of(own.as_ref(), manager.as_ref(), &policy).ok()
    }
}

/// An assessment as the viewer sees it.
pub(super) fn show<F: Facts>(known: &Assessment, viewer: &Viewer<'_, F>) -> Result<Option<AssessmentSight>, Refusal> {
    Ok(viewer.see(known)?.map(|sight| match sight {
        Sight::Coached(seen) => AssessmentSight::Agent(OwnAssessment::of(&seen, viewer.person)),
        Sight::Staff(seen) => AssessmentSight::Staff(StaffAssessment::of(&seen, viewer.person)),
    }))
}
