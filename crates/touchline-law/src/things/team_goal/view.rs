//! What is shown of a team's goal to those who set and follow it.

use crate::facts::{Facts, Refusal, TeamObservedKey};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;
use touchline_kernel::time::Zone;

use super::{TeamGoal, TeamGoalCancellation, TeamGoalId};
use crate::access::{Seen, Staff};
use touchline_calculators::progress::{Aim, Progress};
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Done;
use touchline_kernel::time::DaySpan;

/// A team's goal as those see it who set and follow such goals.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffTeamGoal {
    /// What is aimed at.
    pub aim: Aim,
    /// Whether it is put away.
    pub archived: bool,
    /// Why it was called off, if it was.
    pub cancelled: Option<TeamGoalCancellation>,
    /// The days of its period.
    pub days: DaySpan,
    /// Whose team it is.
    pub manager: PersonId,
    /// How far all of the team have come together.
    pub progress: Progress,
    /// When and by whom it was set.
    pub set: Done,
    /// Its id.
    pub team_goal: TeamGoalId,
    /// How many changes it has seen.
    pub version: u64,
}

impl StaffTeamGoal {
    /// The view of a goal that access released to those who set and follow it.
    #[must_use]
    pub fn of(seen: &Seen<'_, TeamGoal, Staff>, progress: Progress) -> Self {
        let goal = seen.thing();
        StaffTeamGoal {
            aim: goal.aim.clone(),
            archived: goal.archived,
            cancelled: goal.cancelled.as_deref().cloned(),
            days: goal.days,
            manager: goal.manager,
            progress,
            set: goal.set,
            team_goal: goal.team_goal,
            version: goal.version,
        }
    }
}

/// A team's goal as the viewer sees it.
pub(super) fn show<F: Facts>(goal: &TeamGoal, viewer: &Viewer<'_, F>) -> Result<Option<StaffTeamGoal>, Refusal> {
    match viewer.see(goal)?.and_then(|sight| sight.staff()) {
        Some(seen) => Ok(Some(StaffTeamGoal::of(&seen, progress(goal, viewer)?))),
        None => Ok(None),
    }
}

/// The key of what was observed of a team, whose manager's days are counted in a zone.
pub(super) fn observed(goal: &TeamGoal, zone: Zone) -> TeamObservedKey {
    TeamObservedKey::of_days(goal.team_goal, goal.days, zone)
}

/// How far a team has come with a goal.
pub(super) fn progress<F: Facts>(goal: &TeamGoal, viewer: &Viewer<'_, F>) -> Result<Progress, Refusal> {
    let zone = viewer.zone_of(goal.manager)?;
    let observed = viewer.facts.team_observed(observed(goal, zone)).present()?.unwrap_or_default();
    let cancelled = goal.state == super::State::Cancelled;
    Ok(Progress::of(&goal.aim, goal.days, &observed, (zone.day_of(viewer.at), zone), cancelled))
}
