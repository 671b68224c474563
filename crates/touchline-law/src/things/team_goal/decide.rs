//! What is allowed with a team's goal, and what its commands change.
//!
//! Rules: GOL-07.

use touchline_calculators::progress::has_ended;
use touchline_kernel::{Code, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, TeamGoal, TeamGoalSet};
use crate::access::Whose;
use crate::facts::{Facts, Refusal};
use crate::life::{Case, Life, by_table, is_there};

impl Life for TeamGoal {
    by_table!(archived);

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::Set(body) => Some(Whose::Team { manager: body.manager, author: None }),
            Act::Cancel(_) | Act::Archive(_) | Act::Restore(_) => None,
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            // Nothing new is asked of the team of somebody who has left; whether they have an account is no matter.
            Condition::ManagerIsActive => {
                is_there(case.coached()?, case.facts).map(|_| None).map_err(|refused| refused.at("/body/manager"))
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
                let (aim, manager, team_goal) = (body.aim.clone(), body.manager, body.team_goal);
                Change::Set(TeamGoalSet { aim, days, manager, team_goal })
            }
            Act::Cancel(body) => Change::Cancelled(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        };
        Ok(vec![change])
    }
}

/// Whether its last day is over where its manager is.
fn is_over<F: Facts>(case: &Case<'_, TeamGoal, F>) -> Result<bool, Refusal> {
    let today = case.policy.organisation.zone_of(case.coached()?, case.facts)?.day_of(case.at);
    Ok(case.known.is_some_and(|goal| has_ended(goal.days, today)))
}
