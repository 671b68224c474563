//! Amendments of improvement tracks: what a plan is to say as a whole, held against the plan as it is, both when it is proposed
//! and when it is approved, since milestones may have been reached meanwhile.
//!
//! Rules: PIP-02, PIP-06.

use std::collections::BTreeSet;

use touchline_calculators::plan::PlanPolicy;
use touchline_kernel::{Code, Done, Key, Reason};

use super::conditions::measures_numbers;
use super::milestones::{are_smart, areas_stay, can_be_said, still_open};
use super::said::{Said, say};
use super::{Plan, PlanRemark};
use crate::facts::{Facts, Refusal, refuse_if};
use crate::life::Case;

const CONTENT: &str = "/body/content";
const MILESTONES: &str = "/body/milestones";
const DROPPED: &str = "/body/dropped";

impl Said<'_> {
    /// Each milestone once, each of what can be said of it, and all of it together what a track may say whose days run.
    pub(super) fn fits<F: Facts>(&self, case: &Case<'_, Plan, F>, known: &Plan) -> Result<(), Refusal> {
        self.content.check()?;
        let mut named = BTreeSet::new();
        for (nth, said) in self.milestones.iter().enumerate() {
            let path = format!("{MILESTONES}/{nth}");
            once(&mut named, &said.milestone, &format!("{path}/milestone"))?;
            said.check(self.content, &path)?;
            can_be_said(known, said, &path)?;
        }
        for (nth, dropped) in self.dropped.iter().enumerate() {
            let path = format!("{DROPPED}/{nth}/milestone");
            once(&mut named, &dropped.milestone, &path)?;
            still_open(known, &dropped.milestone, &path)?;
        }
        let after = self.applied_to(known);
        case.has_room(after.milestones.len().saturating_sub(1)).map_err(|refused| refused.at(MILESTONES))?;
        areas_stay(&after, &after.content)?;
        is_fit(&after, &case.policy.plan)
    }

    /// The plan with all of it, as far as that can be judged.
    fn applied_to(&self, known: &Plan) -> Plan {
        let mut after = known.clone();
        apply(&mut after, self, (known.created, None));
        after
    }
}

fn once<'a>(named: &mut BTreeSet<&'a Key>, milestone: &'a Key, path: &str) -> Result<(), Refusal> {
    refuse_if(!named.insert(milestone), Reason::twice(milestone.as_str()), path)
}

/// What a track that is amended still holds: milestones to aim at, each of them smart, by its new days, and numeric.
fn is_fit(after: &Plan, policy: &PlanPolicy) -> Result<(), Refusal> {
    refuse_if(after.aimed_at().next().is_none(), Code::MilestoneMissing, DROPPED)?;
    are_smart(after, after.content.days, policy).map_err(|refused| refused.at(CONTENT))?;
    measures_numbers(after).map_err(|refused| refused.at(MILESTONES))
}

/// The amendment that was approved is what the plan says, in the words of whoever proposed it.
pub(super) fn amend(plan: &mut Plan) -> Option<()> {
    let amendment = plan.track.as_deref_mut()?.amendment.take()?;
    apply(plan, &Said::from(&*amendment), (amendment.proposed, amendment.on_behalf_of.as_ref()));
    Some(())
}

fn apply(plan: &mut Plan, said: &Said<'_>, (done, on_behalf_of): (Done, Option<&Key>)) {
    plan.content = said.content.clone();
    plan.content_by = done.by;
    plan.content_on_behalf_of = on_behalf_of.cloned();
    said.milestones.iter().for_each(|content| say(plan, content.clone(), done, on_behalf_of.cloned()));
    for dropped in said.dropped {
        let known = plan.milestones.iter_mut().find(|known| known.content.milestone == dropped.milestone);
        let remark = PlanRemark { done, on_behalf_of: on_behalf_of.cloned(), text: dropped.reason.clone() };
        if let Some(milestone) = known {
            milestone.dropped = Some(Box::new(remark));
        }
    }
}
