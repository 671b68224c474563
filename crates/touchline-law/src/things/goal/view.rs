//! What is shown of a goal: one view for whose it is, one for those who set and follow it.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;

use super::{Goal, GoalCancellation, GoalId};
use crate::ground::BundleId;
use touchline_calculators::progress::{Aim, Progress};
use touchline_kernel::{DaySpan, Done, PersonId};

crate::life::view! {
    /// A goal as the one sees it whose it is.
    AgentGoal of goal: Goal for Coached, progress: Progress {
        /// What is aimed at.
        aim: Aim,
        /// The bundle that it came with; null where it stands alone.
        bundle: Option<BundleId>,
        /// Why it was called off, if it was.
        cancelled: Option<GoalCancellation>,
        /// The days of its period.
        days: DaySpan,
        /// Its id.
        goal: GoalId,
        /// How far one has come.
        progress: Progress = progress,
        /// When and by whom it was set.
        set: Done,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// A goal as those see it who set and follow goals.
    StaffGoal of goal: Goal for Staff, progress: Progress {
        /// What is aimed at.
        aim: Aim,
        /// Whether it is put away.
        archived: bool,
        /// The bundle whose release set it; null where it stands alone.
        bundle: Option<BundleId>,
        /// Why it was called off, if it was.
        cancelled: Option<GoalCancellation>,
        /// The days of its period.
        days: DaySpan,
        /// Its id.
        goal: GoalId,
        /// Whose it is.
        person: PersonId,
        /// How far they have come.
        progress: Progress = progress,
        /// When and by whom it was set.
        set: Done,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::audiences! {
    /// A goal, by the audience that the viewer belongs to.
    GoalSight {
        /// For whose it is.
        Agent(AgentGoal),
        /// For those who set and follow it.
        Staff(StaffGoal),
    }
}

/// A goal as the viewer sees it.
pub(super) fn show<F: Facts>(goal: &Goal, viewer: &Viewer<'_, F>) -> Result<Option<GoalSight>, Refusal> {
    let progress = || viewer.progress(&goal.aim, (goal.goal, goal.standing()), goal.person);
    Ok(match viewer.see(goal)? {
        Some(Sight::Coached(seen)) => Some(GoalSight::Agent(AgentGoal::of(&seen, progress()?))),
        Some(Sight::Staff(seen)) => Some(GoalSight::Staff(StaffGoal::of(&seen, progress()?))),
        None => None,
    })
}
