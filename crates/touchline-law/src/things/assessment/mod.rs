//! Assessments: a person, and somebody who may assess them, rate the same skills in the same month. Neither learns what the
//! other gave before both are in, and nor does anybody else; from then on both see both, and how far they lie apart.
//!
//! A side is one person's, who may change it as long as the other side is missing: so whoever sees it is never shown that it
//! was changed. Of one person and month no skill stands in two of them, but for those that were called off. From how far on a gap
//! is a blind spot is fixed when both are in.
//!
//! Rules: ACC-19, ACC-21, CRT-01.

mod act;
mod decide;
mod evolve;
mod follow;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, OfCall, Shape, Subject, Whose};
use crate::facts::{AssessedSkills, Facts, Refusal};
use crate::ground::AssessmentMark;
use crate::life::{Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::certification::{Awaits, SkillRating};
use touchline_kernel::{Actor, Done, Instant, Key, Last, LocalDate, Note, PersonId};

pub use crate::ground::AssessmentId;
pub use act::{
    Act, AssessmentCompleted, AssessmentOpened, AssessmentRef, CancelAssessment, Change, Happening, OpenAssessment,
    RateSkills, SkillsRated,
};
pub use follow::completed;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AssessmentSight, OwnAssessment, RatedSide, StaffAssessment};

/// Why an assessment was called off, when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssessmentCancellation {
    /// When and by whom.
    pub done: Done,
    /// Why.
    pub reason: Note,
}

/// What one side gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssessmentSide {
    /// When, the last time.
    pub at: Instant,
    /// Whose it is.
    pub by: PersonId,
    /// How often it was changed after it was in.
    pub changes: u64,
    /// The day, where the person is.
    pub on: LocalDate,
    /// The ratings.
    pub ratings: Vec<SkillRating>,
}

/// An assessment, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// Its id.
    pub assessment: AssessmentId,
    /// From how many tenths of a point on a gap is a blind spot or a hidden strength, as the policy had it when both were in;
    /// null until then.
    pub blind_spot_tenths: Option<u32>,
    /// Why it was called off, if it was.
    pub cancelled: Option<Box<AssessmentCancellation>>,
    /// When it last changed, but for a side that was changed after it was in.
    pub changed_at: Instant,
    /// When both sides were in; null until then.
    pub completed_at: Option<Instant>,
    /// What somebody gave who may assess the person, once it is in.
    pub manager: Option<Box<AssessmentSide>>,
    /// The first day of the month in which both rate.
    pub month: LocalDate,
    /// When and by whom it was opened.
    pub opened: Done,
    /// What the person gave themselves, once it is in.
    pub own: Option<Box<AssessmentSide>>,
    /// Whose skills they are.
    pub person: PersonId,
    /// The skills that both rate.
    pub skills: Vec<Key>,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl Assessment {
    /// The sides that are in.
    fn sides(&self) -> impl Iterator<Item = &AssessmentSide> {
        self.own.as_deref().into_iter().chain(self.manager.as_deref())
    }

    /// Who has not rated yet.
    #[must_use]
    pub fn awaits(&self) -> Vec<Awaits> {
        let sides = [(Awaits::Manager, self.manager.is_none()), (Awaits::Own, self.own.is_none())];
        let open = sides.into_iter().filter(|(_, is_missing)| *is_missing && self.state == State::Open);
        open.map(|(side, _)| side).collect()
    }

    /// Those of whom it is known that they are to rate: the person, and whoever opened it, as long as nobody has rated for them.
    #[must_use]
    pub fn awaited(&self) -> Vec<PersonId> {
        let who = |side: Awaits| match side {
            Awaits::Manager => self.opened.by.person(),
            Awaits::Own => Some(self.person),
        };
        self.awaits().into_iter().filter_map(who).collect()
    }

    /// The assessment for those that are opened beside it, unless it was called off.
    #[must_use]
    pub fn assessed(&self) -> Option<AssessedSkills> {
        let is_taken = self.state != State::Cancelled;
        is_taken.then(|| AssessedSkills { assessment: self.assessment, skills: self.skills.clone() })
    }

    /// The version as this actor counts it: of each side everybody else is told that it is in, and not that it was changed.
    fn version_for(&self, actor: Actor) -> u64 {
        let others = self.sides().filter(|side| actor.person() != Some(side.by));
        self.version.saturating_sub(others.fold(0, |sum, side| sum.saturating_add(side.changes)))
    }

    /// When it last changed, as far as this actor is told.
    fn changed_for(&self, actor: Actor) -> Instant {
        let own = self.sides().filter(|side| actor.person() == Some(side.by));
        own.fold(self.changed_at, |last, side| last.max(side.at))
    }
}

impl Subject for Assessment {
    const SEE: Action = Action::SeeAssessedSkills;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        let author = self.opened.by.person();
        Whose::Person { coached: self.person, author, keeper: None, of: OfCall::None }
    }

    /// The person rates, too.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for Assessment {
    by_files!(AssessmentMark, assessment, AssessmentSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_for(counted_by))
    }

    /// What one side gave is its own until both are in.
    fn is_private_to(&self, viewer: PersonId) -> bool {
        let sides = [self.own.as_deref(), self.manager.as_deref()];
        self.completed_at.is_none() && sides.into_iter().flatten().any(|side| side.by == viewer)
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, _: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        Ok(viewer.sees(self)?.then(|| MessageFacts::about(self.person)))
    }

    /// Both sides: as long as one of them is missing, whoever opened it stands for it.
    fn circle(&self) -> Vec<PersonId> {
        let manager = self.manager.as_deref().map(|side| side.by).or(self.opened.by.person());
        manager.into_iter().chain([self.person]).collect()
    }

    fn found(&self) -> Found {
        let found = Found::made(self.opened.at).stands(self.state, self.state != State::Open);
        found.archived(self.archived).awaits(self.awaited())
    }
}
