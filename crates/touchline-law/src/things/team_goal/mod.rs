//! Goals of teams: what everybody below a manager is to reach together, in which days. How far they have come follows
//! from what was observed of whoever stands below the manager, and is never kept.

mod act;
mod case;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod view;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Action, Gathered};
use touchline_calculators::progress::Aim;
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Done;
use touchline_kernel::text::Note;
use touchline_kernel::time::{DaySpan, Instant};

pub use crate::ground::TeamGoalId;
pub use act::{Act, Change, SetTeamGoal, TeamGoalReason, TeamGoalRef, TeamGoalSet};
pub use decide::{asks, available, decide};
pub use evolve::evolve;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::StaffTeamGoal;

/// Why a team's goal was called off, when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TeamGoalCancellation {
    /// When and by whom.
    pub done: Done,
    /// Why.
    pub reason: Note,
}

/// A goal of a team, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TeamGoal {
    /// What is aimed at.
    pub aim: Aim,
    /// Whether it is put away.
    pub archived: bool,
    /// Why it was called off, if it was.
    pub cancelled: Option<Box<TeamGoalCancellation>>,
    /// When it last changed.
    pub changed_at: Instant,
    /// The days of its period, as weeks began when it was set.
    pub days: DaySpan,
    /// Whose team it is.
    pub manager: PersonId,
    /// When and by whom it was set.
    pub set: Done,
    /// Where it stands, but for what follows from the day that it is.
    pub state: State,
    /// Its id.
    pub team_goal: TeamGoalId,
    /// How many changes it has seen.
    pub version: u64,
}

impl Gathered for TeamGoal {
    const SEE: Action = Action::SeeTeamGoal;

    fn manager(&self) -> PersonId {
        self.manager
    }

    fn author(&self) -> Option<PersonId> {
        self.set.by.person()
    }
}
