//! Performance goals: what one person is to reach, in which days; set by hand, or by the release of a bundle. How far
//! they have come follows from what was observed, and is never kept.

mod act;
mod decide;
mod evolve;
mod follow;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, OfCall, Shape, Subject, Whose};
use crate::facts::{FactKey, Facts, Glance, GoalStanding, Refusal};
use crate::ground::{BundleId, GoalMark, TrainingItemId};
use crate::life::{Found, Telling, Thing, Viewer, among_moments, by_files, counted_alike};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{DaySpan, Done, Instant, LocalDate, Note, PersonId};

use touchline_calculators::progress::Aim;

pub use crate::ground::GoalId;
pub use act::{Act, Change, GoalCancelled, GoalReason, GoalRef, GoalSet, Happening, SetGoal};
pub use follow::{called_off, taken_up};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentGoal, GoalSight, StaffGoal};

/// Why a goal was called off, when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GoalCancellation {
    /// When and by whom.
    pub done: Done,
    /// Why.
    pub reason: Note,
    /// Whose words that is, where it was said of the bundle that the goal came with.
    #[serde(default)]
    pub said_by: Option<PersonId>,
}

/// A goal, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Goal {
    /// What is aimed at.
    pub aim: Aim,
    /// Whether it is put away.
    pub archived: bool,
    /// The bundle whose release set it; null where it stands alone.
    pub bundle: Option<BundleId>,
    /// Why it was called off, if it was.
    pub cancelled: Option<Box<GoalCancellation>>,
    /// When it last changed.
    pub changed_at: Instant,
    /// The days of its period, as weeks began when it was set.
    pub days: DaySpan,
    /// Its id.
    pub goal: GoalId,
    /// Whose it is.
    pub person: PersonId,
    /// When and by whom it was set: of a bundle's goal, by whoever released the bundle.
    pub set: Done,
    /// Where it stands, but for what follows from the day that it is.
    pub state: State,
    /// The training items of the bundle that set it, where it measures training; null for those that are raised in
    /// its days.
    pub training_items: Option<Vec<TrainingItemId>>,
    /// How many changes it has seen.
    pub version: u64,
}

impl Goal {
    /// What others may know of it.
    #[must_use]
    pub fn standing(&self) -> GoalStanding {
        GoalStanding { cancelled: self.state == State::Cancelled, days: self.days }
    }
}

impl Subject for Goal {
    const SEE: Action = Action::SeeGoal;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::Person { coached: self.person, author: self.set.by.person(), keeper: None, of: OfCall::None }
    }

    /// There are no drafts of goals.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for Goal {
    by_files!(GoalMark, goal, GoalSight);
    counted_alike!();

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn asks_of_named<F: Facts>(&self, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
        keys.extend(viewer.observed_of(self.goal, self.days, self.person));
    }

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::Goal(self.standing()))
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, _: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer)
    }

    fn last_day(&self) -> Option<LocalDate> {
        Some(self.days.last)
    }

    fn found(&self) -> Found {
        Found::made(self.set.at)
            .stands(self.state, self.state == State::Cancelled)
            .archived(self.archived)
            .names(self.bundle)
            .names(self.training_items.iter().flatten().copied())
    }

    /// Lists of goals go by the end of their days.
    fn listed_at(&self) -> Instant {
        among_moments(self.days.last)
    }
}
