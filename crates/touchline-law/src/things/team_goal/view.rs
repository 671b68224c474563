//! What is shown of a team's goal to those who set and follow it.

use crate::facts::{Facts, Refusal, TeamObservedKey};
use crate::life::Viewer;
use touchline_kernel::{DaySpan, Done, PersonId, Zone};

use super::{TeamGoal, TeamGoalCancellation, TeamGoalId};
use touchline_calculators::progress::{Aim, Progress};

crate::life::view! {
    /// A team's goal as those see it who set and follow such goals.
    StaffTeamGoal of goal: TeamGoal for Staff, progress: Progress {
        /// What is aimed at.
        aim: Aim,
        /// Whether it is put away.
        archived: bool,
        /// Why it was called off, if it was.
        cancelled: Option<TeamGoalCancellation>,
        /// The days of its period.
        days: DaySpan,
        /// Whose team it is.
        manager: PersonId,
        /// How far all of the team have come together.
        progress: Progress = progress,
        /// When and by whom it was set.
        set: Done,
        /// Its id.
        team_goal: TeamGoalId,
        /// How many changes it has seen.
        version: u64,
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
