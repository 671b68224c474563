//! What is said of a plan as a whole, and how a milestone comes to say it.
//!
//! Rules: PIP-02, PIP-06.

use touchline_kernel::{Done, Key};

use super::track::PlanAmendment;
use super::{AmendPlan, Milestone, MilestoneContent, MilestoneDrop, Plan, PlanContent};

/// What an amendment says.
pub(super) struct Said<'a> {
    pub(super) content: &'a PlanContent,
    pub(super) dropped: &'a [MilestoneDrop],
    pub(super) milestones: &'a [MilestoneContent],
}

impl<'a> From<&'a AmendPlan> for Said<'a> {
    fn from(body: &'a AmendPlan) -> Self {
        Said { content: &body.content, dropped: &body.dropped, milestones: &body.milestones }
    }
}

impl<'a> From<&'a PlanAmendment> for Said<'a> {
    fn from(amendment: &'a PlanAmendment) -> Self {
        Said { content: &amendment.content, dropped: &amendment.dropped, milestones: &amendment.milestones }
    }
}

impl Said<'_> {
    /// Whether the plan says all of it already.
    pub(super) fn stands_in(&self, known: &Plan) -> bool {
        let stands = |said: &MilestoneContent| {
            known.milestone(&said.milestone).is_some_and(|milestone| milestone.content == *said)
        };
        self.dropped.is_empty() && known.content == *self.content && self.milestones.iter().all(stands)
    }
}

pub(super) fn set(content: MilestoneContent, set: Done, set_on_behalf_of: Option<Key>) -> Milestone {
    Milestone { content, dropped: None, set, set_on_behalf_of, updates: Vec::new() }
}

/// What a milestone says from now on: one that is new, or one that there is.
pub(super) fn say(plan: &mut Plan, content: MilestoneContent, done: Done, on_behalf_of: Option<Key>) {
    let said = set(content, done, on_behalf_of);
    match milestone(plan, &said.content.milestone) {
        Some(known) => {
            let (dropped, updates) = (known.dropped.take(), core::mem::take(&mut known.updates));
            *known = Milestone { dropped, updates, ..said };
        }
        None => plan.milestones.push(said),
    }
}

pub(super) fn milestone<'a>(plan: &'a mut Plan, key: &Key) -> Option<&'a mut Milestone> {
    plan.milestones.iter_mut().find(|milestone| milestone.content.milestone == *key)
}
