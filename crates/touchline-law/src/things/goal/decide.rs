//! What is allowed with a goal, and what its commands change.
//!
//! Rules: GOL-07.

use touchline_calculators::progress::has_ended;
use touchline_kernel::{Code, WarningCode};

use super::lifecycle::{Condition, Verb};
use super::{Act, Change, Goal, GoalCancelled, GoalReason, GoalSet};
use crate::access::Whose;
use crate::facts::{Facts, NewGoal, Refusal};
use crate::life::{Case, Life, by_table, is_there};

impl Life for Goal {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::Set(_) => Some(Verb::TakeUp),
            Change::Cancelled(_) => Some(Verb::CallOff),
            Change::Archived(_) | Change::Restored(_) => None,
        }
    }

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::Set(body) => Some(Whose::person(body.person)),
            Act::Cancel(_) | Act::Archive(_) | Act::Restore(_) => None,
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            // Nothing new is asked of somebody who has left.
            Condition::PersonIsActive => {
                is_there(case.coached()?, case.facts).map_err(|refused| refused.at("/body/person"))
            }
            Condition::IsNotOver if is_over(case)? => Err(Code::GoalOver.into()),
            Condition::IsOver if !is_over(case)? => Err(Code::GoalRunning.into()),
            Condition::IsNotOver | Condition::IsOver => Ok(None),
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let change = match act {
            Act::Set(body) => {
                let days = body.aim.check(&case.policy.goal, &case.policy.metric, "/body/aim")?;
                let (aim, goal, person) = (body.aim.clone(), body.goal, body.person);
                let goal = NewGoal { aim, days, goal, person, training_items: None };
                Change::Set(GoalSet { bundle: None, goal, set_by: case.actor })
            }
            Act::Cancel(GoalReason { goal, reason }) => {
                Change::Cancelled(GoalCancelled { goal: *goal, reason: reason.clone(), said_by: None })
            }
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        };
        Ok(vec![change])
    }
}

/// Whether its last day is over where its person is.
fn is_over<F: Facts>(case: &Case<'_, Goal, F>) -> Result<bool, Refusal> {
    let today = case.policy.organisation.zone_of(case.coached()?, case.facts)?.day_of(case.at);
    Ok(case.known.is_some_and(|goal| has_ended(goal.days, today)))
}
