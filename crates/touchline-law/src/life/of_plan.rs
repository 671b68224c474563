//! Whose a thing is to be that is of a plan.
//!
//! Rules: ACC-08, ACC-19.

use super::By;
use crate::access::{Whose, visible_plan};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::PlanId;

impl<F: Facts> By<'_, F> {
    /// Whose what is to be of this plan is, with everybody who takes part in it: it takes the plan to know, of which nobody learns
    /// who does not see it.
    pub fn whose_of_plan(&self, plan: PlanId) -> Result<Option<Whose>, Refusal> {
        let (access, facts) = (&self.policy.access, self.facts);
        if let Some(plan) = facts.plan(plan).present()? {
            let writers = plan.coaches.iter().map(|kept| FactKey::person(kept.coach.writer()));
            facts.gather(writers.chain(FactKey::towards(self.actor, plan.coachee)))?;
        }
        let seen = visible_plan(plan, self.actor, access, facts)?;
        Ok(seen.map(|seen| Whose::OfPlan { among: None, author: None, coached: seen.coachee, plan }))
    }
}
