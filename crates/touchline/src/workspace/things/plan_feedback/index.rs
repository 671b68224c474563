//! Feedback between coaches and whom plans coach, by who may want to list it: those who see the plan, whoever gave it, whoever it
//! is for.
//!
//! Rules: FBK-01.

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::{PlanFeedbackMark, PlanId};
use touchline_law::things::plan_feedback::PlanFeedback;

/// On which side of it somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Side {
    /// They gave it.
    Given,
    /// It is for them, or they read it for an external coach.
    Received,
}

sections!(Side);

#[derive(Debug, Default)]
pub(in crate::workspace) struct PlanFeedbackIndex {
    /// `plan_feedback.list`: "What was said under this plan?"
    pub(in crate::workspace) by_plan: Lists<PlanId, (), PlanFeedbackMark>,
    /// `plan_feedback.mine`: "What was I told, and what did I say?"
    pub(in crate::workspace) own: Lists<PersonId, Side, PlanFeedbackMark>,
    /// `person.review_pack`: "What was this person told by those who coach them?"
    pub(in crate::workspace) to_coachee: Lists<PersonId, (), PlanFeedbackMark>,
}

/// What the index needs to know of feedback, which stays as it was.
pub(in crate::workspace) struct Entry {
    /// Whom the plan coaches, where it is for them.
    for_coachee: Option<PersonId>,
    key: SortKey<PlanFeedbackMark>,
    plan: PlanId,
    sides: Vec<(PersonId, Side)>,
}

impl Entry {
    pub(in crate::workspace) fn of(feedback: &PlanFeedback) -> Self {
        let giver = feedback.given.by.person().map(|giver| (giver, Side::Given));
        let sides = [(feedback.told(), Side::Received)].into_iter().chain(giver).collect();
        let for_coachee = feedback.to.is_none().then_some(feedback.coachee);
        Entry { for_coachee, key: (feedback.given.at, feedback.plan_feedback), plan: feedback.plan, sides }
    }
}

impl PlanFeedbackIndex {
    /// Takes feedback as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        self.by_plan.change(after.plan, before.map(|entry| ((), entry.key)), Some(((), after.key)));
        for (person, side) in &after.sides {
            self.own.change(*person, before.map(|entry| (*side, entry.key)), Some((*side, after.key)));
        }
        if let Some(coachee) = after.for_coachee {
            self.to_coachee.change(coachee, before.map(|entry| ((), entry.key)), Some(((), after.key)));
        }
    }
}

impl Follows<World> for PlanFeedbackIndex {
    /// Who stands above whom makes no difference to what was said.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
