//! What is shown of a goal: one view for whose it is, one for those who set and follow it.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Goal, GoalCancellation, GoalId};
use crate::access::{Coached, Seen, Staff};
use crate::ground::BundleId;
use touchline_calculators::progress::{Aim, Progress};
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Done;
use touchline_kernel::time::DaySpan;

/// A goal as the one sees it whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AgentGoal {
    /// What is aimed at.
    pub aim: Aim,
    /// The bundle that it came with; null where it stands alone.
    pub bundle: Option<BundleId>,
    /// Why it was called off, if it was.
    pub cancelled: Option<GoalCancellation>,
    /// The days of its period.
    pub days: DaySpan,
    /// Its id.
    pub goal: GoalId,
    /// How far one has come.
    pub progress: Progress,
    /// When and by whom it was set.
    pub set: Done,
    /// How many changes it has seen.
    pub version: u64,
}

impl AgentGoal {
    /// The view of a goal that access released to whose it is.
    #[must_use]
    pub fn of(seen: &Seen<'_, Goal, Coached>, progress: Progress) -> Self {
        let goal = seen.thing();
        AgentGoal {
            aim: goal.aim.clone(),
            bundle: goal.bundle,
            cancelled: goal.cancelled.as_deref().cloned(),
            days: goal.days,
            goal: goal.goal,
            progress,
            set: goal.set,
            version: goal.version,
        }
    }
}

/// A goal as those see it who set and follow goals.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffGoal {
    /// What is aimed at.
    pub aim: Aim,
    /// Whether it is put away.
    pub archived: bool,
    /// The bundle whose release set it; null where it stands alone.
    pub bundle: Option<BundleId>,
    /// Why it was called off, if it was.
    pub cancelled: Option<GoalCancellation>,
    /// The days of its period.
    pub days: DaySpan,
    /// Its id.
    pub goal: GoalId,
    /// Whose it is.
    pub person: PersonId,
    /// How far they have come.
    pub progress: Progress,
    /// When and by whom it was set.
    pub set: Done,
    /// How many changes it has seen.
    pub version: u64,
}

impl StaffGoal {
    /// The view of a goal that access released to those who set and follow goals.
    #[must_use]
    pub fn of(seen: &Seen<'_, Goal, Staff>, progress: Progress) -> Self {
        let goal = seen.thing();
        StaffGoal {
            aim: goal.aim.clone(),
            archived: goal.archived,
            bundle: goal.bundle,
            cancelled: goal.cancelled.as_deref().cloned(),
            days: goal.days,
            goal: goal.goal,
            person: goal.person,
            progress,
            set: goal.set,
            version: goal.version,
        }
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
