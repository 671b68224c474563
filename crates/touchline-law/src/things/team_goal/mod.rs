//! Goals of teams: what everybody below a manager is to reach together, in which days. How far they have come follows
//! from what was observed of whoever stands below the manager, and is never kept.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::TeamGoalMark;
use crate::life::{Found, Telling, Thing, Viewer, among_moments, by_files, counted_alike};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{DaySpan, Done, Instant, LocalDate, Note, PersonId};

use touchline_calculators::progress::Aim;

pub use crate::ground::TeamGoalId;
pub use act::{Act, Change, Happening, SetTeamGoal, TeamGoalReason, TeamGoalRef, TeamGoalSet};
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

impl Subject for TeamGoal {
    const SEE: Action = Action::SeeTeamGoal;
    const SHAPE: Shape = Shape::Team;

    fn whose(&self) -> Whose {
        Whose::Team { manager: self.manager, author: self.set.by.person() }
    }

    /// There are no drafts of goals.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for TeamGoal {
    by_files!(TeamGoalMark, team_goal, StaffTeamGoal);
    counted_alike!();

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn asks_of_named<F: Facts>(&self, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
        let zone = viewer.zone_of(self.manager).ok();
        keys.extend(zone.map(|zone| FactKey::TeamObserved(view::observed(self, zone))));
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, _: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer)
    }

    fn last_day(&self) -> Option<LocalDate> {
        Some(self.days.last)
    }

    fn found(&self) -> Found {
        Found::made(self.set.at).stands(self.state, self.state == State::Cancelled).archived(self.archived)
    }

    /// Lists of goals go by the end of their days.
    fn listed_at(&self) -> Instant {
        among_moments(self.days.last)
    }
}
