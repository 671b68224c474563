//! Whom a goal tells what: whose it is, when its last day comes near or has passed, and it is not met.
//!
//! Rules: JOB-03.

use super::Goal;
use super::act::Happening;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Template, To, When};

pub(super) const TELLINGS: &[Telling<Happening>] = &[Telling {
    on: Happening::Set,
    needed: &["set"],
    notices: &[
        Notice { template: Template::GoalDueSoon, to: To::Coached, when: When::BeforeLastDay, rule: "JOB-03" },
        Notice { template: Template::GoalOverdue, to: To::Coached, when: When::AfterLastDay, rule: "JOB-03" },
    ],
}];

/// What a message about a goal says to whose it is, while it is due.
pub(super) fn says<F: Facts>(goal: &Goal, viewer: &Viewer<'_, F>) -> Result<Option<MessageFacts>, Refusal> {
    let Some(seen) = viewer.see(goal)?.and_then(|sight| sight.coached()) else { return Ok(None) };
    let goal = seen.thing();
    let progress = viewer.progress(&goal.aim, (goal.goal, goal.standing()), goal.person)?;
    let is_due = !goal.archived && progress.state.is_due();
    Ok(is_due.then(|| MessageFacts { due_on: Some(goal.days.last), ..MessageFacts::about(goal.person) }))
}
