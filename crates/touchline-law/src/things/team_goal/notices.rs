//! Whom a team's goal tells what: whoever leads the team, when its last day comes near or has passed, and it is not met.
//!
//! Rules: JOB-03.

use super::TeamGoal;
use super::act::Happening;
use super::view::progress;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Template, To, When};

pub(super) const TELLINGS: &[Telling<Happening>] = &[Telling {
    on: Happening::Set,
    needed: &["set"],
    notices: &[
        Notice { template: Template::TeamGoalDueSoon, to: To::Leader, when: When::BeforeLastDay, rule: "JOB-03" },
        Notice { template: Template::TeamGoalOverdue, to: To::Leader, when: When::AfterLastDay, rule: "JOB-03" },
    ],
}];

/// What a message about a team's goal says, while it is due.
pub(super) fn says<F: Facts>(goal: &TeamGoal, viewer: &Viewer<'_, F>) -> Result<Option<MessageFacts>, Refusal> {
    let Some(seen) = viewer.see(goal)?.and_then(|sight| sight.staff()) else { return Ok(None) };
    let goal = seen.thing();
    let is_due = !goal.archived && progress(goal, viewer)?.state.is_due();
    Ok(is_due.then(|| MessageFacts { due_on: Some(goal.days.last), ..MessageFacts::about(goal.manager) }))
}
