//! What is allowed with a plan that is proposed, and what its commands change.
//!
//! Rules: PLN-13.

use touchline_kernel::{Actor, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, PlanProposal, PlanProposed, ProposePlan, whose};
use crate::access::Whose;
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::ThingRef;
use crate::life::{By, Case, Life, by_table};
use crate::policy::Policy;

impl Life for PlanProposal {
    by_table!(archived);

    /// Nobody proposes a plan for another.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        Ok(by.actor.person().filter(|_| matches!(act, Act::Propose(_))).map(whose))
    }

    /// The plan that is to be made of it.
    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let made = if let Act::Accept(body) = act { Some(body.plan) } else { None };
        made.map(|plan| FactKey::Thing(ThingRef::of(plan))).into_iter()
    }

    fn body<F: Facts>(_: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Propose(body) => body.content.check_with(&body.milestones),
            Act::Accept(_) | Act::Decline(_) | Act::Withdraw(_) | Act::Archive(_) | Act::Restore(_) => Ok(()),
        }
    }

    fn check<F: Facts>(_: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {}
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Propose(body) => {
                let ProposePlan { content, milestones, note, plan_proposal } = body.as_ref().clone();
                let coachee = case.coached()?;
                Change::Proposed(Box::new(PlanProposed { coachee, content, milestones, note, plan_proposal }))
            }
            Act::Accept(body) => Change::Accepted(*body),
            Act::Decline(body) => Change::Declined(body.clone()),
            Act::Withdraw(body) => Change::Withdrawn(*body),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}
